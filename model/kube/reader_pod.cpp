// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/reading.h"

#include <utility>

namespace kube {

namespace {

/// Of a container only its image and, of node-local-dns, its arguments are used.
struct Container {
    std::string_view name, image;
    std::vector<std::string_view> command, arguments;

    /// NodeLocal DNSCache: the container is `node-cache`, the image k8s-dns-node-cache (addon manifest and charts).
    [[nodiscard]] bool isNodeCache() const
    {
        return name == "node-cache" || name == "node-local-dns" || image.find("node-cache") != std::string_view::npos;
    }
};

Container readContainer(Reading& reading, JsonValue value)
{
    Container found;
    // kubectl prints args before the name: hold views until the container is known.
    const auto views = [&](JsonValue list) {
        std::vector<std::string_view> texts;
        reading.elements(list, [&](JsonValue element, std::size_t) { texts.push_back(reading.text(element)); });
        return texts;
    };
    reading.fields(value, [&](std::string_view key, JsonValue field) {
        if (key == "name")
            found.name = reading.text(field);
        else if (key == "image")
            found.image = reading.text(field);
        else if (key == "command")
            found.command = views(field);
        else if (key == "args")
            found.arguments = views(field);
    });
    return found;
}

void readContainers(Reading& reading, JsonValue value, Pod& pod, PodDetails& details)
{
    pod.image = StringId::Empty;
    details.arguments.clear();
    reading.elements(value, [&](JsonValue element, std::size_t index) {
        const Container container = readContainer(reading, element);
        if (index == 0)
            pod.image = reading.strings().intern(container.image);
        if (!container.isNodeCache())
            return;
        details.arguments.assign(container.command.begin(), container.command.end());
        details.arguments.insert(details.arguments.end(), container.arguments.begin(), container.arguments.end());
    });
}

std::optional<dns::ResolvConf> readDnsConfig(Reading& reading, JsonValue value)
{
    dns::ResolvConf found;
    reading.fields(value, [&](std::string_view key, JsonValue field) {
        if (key == "nameservers")
            found.nameservers = reading.texts(field);
        else if (key == "searches")
            found.searches = reading.texts(field);
        else if (key == "options") {
            found.options.clear();
            reading.elements(field, [&](JsonValue element, std::size_t) {
                auto& option = found.options.emplace_back();
                reading.fields(element, [&](std::string_view name, JsonValue part) {
                    if (name == "name")
                        option.first = reading.text(part);
                    else if (name == "value" && !reading.isNull(part))
                        option.second = reading.text(part);
                });
            });
        }
    });
    return found == dns::ResolvConf{} ? std::nullopt : std::optional(std::move(found)); // an empty one says nothing
}

std::vector<HostAlias> readHostAliases(Reading& reading, JsonValue value)
{
    std::vector<HostAlias> found;
    reading.elements(value, [&](JsonValue element, std::size_t) {
        HostAlias& alias = found.emplace_back();
        reading.fields(element, [&](std::string_view key, JsonValue field) {
            if (key == "ip")
                alias.ip = reading.text(field);
            else if (key == "hostnames")
                alias.hostnames = reading.texts(field);
        });
    });
    return found;
}

/// Any other text means ClusterFirst to the kubelet (dns-semantics 8.3).
DnsPolicy dnsPolicyOf(std::string_view text)
{
    if (text == "ClusterFirstWithHostNet")
        return DnsPolicy::ClusterFirstWithHostNet;
    if (text == "Default")
        return DnsPolicy::Default;
    return text == "None" ? DnsPolicy::None : DnsPolicy::ClusterFirst;
}

PodPhase phaseOf(std::string_view text)
{
    static constexpr std::pair<std::string_view, PodPhase> known[] = {
        {"Pending", PodPhase::Pending}, {"Running", PodPhase::Running}, {"Succeeded", PodPhase::Succeeded}, {"Failed", PodPhase::Failed}};
    for (const auto& [name, phase] : known) {
        if (name == text)
            return phase;
    }
    return PodPhase::Unknown;
}

void readSpec(Reading& reading, JsonValue value, Pod& pod, PodDetails& details)
{
    reading.fields(value, [&](std::string_view key, JsonValue field) {
        if (key == "nodeName")
            pod.node = reading.id(field);
        else if (key == "dnsPolicy")
            pod.dnsPolicy = dnsPolicyOf(reading.text(field));
        else if (key == "hostNetwork")
            pod.hostNetwork = reading.boolean(field);
        else if (key == "containers")
            readContainers(reading, field, pod, details);
        else if (key == "hostname")
            details.hostname = reading.text(field);
        else if (key == "subdomain")
            details.subdomain = reading.text(field);
        else if (key == "setHostnameAsFQDN")
            details.setHostnameAsFqdn = reading.boolean(field);
        else if (key == "dnsConfig")
            details.dnsConfig = readDnsConfig(reading, field);
        else if (key == "hostAliases")
            details.hostAliases = readHostAliases(reading, field);
    });
}

bool readReady(Reading& reading, JsonValue value)
{
    bool ready = false;
    reading.elements(value, [&](JsonValue element, std::size_t) {
        std::string_view type, status;
        reading.fields(element, [&](std::string_view key, JsonValue field) {
            if (key == "type")
                type = reading.text(field);
            else if (key == "status")
                status = reading.text(field);
        });
        if (type == "Ready")
            ready = status == "True";
    });
    return ready;
}

void readStatus(Reading& reading, JsonValue value, Pod& pod)
{
    std::vector<IpAddress> all;
    reading.fields(value, [&](std::string_view key, JsonValue field) {
        if (key == "podIP") {
            pod.ip = reading.address(field);
        } else if (key == "podIPs") {
            all.clear();
            reading.elements(field, [&](JsonValue element, std::size_t) {
                reading.fields(element, [&](std::string_view part, JsonValue ip) {
                    if (part == "ip")
                        all.push_back(reading.address(ip));
                });
            });
        } else if (key == "phase") {
            pod.phase = phaseOf(reading.text(field));
        } else if (key == "conditions") {
            pod.ready = readReady(reading, field);
        }
    });
    if (pod.ip.isNone() && !all.empty())
        pod.ip = all.front();
    for (const IpAddress& ip : all) {
        if (pod.secondIp.isNone() && ip.family() != pod.ip.family())
            pod.secondIp = ip;
    }
}

} // namespace

std::optional<Object> readPod(Reading& reading, simdjson::ondemand::object object, Metadata& metadata)
{
    Pod pod;
    PodDetails details;
    reading.fields(object, [&](std::string_view key, JsonValue field) {
        if (key == "metadata")
            metadata = reading.metadata(field);
        else if (key == "spec")
            readSpec(reading, field, pod, details);
        else if (key == "status")
            readStatus(reading, field, pod);
    });
    pod.uid = metadata.uid;
    pod.labels = metadata.labels;
    pod.deleting = metadata.deleting;
    if (details != PodDetails{})
        pod.details = std::make_shared<const PodDetails>(std::move(details));
    return pod;
}

} // namespace kube
