// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Corefiles that somebody else writes: node-cache out of its template, kubeadm at installation.
#include "model/corefile/configuration.h"
#include "model/corefile/setup.h"

namespace corefile {
namespace {

constexpr std::string_view localIpsVariable = "__PILLAR__LOCAL__DNS__";
constexpr std::string_view dnsServerVariable = "__PILLAR__DNS__SERVER__";
constexpr std::string_view clusterDnsVariable = "__PILLAR__CLUSTER__DNS__";
constexpr std::string_view upstreamVariable = "__PILLAR__UPSTREAM__SERVERS__";
/// node-cache knows the TCP block by these very characters and takes the option away when it has nameservers of the ConfigMap.
constexpr std::string_view upstreamTcpBlock = "\n    forward . __PILLAR__UPSTREAM__SERVERS__ {\n            force_tcp\n    }\n";
constexpr std::string_view upstreamUdpBlock = "\n    forward . __PILLAR__UPSTREAM__SERVERS__\n";

void replaceAll(std::string& text, std::string_view what, std::string_view with)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

std::string stubDomainBlock(const std::string& domain, const std::string& localIps, const std::vector<std::string>& servers)
{
    return '\n' + domain + ":53 {\n    errors\n    cache 30\n    bind " + localIps + "\n    forward . " + joined(servers) + "\n}\n";
}

} // namespace

std::string renderNodeCacheCorefile(std::string_view templateText, const NodeCacheTemplate& values)
{
    std::string text(templateText);
    const std::string localIps = joined(values.localIps);
    if (!values.upstreamNameservers.empty())
        replaceAll(text, upstreamTcpBlock, upstreamUdpBlock);
    replaceAll(text, upstreamVariable, values.upstreamNameservers.empty() ? "/etc/resolv.conf" : joined(values.upstreamNameservers));
    replaceAll(text, clusterDnsVariable, values.clusterDnsIp);
    replaceAll(text, localIpsVariable, localIps);
    replaceAll(text, dnsServerVariable, "");
    for (const auto& [domain, servers] : values.stubDomains)
        text += stubDomainBlock(domain, localIps, servers);
    return text;
}

std::string kubeadmCorefile(std::string_view clusterDomain)
{
    std::string text = R"(.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes DOMAIN in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30 {
       disable success DOMAIN
       disable denial DOMAIN
    }
    loop
    reload
    loadbalance
}
)";
    replaceAll(text, "DOMAIN", clusterDomain);
    return text;
}

} // namespace corefile
