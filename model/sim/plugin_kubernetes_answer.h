// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/dns/message.h"
#include "model/sim/plugin_kubernetes_lookup.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/// From objects to records of one type: what the kubernetes plugin answers to a question (dns-semantics 2.4 to 2.12).
namespace sim {

/// The side of the process that answers need.
struct KubeServerFacts {
    std::vector<base::IpAddress> localIps;
    std::uint32_t soaSerial = 1;
};

struct KubeAnswer {
    enum class Result { Records, NoData, NameError } result = Result::NoData;
    std::vector<dns::Record> answer, additional;
    bool truncated = false;     ///< a reply from outside the zone was
    Note note;                  ///< the deciding rule or field
};

/// Puts a question outside the zone to the whole server; nullopt: no reply. May be empty: then nothing outside answers.
using AskOutside = std::function<std::optional<dns::Message>(const dns::Name&, dns::Type)>;

class KubeAnswerer {
public:
    /// `zone`: the plugin's zone that takes `question`. All arguments but `question` must outlive it.
    KubeAnswerer(const KubeView& view, const KubeServerFacts& server, const dns::Name& zone, const dns::Question& question, AskOutside outside);

    [[nodiscard]] KubeAnswer answer();
    /// The zone's SOA, in the letter case of the question.
    [[nodiscard]] dns::Record soa() const;

private:
    [[nodiscard]] KubeLookup look(const dns::Name& name, dns::Type type) const;
    [[nodiscard]] bool isServerName(const dns::Name& name) const;
    [[nodiscard]] KubeLookup serverName(dns::Type type) const;
    [[nodiscard]] KubeAnswer addresses(const dns::Name& name, dns::Type type, const std::vector<std::string>& chain);
    void followHost(const KubeEntry& entry, const dns::Name& name, dns::Type type, const std::vector<std::string>& chain, KubeAnswer& answer);
    [[nodiscard]] KubeAnswer services() const;
    [[nodiscard]] KubeAnswer aliases() const;
    [[nodiscard]] KubeAnswer pointers() const;
    [[nodiscard]] KubeAnswer texts() const;
    [[nodiscard]] KubeAnswer nameservers() const;
    [[nodiscard]] KubeAnswer otherType() const;
    [[nodiscard]] dns::Ttl ttl() const { return m_view.config().ttl; }

    const KubeView& m_view;
    const KubeServerFacts& m_server;
    dns::Question m_question;
    dns::Name m_zone;           ///< in the question's letter case
    bool m_multicluster = false;
    AskOutside m_outside;
};

// Shared with the derivation of records, so that a listed record and an answer cannot differ.

/// The addresses of one family, each once, owned by `owner`. Host entries are passed over.
[[nodiscard]] std::vector<dns::Record> addressRecords(const std::vector<KubeEntry>& entries, const dns::Name& owner, dns::Type type, dns::Ttl ttl);
struct ServiceRecords {
    std::vector<dns::Record> answer, additional;
};
/// SRV records with their weights and the addresses of their targets (dns-semantics 2.5), a host entry's target being the host. `zone` is
/// absolute text.
[[nodiscard]] ServiceRecords serviceRecords(const std::vector<KubeEntry>& entries, const dns::Name& owner, std::string_view zone, dns::Ttl ttl);
/// The weight of each of `entries` SRV entries: CoreDNS shares 100 among them in floating point and cuts off, at least 1.
[[nodiscard]] std::uint16_t weightOfEntries(std::size_t entries);
/// The SOA of `zone` (dns-semantics 2.11).
[[nodiscard]] dns::Record kubernetesSoa(const dns::Name& zone, dns::Ttl ttl, std::uint32_t serial);
/// The TXT record of the DNS specification's version under `zone`, and its TTL.
[[nodiscard]] std::optional<dns::Record> versionRecord(const dns::Name& owner, const corefile::Version& version);

} // namespace sim
