// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/api/exchange.h"
#include "model/api/reflector.h"
#include "model/api/resource.h"
#include "model/api/store_worker.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace api {

/// Carries out what one Reflector asks for: requests, waits, reading into the store.
class ResourceLink : public QObject {
    Q_OBJECT
public:
    ResourceLink(Resource resource, Reflector::Options options, Transport& transport, StoreWorker& worker, QObject* parent);
    ~ResourceLink() override;

    void start();
    /// Ends a wait now.
    void retryNow();
    /// The connection may be dead without telling (the machine slept): begins the stream anew.
    void restartStream();

    [[nodiscard]] const Resource& resource() const { return m_resource; }
    [[nodiscard]] const Reflector& reflector() const { return m_reflector; }
    [[nodiscard]] bool isStarted() const { return m_isStarted; }
    /// Something read is not stored yet.
    [[nodiscard]] bool isBusy() const { return m_jobs > 0; }
    [[nodiscard]] std::optional<std::chrono::system_clock::time_point> nextRetry() const { return m_nextRetry; }

signals:
    void changed();                          ///< condition, error, retry or busyness
    void stored();                           ///< the store may have changed
    void skipped(const base::Error& error);  ///< an object that could not be read

private:
    void perform(const Actions& actions);
    void performOne(const Action& action);
    void get(const Get& get);
    void endExchange();
    void linesCame(const QByteArray& bytes);
    void readLines();
    void eventsRead(int stream, const StoreWorker::EventsOutcome& outcome);
    void pageRead(int stream, const StoreWorker::PageOutcome& outcome);
    void exchangeFinished(const Exchange::Outcome& outcome);
    void streamEnded();
    void watchSilence();
    void broken(base::Error error);

    Resource m_resource;
    Reflector m_reflector;
    Transport& m_transport;
    StoreWorker& m_worker;
    int m_id = 0;
    Exchange* m_exchange = nullptr;
    int m_stream = 0;              ///< counts requests: what an earlier one brings late is stored but is no input
    std::uint64_t m_credential = 0;
    QByteArray m_bytes;            ///< of the stream, not yet read: whole lines and a half one
    bool m_hasLine = false;        ///< a whole one is in m_bytes
    bool m_isReading = false;      ///< one job at a time, so that what comes meanwhile makes one batch
    bool m_hasEnded = false;
    int m_jobs = 0;
    bool m_isStarted = false;
    QTimer m_wait, m_silence;
    std::optional<std::chrono::system_clock::time_point> m_nextRetry;
};

} // namespace api
