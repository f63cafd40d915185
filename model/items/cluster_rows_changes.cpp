// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// How the rows follow the cluster. What a change leads to: a Service's names come from its own fields and its slices; a Pod's also from the Services and slices
// that hold it; what is missing at a Service also from the Pods that it selects. Only names that are shown have to be right at once, so an object whose
// names may have changed is marked stale and waits for settle (in view) or work (not in view).
#include "model/items/cluster_rows.h"
#include "model/items/snapshot_changes.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_set>

namespace items {

namespace {

constexpr base::Duration longestGlow = std::chrono::seconds(10); // no view lets a mark glow longer
constexpr std::size_t marksKept = 2048;

using Addresses = std::unordered_set<base::IpAddress>;

void addAddresses(const kube::Endpoint& endpoint, Addresses& addresses) { addresses.insert(endpoint.addresses.begin(), endpoint.addresses.end()); }

/// Addresses of the endpoints that differ between two states of a slice.
void addDiffering(const kube::EndpointSlice* before, const kube::EndpointSlice* after, Addresses& addresses)
{
    const bool isComparable = before != nullptr && after != nullptr && before->ports == after->ports && before->service == after->service && before->labels == after->labels;
    std::unordered_map<base::IpAddress, const kube::Endpoint*> old;
    const auto keyOf = [](const kube::Endpoint& endpoint) { return endpoint.addresses.empty() ? base::IpAddress{} : endpoint.addresses.front(); };
    if (before != nullptr) {
        for (const kube::Endpoint& endpoint : before->endpoints) {
            if (!old.try_emplace(keyOf(endpoint), &endpoint).second)
                addAddresses(endpoint, addresses); // two with one address: not worth telling apart
        }
    }
    if (after != nullptr) {
        for (const kube::Endpoint& endpoint : after->endpoints) {
            const auto known = old.find(keyOf(endpoint));
            if (known != old.end() && isComparable && *known->second == endpoint)
                old.erase(known);
            else
                addAddresses(endpoint, addresses);
        }
    }
    for (const auto& [address, endpoint] : old)
        addAddresses(*endpoint, addresses);
}

std::string expansionKey(const kube::ClusterSnapshot& texts, RowKind kind, kube::StringId scope, kube::StringId name)
{
    return std::to_string(static_cast<int>(kind)) + '/' + std::string(texts.text(scope)) + '/' + std::string(texts.text(name));
}

/// Slices by namespace and name: a table of slices is sorted by their Service, so that finding them takes a pass over their namespaces.
using SlicesByName = std::unordered_map<kube::StringId, std::unordered_map<kube::StringId, const kube::EndpointSlice*>>;

void findSlices(const kube::ClusterSnapshot& cluster, SlicesByName& wanted)
{
    for (auto& [scope, names] : wanted) {
        for (const kube::EndpointSlice& slice : cluster.slicesIn(cluster.text(scope))) {
            if (const auto found = names.find(slice.name); found != names.end())
                found->second = &slice;
        }
    }
}

/// True if the Service selects one of the Pods as it was or as it is.
bool isSelected(const kube::ClusterSnapshot& before, const kube::ClusterSnapshot& after, const kube::Service& service, const std::unordered_set<kube::StringId>& pods)
{
    return std::any_of(pods.begin(), pods.end(), [&](kube::StringId name) {
        for (const kube::ClusterSnapshot* cluster : {&before, &after}) {
            const kube::Pod* pod = cluster->findPod(after.text(service.scope), after.text(name));
            if (pod != nullptr && cluster->matches(service.selector, pod->labels))
                return true;
        }
        return false;
    });
}

} // namespace

struct ClusterRows::Touched {
    SlicesByName slices;                                    ///< pointers are filled in later
    std::unordered_set<kube::StringId> scopesOfServices;    ///< namespaces in which a Service changed
    std::unordered_map<kube::StringId, std::unordered_set<kube::StringId>> pods; ///< by namespace
};

void ClusterRows::setCluster(kube::SnapshotPtr cluster, sim::SetupPtr setup, base::Instant now)
{
    const kube::SnapshotPtr before = std::exchange(m_cluster, std::move(cluster));
    const sim::SetupPtr setupBefore = std::exchange(m_setup, std::move(setup));
    m_now = now;
    m_names.setCluster(m_cluster, m_setup);
    if (isFiltered() && m_filter.zone() != zone()) {
        m_filter = NameFilter(m_filter.text(), zone());
        m_names.setFilter(m_filter);
    }
    if (!m_cluster || !before || before->sourceId != m_cluster->sourceId) {
        rebuild(before);
        return;
    }
    const auto* configBefore = setupBefore ? setupBefore->kubernetes() : nullptr;
    const bool isSameConfig = (configBefore == nullptr) == (config() == nullptr)
        && (config() == nullptr || (*configBefore == *config() && setupBefore->coreDns.version == m_setup->coreDns.version));
    if (before->generation != m_cluster->generation) {
        const bool isNext = before->generation + 1 == m_cluster->generation;
        const std::vector<kube::Change> found = isNext ? std::vector<kube::Change>{} : changesBetween(*before, *m_cluster);
        const std::vector<kube::Change>& changes = isNext ? m_cluster->changes : found;
        // Past a fourth of the cluster one pass over all is cheaper than a search for each.
        if (changes.size() > 1000 && changes.size() > (m_cluster->services.size() + m_cluster->pods.size()) / 4) {
            rebuild(before);
            return;
        }
        apply(*before, changes);
    }
    if (!isSameConfig)
        waitForAll();
}

void ClusterRows::rebuild(const kube::SnapshotPtr& before)
{
    std::unordered_set<std::string> expanded;
    const auto keep = [&](RowKind kind, kube::StringId scope, kube::StringId name) { expanded.insert(expansionKey(*before, kind, scope, name)); };
    if (before) {
        m_index.forEachSpace([&](NamespaceRows& space) {
            if (space.expanded.self)
                keep(RowKind::Namespace, space.name, kube::StringId::Empty);
            if (space.expanded.pods)
                keep(RowKind::PodGroup, space.name, kube::StringId::Empty);
            ClusterIndex::forEachObject(space.services, [&](const ObjectRow& row) { row.isExpanded ? keep(RowKind::Service, space.name, row.name) : void(); });
            ClusterIndex::forEachObject(space.pods, [&](const ObjectRow& row) { row.isExpanded ? keep(RowKind::Pod, space.name, row.name) : void(); });
        });
    }
    const bool isSameSource = before && m_cluster && before->sourceId == m_cluster->sourceId;
    if (!isSameSource)
        m_selected.reset(); // its ids are another table's
    m_names.forgetAll();
    m_marks.clear();
    m_waiting.clear();
    m_index = ClusterIndex{};
    m_isMarking = false;
    if (!m_cluster) {
        m_hits = 0;
        m_typed.reset();
        return;
    }
    m_index.rebuild(*m_cluster);
    const auto wasExpanded = [&](RowKind kind, kube::StringId scope, kube::StringId name) {
        return !expanded.empty() && expanded.contains(expansionKey(*m_cluster, kind, scope, name));
    };
    m_index.forEachSpace([&](NamespaceRows& space) {
        space.expanded.self = wasExpanded(RowKind::Namespace, space.name, kube::StringId::Empty);
        space.expanded.pods = wasExpanded(RowKind::PodGroup, space.name, kube::StringId::Empty);
        for (const kube::Kind kind : {kube::Kind::Service, kube::Kind::Pod}) {
            ClusterIndex::forEachObject(space.of(kind), [&](ObjectRow& row) {
                row.isExpanded = wasExpanded(kind == kube::Kind::Pod ? RowKind::Pod : RowKind::Service, space.name, row.name);
                m_waiting.push_back({kind, space.name, row.name});
            });
        }
    });
    m_index.recount([](const ObjectRow&) { return 0u; });
    if (isFiltered())
        scan(false);
}

void ClusterRows::apply(const kube::ClusterSnapshot& before, const std::vector<kube::Change>& changes)
{
    m_isMarking = changes.size() <= mostChangesMarked;
    Touched touched;
    for (const kube::Change& change : changes) {
        switch (change.key.kind) {
        case kube::Kind::Namespace:
            applyNamespace(change);
            break;
        case kube::Kind::Service:
            touched.scopesOfServices.insert(change.key.scope);
            applyObject(change);
            break;
        case kube::Kind::Pod:
            touched.pods[change.key.scope].insert(change.key.name);
            applyObject(change);
            break;
        case kube::Kind::EndpointSlice:
            touched.slices[change.key.scope][change.key.name] = nullptr;
            break;
        case kube::Kind::StatefulSet:
            touched.scopesOfServices.insert(change.key.scope); // its Pods' names miss the Service that it names
            break;
        case kube::Kind::Node:
        case kube::Kind::ConfigMap: // reaches the rows through the setup
        case kube::Kind::ServiceImport:
        case kube::Kind::Upstream:
        case kube::Kind::NodeResolvConf:
            break;
        }
    }
    touchSlices(before, touched);
    touchDependents(before, touched);
    dropOldMarks();
    if (isFiltered())
        lookUpTyped();
}

void ClusterRows::applyNamespace(const kube::Change& change)
{
    if (change.what == kube::ChangeKind::Removed) {
        if (NamespaceRows* space = m_index.space(*m_cluster, change.key.name)) {
            space->exists = false;
            m_hits -= space->isMatched && space->services.empty() && space->pods.empty() ? 1u : 0u;
            m_index.removeSpaceIfEmpty(*m_cluster, change.key.name);
        }
    } else {
        const bool isNew = m_index.space(*m_cluster, change.key.name) == nullptr;
        NamespaceRows& space = m_index.addSpace(*m_cluster, change.key.name);
        space.exists = true;
        if (isNew && isFiltered()) {
            space.isMatched = m_filter.matchesNamespace(text(space.name));
            m_hits += space.isMatched ? 1u : 0u;
            m_index.refresh(*m_cluster, space);
        }
        if (change.what == kube::ChangeKind::Added)
            mark(change.key, ChangeMark::Added);
    }
    // Whether a namespace is served at all depends on its existence and labels.
    if (NamespaceRows* space = m_index.space(*m_cluster, change.key.name)) {
        for (const kube::Kind kind : {kube::Kind::Service, kube::Kind::Pod})
            ClusterIndex::forEachObject(space->of(kind), [&](ObjectRow& row) { wait({kind, space->name, row.name}, row); });
    }
}

void ClusterRows::applyObject(const kube::Change& change)
{
    if (change.what == kube::ChangeKind::Removed) {
        removeObject(change.key);
        return;
    }
    const bool isNewSpace = m_index.space(*m_cluster, change.key.scope) == nullptr;
    const auto [place, isNew] = m_index.addObject(*m_cluster, change.key);
    if (isNewSpace && isFiltered()) {
        place.space->isMatched = m_filter.matchesNamespace(text(change.key.scope));
        m_hits += place.space->isMatched ? 1u : 0u;
    }
    ObjectRow& row = place.space->of(change.key.kind).at(place.object);
    row.isStale = row.isStale && !isNew; // a new one has never been put into the queue
    wait(change.key, row);
    if (isFiltered())
        testHit(change.key, place);
    mark(change.key, isNew ? ChangeMark::Added : ChangeMark::Modified);
}

void ClusterRows::removeObject(const kube::ObjectKey& key)
{
    const auto place = m_index.object(*m_cluster, key);
    if (!place)
        return;
    m_hits -= place->space->of(key.kind).at(place->object).isHit ? 1u : 0u;
    m_index.removeObject(*m_cluster, key);
    m_marks.erase(key);
    const kube::ObjectKey group{kube::Kind::Pod, key.scope, kube::StringId::Empty};
    const kube::ObjectKey space{kube::Kind::Namespace, kube::StringId::Empty, key.scope};
    const bool isGroupLeft = key.kind == kube::Kind::Pod && !place->space->pods.empty();
    mark(isGroupLeft ? group : space, ChangeMark::Removed);
    if (m_selected && m_selected->object == key)
        m_selected = isGroupLeft ? RowId{.kind = RowKind::PodGroup, .object = group} : RowId{.kind = RowKind::Namespace, .object = space};
    const bool wasMatched = place->space->isMatched;
    if (m_index.removeSpaceIfEmpty(*m_cluster, key.scope))
        m_hits -= wasMatched ? 1u : 0u;
}

void ClusterRows::touchSlices(const kube::ClusterSnapshot& before, const Touched& touched)
{
    SlicesByName old = touched.slices, fresh = touched.slices;
    Addresses addresses;
    findSlices(before, old);
    findSlices(*m_cluster, fresh);
    for (const auto& [scope, names] : fresh) {
        for (const auto& [name, slice] : names) {
            const kube::EndpointSlice* was = old[scope][name];
            for (const kube::EndpointSlice* each : {was, slice}) {
                if (each == nullptr)
                    continue;
                const kube::ObjectKey key{kube::Kind::Service, scope, each->service};
                const auto place = m_index.object(*m_cluster, key);
                if (!place)
                    continue;
                wait(key, place->space->services.at(place->object));
                if (isFiltered())
                    testHit(key, *place);
            }
            addDiffering(was, slice, addresses);
        }
    }
    // Pods know their Services by the endpoints' addresses, and a reverse name tells every Service that has the address.
    for (const base::IpAddress& address : addresses) {
        const kube::AddressOwners* owners = m_cluster->byAddress(address);
        if (owners == nullptr)
            continue;
        for (const kube::Pod* pod : owners->pods)
            waitIfExpanded({kube::Kind::Pod, pod->scope, pod->name});
    }
}

void ClusterRows::touchDependents(const kube::ClusterSnapshot& before, const Touched& touched)
{
    for (const kube::StringId scope : touched.scopesOfServices) {
        if (NamespaceRows* space = m_index.space(*m_cluster, scope)) {
            ClusterIndex::forEachObject(space->pods, [&](ObjectRow& row) {
                if (row.isExpanded || row.isExpandedInFilter)
                    wait({kube::Kind::Pod, scope, row.name}, row);
            });
        }
    }
    for (const auto& [scope, pods] : touched.pods) {
        NamespaceRows* space = m_index.space(*m_cluster, scope);
        if (space == nullptr)
            continue;
        bool isAnyExpanded = false;
        ClusterIndex::forEachObject(space->services, [&](ObjectRow& row) {
            if (row.isStale || (!row.isExpanded && !row.isExpandedInFilter))
                return;
            isAnyExpanded = true;
            const kube::Service* service = m_cluster->findService(text(scope), text(row.name));
            if (isSelected(before, *m_cluster, *service, pods))
                wait({kube::Kind::Service, scope, row.name}, row);
        });
        if (isAnyExpanded)
            touchServicesOf(scope, pods);
    }
}

void ClusterRows::touchServicesOf(kube::StringId scope, const std::unordered_set<kube::StringId>& pods)
{
    for (const kube::EndpointSlice& slice : m_cluster->slicesIn(text(scope))) {
        if (std::any_of(slice.endpoints.begin(), slice.endpoints.end(), [&](const kube::Endpoint& endpoint) { return pods.contains(endpoint.targetName); }))
            waitIfExpanded({kube::Kind::Service, scope, slice.service});
    }
}

void ClusterRows::waitIfExpanded(const kube::ObjectKey& key)
{
    const auto place = m_index.object(*m_cluster, key);
    if (!place)
        return;
    ObjectRow& row = place->space->of(key.kind).at(place->object);
    // Collapsed, only the number of its own names counts, and that no other object changes; expanded later, it is derived anew.
    if (row.isExpanded || row.isExpandedInFilter)
        wait(key, row);
}

void ClusterRows::waitForAll()
{
    m_isMarking = false;
    m_index.forEachSpace([&](NamespaceRows& space) {
        for (const kube::Kind kind : {kube::Kind::Service, kube::Kind::Pod})
            ClusterIndex::forEachObject(space.of(kind), [&](ObjectRow& row) { wait({kind, space.name, row.name}, row); });
    });
    if (isFiltered())
        lookUpTyped();
}

void ClusterRows::mark(const kube::ObjectKey& key, ChangeMark what)
{
    if (!m_isMarking)
        return;
    const Mark made{what, m_now};
    m_marks[key] = made;
    m_lastMark = m_now;
    if (key.kind == kube::Kind::Pod)
        m_marks[{kube::Kind::Pod, key.scope, kube::StringId::Empty}] = made;
    if (NamespaceRows* space = m_index.space(*m_cluster, key.kind == kube::Kind::Namespace ? key.name : key.scope))
        space->change = made;
}

void ClusterRows::dropOldMarks()
{
    if (m_marks.size() > marksKept)
        std::erase_if(m_marks, [this](const auto& entry) { return entry.second.at + longestGlow < m_now; });
}

} // namespace items
