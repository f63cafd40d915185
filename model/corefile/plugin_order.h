// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/corefile/configuration.h"

#include <array>
#include <string_view>

namespace corefile {

struct OrderOfRelease {
    Version since;
    std::string_view names; ///< separated by single spaces
};

extern const std::array<OrderOfRelease, 21> orderOfReleases; ///< ascending

} // namespace corefile
