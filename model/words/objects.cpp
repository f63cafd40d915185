// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/objects.h"

namespace words {

std::string_view kindName(kube::Kind kind)
{
    switch (kind) {
    case kube::Kind::Namespace: return "Namespace";
    case kube::Kind::Service: return "Service";
    case kube::Kind::EndpointSlice: return "EndpointSlice";
    case kube::Kind::Pod: return "Pod";
    case kube::Kind::Node: return "Node";
    case kube::Kind::ConfigMap: return "ConfigMap";
    case kube::Kind::StatefulSet: return "StatefulSet";
    case kube::Kind::ServiceImport: return "ServiceImport";
    case kube::Kind::Upstream: return "Upstream";
    case kube::Kind::NodeResolvConf: return "NodeResolvConf";
    }
    return {};
}

} // namespace words
