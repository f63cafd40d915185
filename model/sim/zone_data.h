// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/dns/message.h"

#include <map>
#include <optional>
#include <vector>

namespace sim {

/// The records of one authoritative zone, answered as CoreDNS's file plugin does (dns-semantics 5.4); also the zones of an Upstream document.
class ZoneData {
public:
    ZoneData() = default;
    /// `apex`: the zone's name (its SOA's owner where there is one). Records outside the apex are left out.
    ZoneData(dns::Name apex, std::vector<dns::Record> records);

    [[nodiscard]] const dns::Name& apex() const { return m_apex; }
    [[nodiscard]] bool hasSoa() const;

    struct Answer {
        enum class Kind { Data, NoData, NameError, Delegation } kind = Kind::NameError;
        std::vector<dns::Record> answer, authority, additional;
        bool wildcard = false;
        bool emptyNonTerminal = false;          ///< NoData because only names below exist: fallthrough counts it as a name error
        /// A CNAME led to a name that no record of the zone has as its owner: this name is still to be looked up (outside, or in the zone where
        /// a wildcard or a name error waits). authority then holds the zone's NS.
        std::optional<dns::Name> followOutside;
    };
    /// Exact match, wildcards, CNAME chasing in the zone, DNAME, delegation with glue, negative answers with the SOA.
    [[nodiscard]] Answer lookup(const dns::Name& name, dns::Type type) const;

    /// The SOA record (none or one) and the apex NS records, for the authority section.
    [[nodiscard]] std::vector<dns::Record> soa() const;
    [[nodiscard]] std::vector<dns::Record> nameservers() const;
    /// A and AAAA of the names in the zone that SRV and MX records of `answer` point to, each target once.
    [[nodiscard]] std::vector<dns::Record> additionalFor(const std::vector<dns::Record>& answer) const;

private:
    using Records = std::vector<dns::Record>;
    [[nodiscard]] const Records* find(const dns::Name& name) const;
    [[nodiscard]] Records at(const dns::Name& name, dns::Type type) const;
    [[nodiscard]] bool hasDescendant(const dns::Name& name) const;
    [[nodiscard]] std::optional<Answer> referral(const dns::Name& cut, const dns::Name& name, dns::Type type) const;
    [[nodiscard]] std::optional<Answer> referralAbove(const dns::Name& name, dns::Type type) const;
    [[nodiscard]] std::optional<Answer> substituted(const dns::Name& owner, const dns::Name& name, dns::Type type) const;
    [[nodiscard]] std::optional<Answer> synthesised(const dns::Name& name, dns::Type type) const;
    [[nodiscard]] Answer present(Records records, dns::Type type) const;
    [[nodiscard]] Answer chase(Records answer, dns::Type type) const;

    dns::Name m_apex;
    std::map<dns::Name, std::vector<dns::Record>> m_records; ///< canonical order; empty vectors are empty non-terminals
};

/// Cuts a zone-file text's records into zones: one per SOA owner, else one per the records' common parents under the root.
[[nodiscard]] std::vector<ZoneData> splitZones(std::vector<dns::Record> records);

} // namespace sim
