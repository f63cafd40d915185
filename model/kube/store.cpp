// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/store.h"

#include <atomic>
#include <compare>
#include <unordered_set>

namespace kube {

namespace {

template <class T>
concept Scoped = requires(const T& object) { object.scope; };

template <class T>
StringId scopeOf(const T& object)
{
    if constexpr (Scoped<T>)
        return object.scope;
    else
        return StringId::Empty;
}

std::strong_ordering compareTexts(const base::Strings& strings, StringId a, StringId b)
{
    return a == b ? std::strong_ordering::equal : strings.text(a) <=> strings.text(b);
}

/// Where an object stands in its table: (scope, name), slices (scope, service, name).
struct Place {
    StringId scope{}, service{}, name{};
};

template <class T>
Place placeOf(const T& object)
{
    return {scopeOf(object), StringId::Empty, object.name};
}

Place placeOf(const EndpointSlice& slice)
{
    return {slice.scope, slice.service, slice.name};
}

bool isBefore(const base::Strings& strings, const Place& a, const Place& b)
{
    if (const auto order = compareTexts(strings, a.scope, b.scope); order != 0)
        return order < 0;
    if (const auto order = compareTexts(strings, a.service, b.service); order != 0)
        return order < 0;
    return compareTexts(strings, a.name, b.name) < 0;
}

template <class T>
typename Table<T>::Iterator lowerBound(const base::Strings& strings, const Table<T>& table, const Place& place)
{
    return table.partitionPoint([&](const T& object) { return isBefore(strings, placeOf(object), place); });
}

/// Equal ids are equal texts, because all come from one table.
template <class T>
bool isAt(const Table<T>& table, typename Table<T>::Iterator at, const Place& place)
{
    return at != table.end() && at->name == place.name && scopeOf(*at) == place.scope;
}

/// Calls `visit` with the table of `kind`.
template <class Visit>
void withTable(ClusterSnapshot& snapshot, Kind kind, Visit visit)
{
    switch (kind) {
    case Kind::Namespace: return visit(snapshot.namespaces);
    case Kind::Service: return visit(snapshot.services);
    case Kind::EndpointSlice: return visit(snapshot.slices);
    case Kind::Pod: return visit(snapshot.pods);
    case Kind::Node: return visit(snapshot.nodes);
    case Kind::ConfigMap: return visit(snapshot.configMaps);
    case Kind::StatefulSet: return visit(snapshot.statefulSets);
    case Kind::ServiceImport: return visit(snapshot.serviceImports);
    case Kind::Upstream: return visit(snapshot.upstreams);
    case Kind::NodeResolvConf: return visit(snapshot.nodeResolvConfs);
    }
}

Table<Namespace>& tableFor(ClusterSnapshot& snapshot, const Namespace&) { return snapshot.namespaces; }
Table<Service>& tableFor(ClusterSnapshot& snapshot, const Service&) { return snapshot.services; }
Table<EndpointSlice>& tableFor(ClusterSnapshot& snapshot, const EndpointSlice&) { return snapshot.slices; }
Table<Pod>& tableFor(ClusterSnapshot& snapshot, const Pod&) { return snapshot.pods; }
Table<Node>& tableFor(ClusterSnapshot& snapshot, const Node&) { return snapshot.nodes; }
Table<ConfigMap>& tableFor(ClusterSnapshot& snapshot, const ConfigMap&) { return snapshot.configMaps; }
Table<StatefulSet>& tableFor(ClusterSnapshot& snapshot, const StatefulSet&) { return snapshot.statefulSets; }
Table<ServiceImport>& tableFor(ClusterSnapshot& snapshot, const ServiceImport&) { return snapshot.serviceImports; }
Table<Upstream>& tableFor(ClusterSnapshot& snapshot, const Upstream&) { return snapshot.upstreams; }
Table<NodeResolvConf>& tableFor(ClusterSnapshot& snapshot, const NodeResolvConf&) { return snapshot.nodeResolvConfs; }

Kind kindOf(const Object& object)
{
    return static_cast<Kind>(object.index()); // Object lists its types in Kind's order
}
static_assert(std::is_same_v<std::variant_alternative_t<static_cast<std::size_t>(Kind::NodeResolvConf), Object>, NodeResolvConf>);
static_assert(std::is_same_v<std::variant_alternative_t<static_cast<std::size_t>(Kind::Pod), Object>, Pod>);

/// Unique in the program, because views compare nothing else to tell one store's source from another's.
std::uint64_t nextSourceId()
{
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

std::vector<Change> coalesced(const std::vector<Change>& changes)
{
    struct Span {
        std::size_t place;
        ChangeKind first, last;
    };
    std::unordered_map<ObjectKey, std::size_t> spanOf;
    std::vector<Span> spans;
    spanOf.reserve(changes.size());
    for (std::size_t index = 0; index < changes.size(); ++index) {
        const auto [known, isNew] = spanOf.try_emplace(changes[index].key, spans.size());
        if (isNew)
            spans.push_back({index, changes[index].what, changes[index].what});
        else
            spans[known->second].last = changes[index].what;
    }

    std::vector<Change> result;
    result.reserve(spans.size());
    for (const Span& span : spans) {
        const bool was = span.first != ChangeKind::Added;
        const bool is = span.last != ChangeKind::Removed;
        if (!was && !is)
            continue;
        result.push_back({!was ? ChangeKind::Added : is ? ChangeKind::Modified : ChangeKind::Removed, changes[span.place].key});
    }
    return result;
}

} // namespace

ObjectKey keyOf(const Object& object)
{
    return std::visit([&](const auto& value) { return ObjectKey{kindOf(object), scopeOf(value), value.name}; }, object);
}

ClusterStore::ClusterStore() : m_strings(std::make_shared<base::Strings>()), m_current(m_strings)
{
    m_current.sourceId = nextSourceId();
}

void ClusterStore::put(Object object)
{
    const ObjectKey key = keyOf(object);
    if (const auto* slice = std::get_if<EndpointSlice>(&object)) {
        // The place of a slice holds its service: one that changed its label moves.
        const auto [known, isNew] = m_serviceOfSlice.try_emplace(key, slice->service);
        if (!isNew && known->second != slice->service) {
            remove(key);
            m_serviceOfSlice.emplace(key, slice->service);
        }
    }
    std::visit(
        [&](auto& value) {
            auto& table = tableFor(m_current, value);
            const Place place = placeOf(value);
            const auto at = lowerBound(*m_strings, table, place);
            if (!isAt(table, at, place)) {
                table.insert(at, std::move(value));
                m_changes.push_back({ChangeKind::Added, key});
            } else if (!(*at == value)) {
                table.replace(at, std::move(value));
                m_changes.push_back({ChangeKind::Modified, key});
            }
        },
        object);
}

void ClusterStore::remove(const ObjectKey& key)
{
    Place place{key.scope, StringId::Empty, key.name};
    if (key.kind == Kind::EndpointSlice) {
        const auto known = m_serviceOfSlice.find(key);
        if (known == m_serviceOfSlice.end())
            return;
        place.service = known->second;
        m_serviceOfSlice.erase(known);
    }
    withTable(m_current, key.kind, [&](auto& table) {
        const auto at = lowerBound(*m_strings, table, place);
        if (!isAt(table, at, place))
            return;
        table.remove(at);
        m_changes.push_back({ChangeKind::Removed, key});
    });
}

void ClusterStore::retain(Kind kind, StringId scope, const std::vector<ObjectKey>& keep)
{
    const std::unordered_set<ObjectKey> kept(keep.begin(), keep.end());
    withTable(m_current, kind, [&](auto& table) {
        const auto isGone = [&](const auto& object) {
            const StringId where = scopeOf(object);
            return (scope == StringId::Empty || where == scope) && !kept.contains({kind, where, object.name});
        };
        for (const auto& object : table) {
            if (!isGone(object))
                continue;
            const ObjectKey key{kind, scopeOf(object), object.name};
            m_changes.push_back({ChangeKind::Removed, key});
            m_serviceOfSlice.erase(key);
        }
        table.removeIf(isGone);
    });
}

void ClusterStore::clear()
{
    for (const Kind kind : {Kind::Namespace, Kind::Service, Kind::EndpointSlice, Kind::Pod, Kind::Node, Kind::ConfigMap, Kind::StatefulSet,
                            Kind::ServiceImport, Kind::Upstream, Kind::NodeResolvConf})
        withTable(m_current, kind, [](auto& table) { table.clear(); });
    m_current.sourceId = nextSourceId();
    m_serviceOfSlice.clear();
    m_changes.clear();
    m_sourceChanged = true;
}

SnapshotPtr ClusterStore::snapshot()
{
    ++m_current.generation;
    const auto taken = std::make_shared<ClusterSnapshot>(m_current);
    taken->changes = coalesced(m_changes);
    m_changes.clear();
    m_sourceChanged = false;
    return taken;
}

} // namespace kube
