// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/dns/zone_text.h"
#include "model/sim/go_template.h"
#include "model/sim/plugin_common.h"

#include <algorithm>

// The template plugin (dns-semantics 5.5): the first rule whose zone, class, type and pattern fit answers with records made from Go templates.

namespace sim {

namespace {

using corefile::TemplateConfig;
using Rule = TemplateConfig::Rule;

constexpr dns::Ttl defaultTtl{3600}; // of a template without a TTL, as the zone-file reader's

struct Match {
    dns::Name zone;
    corefile::Regex pattern;
    std::vector<std::string> groups;
};

bool fitsQuestion(const Rule& rule, const dns::Question& question)
{
    const bool klass = rule.klass == dns::Class::ANY || question.klass == dns::Class::ANY || question.klass == rule.klass;
    const bool type = rule.type == dns::Type::ANY || question.type == dns::Type::ANY || question.type == rule.type;
    return klass && type;
}

std::optional<Match> matchPatterns(const Rule& rule, const dns::Name& zone, const std::string& name)
{
    std::vector<corefile::Regex> patterns = rule.patterns;
    if (patterns.empty()) {
        if (const auto everything = corefile::Regex::compile(".*"))
            patterns.push_back(*everything);
    }
    for (const corefile::Regex& pattern : patterns) {
        if (auto groups = pattern.search(name))
            return Match{zone, pattern, std::move(*groups)};
    }
    return std::nullopt;
}

TemplateValue structOf(std::map<std::string, TemplateValue> members, bool complete = true)
{
    TemplateValue value;
    value.kind = TemplateValue::Kind::Map;
    value.members = std::move(members);
    value.strict = true;
    value.complete = complete;
    return value;
}

TemplateValue groupsOf(const Match& match)
{
    TemplateValue groups;
    groups.kind = TemplateValue::Kind::Map;
    const std::vector<std::string> names = match.pattern.groupNames();
    for (std::size_t i = 0; i < match.groups.size(); ++i)
        groups.members[std::to_string(i)] = TemplateValue::ofText(match.groups[i]);
    for (std::size_t i = 0; i < match.groups.size() && i < names.size(); ++i) {
        if (!names[i].empty())
            groups.members[names[i]] = TemplateValue::ofText(match.groups[i]);
    }
    return groups;
}

/// What a template sees; .Meta and most of .Message are not modelled.
TemplateValue dataFor(const Rule& rule, const Match& match, const Request& request)
{
    const dns::Question& question = request.question;
    const TemplateValue asked = structOf({{"Name", TemplateValue::ofText(question.name.text())},
                                          {"Qtype", TemplateValue::ofNumber(static_cast<std::uint64_t>(question.type))},
                                          {"Qclass", TemplateValue::ofNumber(static_cast<std::uint64_t>(question.klass))}});
    TemplateValue questions;
    questions.kind = TemplateValue::Kind::List;
    questions.list = {asked};
    return structOf({{"Zone", TemplateValue::ofText(match.zone.text())},
                     {"Name", TemplateValue::ofText(question.name.lower())},
                     {"Regex", TemplateValue::ofText(match.pattern.pattern())},
                     {"Match", TemplateValue::ofTexts(match.groups)},
                     {"Group", groupsOf(match)},
                     {"Class", TemplateValue::ofText(dns::toString(question.klass == dns::Class::ANY ? rule.klass : question.klass))},
                     {"Type", TemplateValue::ofText(dns::toString(question.type == dns::Type::ANY ? rule.type : question.type))},
                     {"Remote", TemplateValue::ofText(request.client.toString())},
                     {"Question", asked},
                     {"Message", structOf({{"Question", questions}}, false)}},
                    false);
}

class TemplateReply {
public:
    TemplateReply(const Rule& rule, const Match& match, Chain& chain, const Request& request)
        : m_rule(rule), m_chain(chain), m_request(request), m_data(dataFor(rule, match, request)), m_message(authoritativeReply(request, rule.rcode))
    {
    }

