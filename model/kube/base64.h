// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace kube {

/// Standard base64 with padding (RFC 4648 section 4); CR and LF are skipped, as Go's decoder does. The error is the offset of the first
/// byte that does not fit.
[[nodiscard]] tl::expected<std::string, std::size_t> decodeBase64(std::string_view text);

} // namespace kube
