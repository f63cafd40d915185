// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/snapshot.h"

#include <array>

namespace kube {

namespace {

/// Reads the "key\0value\0" text of a label set pair by pair.
class LabelPairs {
public:
    explicit LabelPairs(std::string_view text) : m_rest(text) {}
    [[nodiscard]] bool next()
    {
        if (m_rest.empty())
            return false;
        key = part();
        value = part();
        return true;
    }
    std::string_view key, value;

private:
    std::string_view part()
    {
        const std::size_t end = m_rest.find('\0');
        const std::string_view found = m_rest.substr(0, end);
        m_rest.remove_prefix(end == std::string_view::npos ? m_rest.size() : end + 1);
        return found;
    }
    std::string_view m_rest;
};

template <class T>
const T* findNamed(const base::Strings& strings, const Table<T>& table, std::string_view name)
{
    const auto at = table.partitionPoint([&](const T& object) { return strings.text(object.name) < name; });
    return at != table.end() && strings.text(at->name) == name ? &*at : nullptr;
}

template <class T>
const T* findScoped(const base::Strings& strings, const Table<T>& table, std::string_view scope, std::string_view name)
{
    const auto at = table.partitionPoint([&](const T& object) {
        const int order = strings.text(object.scope).compare(scope);
        return order < 0 || (order == 0 && strings.text(object.name) < name);
    });
    return at != table.end() && strings.text(at->scope) == scope && strings.text(at->name) == name ? &*at : nullptr;
}

template <class T>
Range<T> inScope(const base::Strings& strings, const Table<T>& table, std::string_view scope)
{
    return {table.partitionPoint([&](const T& object) { return strings.text(object.scope) < scope; }),
            table.partitionPoint([&](const T& object) { return strings.text(object.scope) <= scope; })};
}

} // namespace

ClusterSnapshot::ClusterSnapshot(std::shared_ptr<const base::Strings> strings) : m_strings(std::move(strings)) {}

ClusterSnapshot::ClusterSnapshot(const ClusterSnapshot& other)
    : generation(other.generation), sourceId(other.sourceId), changes(other.changes), namespaces(other.namespaces), services(other.services),
      slices(other.slices), pods(other.pods), nodes(other.nodes), configMaps(other.configMaps), statefulSets(other.statefulSets),
      serviceImports(other.serviceImports), upstreams(other.upstreams), nodeResolvConfs(other.nodeResolvConfs), m_strings(other.m_strings)
{
}

ClusterSnapshot::~ClusterSnapshot() = default;

const Namespace* ClusterSnapshot::findNamespace(std::string_view name) const { return findNamed(*m_strings, namespaces, name); }

const Service* ClusterSnapshot::findService(std::string_view scope, std::string_view name) const
{
    return findScoped(*m_strings, services, scope, name);
}

const Pod* ClusterSnapshot::findPod(std::string_view scope, std::string_view name) const
{
    return findScoped(*m_strings, pods, scope, name);
}

const Node* ClusterSnapshot::findNode(std::string_view name) const { return findNamed(*m_strings, nodes, name); }

const ConfigMap* ClusterSnapshot::findConfigMap(std::string_view scope, std::string_view name) const
{
    return findScoped(*m_strings, configMaps, scope, name);
}

const StatefulSet* ClusterSnapshot::findStatefulSet(std::string_view scope, std::string_view name) const
{
    return findScoped(*m_strings, statefulSets, scope, name);
}

const ServiceImport* ClusterSnapshot::findServiceImport(std::string_view scope, std::string_view name) const
{
    return findScoped(*m_strings, serviceImports, scope, name);
}

Range<Service> ClusterSnapshot::servicesIn(std::string_view scope) const { return inScope(*m_strings, services, scope); }

Range<Pod> ClusterSnapshot::podsIn(std::string_view scope) const { return inScope(*m_strings, pods, scope); }

Range<EndpointSlice> ClusterSnapshot::slicesIn(std::string_view scope) const { return inScope(*m_strings, slices, scope); }

Range<EndpointSlice> ClusterSnapshot::slicesOf(std::string_view scope, std::string_view service) const
{
    const auto orderOf = [&](const EndpointSlice& slice) {
        const int order = text(slice.scope).compare(scope);
        return order != 0 ? order : text(slice.service).compare(service);
    };
    return {slices.partitionPoint([&](const EndpointSlice& slice) { return orderOf(slice) < 0; }),
            slices.partitionPoint([&](const EndpointSlice& slice) { return orderOf(slice) <= 0; })};
}

const AddressOwners* ClusterSnapshot::byAddress(const IpAddress& address) const
{
    std::call_once(m_indexed, [this] {
        m_byAddress.reserve(services.size() + pods.size());
        for (const Service& service : services) {
            for (const IpAddress& ip : service.clusterIps) {
                if (!ip.isNone())
                    m_byAddress[ip].services.push_back(&service);
            }
        }
        for (const EndpointSlice& slice : slices) {
            for (const Endpoint& endpoint : slice.endpoints) {
                for (const IpAddress& ip : endpoint.addresses)
                    m_byAddress[ip].endpoints.emplace_back(&slice, &endpoint);
            }
        }
        for (const Pod& pod : pods) {
            for (const IpAddress& ip : {pod.ip, pod.secondIp}) {
                if (!ip.isNone())
                    m_byAddress[ip].pods.push_back(&pod);
            }
        }
    });
    const auto found = m_byAddress.find(address);
    return found == m_byAddress.end() ? nullptr : &found->second;
}

std::optional<std::string_view> ClusterSnapshot::label(LabelsId labels, std::string_view key) const
{
    for (LabelPairs pairs(text(labels)); pairs.next();) {
        if (pairs.key == key)
            return pairs.value;
    }
    return std::nullopt;
}

std::vector<std::pair<std::string_view, std::string_view>> ClusterSnapshot::labels(LabelsId labels) const
{
    std::vector<std::pair<std::string_view, std::string_view>> found;
    for (LabelPairs pairs(text(labels)); pairs.next();)
        found.emplace_back(pairs.key, pairs.value);
    return found;
}

bool ClusterSnapshot::matches(LabelsId selector, LabelsId labels) const
{
    if (selector == LabelsId::Empty)
        return false;
    if (selector == labels)
        return true;
    LabelPairs carried(text(labels));
    for (LabelPairs wanted(text(selector)); wanted.next();) {
        // Both are sorted by key: one pass over each.
        do {
            if (!carried.next())
                return false;
        } while (carried.key < wanted.key);
        if (carried.key != wanted.key || carried.value != wanted.value)
            return false;
    }
    return true;
}

} // namespace kube
