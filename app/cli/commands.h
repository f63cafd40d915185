// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "app/options.h"
#include "model/base/result.h"
#include "model/sim/dns_setup.h"

#include <QByteArray>

#include <functional>

/// The subcommands (product.md section 4): each takes the cluster and prints through `print`.
namespace app::cli {

using Print = std::function<void(const QByteArray& bytes)>;

[[nodiscard]] base::Result<void> printRecords(const Options& options, const sim::DnsSetup& setup, const Print& print);
[[nodiscard]] base::Result<void> printResolvConf(const Options& options, const sim::DnsSetup& setup, const Print& print);
[[nodiscard]] base::Result<void> printTrace(const Options& options, const sim::DnsSetup& setup, const Print& print);
[[nodiscard]] base::Result<void> saveSnapshot(const Options& options, const kube::ClusterSnapshot& cluster);
/// One line a part; false if something is missing.
[[nodiscard]] bool printSelfTest(const Print& print);

/// Runs the subcommand of `options` and returns the process's exit status. Needs a QCoreApplication and no display.
[[nodiscard]] int run(const Options& options);
/// Prints the error as a message on standard error and returns its exit status.
int reportError(const base::Error& error);

} // namespace app::cli
