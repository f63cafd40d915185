// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/object_printer.h"

#include <array>

namespace kube {

namespace {

std::string_view nameOf(DnsPolicy policy)
{
    static constexpr std::array<std::string_view, 4> names = {"ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"};
    return names[static_cast<std::size_t>(policy)];
}

std::string_view nameOf(PodPhase phase)
{
    static constexpr std::array<std::string_view, 5> names = {"Unknown", "Pending", "Running", "Succeeded", "Failed"};
    return names[static_cast<std::size_t>(phase)];
}

std::string uuidText(const std::array<std::uint8_t, 16>& uid)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < uid.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text += '-';
        text += {digits[uid[i] >> 4], digits[uid[i] & 15]};
    }
    return text;
}

void printDnsConfig(ObjectPrinter& to, const dns::ResolvConf& config)
{
    to.yaml.open("dnsConfig");
    to.list("nameservers", config.nameservers);
    std::vector<std::string> searches;
    for (const std::string& search : config.searches)
        searches.push_back(to.names.domain(search));
    to.list("searches", searches);
    if (!config.options.empty()) {
        to.yaml.openList("options");
        for (const auto& [option, value] : config.options) {
            to.yaml.openItem();
            to.yaml.field("name", option);
            if (value)
                to.yaml.field("value", *value);
            to.yaml.close();
        }
        to.yaml.close();
    }
    to.yaml.close();
}

void printDetails(ObjectPrinter& to, const PodDetails& details)
{
    to.optional("hostname", to.names.name(details.hostname));
    to.optional("subdomain", to.names.name(details.subdomain));
    if (details.setHostnameAsFqdn)
        to.yaml.raw("setHostnameAsFQDN", "true");
    if (details.dnsConfig)
        printDnsConfig(to, *details.dnsConfig);
    if (details.hostAliases.empty())
        return;
    to.yaml.openList("hostAliases");
    for (const HostAlias& alias : details.hostAliases) {
        to.yaml.openItem();
        to.yaml.field("ip", alias.ip);
        std::vector<std::string> hosts;
        for (const std::string& host : alias.hostnames)
            hosts.push_back(to.names.domain(host));
        to.list("hostnames", hosts);
        to.yaml.close();
    }
    to.yaml.close();
}

void printContainers(ObjectPrinter& to, const Pod& pod)
{
    const bool hasArguments = pod.details && !pod.details->arguments.empty();
    if (pod.image == StringId::Empty && !hasArguments)
        return;
    to.yaml.openList("containers");
    to.yaml.openItem();
    to.yaml.field("name", hasArguments ? "node-cache" : "main"); // arguments are read of the node cache only
    to.optional("image", to.names.image(to.text(pod.image)));
    if (hasArguments) {
        std::vector<std::string> arguments;
        for (const std::string& argument : pod.details->arguments)
            arguments.push_back(to.names.configText(argument));
        to.list("args", arguments);
    }
    to.yaml.close(2);
}

} // namespace

void print(ObjectPrinter& to, const Pod& object)
{
    to.begin("v1", "Pod");
    to.openMetadata(object.scope, object.name, object.labels);
    if (object.uid != std::array<std::uint8_t, 16>{})
        to.yaml.field("uid", uuidText(object.uid));
    if (object.deleting)
        to.yaml.field("deletionTimestamp", "1970-01-01T00:00:00Z"); // that it is set counts, not when
    to.yaml.close();
    to.yaml.open("spec");
    to.optional("nodeName", to.name(object.node));
    to.yaml.raw("dnsPolicy", nameOf(object.dnsPolicy));
    if (object.hostNetwork)
        to.yaml.raw("hostNetwork", "true");
    if (object.details)
        printDetails(to, *object.details);
    printContainers(to, object);
    to.yaml.close();
    to.yaml.open("status");
    to.yaml.raw("phase", nameOf(object.phase));
    if (!object.ip.isNone()) {
        to.yaml.field("podIP", object.ip.toString());
        to.yaml.openList("podIPs");
        for (const IpAddress& ip : {object.ip, object.secondIp}) {
            if (ip.isNone())
                continue;
            to.yaml.openItem();
            to.yaml.field("ip", ip.toString());
            to.yaml.close();
        }
        to.yaml.close();
    }
    to.yaml.openList("conditions");
    to.yaml.openItem();
    to.yaml.field("type", "Ready");
    to.yaml.field("status", object.ready ? "True" : "False");
    to.yaml.close(3);
}

} // namespace kube
