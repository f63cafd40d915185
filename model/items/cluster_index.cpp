// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/items/cluster_index.h"

#include <vector>

namespace items {

namespace {

RowTree<ObjectRow>::Place lowerBound(const kube::ClusterSnapshot& texts, const RowTree<ObjectRow>& objects, kube::StringId name)
{
    const std::string_view wanted = texts.text(name);
    return objects.partitionPoint([&](const ObjectRow& object) { return object.name != name && texts.text(object.name) < wanted; });
}

/// Names of one namespace's objects, in the table's order, as rows.
template <class T>
std::vector<ObjectRow> rowsOf(typename kube::Table<T>::Iterator& at, const kube::Table<T>& table, kube::StringId scope)
{
    std::vector<ObjectRow> rows;
    for (; at != table.end() && at->scope == scope; ++at)
        rows.push_back({.name = at->name});
    return rows;
}

} // namespace

void ClusterIndex::rebuild(const kube::ClusterSnapshot& cluster)
{
    // Three sorted sequences side by side: the next namespace is the least name that any of them has.
    auto space = cluster.namespaces.begin();
    auto service = cluster.services.begin();
    auto pod = cluster.pods.begin();
    std::vector<NamespaceRow> rows;
    while (true) {
        std::optional<kube::StringId> least;
        const auto consider = [&](kube::StringId name) {
            if (!least || (name != *least && cluster.text(name) < cluster.text(*least)))
                least = name;
        };
        if (space != cluster.namespaces.end())
            consider(space->name);
        if (service != cluster.services.end())
            consider(service->scope);
        if (pod != cluster.pods.end())
            consider(pod->scope);
        if (!least)
            break;
        auto content = std::make_unique<NamespaceRows>();
        content->name = *least;
        if (space != cluster.namespaces.end() && space->name == *least) {
            content->exists = true;
            ++space;
        }
        content->services.assign(rowsOf<kube::Service>(service, cluster.services, *least));
        content->pods.assign(rowsOf<kube::Pod>(pod, cluster.pods, *least));
        content->underived = content->services.size() + content->pods.size();
        rows.push_back({.rows = isFiltering() ? 0u : 1u, .content = std::move(content)});
    }
    m_namespaces.assign(std::move(rows));
}

std::uint32_t ClusterIndex::rowsOfSpace(NamespaceRows& space) const
{
    if (isFiltering() && !space.isMatched && space.serviceHits + space.podHits == 0)
        return 0;
    const NamespaceExpansion& open = expansion(space);
    if (!open.self)
        return 1;
    std::size_t rows = 1 + space.services.rows();
    if (space.pods.rows() > 0)
        rows += 1 + (open.pods ? space.pods.rows() : 0);
    return static_cast<std::uint32_t>(rows);
}

std::optional<ClusterIndex::Location> ClusterIndex::locate(std::size_t row) const
{
    const auto hit = m_namespaces.find(row);
    if (!hit)
        return std::nullopt;
    NamespaceRows& space = *m_namespaces.at(hit->place).content;
    Location location{.space = &space};
    if (hit->offset == 0)
        return location;
    std::size_t offset = hit->offset - 1;
    location.objectKind = kube::Kind::Service;
    if (offset >= space.services.rows()) {
        location.objectKind = kube::Kind::Pod;
        offset -= space.services.rows();
        if (offset == 0) {
            location.kind = RowKind::PodGroup;
            return location;
        }
        --offset;
    }
    const auto object = space.of(location.objectKind).find(offset);
    if (!object)
        return std::nullopt;
    location.object = object->place;
    if (object->offset == 0) {
        location.kind = location.objectKind == kube::Kind::Pod ? RowKind::Pod : RowKind::Service;
    } else {
        location.kind = RowKind::Record;
        location.slot = object->offset - 1;
    }
    return location;
}

ClusterIndex::NamespacePlace ClusterIndex::lowerBound(const kube::ClusterSnapshot& texts, kube::StringId name) const
{
    const std::string_view wanted = texts.text(name);
    return m_namespaces.partitionPoint([&](const NamespaceRow& row) { return row.content->name != name && texts.text(row.content->name) < wanted; });
}

NamespaceRows* ClusterIndex::space(const kube::ClusterSnapshot& texts, kube::StringId name) const
{
    const NamespacePlace at = lowerBound(texts, name);
    return at != m_namespaces.end() && m_namespaces.at(at).content->name == name ? m_namespaces.at(at).content.get() : nullptr;
}

std::optional<ClusterIndex::ObjectPlace> ClusterIndex::object(const kube::ClusterSnapshot& texts, const kube::ObjectKey& key) const
{
    const NamespacePlace at = lowerBound(texts, key.scope);
    if (at == m_namespaces.end() || m_namespaces.at(at).content->name != key.scope)
        return std::nullopt;
    NamespaceRows* const space = m_namespaces.at(at).content.get();
    const RowTree<ObjectRow>& objects = space->of(key.kind);
    const Place place = items::lowerBound(texts, objects, key.name);
    if (place == objects.end() || objects.at(place).name != key.name)
        return std::nullopt;
    return ObjectPlace{space, at, place};
}

std::optional<std::size_t> ClusterIndex::rowOf(const kube::ClusterSnapshot& texts, const RowId& id) const
{
    const kube::StringId scope = id.kind == RowKind::Namespace ? id.object.name : id.object.scope;
    const NamespacePlace at = lowerBound(texts, scope);
    if (at == m_namespaces.end() || m_namespaces.at(at).content->name != scope || m_namespaces.at(at).rows == 0)
        return std::nullopt;
    NamespaceRows& space = *m_namespaces.at(at).content;
    std::size_t row = m_namespaces.rowsBefore(at);
    if (id.kind == RowKind::Namespace)
        return row;
    const NamespaceExpansion& open = expansion(space);
    if (!open.self)
        return std::nullopt;
    ++row;
    if (id.object.kind == kube::Kind::Pod) {
        row += space.services.rows();
        if (space.pods.rows() == 0)
            return std::nullopt;
        if (id.kind == RowKind::PodGroup)
            return row;
        if (!open.pods)
            return std::nullopt;
        ++row;
    }
    const RowTree<ObjectRow>& objects = space.of(id.object.kind);
    const Place place = items::lowerBound(texts, objects, id.object.name);
    if (place == objects.end() || objects.at(place).name != id.object.name || objects.at(place).rows == 0)
        return std::nullopt;
    return row + objects.rowsBefore(place);
}

NamespaceRows& ClusterIndex::addSpace(const kube::ClusterSnapshot& texts, kube::StringId name)
{
    const NamespacePlace at = lowerBound(texts, name);
    if (at != m_namespaces.end() && m_namespaces.at(at).content->name == name)
        return *m_namespaces.at(at).content;
    auto content = std::make_unique<NamespaceRows>();
    content->name = name;
    const NamespacePlace made = m_namespaces.insert(at, {.rows = isFiltering() ? 0u : 1u, .content = std::move(content)});
    return *m_namespaces.at(made).content;
}

bool ClusterIndex::removeSpaceIfEmpty(const kube::ClusterSnapshot& texts, kube::StringId name)
{
    const NamespaceRows* const found = space(texts, name);
    if (found == nullptr || found->exists || !found->services.empty() || !found->pods.empty())
        return false;
    m_namespaces.remove(lowerBound(texts, name));
    return true;
}

std::pair<ClusterIndex::ObjectPlace, bool> ClusterIndex::addObject(const kube::ClusterSnapshot& texts, const kube::ObjectKey& key)
{
    NamespaceRows& space = addSpace(texts, key.scope);
    const NamespacePlace spacePlace = lowerBound(texts, key.scope);
    RowTree<ObjectRow>& objects = space.of(key.kind);
    const Place place = items::lowerBound(texts, objects, key.name);
    if (place != objects.end() && objects.at(place).name == key.name)
        return {{&space, spacePlace, place}, false};
    ++space.underived;
    const ObjectRow row{.name = key.name, .rows = isFiltering() && !space.isMatched ? 0u : 1u};
    const ObjectPlace made{&space, spacePlace, objects.insert(place, row)};
    refresh(spacePlace);
    return {made, true};
}

void ClusterIndex::removeObject(const kube::ClusterSnapshot& texts, const kube::ObjectKey& key)
{
    const auto place = object(texts, key);
    if (!place)
        return;
    NamespaceRows& space = *place->space;
    const ObjectRow& row = space.of(key.kind).at(place->object);
    space.names -= row.names;
    space.underived -= row.isDerived ? 0u : 1u;
    space.hitsOf(key.kind) -= row.isHit ? 1u : 0u;
    space.of(key.kind).remove(place->object);
    refresh(place->spacePlace);
}

void ClusterIndex::showObject(const ObjectPlace& place, kube::Kind kind, std::size_t records)
{
    RowTree<ObjectRow>& objects = place.space->of(kind);
    const ObjectRow& row = objects.at(place.object);
    const std::size_t rows = isVisible(*place.space, row) ? 1 + (isExpanded(row) ? records : 0) : 0;
    objects.setRows(place.object, static_cast<std::uint32_t>(rows));
    refresh(place.spacePlace);
}

void ClusterIndex::refresh(const kube::ClusterSnapshot& texts, const NamespaceRows& space)
{
    refresh(lowerBound(texts, space.name));
}

void ClusterIndex::refresh(NamespacePlace place)
{
    m_namespaces.setRows(place, rowsOfSpace(*m_namespaces.at(place).content));
}

} // namespace items
