// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// The transfer plugin: AXFR and IXFR of the zones that the block's other plugins hold.
#include "model/sim/plugin_transfer.h"

#include "model/sim/plugin_k8s_external.h"
#include "model/sim/server.h"

#include <algorithm>

namespace sim {

namespace {

bool isTransfer(dns::Type type)
{
    return type == dns::Type::AXFR || type == dns::Type::IXFR;
}

using Transfer = std::optional<std::vector<dns::Record>>;

Transfer transferOf(const corefile::KubernetesConfig& config, const KubeView& view, const ServerProcess& process, const dns::Name& zone)
{
    const bool authoritative = std::any_of(config.zones.begin(), config.zones.end(), [&zone](const dns::Name& own) { return zone.isAtOrBelow(own); });
    if (!authoritative)
        return std::nullopt;
    return kubernetesTransfer(view, {process.localIps, process.soaSerial}, zone);
}

Transfer transferOf(const corefile::K8sExternalConfig& config, const KubeView& view, const ServerProcess& process, const dns::Name& zone)
{
    if (std::find(config.zones.begin(), config.zones.end(), zone) == config.zones.end())
        return std::nullopt;
    const std::vector<base::IpAddress>& known = process.externalNameServerIps;
    return externalTransfer(view, config, zone, known.empty() ? externalNameservers(view, config.headless, process.localIps) : known, process.soaSerial);
}

/// The first plugin of the block that holds the zone, in the order of the chain.
Transfer findTransfer(const Chain& chain, const dns::Name& zone)
{
    const corefile::KubernetesConfig* kubernetes = kubernetesOf(chain.server());
    if (!kubernetes || !chain.process().cluster)
        return std::nullopt;
    const KubeView view(*chain.process().cluster, *kubernetes, chain.version());
    for (const corefile::Plugin& plugin : chain.server().chain) {
        Transfer found;
        if (const auto* config = std::get_if<corefile::KubernetesConfig>(&plugin.config))
            found = transferOf(*config, view, chain.process(), zone);
        else if (const auto* external = std::get_if<corefile::K8sExternalConfig>(&plugin.config))
            found = transferOf(*external, view, chain.process(), zone);
        if (found)
            return found;
    }
    return std::nullopt;
}

bool coversZone(const corefile::TransferConfig& config, const dns::Name& zone)
{
    return std::any_of(config.zones.begin(), config.zones.end(), [&zone](const dns::Name& own) { return zone.isAtOrBelow(own); });
}

} // namespace

Outcome serve(const corefile::TransferConfig& config, Chain& chain, const Request& request)
{
    if (!isTransfer(request.question.type))
        return chain.next(request);
    const dns::Name zone = dns::Name::fromValid(request.question.name.lower());
    if (request.transport != Transport::Tcp) {
        chain.note(request, PluginOutcome::Answered, {NoteCode::TransferNotTcp, {zone.text()}});
        return {.code = dns::Rcode::Refused, .plugin = chain.pluginName()};
    }
    if (!coversZone(config, zone))
        return chain.next(request);
    // An IXFR without the asker's SOA is a broken question.
    if (request.question.type == dns::Type::IXFR && !request.transferSerial)
        return {.code = dns::Rcode::ServFail, .plugin = chain.pluginName()};
    Transfer records = findTransfer(chain, zone);
    if (!records)
        return chain.next(request);
    // Serial 0 stands for a full transfer; a current one gets the SOA alone.
    const std::uint32_t serial = request.question.type == dns::Type::IXFR ? *request.transferSerial : 0;
    if (serial != 0 && serial == chain.process().soaSerial)
        records->resize(1);
    chain.note(request, PluginOutcome::Answered, {NoteCode::TransferSent, {zone.text(), std::to_string(records->size())}});
    Outcome outcome;
    outcome.message = replyTo(request);
    outcome.message->flags.aa = records->size() > 1;
    outcome.message->answer = std::move(*records);
    outcome.plugin = chain.pluginName();
    return outcome;
}

} // namespace sim
