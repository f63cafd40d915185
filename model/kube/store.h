// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/kube/snapshot.h"

#include <memory>
#include <unordered_map>
#include <variant>
#include <vector>

namespace kube {

/// One typed object, its texts interned in the store's table.
using Object = std::variant<Namespace, Service, EndpointSlice, Pod, Node, ConfigMap, StatefulSet, ServiceImport, Upstream, NodeResolvConf>;

[[nodiscard]] ObjectKey keyOf(const Object& object);

/// The writer behind the snapshots: takes objects and removals, hands out immutable snapshots that share what did not change.
/// Used by one thread at a time (strings are interned while objects are read).
class ClusterStore {
public:
    ClusterStore();

    [[nodiscard]] base::Strings& strings() { return *m_strings; }

    /// Inserts or replaces. An object equal to the stored one is no change (most pod events touch nothing that DNS needs).
    void put(Object object);
    void remove(const ObjectKey& key);
    /// Removes every object of `kind` (within `scope`, Empty: all) that `keep` does not name: the end of a relist.
    void retain(Kind kind, StringId scope, const std::vector<ObjectKey>& keep);
    /// Forgets everything and starts a new source.
    void clear();

    /// True if a new snapshot would say something: objects changed, or the source did.
    [[nodiscard]] bool hasChanges() const { return m_sourceChanged || !m_changes.empty(); }
    /// The present state; its change list holds what came since the last call, coalesced by key.
    [[nodiscard]] SnapshotPtr snapshot();

private:
    std::shared_ptr<base::Strings> m_strings;
    ClusterSnapshot m_current;
    std::vector<Change> m_changes;                             ///< in the order in which they came
    std::unordered_map<ObjectKey, StringId> m_serviceOfSlice;  ///< a slice's place in its table needs more than its key
    bool m_sourceChanged = false;
};

} // namespace kube
