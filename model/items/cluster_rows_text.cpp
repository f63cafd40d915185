// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/items/cluster_rows.h"
#include "model/words/notes.h"
#include "model/words/tree_words.h"

#include <QStringList>

#include <unordered_map>

namespace items {

namespace {

int depthOf(RowKind kind, kube::Kind owner)
{
    switch (kind) {
    case RowKind::TypedName:
    case RowKind::Namespace: return 0;
    case RowKind::Service:
    case RowKind::PodGroup: return 1;
    case RowKind::Pod: return 2;
    case RowKind::Record: return owner == kube::Kind::Pod ? 3 : 2;
    }
    return 0;
}

struct Readiness {
    std::size_t ready = 0, all = 0;
};

/// Endpoints by their Pod, so that a dual-stack Service, which has a slice for each family, does not count them twice.
Readiness readinessOf(const kube::ClusterSnapshot& cluster, const kube::Service& service)
{
    std::unordered_map<kube::StringId, bool> isReady;
    Readiness unnamed;
    for (const kube::EndpointSlice& slice : cluster.slicesOf(cluster.text(service.scope), cluster.text(service.name))) {
        for (const kube::Endpoint& endpoint : slice.endpoints) {
            const bool ready = endpoint.ready != kube::Tristate::False; // unset counts as ready
            if (endpoint.targetName != kube::StringId::Empty) {
                const auto [known, isNew] = isReady.try_emplace(endpoint.targetName, ready);
                known->second = known->second || ready;
            } else {
                ++unnamed.all;
                unnamed.ready += ready ? 1u : 0u;
            }
        }
    }
    Readiness result{.ready = unnamed.ready, .all = unnamed.all + isReady.size()};
    for (const auto& [pod, ready] : isReady)
        result.ready += ready ? 1u : 0u;
    return result;
}

/// The data as a row has room for it: of an SRV record the port and the target, which tell it from others.
std::string shortData(const dns::Record& record)
{
    if (const auto* srv = std::get_if<dns::rdata::Srv>(&record.data))
        return std::to_string(srv->port) + ' ' + srv->target.text();
    return dns::dataText(record);
}

QString addressText(const base::IpAddress& address) { return address.isNone() ? QString() : QString::fromStdString(address.toString()); }

PodState stateOf(const kube::Pod& pod)
{
    if (pod.phase == kube::PodPhase::Succeeded || pod.phase == kube::PodPhase::Failed)
        return PodState::Terminal;
    return pod.ready ? PodState::Ready : PodState::NotReady;
}

QString markWords(ChangeMark mark)
{
    switch (mark) {
    case ChangeMark::None: return {};
    case ChangeMark::Added: return words::freshAdded();
    case ChangeMark::Modified: return words::freshModified();
    case ChangeMark::Removed: return words::freshRemoved();
    }
    return {};
}

} // namespace

RowText ClusterRows::textOf(std::size_t row)
{
    const auto location = locate(row);
    if (!location)
        return {};
    RowText text{.kind = location->kind, .depth = depthOf(location->kind, location->objectKind)};
    if (location->kind == RowKind::TypedName) {
        describeTyped(text);
        return text;
    }
    const kube::ObjectKey key = keyAt(*location);
    const RowId id{.kind = location->kind, .object = key};
    text.isExpandable = isExpandable(id);
    text.isExpanded = text.isExpandable && isExpanded(id);
    text.mark = markOf(*location);
    switch (location->kind) {
    case RowKind::TypedName:
        break;
    case RowKind::Namespace:
        describeNamespace(text, *location);
        break;
    case RowKind::PodGroup:
        text.name = words::podGroup();
        text.detail = QString::number(isFiltered() && !location->space->isMatched ? location->space->podHits : location->space->pods.size());
        break;
    case RowKind::Service:
        if (const kube::Service* service = m_cluster->findService(this->text(key.scope), this->text(key.name)))
            describeService(text, *service);
        break;
    case RowKind::Pod:
        if (const kube::Pod* pod = m_cluster->findPod(this->text(key.scope), this->text(key.name)))
            describePod(text, *pod);
        break;
    case RowKind::Record:
        describeName(text, *location);
        break;
    }
    return text;
}

void ClusterRows::describeNamespace(RowText& text, const Location& location) const
{
    text.name = words::clusterText(this->text(location.space->name));
    if (config() != nullptr && location.space->underived == 0)
        text.detail = words::nameCount(location.space->names);
}

void ClusterRows::describeService(RowText& text, const kube::Service& service) const
{
    text.name = words::clusterText(this->text(service.name));
    text.words = words::serviceKind(service);
    if (service.type == kube::ServiceType::ExternalName) {
        text.detail = words::clusterText(this->text(service.externalName));
    } else if (service.headless) {
        const Readiness readiness = readinessOf(*m_cluster, service);
        text.words += QStringLiteral("  ") + words::readyEndpoints(readiness.ready, readiness.all);
    } else {
        text.detail = addressText(service.clusterIps[0]);
    }
}

void ClusterRows::describePod(RowText& text, const kube::Pod& pod) const
{
    text.name = words::clusterText(this->text(pod.name));
    text.podState = stateOf(pod);
    if (text.podState != PodState::Ready || pod.deleting)
        text.words = words::podState(pod);
    text.detail = addressText(pod.ip);
}

void ClusterRows::describeName(RowText& text, const Location& location)
{
    const ObjectNamesPtr names = m_names.names(keyAt(location));
    if (location.slot >= names->shown.size())
        return; // between a change and settle
    const std::uint32_t ordinal = names->shown[location.slot];
    text.mark = names->marks[ordinal];
    if (const sim::OwnedRecord* owned = names->record(ordinal)) {
        text.chip = QString::fromStdString(dns::toString(owned->record.type));
        text.name = words::clusterText(owned->record.owner.text());
        text.detail = words::clusterText(shortData(owned->record));
        for (const std::size_t beside : {location.slot - 1, location.slot + 1}) {
            const sim::OwnedRecord* other = beside < names->shown.size() ? names->record(names->shown[beside]) : nullptr;
            text.isOneOfSeveral = text.isOneOfSeveral || (other != nullptr && other->record.type == owned->record.type && other->record.owner == owned->record.owner);
        }
    } else if (const sim::MissingName* missing = names->missing(ordinal)) {
        text.isMissing = true;
        text.chip = QString::fromStdString(dns::toString(missing->type));
        text.name = words::clusterText(missing->name);
        text.words = words::brief(missing->why);
    }
}

void ClusterRows::describeTyped(RowText& text) const
{
    text.isMissing = !m_typed->exists;
    text.chip = QString::fromStdString(dns::toString(m_typed->type));
    text.name = words::clusterText(m_typed->name.text());
    text.words = words::brief(m_typed->why);
}

Mark ClusterRows::marked(const kube::ObjectKey& key) const
{
    const auto found = m_marks.find(key);
    return found == m_marks.end() ? Mark{} : found->second;
}

Mark ClusterRows::markOf(const Location& location) const
{
    const kube::ObjectKey key = keyAt(location);
    // What happened below something collapsed shows at its own row; a removal has no other row left.
    if (location.kind == RowKind::Namespace) {
        const Mark own = marked(key);
        return m_index.expansion(*location.space).self ? own : location.space->change;
    }
    const Mark mark = marked(key);
    if (location.kind == RowKind::PodGroup && m_index.expansion(*location.space).pods && mark.what != ChangeMark::Removed)
        return {};
    return mark;
}

QString ClusterRows::toolTipOf(std::size_t row)
{
    const auto location = locate(row);
    if (!location)
        return {};
    if (location->kind == RowKind::TypedName)
        return m_typed->exists ? words::clusterText(m_typed->name.text()) + QLatin1Char('\n') + words::sentence(m_typed->why)
                               : words::missingToolTip(m_typed->name.text(), m_typed->why);
    const kube::ObjectKey key = keyAt(*location);
    const RowText shown = textOf(row);
    QStringList lines;
    if (location->kind == RowKind::Record) {
        const auto id = idAt(row);
        const ObjectNamesPtr names = m_names.names(key);
        if (const sim::OwnedRecord* owned = names->record(id->ordinal))
            lines << words::recordToolTip(owned->record, owned->ownerKind, owned->owner);
        else if (const sim::MissingName* missing = names->missing(id->ordinal))
            lines << words::missingToolTip(missing->name, missing->why);
    } else if (location->kind == RowKind::PodGroup) {
        lines << shown.name + QLatin1Char(' ') + shown.detail;
    } else {
        lines << words::objectTitle(key.kind, this->text(key.scope), this->text(key.name), shown.words);
        if (const kube::Service* service = key.kind == kube::Kind::Service ? m_cluster->findService(this->text(key.scope), this->text(key.name)) : nullptr) {
            for (const base::IpAddress& address : service->clusterIps)
                lines << addressText(address);
        } else if (const kube::Pod* pod = key.kind == kube::Kind::Pod ? m_cluster->findPod(this->text(key.scope), this->text(key.name)) : nullptr) {
            lines << addressText(pod->ip) << addressText(pod->secondIp) << words::clusterText(this->text(pod->node));
        }
        if (key.kind != kube::Kind::Pod)
            lines << (shown.detail == lines.value(1) ? QString() : shown.detail);
    }
    lines << markWords(shown.mark.what);
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

std::optional<RowName> ClusterRows::nameOf(std::size_t row)
{
    const auto location = locate(row);
    if (!location)
        return std::nullopt;
    if (location->kind == RowKind::TypedName)
        return RowName{.name = words::clusterText(m_typed->name.text()), .type = m_typed->type};
    const kube::ObjectKey key = keyAt(*location);
    if (location->kind != RowKind::Record && location->kind != RowKind::Service)
        return std::nullopt;
    const ObjectNamesPtr names = m_names.names(key);
    // A Service stands for its first name.
    const std::size_t slot = location->kind == RowKind::Record ? location->slot : 0;
    if (slot >= names->shown.size())
        return std::nullopt;
    if (const sim::OwnedRecord* owned = names->record(names->shown[slot]))
        return RowName{.name = words::clusterText(owned->record.owner.text()), .type = owned->record.type, .record = words::clusterText(dns::toString(owned->record))};
    const sim::MissingName* missing = names->missing(names->shown[slot]);
    if (!dns::Name::parse(missing->name))
        return std::nullopt;
    return RowName{.name = words::clusterText(missing->name), .type = missing->type};
}

QString ClusterRows::podOf(const RowId& id) const
{
    if (!m_cluster || id.object.kind != kube::Kind::Pod || id.object.name == kube::StringId::Empty)
        return {};
    return words::clusterText(text(id.object.scope)) + QLatin1Char('/') + words::clusterText(text(id.object.name));
}

} // namespace items
