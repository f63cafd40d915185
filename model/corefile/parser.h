// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/corefile/parse.h"

#include <string>
#include <string_view>
#include <vector>

namespace corefile {

/// As parse(); a directive that is not among `knownDirectives` (nullptr: all are known) is an error where it stands, as when CoreDNS starts.
[[nodiscard]] base::Result<std::vector<ServerBlock>> parseKnowing(std::string_view text, const ParseOptions& options,
                                                                  const std::vector<std::string>* knownDirectives);

} // namespace corefile
