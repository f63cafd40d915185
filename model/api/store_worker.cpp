// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/store_worker.h"

#include "model/api/deliver.h"
#include "model/kube/reader.h"
#include "model/kube/store.h"

#include <QtConcurrentRun>

#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace api {

using base::StringId;
using kube::ObjectKey;

/// Touched by the pool's only thread, after the constructor.
struct StoreWorker::Store {
    struct Link {
        Resource resource;
        std::unordered_set<ObjectKey> named; ///< by the listing under way
        bool isListing = false;
    };
    kube::ClusterStore store;
    std::unordered_map<int, Link> links;

    void put(Link& link, kube::Object object);
    void remove(Link& link, const ObjectKey& key);
    void endListing(Link& link);
    PageOutcome readPage(Link& link, const QByteArray& body);
    EventsOutcome readEvents(Link& link, const QByteArray& lines);
    void apply(Link& link, kube::WatchEvent& event, WatchBatch& batch);
};

void StoreWorker::Store::put(Link& link, kube::Object object)
{
    if (link.isListing)
        link.named.insert(kube::keyOf(object));
    store.put(std::move(object));
}

void StoreWorker::Store::remove(Link& link, const ObjectKey& key)
{
    link.named.erase(key);
    store.remove(key);
}

void StoreWorker::Store::endListing(Link& link)
{
    link.isListing = false;
    const Resource& resource = link.resource;
    const StringId scope = store.strings().intern(resource.nameSpace);
    if (resource.name.empty()) {
        store.retain(resource.kind, scope, {link.named.begin(), link.named.end()});
    } else {
        const ObjectKey key{resource.kind, scope, store.strings().intern(resource.name)};
        if (!link.named.contains(key))
            store.remove(key);
    }
    link.named = {};
}

StoreWorker::PageOutcome StoreWorker::Store::readPage(Link& link, const QByteArray& body)
{
    PageOutcome outcome;
    auto read = kube::readJson(kube::PaddedText(std::string_view(body.constData(), static_cast<std::size_t>(body.size()))), store.strings());
    if (!read) {
        outcome.fault = read.error();
        return outcome;
    }
    outcome.page = {read->resourceVersion, read->continueToken};
    for (kube::Object& object : read->objects)
        put(link, std::move(object));
    return outcome;
}

void StoreWorker::Store::apply(Link& link, kube::WatchEvent& event, WatchBatch& batch)
{
    using Type = kube::WatchEvent::Type;
    if (event.type == Type::Error) {
        batch.error = WatchError{event.statusCode, event.statusReason, event.statusMessage};
        return;
    }
    if (!event.resourceVersion.empty())
        batch.resourceVersion = event.resourceVersion;
    if (event.type == Type::Bookmark) {
        batch.initialEventsEnd = batch.initialEventsEnd || event.initialEventsEnd;
        batch.bookmark = batch.bookmark || !event.initialEventsEnd;
        return;
    }
    ++batch.events;
    if (event.type == Type::Deleted || !event.object) { // a ConfigMap that no longer has to do with DNS is gone for us
        if (event.key)
            remove(link, *event.key);
        return;
    }
    put(link, std::move(*event.object));
}

StoreWorker::EventsOutcome StoreWorker::Store::readEvents(Link& link, const QByteArray& lines)
{
    EventsOutcome outcome;
    std::string_view rest(lines.constData(), static_cast<std::size_t>(lines.size()));
    while (!rest.empty() && !outcome.batch.error) {
        const std::size_t end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        if (line.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        auto event = kube::readWatchEvent(kube::PaddedText(line), store.strings());
        if (event) {
            apply(link, *event, outcome.batch);
            if (outcome.batch.initialEventsEnd && link.isListing)
                endListing(link); // here and not at the machine's EndListing: later events of this batch are no listing any more
        } else if (event.error().code == base::ErrorCode::ObjectWrongShape) {
            outcome.skipped.push_back(event.error());
        } else {
            outcome.fault = event.error();
            break;
        }
    }
    return outcome;
}

StoreWorker::StoreWorker() : m_store(std::make_shared<Store>())
{
    m_pool.setMaxThreadCount(1); // serial: the store's strings belong to one thread at a time
    m_pool.setExpiryTimeout(-1);
}

StoreWorker::~StoreWorker()
{
    m_pool.clear();
}

template <class Job, class Done>
void StoreWorker::post(Job job, QObject* receiver, Done done)
{
    deliver(QtConcurrent::run(&m_pool, [store = m_store, job = std::move(job)]() mutable { return job(*store); }), receiver, std::move(done));
}

int StoreWorker::addLink(const Resource& resource)
{
    const int id = ++m_links;
    (void)QtConcurrent::run(&m_pool, [store = m_store, id, resource] { store->links[id].resource = resource; });
    return id;
}

void StoreWorker::beginListing(int link)
{
    (void)QtConcurrent::run(&m_pool, [store = m_store, link] {
        store->links[link].named.clear();
        store->links[link].isListing = true;
    });
}

void StoreWorker::endListing(int link, QObject* receiver, std::function<void()> done)
{
    const auto job = [link](Store& store) {
        if (store.links[link].isListing) // a streaming list has ended inside its events
            store.endListing(store.links[link]);
        return true;
    };
    post(job, receiver, [done = std::move(done)](bool) { done(); });
}

void StoreWorker::readPage(int link, QByteArray body, QObject* receiver, std::function<void(const PageOutcome&)> done)
{
    post([link, body = std::move(body)](Store& store) { return store.readPage(store.links[link], body); }, receiver, std::move(done));
}

void StoreWorker::readEvents(int link, QByteArray lines, QObject* receiver, std::function<void(const EventsOutcome&)> done)
{
    post([link, lines = std::move(lines)](Store& store) { return store.readEvents(store.links[link], lines); }, receiver, std::move(done));
}

void StoreWorker::putNamespaces(const std::vector<std::string>& names)
{
    (void)QtConcurrent::run(&m_pool, [store = m_store, names] {
        for (const std::string& name : names)
            store->store.put(kube::Namespace{store->store.strings().intern(name), StringId::Empty});
    });
}

void StoreWorker::takeSnapshot(Publish publish, QObject* receiver, std::function<void(const kube::SnapshotPtr&)> done)
{
    const auto job = [publish](Store& store) -> kube::SnapshotPtr {
        return publish == Publish::Always || store.store.hasChanges() ? store.store.snapshot() : nullptr;
    };
    post(job, receiver, std::move(done));
}

} // namespace api
