// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/dns/record.h"
#include "model/kube/objects.h"
#include "model/sim/note.h"

#include <QString>

#include <cstddef>
#include <string_view>

/// The words in the cluster tree.
namespace words {

/// A text of the cluster (an object's name, an address) as one harmless line of at most 300 characters.
[[nodiscard]] QString clusterText(std::string_view text);

/// "ClusterIP", "headless", "ExternalName", "NodePort", "LoadBalancer": the API's words, not translated but for "headless".
[[nodiscard]] QString serviceKind(const kube::Service& service);
[[nodiscard]] QString readyEndpoints(std::size_t ready, std::size_t all); ///< "2 of 3 ready"
[[nodiscard]] QString nameCount(std::size_t names);                       ///< "41 names"
[[nodiscard]] QString podGroup();                                         ///< "pods"
/// "ready", "not ready", "Succeeded", "Failed", "being deleted".
[[nodiscard]] QString podState(const kube::Pod& pod);
// Tool tips, and what a screen reader says; several lines are parted by line ends.
[[nodiscard]] QString recordToolTip(const dns::Record& record, kube::Kind ownerKind, std::string_view owner);
[[nodiscard]] QString missingToolTip(std::string_view name, const sim::Note& why);
/// "Service shop/api, ClusterIP".
[[nodiscard]] QString objectTitle(kube::Kind kind, std::string_view scope, std::string_view name, const QString& detail);
[[nodiscard]] QString ttlText(dns::Ttl ttl);                              ///< "TTL 30 s"
[[nodiscard]] QString freshAdded();                                       ///< "new"
[[nodiscard]] QString freshModified();                                    ///< "just changed"
[[nodiscard]] QString freshRemoved();                                     ///< "something here just went away"

} // namespace words