    Outcome make(const dns::Name& zone)
    {
        for (const std::string& text : m_rule.answer) {
            if (!append(m_message.answer, text))
                return failure();
            followAlias();
        }
        for (const std::string& text : m_rule.additional) {
            if (!append(m_message.additional, text))
                return failure();
        }
        for (const std::string& text : m_rule.authority) {
            if (!append(m_message.authority, text))
                return failure();
        }
        m_chain.note(m_request, PluginOutcome::Answered, {NoteCode::TemplateAnswer, {zone.text()}});
        return written(m_chain, std::move(m_message));
    }

private:
    bool append(std::vector<dns::Record>& section, const std::string& text)
    {
        const TemplateResult rendered = renderTemplate(text, m_data);
        if (rendered.kind == TemplateResult::Kind::NotModelled) {
            m_failure = {NoteCode::PluginNotModelled, {"template " + text}};
            return false;
        }
        dns::ZoneTextOptions options;
        options.defaultTtl = defaultTtl;
        const auto records = rendered.kind == TemplateResult::Kind::Rendered ? dns::parseZoneText(rendered.text + '\n', options) : std::vector<dns::Record>();
        if (!records || records->empty()) {
            m_failure = {NoteCode::TemplateFailed, {text}};
            return false;
        }
        section.push_back(records->front());
        return true;
    }

    /// A CNAME that answers an address question is looked up through the server.
    void followAlias()
    {
        const dns::Record& record = m_message.answer.back();
        const auto* target = std::get_if<dns::rdata::Target>(&record.data);
        const bool addresses = m_request.question.type == dns::Type::A || m_request.question.type == dns::Type::AAAA;
        if (!addresses || record.type != dns::Type::CNAME || !target)
            return;
        const std::optional<dns::Message> found = m_chain.askServer(m_request, target->name, m_request.question.type);
        if (!found)
            return;
        m_message.flags.tc = found->flags.tc;
        m_message.answer.insert(m_message.answer.end(), found->answer.begin(), found->answer.end());
    }

    Outcome failure()
    {
        m_chain.note(m_request, PluginOutcome::Answered, m_failure);
        return unwritten(m_chain, dns::Rcode::ServFail, "template");
    }

    const Rule& m_rule;
    Chain& m_chain;
    const Request& m_request;
    const TemplateValue m_data;
    dns::Message m_message;
    Note m_failure;
};

} // namespace

Outcome serve(const TemplateConfig& config, Chain& chain, const Request& request)
{
    const std::string name = request.question.name.lower();
    for (const Rule& rule : config.rules) {
        const std::optional<dns::Name> zone = matchingZone(rule.zones, request.question.name);
        if (!zone || !fitsQuestion(rule, request.question))
            continue;
        const std::optional<Match> match = matchPatterns(rule, *zone, name);
        if (!match) {
            if (rule.fallthrough.through(request.question.name))
                continue;
            chain.note(request, PluginOutcome::Answered, {NoteCode::TemplateNoMatch, {zone->text()}});
            return unwritten(chain, dns::Rcode::ServFail);
        }
        if (rule.hasExpression)
            chain.note(request, PluginOutcome::Passed, {NoteCode::PluginNotModelled, {"template expr"}});
        if (rule.rcode == dns::Rcode::ServFail) {
            chain.note(request, PluginOutcome::Answered, {NoteCode::TemplateAnswer, {zone->text()}});
            return unwritten(chain, dns::Rcode::ServFail);
        }
        return TemplateReply(rule, *match, chain, request).make(*zone);
    }
    corefile::Zones zones;
    for (const Rule& rule : config.rules)
        zones.insert(zones.end(), rule.zones.begin(), rule.zones.end());
    return passOn(chain, request, {NoteCode::PluginZoneMismatch, {"template", zonesText(zones)}});
}

} // namespace sim
