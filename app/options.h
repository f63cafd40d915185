// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"
#include "model/corefile/configuration.h"
#include "model/dns/record.h"
#include "model/sim/stub_resolver.h"

#include <QStringList>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace app {

enum class Command { Window, Records, ResolvConf, Trace, Snapshot, SelfTest, Help, Version };

/// Where the cluster comes from (product.md section 4).
struct SourceOptions {
    bool demo = false;
    std::vector<std::string> snapshots;   ///< paths; "-" is standard input
    std::string kubeconfig, context;      ///< "" as kubectl
    bool allowExec = false;
};

/// What overrides the source, as paths and texts; files are read later.
struct OverrideOptions {
    std::optional<std::string> corefile, nodeCorefile, clusterDns, clusterDomain;
    std::optional<corefile::Version> coreDnsVersion;
};

/// The command line as a value.
struct Options {
    Command command = Command::Window;
    QString helpText;                     ///< Command::Help
    SourceOptions source;
    OverrideOptions overrides;
    std::uint64_t seed = 0;
    std::string format;                   ///< as given, checked for the command
    std::string nameSpace, zone;          ///< records
    std::string podScope, pod;            ///< resolv-conf, trace
    std::string from, node;               ///< trace --from
    std::string name;                     ///< trace
    std::vector<dns::Type> types;
    std::optional<sim::Libc> resolver;
    std::vector<std::chrono::nanoseconds> at; ///< ascending; {0} if none was given
    std::string output;                   ///< snapshot -o
    bool redact = false;
    bool quitAfterFirstPaint = false;     ///< for start-up measurements
};

/// Errors: ArgumentUnusable, PodAmbiguous, TypeUnknown, name errors, NotAvailableYet.
[[nodiscard]] base::Result<Options> parseOptions(const QStringList& arguments);

} // namespace app
