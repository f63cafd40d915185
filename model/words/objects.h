// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/kube/objects.h"

#include <string_view>

namespace words {

/// The Kubernetes API's name of a kind: "Service", "EndpointSlice". Never translated.
[[nodiscard]] std::string_view kindName(kube::Kind kind);

} // namespace words
