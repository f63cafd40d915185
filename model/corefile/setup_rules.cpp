// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// acl and log: lists of rules.
#include "model/corefile/setup.h"

#include <algorithm>
#include <array>

namespace corefile {
namespace {

using Policy = AclConfig::Policy;

constexpr std::string_view commonFormat = R"({remote}:{port} - {>id} "{type} {class} {name} {proto} {size} {>do} {>bufsize}" )"
                                          "{rcode} {>rflags} {rsize} {duration}";
constexpr std::string_view combinedTail = R"( "{>opcode}")";

std::optional<Policy::Action> actionOf(const std::string& word, const Version& version)
{
    using Action = Policy::Action;
    if (word == "allow")
        return Action::Allow;
    if (word == "block")
        return Action::Block;
    if (word == "filter" && version >= Version{1, 8, 2})
        return Action::Filter;
    if (word == "drop" && version >= Version{1, 10, 1})
        return Action::Drop;
    return std::nullopt;
}

/// Reads the words behind an action: sections that `type` and `net` open.
class AclSections {
public:
    AclSections(Dispenser& dispenser, Policy& policy) : c(dispenser), m_policy(policy) {}

    void read(const std::vector<std::string>& words)
    {
        for (std::size_t at = 0; at < words.size() && !c.hasFailed();) {
            if (!isSection(words[at]))
                return c.fail("unexpected token " + goQuoted(words[at]) + "; expect 'type | net'");
            const std::string section = dns::asciiLower(words[at]);
            std::vector<std::string> values;
            for (++at; at < words.size() && !isSection(words[at]); ++at)
                values.push_back(words[at]);
            if (values.empty())
                return c.fail("no token specified in " + goQuoted(section) + " section");
            section == "type" ? readTypes(values) : readNets(values);
        }
        if (m_isEveryType)
            m_policy.types.clear();
        if (m_isEveryNet)
            m_policy.nets.clear();
    }

private:
    static bool isSection(const std::string& word)
    {
        const std::string lower = dns::asciiLower(word);
        return lower == "type" || lower == "net";
    }

    void readTypes(const std::vector<std::string>& words)
    {
        for (const std::string& word : words) {
            m_isEveryType = m_isEveryType || word == "*" || word == "None";
            if (word == "*")
                return;
            const std::optional<dns::Type> type = typeOfWord(word);
            if (!type)
                return c.fail("unexpected token " + goQuoted(word) + "; expect legal QTYPE");
            m_policy.types.push_back(*type);
        }
    }

    void readNets(const std::vector<std::string>& words)
    {
        for (const std::string& word : words) {
            if (word == "*") {
                m_isEveryNet = true;
                return;
            }
            std::string text = word;
            if (word.find('/') == std::string::npos)
                text += word.find(':') == std::string::npos ? "/32" : "/128";
            const std::optional<base::IpPrefix> net = base::IpPrefix::parse(text);
            if (!net)
                return c.fail("illegal CIDR notation " + goQuoted(text));
            m_policy.nets.push_back(*net);
        }
    }

    Dispenser& c;
    Policy& m_policy;
    bool m_isEveryType = false;
    bool m_isEveryNet = false;
};

std::string actionWords(const Version& version)
{
    if (version >= Version{1, 10, 1})
        return "'allow', 'block', 'filter' or 'drop'";
    return version >= Version{1, 8, 2} ? "'allow', 'block' or 'filter'" : "'allow' or 'block'";
}

void replaceAll(std::string& text, std::string_view what, std::string_view with)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

void readLogClasses(Dispenser& c, const SetupContext& context, LogConfig::Rule& rule)
{
    constexpr std::array<std::string_view, 4> known{"all", "success", "denial", "error"};
    if (c.value() != "class")
        return context.version < Version{1, 14, 4} ? c.failArgument() : c.failUnknownProperty();
    const std::vector<std::string> words = c.remainingArguments();
    if (words.empty())
        c.failArgument();
    for (const std::string& word : words) {
        if (std::find(known.begin(), known.end(), word) == known.end())
            return c.fail("invalid Class: " + word);
        if (std::find(rule.classes.begin(), rule.classes.end(), word) == rule.classes.end())
            rule.classes.push_back(word);
    }
}

/// `log [NAMES...] [FORMAT]`: a last word with a brace is the format, unless it is the only word.
LogConfig::Rule readLogRule(Dispenser& c, const SetupContext& context)
{
    LogConfig::Rule rule;
    rule.format = commonFormat;
    std::vector<std::string> words = c.remainingArguments();
    if (words.size() > 1 && words.back().find('{') != std::string::npos) {
        rule.format = words.back();
        replaceAll(rule.format, "{common}", commonFormat);
        replaceAll(rule.format, "{combined}", std::string(commonFormat) + std::string(combinedTail));
        words.pop_back();
    }
    for (const std::string& word : words) {
        // A scope that is no name matches no question.
        if (const std::optional<dns::Name> name = normalName(word))
            rule.names.push_back(*name);
    }
    if (words.empty())
        rule.names = {dns::Name()};
    while (c.nextBlock())
        readLogClasses(c, context, rule);
    if (rule.classes.empty())
        rule.classes = {"all"};
    return rule;
}

} // namespace

PluginConfig setUpAcl(Dispenser& c, const SetupContext& context)
{
    AclConfig config;
    while (c.next()) {
        AclConfig::Rule rule;
        rule.zones = zonesOrBlock(c.remainingArguments(), context.blockZones);
        while (c.nextBlock()) {
            const std::optional<Policy::Action> action = actionOf(dns::asciiLower(c.value()), context.version);
            if (!action) {
                c.fail("unexpected token " + goQuoted(c.value()) + "; expect " + actionWords(context.version));
                break;
            }
            Policy policy;
            policy.action = *action;
            AclSections(c, policy).read(c.remainingArguments());
            rule.policies.push_back(std::move(policy));
        }
        config.rules.push_back(std::move(rule));
    }
    return config;
}

PluginConfig setUpLog(Dispenser& c, const SetupContext& context)
{
    LogConfig config;
    while (c.next())
        config.rules.push_back(readLogRule(c, context));
    return config;
}

} // namespace corefile
