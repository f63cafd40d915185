// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/setup.h"
#include "model/corefile/upstreams.h"

#include <algorithm>
#include <array>

namespace corefile {
namespace {

using namespace std::chrono_literals;
using Nanoseconds = std::chrono::nanoseconds;

struct Stanza {
    ForwardConfig config;
    Nanoseconds expire = 10s;
    Nanoseconds maxAge = 0s;
};

Milliseconds milliseconds(Nanoseconds duration)
{
    return std::chrono::duration_cast<Milliseconds>(duration);
}

/// The one argument of an option; "" and a failure without it.
std::string argument(Dispenser& c)
{
    if (!c.nextArgument()) {
        c.failArgument();
        return {};
    }
    return c.value();
}

int count(Dispenser& c, std::string_view option)
{
    const std::int64_t number = c.integer(argument(c));
    if (number < 0)
        c.fail(std::string(option) + " can't be negative: " + std::to_string(number));
    return static_cast<int>(std::clamp<std::int64_t>(number, 0, INT32_MAX));
}

int unsignedCount(Dispenser& c)
{
    return static_cast<int>(std::min<std::uint64_t>(c.unsignedInteger(argument(c), 32), INT32_MAX));
}

Nanoseconds duration(Dispenser& c, std::string_view option)
{
    const Nanoseconds length = c.duration(argument(c));
    if (length < 0ns)
        c.fail(std::string(option) + " can't be negative: " + goDurationText(length));
    return length;
}

void noArgument(Dispenser& c, Stanza&)
{
    if (c.nextArgument())
        c.failArgument();
}

void readExcept(Dispenser& c, Stanza& stanza)
{
    const std::vector<std::string> words = c.remainingArguments();
    if (words.empty())
        return c.failArgument();
    for (dns::Name& zone : zonesOrBlock(words, {}))
        stanza.config.except.push_back(std::move(zone));
}

void readHealthCheck(Dispenser& c, Stanza& stanza, const Version& version)
{
    const Nanoseconds interval = c.duration(argument(c));
    if (interval < 0ns)
        c.fail("health_check can't be negative: " + std::to_string(interval.count()));
    stanza.config.healthCheck = milliseconds(interval);
    stanza.config.healthCheckDomain = dns::Name();
    while (version >= Version{1, 6, 8} && c.nextArgument()) {
        const std::string option = c.value();
        if (option == "no_rec") {
            stanza.config.healthCheckRecursionDesired = false;
        } else if (option == "domain" && version >= Version{1, 9, 2}) {
            const std::string domain = argument(c);
            const std::optional<dns::Name> name = normalName(domain);
            if (!name)
                c.fail("health_check: invalid domain name " + domain);
            stanza.config.healthCheckDomain = name.value_or(dns::Name());
        } else {
            c.fail("health_check: unknown option " + option);
        }
    }
}

void readPolicy(Dispenser& c, Stanza& stanza)
{
    const std::string policy = argument(c);
    if (policy == "random")
        stanza.config.policy = ForwardConfig::Policy::Random;
    else if (policy == "round_robin")
        stanza.config.policy = ForwardConfig::Policy::RoundRobin;
    else if (policy == "sequential")
        stanza.config.policy = ForwardConfig::Policy::Sequential;
    else
        c.fail("unknown policy '" + policy + "'");
}

enum class NoErrorCode { Allowed, Refused };

void readRcodes(Dispenser& c, std::vector<dns::Rcode>& codes, NoErrorCode noError)
{
    const std::vector<std::string> words = c.remainingArguments();
    if (words.empty())
        c.failArgument();
    for (const std::string& word : words) {
        const std::optional<dns::Rcode> code = rcodeOfWord(asciiUpper(word));
        if (!code)
            return c.fail(word + " is not a valid rcode");
        if (*code == dns::Rcode::NoError && noError == NoErrorCode::Refused)
            return c.fail("NoError cannot be used in failover");
        codes.push_back(*code);
    }
}

void readResolver(Dispenser& c)
{
    const std::vector<std::string> words = c.remainingArguments();
    if (words.empty())
        c.failArgument();
    for (const std::string& word : words) {
        const Parsed<HostPort> split = goSplitHostPort(word);
        if (!base::IpAddress::parse(split ? split->host : word))
            c.fail("resolver must be an IP address or IP:port: " + goQuoted(word));
    }
}

void readReadTimeout(Dispenser& c, Stanza& stanza)
{
    const Nanoseconds timeout = c.duration(argument(c));
    if (timeout <= 0ns)
        c.fail("read_timeout must be positive: " + goDurationText(timeout));
    stanza.config.readTimeout = milliseconds(timeout);
}

struct Option {
    std::string_view name;
    Version since;
    void (*read)(Dispenser& c, Stanza& stanza, const Version& version);
};

/// plugin/forward/setup.go of the release tags.
constexpr std::array<Option, 21> options{{
    {"except", {1, 6, 0}, [](Dispenser& c, Stanza& s, const Version&) { readExcept(c, s); }},
    {"max_fails", {1, 6, 0}, [](Dispenser& c, Stanza& s, const Version&) { s.config.maxFails = unsignedCount(c); }},
    {"health_check", {1, 6, 0}, readHealthCheck},
    {"force_tcp", {1, 6, 0}, [](Dispenser& c, Stanza& s, const Version&) { noArgument(c, s); s.config.forceTcp = true; }},
    {"prefer_udp", {1, 6, 0}, [](Dispenser& c, Stanza& s, const Version&) { noArgument(c, s); s.config.preferUdp = true; }},
    {"tls", {1, 6, 0}, [](Dispenser& c, Stanza&, const Version&) { if (c.remainingArguments().size() > 3) c.failArgument(); }},
    {"tls_servername", {1, 6, 0}, [](Dispenser& c, Stanza& s, const Version&) { s.config.tlsServerName = argument(c); }},
    {"expire", {1, 6, 0}, [](Dispenser& c, Stanza& s, const Version&) { s.expire = duration(c, "expire"); }},
    {"policy", {1, 6, 0}, [](Dispenser& c, Stanza& s, const Version&) { readPolicy(c, s); }},
    {"max_concurrent", {1, 6, 8}, [](Dispenser& c, Stanza& s, const Version&) { s.config.maxConcurrent = count(c, "max_concurrent"); }},
    {"next", {1, 11, 4}, [](Dispenser& c, Stanza& s, const Version&) { readRcodes(c, s.config.next, NoErrorCode::Allowed); }},
    {"failfast_all_unhealthy_upstreams", {1, 12, 1},
     [](Dispenser& c, Stanza& s, const Version&) { noArgument(c, s); s.config.failfastAllUnhealthy = true; }},
    {"failover", {1, 13, 0}, [](Dispenser& c, Stanza& s, const Version&) { readRcodes(c, s.config.failover, NoErrorCode::Refused); }},
    {"max_connect_attempts", {1, 13, 2}, [](Dispenser& c, Stanza& s, const Version&) { s.config.maxConnectAttempts = unsignedCount(c); }},
    {"max_idle_conns", {1, 14, 1}, [](Dispenser& c, Stanza&, const Version&) { (void)count(c, "max_idle_conns"); }},
    {"max_age", {1, 14, 3}, [](Dispenser& c, Stanza& s, const Version&) { s.maxAge = duration(c, "max_age"); }},
    {"next_on_nodata", {1, 14, 4}, [](Dispenser& c, Stanza& s, const Version&) { noArgument(c, s); s.config.nextOnNodata = true; }},
    {"resolver", {1, 14, 4}, [](Dispenser& c, Stanza&, const Version&) { readResolver(c); }},
    {"doh_method", {1, 14, 5}, [](Dispenser& c, Stanza&, const Version&) {
         if (const std::string method = argument(c); method != "POST" && method != "GET")
             c.fail("doh_method must be either POST or GET");
     }},
    {"read_timeout", {1, 14, 5}, [](Dispenser& c, Stanza& s, const Version&) { readReadTimeout(c, s); }},
    {"source_address", {1, 14, 6}, [](Dispenser& c, Stanza&, const Version&) {
         if (const std::string address = argument(c); !base::IpAddress::parse(address))
             c.fail("invalid IP address: " + address);
     }},
}};

void readOption(Dispenser& c, Stanza& stanza, const Version& version)
{
    const std::string name = c.value();
    for (const Option& option : options) {
        if (option.name == name && option.since <= version)
            return option.read(c, stanza, version);
    }
    c.failUnknownProperty();
}

/// The first zone only: forward knows no list of zones.
void readFrom(Dispenser& c, ForwardConfig& config)
{
    const std::string from = argument(c);
    const Zones zones = zonesOfArgument(from);
    if (zones.empty())
        return c.fail("unable to normalize '" + from + "'");
    config.from = zones.front();
}

void checkPaths(Dispenser& c, const ForwardConfig& config, const Version& version)
{
    for (const std::string& word : config.to) {
        const auto [transport, rest] = splitScheme(word);
        if (version >= Version{1, 14, 5} && transport == Transport::Https && rest.find('/') != std::string_view::npos)
            c.fail("paths are not allowed in HTTPS upstream addresses (the /dns-query path is used by default): " + word);
    }
}

} // namespace

PluginConfig setUpForward(Dispenser& c, const SetupContext& context)
{
    Stanza stanza;
    ForwardConfig& config = stanza.config;
    readFrom(c, config);
    config.to = c.remainingArguments();
    if (config.to.empty())
        c.failArgument();
    // The block came behind the upstreams until hostnames needed its `resolver`.
    const bool readsBlockFirst = context.version >= Version{1, 14, 4};
    const bool checksProtocolsFirst = context.version < Version{1, 13, 2};
    if (!readsBlockFirst)
        readUpstreams(c, context, config);
    if (checksProtocolsFirst)
        checkProtocols(c, context, config);
    while (c.nextBlock())
        readOption(c, stanza, context.version);
    if (stanza.maxAge > 0ns && stanza.maxAge < stanza.expire)
        c.fail("max_age (" + goDurationText(stanza.maxAge) + ") must not be less than expire (" + goDurationText(stanza.expire) + ")");
    config.expire = milliseconds(stanza.expire);
    checkPaths(c, config, context.version);
    if (readsBlockFirst)
        readUpstreams(c, context, config);
    if (!checksProtocolsFirst)
        checkProtocols(c, context, config);
    return config;
}

} // namespace corefile
