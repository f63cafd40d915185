// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/kube/snapshot.h"
#include "model/kube/snapshot_file.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kube {

/// Replaces the names of a cluster by neutral ones (ns-1, svc-3, pod-12), equal texts by equal ones wherever they stand, so that all
/// relations stay: an endpoint's hostname is its pod's, a subdomain its Service's, a Corefile's stub domain the zone's of an upstream.
/// Domain names are replaced label by label, which keeps "is below" intact. Addresses, ports, well-known names (kube-system, kube-dns,
/// cluster.local, ...) and well-known label keys stay. With Redaction::None every call returns its text unchanged.
class Redactor {
public:
    Redactor(const ClusterSnapshot& snapshot, Redaction redaction);

    [[nodiscard]] std::string name(std::string_view text);       ///< of an object, a host, a node, a target
    [[nodiscard]] std::string domain(std::string_view text);     ///< a name of one label or more, or a part of one
    [[nodiscard]] std::string labelKey(std::string_view text);
    [[nodiscard]] std::string labelValue(std::string_view text);
    [[nodiscard]] std::string image(std::string_view text);      ///< keeps what tells the libc: alpine, debian, ...
    [[nodiscard]] std::string configText(std::string_view text); ///< a Corefile, resolv.conf, hosts entries, arguments
    [[nodiscard]] std::string configKey(std::string_view text);  ///< of a ConfigMap's data
    [[nodiscard]] std::string yamlText(std::string_view text);   ///< the configuration of kubelet or kubeadm
    [[nodiscard]] std::string zoneText(std::string_view text);

private:
    enum class Words : std::uint8_t { Dotted, All };

    [[nodiscard]] bool isOff() const { return m_redaction == Redaction::None; }
    void collect(const ClusterSnapshot& snapshot);
    const std::string& replacement(std::string_view text, std::string_view prefix);
    [[nodiscard]] std::string configLine(std::string_view line);
    [[nodiscard]] std::string zoneLine(std::string_view line);
    [[nodiscard]] std::string token(std::string_view token, Words words);

    Redaction m_redaction;
    std::unordered_map<std::string, std::string> m_names;
    std::map<std::string, int, std::less<>> m_counts; // by prefix
};

} // namespace kube
