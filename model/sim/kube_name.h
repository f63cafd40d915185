// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/corefile/configuration.h"
#include "model/sim/note.h"

#include <tl/expected.hpp>

#include <string>
#include <string_view>

/// How the kubernetes plugin reads a query name (dns-semantics 2.3, 2.9, 2.14) and how it names endpoints (2.6).
namespace sim {

/// A query name's parts left of the zone, lower case. Texts that the name does not have are empty.
struct KubeName {
    enum class Branch { Bare, Service, Pod };
    Branch branch = Branch::Bare; ///< Bare: the zone itself, `svc` or `pod`
    std::string scope, service;   ///< namespace; Service name, under `pod` the pod's label
    std::string endpoint, cluster;
    std::string port, protocol;   ///< without their underscore
    std::string topologyZone;     ///< of a zonal name; may hold dots
    bool preferZone = false;      ///< `prefer`: all endpoints where the zone has none
    bool operator==(const KubeName&) const = default;
};

struct KubeNameRules {
    bool multicluster = false;    ///< the zone is one of `multicluster`
    bool zonal = false;           ///< option `zonal`
};

/// Splits `base`, the text left of the zone without its final dot ("" for the zone itself), any case. The unexpected value says why the plugin
/// takes no name of this shape (it becomes NXDOMAIN).
[[nodiscard]] tl::expected<KubeName, Note> splitKubeName(std::string_view base, const KubeNameRules& rules);

/// The label that an endpoint address gets in front of its Service.
struct EndpointLabelInput {
    std::string_view address;     ///< as the API writes it
    std::string_view hostname;    ///< endpoint's hostname field
    std::string_view podName;     ///< targetRef.name
    bool endpointPodNames = false;
};
[[nodiscard]] std::string endpointHostLabel(const EndpointLabelInput& endpoint, const corefile::Version& version);

/// The address text that a label under `pod` stands for: `10-0-0-1` -> "10.0.0.1", `fd00--1` -> "fd00::1". Not checked to be one.
[[nodiscard]] std::string addressTextOfPodLabel(std::string_view label);
/// The reverse: `.` and `:` become `-`.
[[nodiscard]] std::string podLabelOfAddress(const base::IpAddress& address);

} // namespace sim
