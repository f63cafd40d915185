// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/kubelet_dns.h"

#include <yaml-cpp/yaml.h>

namespace kube {

namespace {

constexpr std::size_t largestConfiguration = 1u << 20; // a ConfigMap holds at most 1 MiB (Kubernetes API, ConfigMap)

/// A missing or broken document is an empty node: these texts only refine defaults.
YAML::Node load(std::string_view text)
{
    if (text.size() > largestConfiguration)
        return {};
    try {
        return YAML::Load(std::string(text));
    } catch (const YAML::Exception&) {
        return {};
    }
}

std::optional<std::string> scalar(const YAML::Node& node)
{
    if (!node.IsDefined() || !node.IsScalar())
        return std::nullopt;
    return node.Scalar();
}

std::vector<std::string> scalars(const YAML::Node& node)
{
    std::vector<std::string> texts;
    if (!node.IsDefined() || !node.IsSequence())
        return texts;
    for (const YAML::Node& item : node) {
        if (item.IsScalar())
            texts.push_back(item.Scalar());
    }
    return texts;
}

} // namespace

std::optional<KubeletDns> readKubeletDns(std::string_view yaml)
{
    const YAML::Node document = load(yaml);
    if (!document.IsMap())
        return std::nullopt;
    return KubeletDns{scalars(document["clusterDNS"]), scalar(document["clusterDomain"]), scalar(document["resolvConf"])};
}

std::optional<std::string> readKubeadmDnsDomain(std::string_view yaml)
{
    const YAML::Node document = load(yaml);
    if (!document.IsMap() || !document["networking"].IsDefined() || !document["networking"].IsMap())
        return std::nullopt;
    return scalar(document["networking"]["dnsDomain"]);
}

std::vector<std::pair<std::string, std::vector<std::string>>> readStubDomains(std::string_view json)
{
    std::vector<std::pair<std::string, std::vector<std::string>>> domains;
    const YAML::Node document = load(json);
    if (!document.IsMap())
        return domains;
    for (const auto& entry : document) {
        if (entry.first.IsScalar())
            domains.emplace_back(entry.first.Scalar(), scalars(entry.second));
    }
    return domains;
}

std::vector<std::string> readUpstreamNameservers(std::string_view json)
{
    return scalars(load(json));
}

} // namespace kube
