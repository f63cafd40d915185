// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/corefile/configuration.h"
#include "model/corefile/dispenser.h"

#include <string>
#include <vector>

namespace corefile {

/// Checks the words behind `rewrite edns0`. Only that: options of EDNS change no answer that Ndots models.
void checkEdns0Rule(Dispenser& c, const Version& version, std::vector<std::string> words);

} // namespace corefile
