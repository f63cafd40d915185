// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/film/shapes.h"
#include "model/sim/cache.h"
#include "model/sim/dns_setup.h"

#include <QString>

#include <vector>

namespace items {

/// One cache entry as a lane shows it.
struct CacheLaneRow {
    QString name;
    QString type;
    film::Outcome outcome = film::Outcome::Answer;
    bool negative = false;
    bool stale = false;             ///< expired, but serve_stale may still hand it out
    int lifetime = 0, remaining = 0; ///< whole seconds; remaining as a client would see it
    QString data;                   ///< answers, for the tool tip
    bool operator==(const CacheLaneRow&) const = default;
};

/// One cache plugin instance, or a server's block without one.
struct CacheLane {
    QString id;                     ///< stable: process and block
    QString title;                  ///< "Node cache · node-a"
    QString zones;                  ///< the block's keys
    bool exists = true;             ///< false: the block has no cache plugin
    bool disabled = false;          ///< caching is off for the cluster domain (Corefile `disable`)
    quint64 hits = 0, misses = 0, stale = 0;
    std::vector<CacheLaneRow> rows; ///< longest remaining first, negative entries behind positive ones
    bool operator==(const CacheLane&) const = default;
};

/// All lanes at `now`: node caches first, then the CoreDNS replicas; expired entries are left out unless they may be served stale.
/// Entries stored after `now` are not there yet.
[[nodiscard]] std::vector<CacheLane> lanesOf(const sim::Caches& caches, const sim::DnsSetup& setup, base::Instant now);

} // namespace items
