// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/corefile/go_values.h"
#include "model/corefile/plugins.h"

#include <string_view>
#include <vector>

namespace corefile {

/// "app in (a, b), tier=x, !old": Kubernetes' text form of a label selector (apimachinery pkg/labels), AND of its parts, sorted by key as
/// there. The operators != < > are refused, as CoreDNS refuses them.
[[nodiscard]] Parsed<std::vector<LabelRequirement>> parseLabelSelector(std::string_view text);

} // namespace corefile
