// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/kube/store.h"
#include "tests/conformance/case.h"

namespace conformance {

/// Puts a cluster `{namespaces, services, endpointSlices, pods, serviceImports}` into `store`: each object as the API server sends it.
void fillStore(const Value& cluster, kube::ClusterStore& store);
/// The key `cluster` of a row (fixture name or inline object) as a snapshot.
[[nodiscard]] kube::SnapshotPtr clusterOf(const Row& row);

} // namespace conformance
