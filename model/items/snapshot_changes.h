// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/kube/snapshot.h"

#include <vector>

namespace items {

/// What differs between two snapshots of one source that need not follow each other, for the kinds that names come from: Namespace, Service,
/// EndpointSlice, Pod, StatefulSet. Objects in chunks that both share are passed over by their address.
[[nodiscard]] std::vector<kube::Change> changesBetween(const kube::ClusterSnapshot& before, const kube::ClusterSnapshot& after);

} // namespace items
