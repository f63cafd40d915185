// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/kube_name.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace sim {

namespace {

constexpr std::size_t longestPodName = 63;         ///< a longer one is no DNS label (RFC 1035 section 2.3.4)
constexpr std::string_view zonalAnchor = "_zone";

/// Labels as miekg/dns splits them: empty ones count, an escaped dot is none.
std::vector<std::string> labelsOf(std::string_view base)
{
    std::vector<std::string> labels(1);
    for (std::size_t i = 0; i < base.size(); ++i) {
        if (base[i] == '.') {
            labels.emplace_back();
            continue;
        }
        if (base[i] == '\\' && i + 1 < base.size())
            labels.back() += base[i++];
        labels.back() += dns::asciiLower(base[i]);
    }
    return labels;
}

std::string withoutUnderscore(const std::string& label)
{
    return label.starts_with('_') ? label.substr(1) : label;
}

Note tooManyLabels(std::string_view base)
{
    return {NoteCode::KubeTooManyLabels, {std::string(base)}};
}

/// TOPOZONE.pin._zone and TOPOZONE.prefer._zone: `left` are the labels in front of the Service.
bool readZonal(const std::vector<std::string>& left, const KubeNameRules& rules, KubeName& name)
{
    if (!rules.zonal || rules.multicluster || left.back() != zonalAnchor || name.branch != KubeName::Branch::Service)
        return false;
    const std::string& directive = left[left.size() - 2];
    if (directive != "pin" && directive != "prefer")
        return false;
    name.preferZone = directive == "prefer";
    for (std::size_t i = 0; i + 2 < left.size(); ++i)
        name.topologyZone += (i ? "." : "") + left[i];
    return true;
}

} // namespace

tl::expected<KubeName, Note> splitKubeName(std::string_view base, const KubeNameRules& rules)
{
    KubeName name;
    const std::string lower = dns::asciiLower(base);
    if (lower.empty() || lower == "svc" || lower == "pod")
        return name;
    std::vector<std::string> left = labelsOf(base);
    const auto take = [&left] {
        std::string label = left.empty() ? std::string() : std::move(left.back());
        if (!left.empty())
            left.pop_back();
        return label;
    };
    const std::string branch = take();
    if (branch != "svc" && branch != "pod")
        return tl::unexpected(Note{NoteCode::KubeNotSvcOrPod, {branch}});
    name.branch = branch == "svc" ? KubeName::Branch::Service : KubeName::Branch::Pod;
    name.scope = take();
    name.service = take();
    if (left.size() == 1) {
        name.endpoint = left[0];
    } else if (left.size() == 2) {
        const bool underscored = left[0].starts_with('_') || left[1].starts_with('_');
        if (rules.multicluster && !underscored) {
            name.endpoint = left[0];
            name.cluster = left[1];
        } else {
            name.port = withoutUnderscore(left[0]);
            name.protocol = withoutUnderscore(left[1]);
        }
    } else if (left.size() > 2 && !readZonal(left, rules, name)) {
        return tl::unexpected(tooManyLabels(base));
    }
    return name;
}

std::string endpointHostLabel(const EndpointLabelInput& endpoint, const corefile::Version& version)
{
    if (!endpoint.hostname.empty())
        return std::string(endpoint.hostname);
    if (endpoint.endpointPodNames && !endpoint.podName.empty() && endpoint.podName.size() <= longestPodName)
        return std::string(endpoint.podName);
    std::string label(endpoint.address);
    if (label.find('.') != std::string::npos) {
        std::replace(label.begin(), label.end(), '.', '-');
        return label;
    }
    if (label.find(':') == std::string::npos)
        return {};
    std::replace(label.begin(), label.end(), ':', '-');
    if (label.ends_with('-') && version >= corefile::Version{1, 12, 3})
        label += '0';
    return label;
}

std::string addressTextOfPodLabel(std::string_view label)
{
    std::string text(label);
    const bool dotted = std::count(text.begin(), text.end(), '-') == 3 && text.find("--") == std::string::npos;
    std::replace(text.begin(), text.end(), '-', dotted ? '.' : ':');
    return text;
}

std::string podLabelOfAddress(const base::IpAddress& address)
{
    std::string label = address.toString();
    std::replace_if(label.begin(), label.end(), [](char c) { return c == '.' || c == ':'; }, '-');
    return label;
}

} // namespace sim
