// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/setup.h"

#include <algorithm>

namespace corefile {
namespace {

using namespace std::chrono_literals;

/// net.ParseCIDR's words for what base::IpPrefix does not take.
std::string cidrFault(const std::string& text)
{
    return "invalid CIDR address: " + text;
}

void readLoadBalanceWeights(Dispenser& c, const std::vector<std::string>& words)
{
    if (words.size() < 2)
        return c.fail("missing weight file argument");
    if (words.size() > 2)
        return c.fail("unexpected argument(s)");
    while (c.nextBlock()) {
        if (c.value() != "reload") {
            c.failUnknownProperty();
            continue;
        }
        const std::vector<std::string> interval = c.remainingArguments();
        if (interval.size() != 1)
            c.fail(interval.empty() ? "reload duration value is missing" : "unexpected argument");
        else if (!goParseDuration(interval[0]))
            c.fail("invalid reload duration '" + interval[0] + "'");
    }
}

void readLoadBalancePolicy(Dispenser& c, const SetupContext& context, LoadBalanceConfig& config)
{
    const std::vector<std::string> words = c.remainingArguments();
    const bool isOld = context.version < Version{1, 10, 1};
    if (isOld && words.size() > 1)
        return c.failArgument();
    if (words.empty() || words[0] == "round_robin") {
        if (words.size() > 1)
            c.fail("unknown property for round_robin");
        return;
    }
    if (words[0] != "weighted" || isOld)
        return c.fail("unknown policy: " + words[0]);
    config.policy = LoadBalanceConfig::Policy::Weighted;
    readLoadBalanceWeights(c, words);
}

void readPreferred(Dispenser& c, LoadBalanceConfig& config)
{
    for (const std::string& word : c.remainingArguments()) {
        const std::optional<base::IpPrefix> prefix = base::IpPrefix::parse(word);
        if (!prefix)
            return c.fail("invalid CIDR " + goQuoted(word) + ": " + cidrFault(word));
        config.prefer.push_back(*prefix);
    }
    if (config.policy == LoadBalanceConfig::Policy::RoundRobin && !config.prefer.empty())
        config.policy = LoadBalanceConfig::Policy::Prefer;
}

void readDns64Prefix(Dispenser& c, const std::string& text, Dns64Config& config)
{
    const std::optional<base::IpPrefix> prefix = base::IpPrefix::parse(text);
    if (!prefix)
        return c.fail(cidrFault(text));
    if (prefix->address.isV4())
        return c.fail("invalid netmask 32 IPv6 address: " + goQuoted(prefix->toString()));
    if (prefix->length % 8 != 0 || prefix->length < 32 || prefix->length > 96)
        return c.fail("invalid prefix length " + goQuoted(prefix->toString()));
    config.prefix = *prefix;
}

void readDns64Option(Dispenser& c, const SetupContext& context, Dns64Config& config)
{
    const std::string option = c.value();
    if (option == "prefix") {
        if (!c.nextArgument())
            return c.failArgument();
        readDns64Prefix(c, c.value(), config);
    } else if (option == "translate_all") {
        config.translateAll = true;
    } else if (option == "allow_ipv4" && context.version >= Version{1, 8, 7}) {
        config.allowIpv4 = true;
    } else {
        c.failUnknownProperty();
    }
}

/// `set|clear FLAGS`; returns what is wrong, "" for nothing.
std::string addHeaderRules(HeaderConfig& config, HeaderConfig::Rule::Where where, const std::string& action, const std::vector<std::string>& flags)
{
    const std::string verb = dns::asciiLower(action);
    if (verb.empty())
        return "no flag action provided";
    if (flags.empty())
        return "invalid length for flags, at least one should be provided";
    if (verb != "set" && verb != "clear")
        return "unknown flag action=" + verb + ", should be set or clear";
    for (const std::string& word : flags) {
        const std::string flag = dns::asciiLower(word);
        if (flag != "aa" && flag != "ra" && flag != "rd")
            return "unknown/unsupported flag=" + flag;
        config.rules.push_back({where, flag, verb == "set"});
    }
    return {};
}

/// `query|response set|clear FLAGS`, before 1.12.4 also `set|clear FLAGS`, before 1.9.4 only that.
void readHeaderRule(Dispenser& c, const SetupContext& context, HeaderConfig& config)
{
    using Where = HeaderConfig::Rule::Where;
    const std::string selector = dns::asciiLower(c.value());
    const bool isAction = selector == "set" || selector == "clear";
    const bool isOld = context.version < Version{1, 9, 4};
    std::string fault;
    if (isOld || (isAction && context.version < Version{1, 12, 4})) {
        fault = addHeaderRules(config, Where::Response, selector, c.remainingArguments());
    } else if (selector != "query" && selector != "response") {
        fault = "invalid selector=" + selector + " should be query or response";
    } else {
        const std::string action = c.nextArgument() ? c.value() : std::string();
        fault = addHeaderRules(config, selector == "query" ? Where::Query : Where::Response, action, c.remainingArguments());
    }
    if (!fault.empty())
        c.fail((isOld ? "seting up rule: " : "setting up rule: ") + fault);
}

/// What no Linux interface can be called is no interface name; which interfaces a node has is not known here.
bool isInterfaceName(const std::string& word)
{
    constexpr std::size_t maximumLength = 15; // IFNAMSIZ - 1
    const bool looksLikeAddress = word.find_first_not_of("0123456789.") == std::string::npos;
    return !word.empty() && word.size() <= maximumLength && !looksLikeAddress && word.find_first_of("/:") == std::string::npos;
}

void checkBindWords(Dispenser& c, const SetupContext& context, const std::vector<std::string>& words)
{
    const bool takesInterfaces = context.version >= Version{1, 8, 4};
    for (const std::string& word : words) {
        if (base::IpAddress::parse(word) || (takesInterfaces && isInterfaceName(word)))
            continue;
        c.fail(takesInterfaces ? "not a valid IP address or interface name: " + goQuoted(word) : "not a valid IP address: " + word);
    }
}

} // namespace

PluginConfig setUpLoadBalance(Dispenser& c, const SetupContext& context)
{
    LoadBalanceConfig config;
    while (c.next()) {
        readLoadBalancePolicy(c, context, config);
        if (context.version < Version{1, 12, 4})
            break; // nothing behind the first line was looked at
        while (c.nextBlock()) {
            if (c.value() == "prefer")
                readPreferred(c, config);
            else
                c.failUnknownProperty();
        }
    }
    return config;
}

PluginConfig setUpDns64(Dispenser& c, const SetupContext& context)
{
    Dns64Config config;
    config.prefix = *base::IpPrefix::parse("64:ff9b::/96"); // RFC 6052 section 2.1
    while (c.next()) {
        const std::vector<std::string> words = c.remainingArguments();
        if (words.size() == 1) {
            readDns64Prefix(c, words[0], config);
            continue;
        }
        if (!words.empty())
            c.failArgument();
        while (c.nextBlock())
            readDns64Option(c, context, config);
    }
    return config;
}

PluginConfig setUpHeader(Dispenser& c, const SetupContext& context)
{
    HeaderConfig config;
    // The first directive with rules is the only one that counts.
    while (config.rules.empty() && c.next()) {
        while (c.nextBlock())
            readHeaderRule(c, context, config);
    }
    if (config.rules.empty())
        c.failArgument();
    return config;
}

PluginConfig setUpBind(Dispenser& c, const SetupContext& context)
{
    BindConfig config;
    while (c.next()) {
        const std::vector<std::string> words = c.remainingArguments();
        if (words.empty())
            c.fail("at least one address or interface name is expected");
        std::vector<std::string> except;
        while (context.version >= Version{1, 8, 4} && c.nextBlock()) {
            if (c.value() != "except") {
                c.fail("invalid option " + goQuoted(c.value()));
                continue;
            }
            except = c.remainingArguments();
            if (except.empty())
                c.fail("at least one address or interface must be given to except subdirective");
        }
        checkBindWords(c, context, words);
        checkBindWords(c, context, except);
        std::ranges::copy_if(words, std::back_inserter(config.addresses),
                             [&except](const std::string& word) { return std::ranges::find(except, word) == except.end(); });
        config.except.insert(config.except.end(), except.begin(), except.end());
    }
    return config;
}

namespace {

/// Plugins that take their name and nothing behind it on the line.
template <class Config>
PluginConfig setUpBare(Dispenser& c)
{
    (void)c.next();
    if (c.nextArgument())
        c.failArgument();
    return Config{};
}

} // namespace

PluginConfig setUpMinimal(Dispenser& c, const SetupContext&)
{
    return setUpBare<MinimalConfig>(c);
}

PluginConfig setUpWhoami(Dispenser& c, const SetupContext&)
{
    return setUpBare<WhoamiConfig>(c);
}

PluginConfig setUpAny(Dispenser& c, const SetupContext& context)
{
    if (context.version < Version{1, 14, 4})
        return AnyConfig{};
    PluginConfig config = setUpBare<AnyConfig>(c);
    if (c.nextBlock())
        c.failUnknownProperty();
    return config;
}

PluginConfig setUpLocal(Dispenser& c, const SetupContext& context)
{
    if (context.version < Version{1, 14, 4})
        return LocalConfig{};
    if (context.version < Version{1, 14, 5})
        return setUpBare<LocalConfig>(c);
    while (c.next()) {
        if (!c.remainingArguments().empty())
            c.failArgument();
        while (c.nextBlock()) {
            if (c.value() != "localhost_prefix") {
                c.failUnknownProperty();
                continue;
            }
            const std::vector<std::string> words = c.remainingArguments();
            if (words.size() != 1)
                c.failArgument();
            else if (words[0] != "on" && words[0] != "off")
                c.fail("localhost_prefix expects 'on' or 'off', got " + goQuoted(words[0]));
        }
    }
    return LocalConfig{};
}

PluginConfig setUpLoop(Dispenser& c, const SetupContext&)
{
    for (int count = 0; c.next(); ++count) {
        if (count > 0)
            c.failOnce();
        if (c.nextArgument())
            c.failArgument();
    }
    return LoopConfig{};
}

PluginConfig setUpBufsize(Dispenser& c, const SetupContext& context)
{
    BufsizeConfig config;
    (void)c.next();
    const std::vector<std::string> words = c.remainingArguments();
    if (words.empty()) {
        config.size = context.version < Version{1, 11, 0} ? 512 : 1232; // DNS flag day 2020
        return config;
    }
    const Parsed<std::int64_t> size = goAtoi(words[0]);
    if (words.size() > 1 || !size || *size < 512 || *size > 4096)
        c.failArgument();
    else
        config.size = static_cast<std::uint16_t>(*size);
    return config;
}

} // namespace corefile
