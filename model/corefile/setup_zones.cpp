// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Plugins whose data are files: hosts, file, autopath; and transfer.
#include "model/corefile/setup.h"
#include "model/corefile/upstreams.h"

#include <sstream>
#include <utility>

namespace corefile {
namespace {

using namespace std::chrono_literals;

/// An inline entry "ADDRESS NAME..."; as in /etc/hosts an unreadable line counts for nothing.
void addInlineEntry(HostsConfig& config, const std::vector<std::string>& words)
{
    if (words.size() < 2)
        return;
    const std::optional<base::IpAddress> address = base::IpAddress::parse(withoutZoneId(words[0]));
    if (address)
        config.inlineEntries.emplace_back(*address, std::vector<std::string>(words.begin() + 1, words.end()));
}

void readHostsTtl(Dispenser& c, HostsConfig& config)
{
    const std::vector<std::string> words = c.remainingArguments();
    if (words.empty())
        return c.fail("ttl needs a time in second");
    const Parsed<std::int64_t> ttl = goAtoi(words[0]);
    if (!ttl)
        return c.fail("ttl needs a number of second");
    if (*ttl <= 0 || *ttl > 65535)
        return c.fail("ttl provided is invalid");
    config.ttl = dns::Ttl(static_cast<std::uint32_t>(*ttl));
}

void readHostsReload(Dispenser& c)
{
    const std::vector<std::string> words = c.remainingArguments();
    if (words.size() != 1)
        return c.fail("reload needs a duration (zero seconds to disable)");
    const Parsed<std::chrono::nanoseconds> reload = goParseDuration(words[0]);
    if (!reload)
        return c.fail("invalid duration for reload '" + words[0] + "'");
    if (*reload < 0ns)
        c.fail("invalid negative duration for reload '" + words[0] + "'");
}

void readHostsOption(Dispenser& c, const SetupContext& context, HostsConfig& config)
{
    const std::string option = c.value();
    if (option == "fallthrough") {
        config.fallthrough = fallthroughOf(c.remainingArguments());
    } else if (option == "fallthrough_unsupported" && context.version >= Version{1, 14, 7}) {
        if (!c.remainingArguments().empty())
            c.failArgument();
        config.fallthroughUnsupported = true;
    } else if (option == "no_reverse") {
        config.noReverse = true;
    } else if (option == "ttl") {
        readHostsTtl(c, config);
    } else if (option == "reload") {
        readHostsReload(c);
    } else if (!config.fallthrough.enabled) {
        std::vector<std::string> words = c.remainingArguments();
        words.insert(words.begin(), option);
        // A '#' inside a quoted word starts a comment here too, and a quoted word may hold several.
        std::istringstream line(joined(words).substr(0, joined(words).find('#')));
        std::vector<std::string> fields;
        for (std::string field; line >> field;)
            fields.push_back(field);
        addInlineEntry(config, fields);
    } else {
        c.failUnknownProperty();
    }
}

void readFileOption(Dispenser& c, const SetupContext& context, FileConfig::Line& line)
{
    const std::string option = c.value();
    if (option == "fallthrough" && context.version >= Version{1, 12, 2}) {
        line.fallthrough = fallthroughOf(c.remainingArguments());
    } else if (option == "reload") {
        const std::vector<std::string> words = c.remainingArguments();
        if (words.empty())
            return c.fail("reload duration value is expected");
        (void)c.duration(words[0]);
    } else if (option == "reload_by_mtime" && context.version >= Version{1, 14, 4}) {
        return;
    } else if (option == "upstream" || (option == "transfer" && context.version < Version{1, 8, 0})) {
        (void)c.remainingArguments();
    } else {
        c.failUnknownProperty();
    }
}

/// `to *` or `to ADDRESS[:PORT]`.
bool isTransferTarget(const std::string& word)
{
    const Parsed<HostPort> split = goSplitHostPort(word);
    return word == "*" || base::IpAddress::parse(withoutZoneId(split ? split->host : word)).has_value();
}

/// One option of a transfer stanza; true for `to`.
bool readTransferOption(Dispenser& c, const SetupContext& context, bool& hasSource)
{
    const std::string option = c.value();
    const std::vector<std::string> words = c.remainingArguments();
    if (option == "to") {
        if (words.empty())
            c.failArgument();
        for (const std::string& word : words) {
            if (!isTransferTarget(word))
                c.fail("must specify an IP address: `" + word + "'");
        }
        return true;
    }
    if (option != "source" || context.version < Version{1, 14, 5})
        c.fail("unknown property " + goQuoted(option));
    else if (words.size() != 1)
        c.failArgument();
    else if (std::exchange(hasSource, true))
        c.fail("source already specified");
    else if (!base::IpAddress::parse(words[0]))
        c.fail("invalid source address " + goQuoted(words[0]));
    return false;
}

} // namespace

PluginConfig setUpHosts(Dispenser& c, const SetupContext& context)
{
    HostsConfig config;
    for (int count = 0; c.next(); ++count) {
        if (count > 0)
            c.failOnce();
        std::vector<std::string> words = c.remainingArguments();
        if (!words.empty()) {
            config.file = pathBelowRoot(words[0], context);
            words.erase(words.begin());
        }
        config.zones = zonesOrBlock(words, context.blockZones);
        while (c.nextBlock())
            readHostsOption(c, context, config);
    }
    if (config.fallthroughUnsupported && !config.fallthrough.enabled)
        c.fail("fallthrough_unsupported requires fallthrough");
    return config;
}

PluginConfig setUpFile(Dispenser& c, const SetupContext& context)
{
    FileConfig config;
    while (c.next()) {
        if (!c.nextArgument()) {
            c.failArgument();
            break;
        }
        FileConfig::Line line{pathBelowRoot(c.value(), context), {}, {}};
        line.zones = zonesOrBlock(c.remainingArguments(), context.blockZones);
        while (c.nextBlock())
            readFileOption(c, context, line);
        config.lines.push_back(std::move(line));
    }
    // CoreDNS keeps one fallthrough for all lines: the last one written.
    for (std::size_t i = config.lines.size(); i-- > 0;) {
        if (config.lines[i].fallthrough.enabled) {
            const Fallthrough last = config.lines[i].fallthrough;
            for (FileConfig::Line& line : config.lines)
                line.fallthrough = last;
            break;
        }
    }
    return config;
}

PluginConfig setUpAutopath(Dispenser& c, const SetupContext& context)
{
    AutopathConfig config;
    while (c.next()) {
        std::vector<std::string> words = c.remainingArguments();
        if (words.empty()) {
            c.fail("no resolv-conf specified");
            break;
        }
        const std::string source = words.back();
        words.pop_back();
        config = {};
        config.zones = zonesOrBlock(words, context.blockZones);
        config.fromKubernetes = source == "@kubernetes";
        if (source.starts_with('@'))
            continue;
        config.resolvConf = source;
        const auto file = context.systemFiles.find(source);
        if (file != context.systemFiles.end())
            config.search = searchOf(file->second);
        else if (source.find('/') == std::string::npos) // a path may exist on the node; a bare word is @kubernetes without its @
            c.fail("failed to parse " + goQuoted(source) + ": open " + source + ": no such file or directory");
    }
    return config;
}

PluginConfig setUpTransfer(Dispenser& c, const SetupContext& context)
{
    TransferConfig config;
    while (c.next()) {
        for (const dns::Name& zone : zonesOrBlock(c.remainingArguments(), context.blockZones))
            config.zones.push_back(zone);
        bool hasTarget = false;
        bool hasSource = false;
        while (c.nextBlock())
            hasTarget = readTransferOption(c, context, hasSource) || hasTarget;
        if (!hasTarget)
            c.fail("'to' is required");
    }
    return config;
}

} // namespace corefile
