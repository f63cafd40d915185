// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"
#include "model/sim/dns_setup.h"
#include "model/sim/stub_resolver.h"
#include "model/sim/trace.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sim {

/// Who asks: a pod's resolver library, or dig straight at a server.
struct Query {
    enum class From : std::uint8_t { Pod, CoreDns, NodeCache } from = From::Pod;
    std::string scope, pod;               ///< From::Pod
    std::string node;                     ///< From::NodeCache: whose cache ("" = the first); From::CoreDns: unused
    TypedName name;
    std::vector<dns::Type> types;         ///< empty: A and AAAA
    std::optional<Libc> resolver;         ///< nullopt: guessed from the pod's image
    LibcVersion resolverVersion;
};

struct SimulateOptions {
    std::uint64_t seed = 0;               ///< fixes every choice that a real cluster makes at random
    std::size_t replica = noIndex;        ///< From::CoreDns: which replica; noIndex: by seed
};

struct Simulation {
    Trace trace;
    Caches caches;                        ///< as they are behind the last run
};

/// Follows the question through the cluster, once for each instant of `starts` (ascending), the caches kept in between. Pure: the same
/// arguments give the same bytes. Errors: PodUnknown, NodeUnknown, ClusterWithoutDns, name errors of dns::Name::parse.
[[nodiscard]] base::Result<Simulation> simulate(const Query& query, const DnsSetup& setup, Caches caches, const std::vector<base::Instant>& starts,
                                                const SimulateOptions& options = {});

/// The pod's predicted resolv.conf with the reasons. Errors: PodUnknown, ResolvConfSyntax of the node's file.
[[nodiscard]] base::Result<PodResolvConf> resolvConfOfPod(const DnsSetup& setup, const std::string& scope, const std::string& pod);

} // namespace sim
