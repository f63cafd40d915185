// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/dns/record.h"
#include "model/kube/snapshot.h"

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace items {

/// What a person typed to find something. It is looked for in the parts that names are made of (object names, host names, addresses), of which a cluster has far
/// fewer than records; only a text with a dot or a slash spans parts, and is then looked for in whole names and in "namespace/name".
/// Case does not matter; `*` stands for any characters and `?` for one. An address is found by its own text, with dashes as in a pod's name, and by its reverse name.
class NameFilter {
public:
    NameFilter() = default;
    /// `text`: what was typed; white space around it does not count. `zone`: the cluster's zone, absolute text.
    NameFilter(std::string_view text, std::string_view zone);

    [[nodiscard]] bool isEmpty() const { return m_text.empty(); }
    [[nodiscard]] const std::string& text() const { return m_text; } ///< lower case
    [[nodiscard]] const std::string& zone() const { return m_zone; }
    /// True if this finds only what `before` found, so that only that has to be looked at.
    [[nodiscard]] bool narrows(const NameFilter& before) const;

    [[nodiscard]] bool matchesText(std::string_view text) const;
    [[nodiscard]] bool matchesRecord(const dns::Record& record) const;
    [[nodiscard]] bool matchesNamespace(std::string_view name) const;
    [[nodiscard]] bool matches(const kube::ClusterSnapshot& cluster, const kube::Service& service) const;
    [[nodiscard]] bool matches(const kube::ClusterSnapshot& cluster, const kube::Pod& pod) const;
    /// Host names and addresses of a slice's endpoints: they are found at the Service.
    [[nodiscard]] bool matches(const kube::ClusterSnapshot& cluster, const kube::EndpointSlice& slice) const;

private:
    [[nodiscard]] bool contains(std::string_view lowerText) const;
    [[nodiscard]] bool matchesAddress(const base::IpAddress& address) const;
    /// True if the text is in `head`, separator, `tail` and begins in the head, which is only made if the tail fits.
    [[nodiscard]] bool matchesAcross(const std::function<std::string()>& head, std::initializer_list<std::string_view> tail) const;
    [[nodiscard]] bool matchesWhole(std::initializer_list<std::string_view> parts) const;

    std::string m_text;
    std::string m_zone;                   ///< absolute, in its own case
    std::vector<std::string> m_pieces;    ///< what stands between the `*`; empty if the text is no pattern
    std::optional<base::IpAddress> m_reverse; ///< the text is a complete reverse name
    std::string m_dotted;                 ///< the text as an IPv4 address would have it: dashes are dots
    bool m_spansParts = false;
    bool m_hasSlash = false;
    bool m_couldBeV4 = false, m_couldBeV6 = false;
};

} // namespace items
