// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/film/shapes.h"

#include <cstdint>

namespace film {

/// 0xAARRGGBB.
using Argb = std::uint32_t;

enum class Scheme : std::uint8_t { Light, Dark };

/// The colour of a tone (design: tokens and outcome table); alpha 0 for Tone::None.
[[nodiscard]] Argb colorOf(Tone tone, Scheme scheme);

} // namespace film
