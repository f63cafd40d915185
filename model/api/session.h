// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"
#include "model/kube/kubeconfig.h"
#include "model/kube/snapshot.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace api {

enum class Phase {
    Closed,
    Connecting, ///< nothing is known yet
    Loading,    ///< the server answers; some resource is not complete
    Live,       ///< every resource that may be read is complete and followed
    Lost,       ///< the server does not answer or answers wrongly; `nextRetry` says when it is tried again; data stays
    Denied,     ///< only the user can change it: wrong or missing credentials, no right to read services or slices, unusable kubeconfig
};

/// How far one list and its watch are.
enum class ResourceState {
    Waiting,      ///< its turn has not come
    Loading,
    Live,         ///< complete and watched
    Polled,       ///< may be listed but not watched: read again about every 45 s
    Resyncing,    ///< the watch fell too far behind; data is shown as it was while everything is read anew
    Retrying,     ///< `error` says why
    Forbidden,    ///< 403; tried again every few minutes
    Absent,       ///< 404: this server does not have the resource
    Unauthorized, ///< 401 with a fresh credential
    Complete,     ///< read once (fetchOnce)
};

struct ResourceStatus {
    kube::Kind kind = kube::Kind::Namespace;
    std::string nameSpace;         ///< empty: the whole cluster
    std::string name;              ///< a single object (ConfigMaps that may not be listed), else empty
    ResourceState state = ResourceState::Waiting;
    std::size_t count = 0;         ///< objects in the newest snapshot
    std::optional<base::Error> error;
    bool operator==(const ResourceStatus&) const = default;
};

struct SessionState {
    Phase phase = Phase::Closed;
    std::string context;           ///< its name
    std::string server;            ///< host:port
    std::string serverVersion;     ///< gitVersion, "" while unknown
    bool isVerified = true;        ///< false: nothing proves who the server is (insecure-skip-tls-verify or http)
    bool isNamespaced = false;     ///< services, slices and pods may only be read in single namespaces
    std::vector<ResourceStatus> resources;
    std::optional<base::Error> error;      ///< what keeps the link from being live; nullopt in Live
    std::vector<base::Error> warnings;     ///< optional resources that are missing, objects that were skipped
    std::optional<std::chrono::system_clock::time_point> nextRetry;
    bool operator==(const SessionState&) const = default;
};

/// What a session takes from outside.
struct Surroundings {
    kube::KubeconfigEnvironment environment;
    /// True if the user agreed to run this command. Unset: no plugin is run.
    std::function<bool(const kube::ExecPlugin& plugin)> isExecConfirmed;
    std::vector<std::string> execSearchPath; ///< folders beside PATH in which plugins are looked for (a desktop misses the shell's PATH)
    std::vector<std::string> namespaces;     ///< also read these where the user may not read the whole cluster
};

/// A link to one cluster: connects, reads what DNS needs, follows it, comes back by itself.
/// Lives in the owner's thread; parsing happens elsewhere. Credentials are in no signal.
class Session : public QObject {
    Q_OBJECT
public:
    enum class Purpose { Follow, ReadOnce };

    Session(kube::ResolvedContext context, Surroundings surroundings, Purpose purpose = Purpose::Follow, QObject* parent = nullptr);
    ~Session() override;

    /// Begins; signals come later, never from inside. Called once.
    void open();
    /// Tries everything that waits now: the user pressed "retry", or the network came back.
    void retryNow();
    /// Runs the credential plugin anew although its last answer was refused.
    void renewCredential();

    [[nodiscard]] const SessionState& state() const;
    [[nodiscard]] kube::SnapshotPtr snapshot() const; ///< nullptr before the first one

signals:
    void snapshotReady(const kube::SnapshotPtr& snapshot);
    void stateChanged(const api::SessionState& state);
    void execOutput(const QString& line); ///< stderr of the credential plugin, a line each: device codes and URLs stand there

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// Reads everything once for the command line, then calls `done` once from the event loop and ends. The caller runs the loop.
/// Result: the snapshot, or the first error that keeps services or slices from being read (a timeout: ConnectionTimeout).
/// `state.warnings` names what else was missing. Deleting `owner` cancels.
void fetchOnce(kube::ResolvedContext context, Surroundings surroundings, std::chrono::milliseconds timeout, QObject* owner,
               std::function<void(base::Result<kube::SnapshotPtr>, const SessionState&)> done);

} // namespace api
