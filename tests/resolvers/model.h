// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "tests/resolvers/case.h"

namespace comparison {

/// The walk that model/sim predicts for the case, and what the servers would have seen of it. `seed` chooses rotate's first server.
[[nodiscard]] Outcome predict(const Case& which, const sim::LibcVersion& version, std::uint64_t seed);

} // namespace comparison
