// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/api/reflector.h"
#include "model/api/resource.h"
#include "model/kube/snapshot.h"

#include <QByteArray>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace api {

/// Reads answers and keeps the cluster store, in one thread of its own and in the order of the calls. Results come home to `receiver`.
///
/// A listing puts its objects into the store as they come and, at its end, drops what it did not name: every object is at least as new
/// as the one it replaces, and 150,000 pods need no second copy.
class StoreWorker {
public:
    StoreWorker();
    ~StoreWorker(); ///< what has not begun is dropped

    /// A list-and-watch; the id names it in the calls below.
    [[nodiscard]] int addLink(const Resource& resource);
    void beginListing(int link);
    void endListing(int link, QObject* receiver, std::function<void()> done);

    struct PageOutcome {
        ListPage page;
        std::optional<base::Error> fault;     ///< unreadable: nothing of the page was stored
    };
    void readPage(int link, QByteArray body, QObject* receiver, std::function<void(const PageOutcome&)> done);

    struct EventsOutcome {
        WatchBatch batch;
        std::optional<base::Error> fault;     ///< the stream is broken: what follows cannot be read
        std::vector<base::Error> skipped;     ///< objects of an unexpected shape
    };
    /// `lines`: whole lines of a watch.
    void readEvents(int link, QByteArray lines, QObject* receiver, std::function<void(const EventsOutcome&)> done);

    /// For users who may not list namespaces: those that are read exist as far as they can tell.
    void putNamespaces(const std::vector<std::string>& names);

    enum class Publish { IfChanged, Always };
    /// nullptr where nothing changed since the last one.
    void takeSnapshot(Publish publish, QObject* receiver, std::function<void(const kube::SnapshotPtr&)> done);

private:
    struct Store;
    template <class Job, class Done>
    void post(Job job, QObject* receiver, Done done);

    std::shared_ptr<Store> m_store;
    int m_links = 0;
    QThreadPool m_pool;
};

} // namespace api
