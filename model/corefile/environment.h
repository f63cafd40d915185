// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <map>
#include <string>

namespace corefile {

/// Replaces {%NAME%}, then {$NAME} (dns-semantics 3.3); what is not set becomes empty, `{$}` and unterminated forms stay.
[[nodiscard]] std::string expandEnvironment(std::string text, const std::map<std::string, std::string>& environment);

} // namespace corefile
