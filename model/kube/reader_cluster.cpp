// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/reading.h"

#include "model/dns/name.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace kube {

namespace {

/// Go's duration text without signs ("12ms", "1.5s", "1m30s", "0"); nullopt for anything else and beyond an hour, which no DNS
/// client waits for.
std::optional<std::chrono::nanoseconds> parseDuration(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, double>, 7> units = {
        {{"ns", 1}, {"us", 1e3}, {"\xC2\xB5s", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"m", 60e9}, {"h", 3600e9}}};
    if (text == "0")
        return std::chrono::nanoseconds{0};
    double total = 0;
    const char* at = text.data();
    const char* const end = at + text.size();
    if (at == end)
        return std::nullopt;
    while (at < end) {
        double count = 0;
        const auto [behind, error] = std::from_chars(at, end, count, std::chars_format::fixed);
        if (error != std::errc{} || *at == '-' || !std::isfinite(count))
            return std::nullopt;
        const char* unitEnd = behind;
        while (unitEnd < end && *unitEnd != '.' && (*unitEnd < '0' || *unitEnd > '9'))
            ++unitEnd;
        const std::string_view name(behind, static_cast<std::size_t>(unitEnd - behind));
        double unit = 0;
        for (const auto& [known, length] : units)
            unit = known == name ? length : unit;
        if (unit == 0)
            return std::nullopt;
        total += count * unit;
        at = unitEnd;
    }
    if (total > 3600e9)
        return std::nullopt;
    return std::chrono::nanoseconds{std::llround(total)};
}

Upstream::Otherwise readOtherwise(Reading& reading, JsonValue value)
{
    static constexpr std::array<std::pair<std::string_view, Upstream::Otherwise>, 5> known = {{{"NXDOMAIN", Upstream::Otherwise::NxDomain},
                                                                                               {"NOERROR", Upstream::Otherwise::NoError},
                                                                                               {"SERVFAIL", Upstream::Otherwise::ServFail},
                                                                                               {"REFUSED", Upstream::Otherwise::Refused},
                                                                                               {"TIMEOUT", Upstream::Otherwise::Timeout}}};
    const std::string_view text = reading.text(value);
    for (const auto& [name, otherwise] : known) {
        if (dns::equalsIgnoringCase(name, text))
            return otherwise;
    }
    if (!text.empty())
        reading.expectedText(value, "NXDOMAIN, NOERROR, SERVFAIL, REFUSED or timeout", text);
    return Upstream::Otherwise::NxDomain;
}

void readUpstreamSpec(Reading& reading, JsonValue value, Upstream& upstream)
{
    reading.fields(value, [&](std::string_view key, JsonValue field) {
        if (key == "address") {
            upstream.address = reading.text(field);
        } else if (key == "zones") {
            upstream.zones = reading.text(field);
        } else if (key == "otherwise") {
            upstream.otherwise = readOtherwise(reading, field);
        } else if (key == "latency" && !reading.isNull(field)) {
            const std::string_view text = reading.looseText(field);
            if (const auto latency = parseDuration(text))
                upstream.latency = *latency;
            else
                reading.expectedText(field, "a duration such as 12ms or 1.5s, at most 1h", text);
        } else if (key == "loss") {
            upstream.loss = reading.real(field);
            if (!(upstream.loss >= 0 && upstream.loss <= 1))
                reading.expectedText(field, "a number from 0 to 1", reading.looseText(field));
        }
    });
}

} // namespace

std::optional<Object> readNamespace(Reading& reading, simdjson::ondemand::object object, Metadata& metadata)
{
    reading.fields(object, [&](std::string_view key, JsonValue field) {
        if (key == "metadata")
            metadata = reading.metadata(field);
    });
    Namespace found;
    found.labels = metadata.labels;
    return found;
}

std::optional<Object> readNode(Reading& reading, simdjson::ondemand::object object, Metadata& metadata)
{
    Node node;
    const auto readAddress = [&](JsonValue element, std::size_t) {
        std::string_view type;
        std::optional<JsonValue> place;
        std::string_view address;
        reading.fields(element, [&](std::string_view key, JsonValue field) {
            if (key == "type") {
                type = reading.text(field);
            } else if (key == "address") {
                place = field;
                address = reading.text(field);
            }
        });
        if (type != "InternalIP" || !place)
            return;
        if (const IpAddress ip = reading.address(*place, address); !ip.isNone())
            node.internalIps.push_back(ip);
    };
    reading.fields(object, [&](std::string_view key, JsonValue field) {
        if (key == "metadata")
            metadata = reading.metadata(field);
        else if (key == "status")
            reading.fields(field, [&](std::string_view part, JsonValue addresses) {
                if (part == "addresses") {
                    node.internalIps.clear();
                    reading.elements(addresses, readAddress);
                }
            });
    });
    node.labels = metadata.labels;
    return node;
}

std::optional<Object> readConfigMap(Reading& reading, simdjson::ondemand::object object, Metadata& metadata)
{
    std::map<std::string, std::string> texts;
    reading.fields(object, [&](std::string_view key, JsonValue field) {
        if (key == "metadata")
            metadata = reading.metadata(field);
        else if (key == "data")
            reading.fields(field, [&](std::string_view name, JsonValue text) { texts[std::string(name)] = reading.text(text); });
    });
    if (!isDnsConfigMap(metadata.scope, metadata.name, texts))
        return std::nullopt;
    ConfigMap found;
    found.data = std::make_shared<const std::map<std::string, std::string>>(std::move(texts));
    return found;
}

std::optional<Object> readStatefulSet(Reading& reading, simdjson::ondemand::object object, Metadata& metadata)
{
    StatefulSet set;
    reading.fields(object, [&](std::string_view key, JsonValue field) {
        if (key == "metadata")
            metadata = reading.metadata(field);
        else if (key == "spec")
            reading.fields(field, [&](std::string_view part, JsonValue value) {
                if (part == "serviceName")
                    set.serviceName = reading.id(value);
                else if (part == "replicas" && !reading.isNull(value))
                    set.replicas = reading.number(value);
            });
    });
    return set;
}

std::optional<Object> readUpstream(Reading& reading, simdjson::ondemand::object object, Metadata& metadata)
{
    Upstream upstream;
    reading.fields(object, [&](std::string_view key, JsonValue field) {
        if (key == "metadata")
            metadata = reading.metadata(field);
        else if (key == "spec")
            readUpstreamSpec(reading, field, upstream);
    });
    return upstream;
}

std::optional<Object> readNodeResolvConf(Reading& reading, simdjson::ondemand::object object, Metadata& metadata)
{
    NodeResolvConf found;
    reading.fields(object, [&](std::string_view key, JsonValue field) {
        if (key == "metadata")
            metadata = reading.metadata(field);
        else if (key == "spec")
            reading.fields(field, [&](std::string_view part, JsonValue value) {
                if (part == "text")
                    found.text = reading.text(value);
            });
    });
    return found;
}

} // namespace kube
