// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/corefile/configuration.h"
#include "model/kube/snapshot.h"
#include "model/sim/note.h"

namespace sim {

/// The field or rule that decides what the kubernetes plugin says to a question, by the same code that answers it: for a name that does not
/// exist the reason, for one that does the object. A name outside the plugin's zones gives PluginZoneMismatch. Names outside the zone that an
/// ExternalName leads to are not asked: it then gives KubeExternalNameUnresolved.
[[nodiscard]] Note whyNoSuchName(const kube::ClusterSnapshot& cluster, const corefile::KubernetesConfig& config, const corefile::Version& version,
                                 const dns::Name& name, dns::Type type);

} // namespace sim
