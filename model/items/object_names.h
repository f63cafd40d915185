// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/items/cluster_index.h"
#include "model/items/name_filter.h"
#include "model/sim/dns_setup.h"
#include "model/sim/records.h"

#include <cstdint>
#include <list>
#include <memory>
#include <unordered_map>
#include <vector>

namespace items {

/// The names of one Service or Pod, derived from the cluster. An ordinal counts its records, then its missing names.
struct ObjectNames {
    sim::ObjectNames names;
    std::vector<std::uint32_t> shown;    ///< ordinals in the order of the rows: by type, a missing name behind the existing ones of its type; the filter may leave some out
    std::vector<Mark> marks;             ///< by ordinal
    std::uint32_t own = 0;               ///< distinct names that the object itself makes, those of its endpoints included for a Service only
    std::uint32_t fingerprint = 0;

    [[nodiscard]] std::size_t size() const { return names.records.size() + names.missing.size(); }
    /// nullptr if the ordinal is a missing name's.
    [[nodiscard]] const sim::OwnedRecord* record(std::uint32_t ordinal) const;
    [[nodiscard]] const sim::MissingName* missing(std::uint32_t ordinal) const;
    /// The ordinal here of what `ordinal` is in `before`: the same record, else one of the same name and type; nullopt if it is gone.
    [[nodiscard]] std::optional<std::uint32_t> find(const ObjectNames& before, std::uint32_t ordinal) const;
};

using ObjectNamesPtr = std::shared_ptr<const ObjectNames>;

/// Derives names and keeps those of the objects that were asked for last: what a window shows, and some more.
class NameSource {
public:
    static constexpr std::size_t keptObjects = 256;

    /// Takes another moment of the cluster. What is kept stays until it is renewed.
    void setCluster(kube::SnapshotPtr cluster, sim::SetupPtr setup);
    /// Forgets what is kept: its rows are shown by another filter.
    void setFilter(const NameFilter& filter);
    void forgetAll();

    /// The kept names, or else derived now.
    [[nodiscard]] ObjectNamesPtr names(const kube::ObjectKey& key);
    /// The kept names, nullptr if there are none.
    [[nodiscard]] ObjectNamesPtr kept(const kube::ObjectKey& key) const;
    /// Derives anew. Kept names are replaced, and records that they did not have are marked with `now`; otherwise nothing is kept.
    [[nodiscard]] ObjectNamesPtr renew(const kube::ObjectKey& key, base::Instant now);

private:
    struct Entry {
        kube::ObjectKey key;
        ObjectNamesPtr names;
    };
    [[nodiscard]] std::shared_ptr<ObjectNames> derive(const kube::ObjectKey& key) const;

    kube::SnapshotPtr m_cluster;
    sim::SetupPtr m_setup;
    NameFilter m_filter;
    std::list<Entry> m_entries; // latest first
    std::unordered_map<kube::ObjectKey, std::list<Entry>::iterator> m_places;
};

} // namespace items
