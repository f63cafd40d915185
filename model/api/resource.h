// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/kube/objects.h"

#include <QByteArray>

#include <string>
#include <vector>

namespace api {

/// How much is missing without it.
enum class Need : std::uint8_t {
    Required, ///< services and slices: without them there is no DNS to show
    Wanted,   ///< its absence is a warning
    Bonus,    ///< most clusters do not have it, or most users may not read it
};

/// What one list-and-watch reads.
struct Resource {
    kube::Kind kind = kube::Kind::Service;
    std::string nameSpace;   ///< empty: all namespaces, or a kind without any
    std::string name;        ///< a single object, by field selector: RBAC takes that for its resourceName
    Need need = Need::Wanted;
    bool operator==(const Resource&) const = default;
};

/// "services" as in RBAC rules and the server's messages.
[[nodiscard]] std::string pluralOf(kube::Kind kind);
/// Path below the server's base URL.
[[nodiscard]] QByteArray pathOf(const Resource& resource);
/// "services" or "services in shop": for errors.
[[nodiscard]] std::string shownName(const Resource& resource);
/// True for kinds whose list may be refused for the cluster and allowed in a namespace.
[[nodiscard]] bool hasNamespaces(kube::Kind kind);

/// Everything of a cluster, in the order in which it is read: what names need first, pods (up to gigabytes of JSON) last.
[[nodiscard]] std::vector<Resource> wholeCluster();
/// In place of a cluster-wide list that was forbidden: the same kind in each namespace.
[[nodiscard]] std::vector<Resource> inNamespaces(const Resource& forbidden, const std::vector<std::string>& own, const std::vector<std::string>& others);
/// In place of a list of ConfigMaps that was forbidden: those that configure DNS by name.
[[nodiscard]] std::vector<Resource> singleConfigMaps(const Resource& forbidden);

} // namespace api
