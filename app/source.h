// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "app/options.h"
#include "model/api/session.h"
#include "model/kube/snapshot.h"
#include "model/sim/dns_setup.h"

#include <string>
#include <vector>

namespace app {

/// A whole file, at most 1 GiB; "-" is standard input. Errors: FileNotFound, FileUnreadable.
[[nodiscard]] base::Result<std::string> readFile(const std::string& path);

/// Reads snapshot files into one cluster. Errors of readFile and kube::readSnapshotText. `store` is only usable when it succeeds.
[[nodiscard]] base::Result<kube::SnapshotPtr> openSnapshots(const std::vector<std::string>& paths);
[[nodiscard]] kube::SnapshotPtr openDemo();

/// The process's environment and files, for kube::loadKubeconfig.
[[nodiscard]] kube::KubeconfigEnvironment processEnvironment();

/// The cluster that the options name, read once; a link is waited for in the application's event loop (for the command line only).
/// `warnings` takes what was missing but not fatal.
[[nodiscard]] base::Result<kube::SnapshotPtr> loadSource(const SourceOptions& options, std::vector<base::Error>& warnings);

/// Overrides with their files read.
[[nodiscard]] base::Result<sim::SetupOverrides> loadOverrides(const OverrideOptions& options);

} // namespace app
