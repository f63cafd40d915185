// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/trace.h"

#include <QString>

/// The words in the picture: station titles, short states, labels.
namespace words {

[[nodiscard]] QString stationTitle(sim::StationKind kind);          ///< "Pod", "Node cache", "CoreDNS", "Upstream"
/// "nameserver" and so on are never translated; these are the sentences between them.
[[nodiscard]] QString stationAbsent(sim::StationKind kind);         ///< "no node cache on this node"
[[nodiscard]] QString stationNotAsked(sim::StationKind kind);       ///< "not asked yet" / "not needed"
[[nodiscard]] QString outcomeWord(const sim::Lookup& lookup);       ///< "NXDOMAIN", "NODATA", "NOERROR", "SERVFAIL", "no reply"
[[nodiscard]] QString outcomeWord(const sim::ReplyFacts& reply);
[[nodiscard]] QString cacheWord(const sim::Event& event);           ///< "miss", "hit, 4 s left", "stale", "off here", "stored 30 s"
[[nodiscard]] QString candidateLabel(const sim::Candidate& candidate); ///< the suffix, or "as typed"
[[nodiscard]] QString candidateName(const sim::Candidate& candidate);  ///< "…shop.svc.cluster.local.", or the whole name as typed
[[nodiscard]] QString ladderReason(const sim::Run& run);            ///< "2 dots < 5: search first"
[[nodiscard]] QString pathTitle(std::size_t candidate, std::size_t count, const QString& name); ///< "candidate 3 of 4"
[[nodiscard]] QString sequenceTitle();
[[nodiscard]] QString directWay();                                  ///< "outside names: straight to the upstream"
[[nodiscard]] QString fromCacheSuffix();                            ///< "from cache"
[[nodiscard]] QString onItsWay();                                   ///< "on its way"
[[nodiscard]] QString pluginState(const sim::Event& event);         ///< "answers", "passes", "changes"
[[nodiscard]] QString replicaOf(std::size_t replicas);              ///< "1 of 2"
[[nodiscard]] QString badgeWord(sim::Badge badge);                     ///< "predicted", "observed", "inferred"
[[nodiscard]] QString fileOrderHint(std::size_t position);          ///< "line 3 in the file"

} // namespace words
