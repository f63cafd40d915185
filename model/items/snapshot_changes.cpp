// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/items/snapshot_changes.h"

#include <compare>

namespace items {

namespace {

using kube::ChangeKind;

kube::ObjectKey keyOf(const kube::Namespace& object) { return {kube::Kind::Namespace, kube::StringId::Empty, object.name}; }
kube::ObjectKey keyOf(const kube::Service& object) { return {kube::Kind::Service, object.scope, object.name}; }
kube::ObjectKey keyOf(const kube::EndpointSlice& object) { return {kube::Kind::EndpointSlice, object.scope, object.name}; }
kube::ObjectKey keyOf(const kube::Pod& object) { return {kube::Kind::Pod, object.scope, object.name}; }
kube::ObjectKey keyOf(const kube::StatefulSet& object) { return {kube::Kind::StatefulSet, object.scope, object.name}; }

template <class T>
kube::StringId middleOf(const T&) { return kube::StringId::Empty; }
kube::StringId middleOf(const kube::EndpointSlice& slice) { return slice.service; }

/// The tables' order. Equal ids are equal texts, because both snapshots have one string table.
template <class T>
std::strong_ordering compare(const kube::ClusterSnapshot& texts, const T& a, const T& b)
{
    const auto part = [&](kube::StringId left, kube::StringId right) {
        return left == right ? std::strong_ordering::equal : texts.text(left) <=> texts.text(right);
    };
    if (const auto order = part(keyOf(a).scope, keyOf(b).scope); order != 0)
        return order;
    if (const auto order = part(middleOf(a), middleOf(b)); order != 0)
        return order;
    return part(a.name, b.name);
}

template <class T>
void compareTables(const kube::ClusterSnapshot& texts, const kube::Table<T>& before, const kube::Table<T>& after, std::vector<kube::Change>& changes)
{
    auto old = before.begin();
    auto fresh = after.begin();
    while (old != before.end() || fresh != after.end()) {
        const auto order = old == before.end() ? std::strong_ordering::greater
                         : fresh == after.end() ? std::strong_ordering::less
                         : &*old == &*fresh     ? std::strong_ordering::equal
                                                : compare(texts, *old, *fresh);
        if (order < 0) {
            changes.push_back({ChangeKind::Removed, keyOf(*old)});
            ++old;
        } else if (order > 0) {
            changes.push_back({ChangeKind::Added, keyOf(*fresh)});
            ++fresh;
        } else {
            if (&*old != &*fresh && !(*old == *fresh))
                changes.push_back({ChangeKind::Modified, keyOf(*fresh)});
            ++old;
            ++fresh;
        }
    }
}

} // namespace

std::vector<kube::Change> changesBetween(const kube::ClusterSnapshot& before, const kube::ClusterSnapshot& after)
{
    std::vector<kube::Change> changes;
    compareTables(after, before.namespaces, after.namespaces, changes);
    compareTables(after, before.services, after.services, changes);
    compareTables(after, before.slices, after.slices, changes);
    compareTables(after, before.pods, after.pods, changes);
    compareTables(after, before.statefulSets, after.statefulSets, changes);
    return changes;
}

} // namespace items
