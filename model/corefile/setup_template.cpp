// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/setup.h"

#include "model/dns/escape.h"

#include <algorithm>
#include <array>

namespace corefile {
namespace {

/// Keywords and functions of text/template, and the one function that the plugin adds.
constexpr std::array<std::string_view, 33> knownNames{
    "if", "else", "end", "range", "with", "define", "template", "block", "break", "continue", "nil", "true", "false", "and", "or", "not", "len",
    "index", "slice", "print", "printf", "println", "html", "js", "urlquery", "call", "eq", "ne", "lt", "le", "gt", "ge", "parseInt",
};

/// The name that an action starts with, "" if it starts with something else (a field, a variable, a text, a number, a comment).
std::string_view firstName(std::string_view action)
{
    const std::size_t start = action.find_first_not_of(" \t\r\n-");
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    std::size_t end = start;
    while (end < action.size() && (isLetter(action[end]) || (end > start && dns::isDecimalDigit(action[end]))))
        ++end;
    return action.substr(start, end - start);
}

/// Finds the faults of Go's text/template that show without reading the expressions: actions that are empty or have no end.
std::string templateFault(std::string_view text)
{
    for (std::size_t open = text.find("{{"); open != std::string_view::npos; open = text.find("{{", open)) {
        const std::size_t close = text.find("}}", open);
        if (close == std::string_view::npos)
            return "unclosed action";
        const std::string_view action = text.substr(open + 2, close - open - 2);
        if (action.find_first_not_of(" \t\r\n-") == std::string_view::npos)
            return "missing value for command";
        if (const std::string_view name = firstName(action); !name.empty() && std::ranges::find(knownNames, name) == knownNames.end())
            return "function " + goQuoted(name) + " not defined";
        open = close + 2;
    }
    return {};
}

using Rule = TemplateConfig::Rule;

void readTemplates(Dispenser& c, const char* section, std::vector<std::string>& templates)
{
    const std::vector<std::string> words = c.remainingArguments();
    if (words.empty())
        return c.failArgument();
    for (const std::string& word : words) {
        if (const std::string fault = templateFault(word); !fault.empty())
            c.fail("could not compile template: " + words.back() + ", template: " + section + ":1: " + fault);
        templates.push_back(word);
    }
}

void readMatch(Dispenser& c, Rule& rule)
{
    const std::vector<std::string> words = c.remainingArguments();
    if (words.empty())
        return c.failArgument();
    for (const std::string& word : words) {
        std::string problem;
        const std::optional<Regex> regex = compileRegex(word, problem);
        if (!regex)
            return c.fail(problem.starts_with("regex pattern too long") ? problem : "could not parse regex: " + word + ", " + problem);
        rule.patterns.push_back(*regex);
    }
}

void readRcode(Dispenser& c, Rule& rule)
{
    if (!c.nextArgument())
        return c.failArgument();
    const std::optional<dns::Rcode> rcode = rcodeOfWord(c.value());
    if (!rcode)
        c.fail("unknown rcode " + c.value());
    rule.rcode = rcode.value_or(dns::Rcode::NoError);
}

void readExtendedError(Dispenser& c)
{
    const std::vector<std::string> words = c.remainingArguments();
    if (words.size() != 1 && words.size() != 2)
        return c.failArgument();
    if (const Parsed<std::uint64_t> code = goParseUint(words[0], 16); !code)
        c.fail("error parsing extended DNS error code " + c.value() + ", " + code.error());
}

void readExpression(Dispenser& c, Rule& rule, std::size_t least)
{
    if (c.remainingArguments().size() < least)
        c.failArgument();
    rule.hasExpression = true;
}

void readOption(Dispenser& c, const SetupContext& context, Rule& rule)
{
    const std::string option = c.value();
    if (option == "match")
        readMatch(c, rule);
    else if (option == "answer")
        readTemplates(c, "answer", rule.answer);
    else if (option == "additional")
        readTemplates(c, "additional", rule.additional);
    else if (option == "authority")
        readTemplates(c, "authority", rule.authority);
    else if (option == "rcode")
        readRcode(c, rule);
    else if (option == "fallthrough")
        rule.fallthrough = fallthroughOf(c.remainingArguments());
    else if (option == "upstream")
        (void)c.remainingArguments();
    else if (option == "ederror" && context.version >= Version{1, 10, 1})
        readExtendedError(c);
    else if (option == "var" && context.version >= Version{1, 14, 7})
        readExpression(c, rule, 2);
    else if (option == "expr" && context.version >= Version{1, 14, 7})
        readExpression(c, rule, 1);
    else
        c.failArgument();
}

Rule readRule(Dispenser& c, const SetupContext& context)
{
    Rule rule;
    if (!c.nextArgument())
        c.failArgument();
    const std::optional<dns::Class> klass = classOfWord(c.value());
    if (!klass)
        c.fail("invalid query class " + c.value());
    if (!c.nextArgument())
        c.failArgument();
    const std::optional<dns::Type> type = typeOfWord(c.value());
    if (!type)
        c.fail("invalid RR class " + c.value());
    rule.klass = klass.value_or(dns::Class::IN);
    rule.type = type.value_or(dns::Type::ANY);
    rule.zones = zonesOrBlock(c.remainingArguments(), context.blockZones);
    while (c.nextBlock())
        readOption(c, context, rule);
    return rule;
}

} // namespace

PluginConfig setUpTemplate(Dispenser& c, const SetupContext& context)
{
    TemplateConfig config;
    while (c.next())
        config.rules.push_back(readRule(c, context));
    return config;
}

} // namespace corefile
