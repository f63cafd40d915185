// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/api/exchange.h"
#include "model/api/resource_link.h"
#include "model/api/session.h"
#include "model/api/session_state.h"
#include "model/api/store_worker.h"

#include <QElapsedTimer>
#include <QTimer>

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace api {

/// Asks for the version first (reachability, trust, HTTP/2), then starts the links, two lists at a time; replaces what is forbidden by
/// what may be allowed; publishes snapshots; tells its state.
class Session::Private : public QObject {
    Q_OBJECT
public:
    Private(Session* session, kube::ResolvedContext context, Surroundings surroundings, Purpose purpose);
    ~Private() override;

    void begin();
    void retryNow();
    void renewCredential();

    SessionState state;
    kube::SnapshotPtr snapshot;

private:
    struct Link {
        ResourceLink* link = nullptr;
        bool isReplaced = false;
        bool wasRetrying = false;
    };

    void connectEndpoint(Endpoint endpoint);
    // the version probe
    void probe();
    void probed(const Exchange::Outcome& outcome);
    void probeFailed(const Failure& failure, std::uint64_t credential);
    void probeAgainLater(Phase phase, const base::Error& error);
    // links
    void addLinks(const std::vector<Resource>& resources);
    void startLinks();
    void linkChanged(std::size_t index);
    void replaceForbidden(std::size_t index);
    void readOwnNamespaces();
    void readOtherNamespaces();
    void kickRetrying();
    void wakeUpAfterSleep();
    // snapshots and state
    void storeChanged();
    void publish();
    void published(const kube::SnapshotPtr& newest);
    void tellStateSoon();
    void tellState();
    [[nodiscard]] std::vector<LinkView> linkViews() const;
    [[nodiscard]] bool isNewestPublished() const { return snapshot && !m_isStale && !m_isPublishing; }

    Session* q;
    kube::ResolvedContext m_context;
    Surroundings m_surroundings;
    Purpose m_purpose;
    StoreWorker m_worker;
    std::unique_ptr<Transport> m_transport;
    bool m_hasStreamingList = false;

    Exchange* m_probe = nullptr;
    QTimer m_probeTimer;
    std::chrono::milliseconds m_probeDelay{};
    bool m_isCredentialRenewed = false;

    std::deque<Link> m_links;
    std::vector<std::string> m_ownNamespaces, m_otherNamespaces;
    std::vector<base::Error> m_skipped; ///< objects that could not be read

    QTimer m_publishTimer, m_stateTimer, m_wakeTimer;
    QElapsedTimer m_sincePublished;
    bool m_isStale = false, m_isPublishing = false;
    std::chrono::system_clock::time_point m_wallClock;
    std::chrono::steady_clock::time_point m_steadyClock;
    SessionState m_told;
};

} // namespace api
