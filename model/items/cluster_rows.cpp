// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/items/cluster_rows.h"

#include <algorithm>

namespace items {

namespace {

RowKind rowKindOf(kube::Kind kind) { return kind == kube::Kind::Pod ? RowKind::Pod : RowKind::Service; }

bool isObjectRow(RowKind kind) { return kind == RowKind::Service || kind == RowKind::Pod || kind == RowKind::Record; }

} // namespace

std::optional<ClusterRows::Location> ClusterRows::locate(std::size_t row) const
{
    if (m_typed) {
        if (row == 0)
            return Location{.kind = RowKind::TypedName};
        --row;
    }
    return m_index.locate(row);
}

kube::ObjectKey ClusterRows::keyAt(const Location& location) const
{
    switch (location.kind) {
    case RowKind::TypedName: return {};
    case RowKind::Namespace: return {kube::Kind::Namespace, kube::StringId::Empty, location.space->name};
    case RowKind::PodGroup: return {kube::Kind::Pod, location.space->name, kube::StringId::Empty};
    case RowKind::Service:
    case RowKind::Pod:
    case RowKind::Record: break;
    }
    return {location.objectKind, location.space->name, location.space->of(location.objectKind).at(location.object).name};
}

std::optional<RowId> ClusterRows::idAt(std::size_t row)
{
    const auto location = locate(row);
    if (!location)
        return std::nullopt;
    RowId id{.kind = location->kind, .object = keyAt(*location)};
    if (location->kind == RowKind::Record) {
        const ObjectNamesPtr names = m_names.names(id.object);
        if (location->slot < names->shown.size())
            id.ordinal = names->shown[location->slot];
    }
    return id;
}

std::optional<std::size_t> ClusterRows::rowOf(const RowId& id)
{
    if (!m_cluster)
        return std::nullopt;
    if (id.kind == RowKind::TypedName)
        return m_typed ? std::optional<std::size_t>(0) : std::nullopt;
    const std::size_t typed = m_typed ? 1 : 0;
    RowId top = id;
    if (id.kind == RowKind::Record)
        top.kind = rowKindOf(id.object.kind);
    const auto row = m_index.rowOf(*m_cluster, top);
    if (!row || id.kind != RowKind::Record)
        return row ? std::optional(*row + typed) : std::nullopt;
    if (!isExpanded(top))
        return std::nullopt;
    const ObjectNamesPtr names = m_names.names(id.object);
    const auto at = std::find(names->shown.begin(), names->shown.end(), id.ordinal);
    if (at == names->shown.end())
        return std::nullopt;
    return *row + typed + 1 + static_cast<std::size_t>(at - names->shown.begin());
}

std::optional<RowId> ClusterRows::parentOf(const RowId& id)
{
    switch (id.kind) {
    case RowKind::TypedName:
    case RowKind::Namespace: return std::nullopt;
    case RowKind::Service:
    case RowKind::PodGroup: return RowId{.kind = RowKind::Namespace, .object = {kube::Kind::Namespace, kube::StringId::Empty, id.object.scope}};
    case RowKind::Pod: return RowId{.kind = RowKind::PodGroup, .object = {kube::Kind::Pod, id.object.scope, kube::StringId::Empty}};
    case RowKind::Record: return RowId{.kind = rowKindOf(id.object.kind), .object = id.object};
    }
    return std::nullopt;
}

std::optional<std::size_t> ClusterRows::findPrefix(std::string_view prefix, std::size_t row)
{
    if (!m_cluster || prefix.empty())
        return std::nullopt;
    // Rows of objects are walked by the index, whose hidden items have no rows; no text is made.
    std::optional<std::size_t> first, next;
    std::size_t at = m_typed ? 1 : 0;
    const auto consider = [&](kube::StringId name, std::size_t rows) {
        if (rows > 0 && text(name).substr(0, prefix.size()) == prefix) {
            if (!first)
                first = at;
            if (!next && at > row)
                next = at;
        }
    };
    m_index.forEachSpace([&](NamespaceRows& space) {
        const auto top = m_index.rowOf(*m_cluster, {.kind = RowKind::Namespace, .object = {kube::Kind::Namespace, kube::StringId::Empty, space.name}});
        if (!top || next)
            return;
        consider(space.name, 1);
        ++at;
        if (!m_index.expansion(space).self)
            return;
        const auto walk = [&](const ObjectRow& object) {
            consider(object.name, object.rows);
            at += object.rows;
        };
        ClusterIndex::forEachObject(space.services, walk);
        if (space.pods.rows() == 0)
            return;
        ++at;
        if (m_index.expansion(space).pods)
            ClusterIndex::forEachObject(space.pods, walk);
    });
    return next ? next : first;
}

ClusterCounts ClusterRows::counts() const
{
    if (!m_cluster)
        return {};
    ClusterCounts counts{.namespaces = m_index.namespaceCount(), .services = m_cluster->services.size(), .pods = m_cluster->pods.size()};
    std::size_t names = 0, underived = 0;
    m_index.forEachSpace([&](const NamespaceRows& space) {
        names += space.names;
        underived += space.underived;
    });
    if (underived == 0)
        counts.names = names;
    return counts;
}

bool ClusterRows::isExpandable(const RowId& id) const
{
    if (!m_cluster)
        return false;
    switch (id.kind) {
    case RowKind::TypedName:
    case RowKind::Record: return false;
    case RowKind::PodGroup: return true;
    case RowKind::Namespace: {
        const NamespaceRows* space = m_index.space(*m_cluster, id.object.name);
        return space != nullptr && (!space->services.empty() || !space->pods.empty());
    }
    case RowKind::Service:
    case RowKind::Pod: break;
    }
    const auto place = m_index.object(*m_cluster, id.object);
    if (!place || config() == nullptr)
        return false;
    const ObjectRow& row = place->space->of(id.object.kind).at(place->object);
    return !row.isDerived || row.records > 0;
}

bool ClusterRows::isExpanded(const RowId& id) const
{
    if (!m_cluster)
        return false;
    switch (id.kind) {
    case RowKind::TypedName:
    case RowKind::Record: return false;
    case RowKind::Namespace:
    case RowKind::PodGroup: {
        NamespaceRows* space = m_index.space(*m_cluster, id.kind == RowKind::Namespace ? id.object.name : id.object.scope);
        return space != nullptr && (id.kind == RowKind::Namespace ? m_index.expansion(*space).self : m_index.expansion(*space).pods);
    }
    case RowKind::Service:
    case RowKind::Pod: break;
    }
    const auto place = m_index.object(*m_cluster, id.object);
    return place && m_index.isExpanded(place->space->of(id.object.kind).at(place->object));
}

void ClusterRows::setExpanded(const RowId& id, bool expanded)
{
    if (!m_cluster)
        return;
    if (id.kind == RowKind::Namespace || id.kind == RowKind::PodGroup) {
        NamespaceRows* space = m_index.space(*m_cluster, id.kind == RowKind::Namespace ? id.object.name : id.object.scope);
        if (space == nullptr)
            return;
        (id.kind == RowKind::Namespace ? m_index.expansion(*space).self : m_index.expansion(*space).pods) = expanded;
        m_index.refresh(*m_cluster, *space);
        return;
    }
    const auto place = m_index.object(*m_cluster, id.object);
    if (!place || (id.kind != RowKind::Service && id.kind != RowKind::Pod))
        return;
    ObjectRow& row = place->space->of(id.object.kind).at(place->object);
    m_index.setExpanded(row, expanded);
    if (!expanded) {
        m_index.showObject(*place, id.object.kind, 0);
        return;
    }
    derive(id.object, *place);
}

void ClusterRows::expandAll()
{
    if (!m_cluster)
        return;
    m_index.forEachSpace([&](NamespaceRows& space) {
        m_index.expansion(space) = {.self = true, .pods = true};
        for (const kube::Kind kind : {kube::Kind::Service, kube::Kind::Pod}) {
            ClusterIndex::forEachObject(space.of(kind), [&](ObjectRow& row) {
                m_index.setExpanded(row, true);
                // How many names a filter shows is not known before they are derived for it.
                if (isFiltered() && m_index.isVisible(space, row))
                    wait({kind, space.name, row.name}, row);
            });
        }
    });
    m_index.recount([this](const ObjectRow& row) { return isFiltered() ? 0 : row.records; });
}

void ClusterRows::collapseAll()
{
    m_index.forEachSpace([&](NamespaceRows& space) {
        m_index.expansion(space) = {};
        for (RowTree<ObjectRow>* objects : {&space.services, &space.pods})
            ClusterIndex::forEachObject(*objects, [&](ObjectRow& row) { m_index.setExpanded(row, false); });
    });
    m_index.recount([](const ObjectRow&) { return 0u; });
}

void ClusterRows::reveal(const RowId& id)
{
    const auto parent = parentOf(id);
    if (!parent)
        return;
    reveal(*parent);
    if (!isExpanded(*parent))
        setExpanded(*parent, true);
}

bool ClusterRows::settleObject(const Location& location)
{
    const kube::ObjectKey key = keyAt(location);
    const auto place = m_index.object(*m_cluster, key);
    const ObjectRow& row = place->space->of(key.kind).at(place->object);
    if (!m_index.isExpanded(row))
        return false;
    const std::size_t before = row.rows;
    if (row.isStale)
        derive(key, *place);
    // What is shown decides, whatever was counted before.
    if (const std::size_t shown = m_names.names(key)->shown.size(); row.rows != 1 + shown)
        m_index.showObject(*place, key.kind, shown);
    return row.rows != before;
}

bool ClusterRows::settle(std::size_t first, std::size_t count)
{
    bool moved = false;
    for (std::size_t row = first; row < first + count;) {
        const auto location = locate(row);
        if (!location)
            break;
        if (!isObjectRow(location->kind)) {
            ++row;
            continue;
        }
        moved = settleObject(*location) || moved;
        // Onward behind this object's last row.
        const ObjectRow& object = location->space->of(location->objectKind).at(location->object);
        const std::size_t within = location->kind == RowKind::Record ? location->slot + 1 : 0;
        row += object.rows > within ? object.rows - within : 1;
    }
    return moved;
}

void ClusterRows::work(std::size_t objects)
{
    while (objects > 0 && !m_waiting.empty()) {
        const kube::ObjectKey key = m_waiting.front();
        m_waiting.pop_front();
        const auto place = m_index.object(*m_cluster, key);
        if (!place || !place->space->of(key.kind).at(place->object).isStale)
            continue;
        derive(key, *place);
        --objects;
    }
}

void ClusterRows::wait(const kube::ObjectKey& key, ObjectRow& row)
{
    if (row.isStale)
        return;
    row.isStale = true;
    m_waiting.push_back(key);
}

void ClusterRows::derive(const kube::ObjectKey& key, const ObjectPlace& place)
{
    ObjectRow& row = place.space->of(key.kind).at(place.object);
    const ObjectNamesPtr before = m_names.kept(key);
    const ObjectNamesPtr names = m_names.renew(key, m_now);
    row.isStale = false;
    place.space->names += names->own;
    place.space->names -= row.names;
    if (!row.isDerived) {
        row.isDerived = true;
        --place.space->underived;
    } else if (m_isMarking && row.fingerprint != names->fingerprint) {
        mark(key, ChangeMark::Modified);
    }
    row.names = names->own;
    row.records = static_cast<std::uint32_t>(names->size());
    row.fingerprint = names->fingerprint;
    m_index.showObject(place, key.kind, names->shown.size());
    if (m_selected && m_selected->kind == RowKind::Record && m_selected->object == key)
        followSelection(key, before, *names);
}

void ClusterRows::followSelection(const kube::ObjectKey& key, const ObjectNamesPtr& before, const ObjectNames& after)
{
    const auto ordinal = before ? after.find(*before, m_selected->ordinal) : std::nullopt;
    if (ordinal)
        m_selected->ordinal = *ordinal;
    else if (before || m_selected->ordinal >= after.size())
        m_selected = RowId{.kind = rowKindOf(key.kind), .object = key};
}

} // namespace items
