// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// The filter goes once over the objects, beside the index in the same order, and never over records.
#include "model/items/cluster_rows.h"
#include "model/sim/missing.h"

#include <algorithm>
#include <cassert>

namespace items {

namespace {

constexpr std::string_view assumedZone = "cluster.local."; // where no kubernetes plugin tells one

/// Tests `objects` beside their table; returns the number of hits.
template <class T>
std::size_t testAll(RowTree<ObjectRow>& objects, typename kube::Table<T>::Iterator& at, const kube::ClusterSnapshot& cluster, const NameFilter& filter, bool narrows)
{
    std::size_t hits = 0;
    ClusterIndex::forEachObject(objects, [&](ObjectRow& row) {
        assert(at->name == row.name);
        row.isHit = (!narrows || row.isHit) && filter.matches(cluster, *at);
        row.isExpandedInFilter = false;
        hits += row.isHit ? 1u : 0u;
        ++at;
    });
    return hits;
}

/// True if the note tells a rule by which the name answers, with records or without.
bool isExisting(sim::NoteCode code)
{
    using enum sim::NoteCode;
    switch (code) {
    case KubeClusterIp: case KubeHeadless: case KubeEndpointName: case KubeSrv: case KubeExternalName: case KubePodInsecure: case KubePodVerified:
    case KubePtrService: case KubePtrEndpoint: case KubeApex: case KubeNs: case KubeSoa: case KubeVersion: case KubeZonal: case KubeZonalAll:
    case KubeWildcard: case KubeOtherFamily: case KubeTypeNotServed: case KubeEmptyNonTerminal: case KubeExternalNameUnresolved:
        return true;
    default:
        return false;
    }
}

dns::Type likelyType(const std::string& text)
{
    if (text.starts_with('_'))
        return dns::Type::SRV;
    return text.find(".arpa") == std::string::npos ? dns::Type::A : dns::Type::PTR;
}

bool endsWithWord(std::string_view text, std::string_view word)
{
    return text.size() > word.size() && text.substr(text.size() - word.size()) == word;
}

/// The whole name that was typed: at or below a zone of the plugin, or up to "svc" or "pod"; nullopt for anything else.
std::optional<dns::Name> wholeName(std::string text, const corefile::KubernetesConfig& config)
{
    if (text.find_first_of("/*? ") != std::string::npos || text.find('.') == std::string::npos)
        return std::nullopt;
    if (endsWithWord(text, ".svc") || endsWithWord(text, ".pod"))
        text += '.' + config.primaryZone.text();
    const auto name = dns::Name::parse(text);
    if (!name)
        return std::nullopt;
    if (text.find(".arpa") != std::string::npos && !dns::addressOfReverseName(*name))
        return std::nullopt;
    const auto holds = [&](const dns::Name& zone) { return !zone.isRoot() && name->isAtOrBelow(zone); };
    if (!std::any_of(config.zones.begin(), config.zones.end(), holds))
        return std::nullopt;
    return *name;
}

} // namespace

std::string_view ClusterRows::zone() const { return config() != nullptr ? std::string_view(config()->primaryZone.text()) : assumedZone; }

void ClusterRows::setFilter(const QString& typed)
{
    const QByteArray utf8 = typed.toUtf8();
    const NameFilter next({utf8.data(), static_cast<std::size_t>(utf8.size())}, zone());
    if (next.text() == m_filter.text())
        return;
    const bool narrows = next.narrows(m_filter);
    m_filter = next;
    m_names.setFilter(next);
    if (!m_cluster)
        return;
    if (next.isEmpty())
        leaveFilter();
    else
        scan(narrows);
}

void ClusterRows::leaveFilter()
{
    m_index.setFiltering(Filtering::Off);
    m_hits = 0;
    m_typed.reset();
    m_index.recount([](const ObjectRow& row) { return row.records; });
    if (m_selected)
        reveal(*m_selected);
}

void ClusterRows::scan(bool narrows)
{
    m_index.setFiltering(Filtering::On);
    m_hits = 0;
    auto service = m_cluster->services.begin();
    auto pod = m_cluster->pods.begin();
    m_index.forEachSpace([&](NamespaceRows& space) {
        space.isMatched = m_filter.matchesNamespace(text(space.name));
        space.serviceHits = testAll<kube::Service>(space.services, service, *m_cluster, m_filter, narrows);
        space.podHits = testAll<kube::Pod>(space.pods, pod, *m_cluster, m_filter, narrows);
        m_hits += space.serviceHits + space.podHits + (space.isMatched ? 1u : 0u);
    });
    scanSlices();
    expandHits();
    lookUpTyped();
}

void ClusterRows::scanSlices()
{
    for (const kube::EndpointSlice& slice : m_cluster->slices) {
        if (!m_filter.matches(*m_cluster, slice))
            continue;
        const auto place = m_index.object(*m_cluster, {kube::Kind::Service, slice.scope, slice.service});
        if (!place || place->space->services.at(place->object).isHit)
            continue;
        place->space->services.at(place->object).isHit = true;
        ++place->space->serviceHits;
        ++m_hits;
    }
}

void ClusterRows::expandHits()
{
    const bool isFew = m_hits < mostHitsExpanded;
    const bool areObjectsFew = m_hits <= mostObjectsExpanded;
    std::vector<kube::ObjectKey> opened;
    m_index.forEachSpace([&](NamespaceRows& space) {
        space.expandedInFilter = {.self = isFew && space.serviceHits + space.podHits > 0, .pods = isFew && space.podHits > 0};
        if (!areObjectsFew || !space.expandedInFilter.self)
            return;
        for (const kube::Kind kind : {kube::Kind::Service, kube::Kind::Pod}) {
            ClusterIndex::forEachObject(space.of(kind), [&](ObjectRow& row) {
                row.isExpandedInFilter = row.isHit;
                if (row.isHit)
                    opened.push_back({kind, space.name, row.name});
            });
        }
    });
    m_index.recount([](const ObjectRow&) { return 0u; });
    for (const kube::ObjectKey& key : opened)
        derive(key, *m_index.object(*m_cluster, key));
}

void ClusterRows::testHit(const kube::ObjectKey& key, const ObjectPlace& place)
{
    ObjectRow& row = place.space->of(key.kind).at(place.object);
    bool isHit = false;
    if (key.kind == kube::Kind::Pod) {
        const kube::Pod* pod = m_cluster->findPod(text(key.scope), text(key.name));
        isHit = pod != nullptr && m_filter.matches(*m_cluster, *pod);
    } else {
        const kube::Service* service = m_cluster->findService(text(key.scope), text(key.name));
        const auto slices = m_cluster->slicesOf(text(key.scope), text(key.name));
        isHit = (service != nullptr && m_filter.matches(*m_cluster, *service))
            || std::any_of(slices.begin(), slices.end(), [&](const kube::EndpointSlice& slice) { return m_filter.matches(*m_cluster, slice); });
    }
    if (isHit != row.isHit) {
        row.isHit = isHit;
        place.space->hitsOf(key.kind) += isHit ? 1u : std::size_t(0) - 1;
        m_hits += isHit ? 1u : std::size_t(0) - 1;
    }
    m_index.showObject(place, key.kind, m_index.isExpanded(row) ? m_names.names(key)->shown.size() : 0);
}

void ClusterRows::lookUpTyped()
{
    m_typed.reset();
    const corefile::KubernetesConfig* served = config();
    if (served == nullptr)
        return;
    const auto name = wholeName(m_filter.text(), *served);
    if (!name)
        return;
    TypedName found{.name = *name, .type = likelyType(m_filter.text())};
    found.why = sim::whyNoSuchName(*m_cluster, *served, m_setup->coreDns.version, *name, found.type);
    found.exists = isExisting(found.why.code);
    // A name that exists is in the rows already, unless it is one that no object holds.
    if (!found.exists || m_hits == 0)
        m_typed = std::move(found);
}

} // namespace items
