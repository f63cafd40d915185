// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "tests/resolvers/case.h"

#include <optional>
#include <string>

namespace comparison {

/// Moves this process into mount and network namespaces of its own, where only loopback is up and `directory`'s files lie over
/// /etc/resolv.conf, /etc/hosts and /etc/nsswitch.conf. Returns what is missing for that, or nothing.
[[nodiscard]] std::optional<std::string> enterSandbox(const std::string& directory);
/// Writes the case's files. Call after enterSandbox.
void writeFiles(const Case& which, const std::string& directory);
/// Runs `program` (ask.c, ask.go) on the case against servers of its own. nullopt: it did not end in time or could not be started.
[[nodiscard]] std::optional<Outcome> observe(const Case& which, const std::string& program);

} // namespace comparison
