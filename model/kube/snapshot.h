// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/kube/objects.h"
#include "model/kube/table.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kube {

template <>
inline constexpr std::size_t tableChunkLimit<EndpointSlice> = 16;
template <>
inline constexpr std::size_t tableChunkLimit<Service> = 64;

enum class ChangeKind : std::uint8_t { Added, Modified, Removed };

struct Change {
    ChangeKind what = ChangeKind::Added;
    ObjectKey key;
    bool operator==(const Change&) const = default;
};

template <class T>
struct Range {
    typename Table<T>::Iterator first, last;
    [[nodiscard]] auto begin() const { return first; }
    [[nodiscard]] auto end() const { return last; }
    [[nodiscard]] bool empty() const { return first == last; }
};

/// Who has an address.
struct AddressOwners {
    std::vector<const Service*> services;                                    ///< by cluster IP
    std::vector<std::pair<const EndpointSlice*, const Endpoint*>> endpoints; ///< every slice's, ready or not
    std::vector<const Pod*> pods;                                            ///< by status.podIPs
};

/// The cluster at one moment: immutable, shared, safe to read from any thread. Tables are sorted by (scope, name) texts;
/// slices by (scope, service, name).
class ClusterSnapshot {
public:
    std::uint64_t generation = 0;           ///< grows by one with every snapshot of a store
    std::uint64_t sourceId = 0;             ///< changes when the source changes: views reset only then
    std::vector<Change> changes;            ///< what differs from the snapshot before (generation - 1) of the same source

    Table<Namespace> namespaces;
    Table<Service> services;
    Table<EndpointSlice> slices;
    Table<Pod> pods;
    Table<Node> nodes;
    Table<ConfigMap> configMaps;
    Table<StatefulSet> statefulSets;
    Table<ServiceImport> serviceImports;
    Table<Upstream> upstreams;
    Table<NodeResolvConf> nodeResolvConfs;

    explicit ClusterSnapshot(std::shared_ptr<const base::Strings> strings);
    ClusterSnapshot(const ClusterSnapshot& other); ///< tables are shared; the address index is not copied
    ~ClusterSnapshot();

    [[nodiscard]] std::string_view text(StringId id) const { return m_strings->text(id); }

    // Exact lookups by text; nullptr if there is no such object. Kubernetes names are lower case: lower the text first.
    [[nodiscard]] const Namespace* findNamespace(std::string_view name) const;
    [[nodiscard]] const Service* findService(std::string_view scope, std::string_view name) const;
    [[nodiscard]] const Pod* findPod(std::string_view scope, std::string_view name) const;
    [[nodiscard]] const Node* findNode(std::string_view name) const;
    [[nodiscard]] const ConfigMap* findConfigMap(std::string_view scope, std::string_view name) const;
    [[nodiscard]] const StatefulSet* findStatefulSet(std::string_view scope, std::string_view name) const;
    [[nodiscard]] const ServiceImport* findServiceImport(std::string_view scope, std::string_view name) const;

    [[nodiscard]] Range<Service> servicesIn(std::string_view scope) const;
    [[nodiscard]] Range<Pod> podsIn(std::string_view scope) const;
    [[nodiscard]] Range<EndpointSlice> slicesIn(std::string_view scope) const;
    [[nodiscard]] Range<EndpointSlice> slicesOf(std::string_view scope, std::string_view service) const;

    /// Built at the first call, then kept (thread-safe).
    [[nodiscard]] const AddressOwners* byAddress(const IpAddress& address) const;

    /// The value of one label, nullopt if the object does not carry it.
    [[nodiscard]] std::optional<std::string_view> label(LabelsId labels, std::string_view key) const;
    /// All labels, sorted by key.
    [[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> labels(LabelsId labels) const;
    /// True if every pair of `selector` is among `labels`; an empty selector matches nothing, as a Service without selector.
    [[nodiscard]] bool matches(LabelsId selector, LabelsId labels) const;

private:
    std::shared_ptr<const base::Strings> m_strings;
    mutable std::once_flag m_indexed;
    mutable std::unordered_map<IpAddress, AddressOwners> m_byAddress;
};

using SnapshotPtr = std::shared_ptr<const ClusterSnapshot>;

} // namespace kube
