// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/plugin_common.h"
#include "model/sim/rewrite_answer.h"

#include <algorithm>

// The rewrite plugin (dns-semantics 5.6). The question passes the rules in file order and each fitting rule sees what the one before made of it; a
// `stop` rule ends the walk. On the way back the question is restored - unless only `continue` rules fitted and none of them has anything to do with
// replies, a quirk after which the client sees a question that it never asked.

namespace sim {

namespace {

using corefile::RewriteConfig;
using corefile::RewriteRule;
using Field = RewriteRule::Field;

constexpr corefile::Version failuresRewritten{1, 9, 0}; // before, a code that was only returned went past the rules
constexpr std::uint16_t addedUdpSize = 4096;            // of the EDNS that an edns0 rule adds

class RewriteTurn {
public:
    RewriteTurn(const RewriteConfig& config, Chain& chain, const Request& request)
        : m_config(config), m_chain(chain), m_original(request), m_request(request), m_name(request.question.name.text())
    {
    }

    Outcome run()
    {
        for (const RewriteRule& rule : m_config.rules) {
            if (!applyToQuestion(rule))
                continue;
            m_matched = true;
            const auto name = dns::Name::parse(m_name);
            if (!name)
                return invalidName();
            m_request.question.name = *name;
            noteQuestion(rule);
            if (rule.mode == RewriteRule::Mode::Stop)
                return withAnswerRules();
        }
        if (!m_matched)
            return passOn(m_chain, m_original, {NoteCode::RewriteNoMatch, {m_original.question.name.text()}});
        return m_answerRules.empty() ? unrestored() : withAnswerRules();
    }

private:
    /// True if the rule fits; the question changes and rules for the reply are collected.
    bool applyToQuestion(const RewriteRule& rule)
    {
        const std::string lower = dns::asciiLower(m_name);
        switch (rule.field) {
        case Field::Name:
            if (!rewriteMatches(rule, lower))
                return false;
            m_name = rewritten(rule, lower);
            collectNameRules(rule, lower);
            return true;
        case Field::Type: return change(m_request.question.type, rule.typeFrom, rule.typeTo);
        case Field::Class: return change(m_request.question.klass, rule.classFrom, rule.classTo);
        case Field::Edns0: return applyEdns0(rule);
        case Field::Ttl: return rewriteMatches(rule, lower) && collect(AnswerRewrite::Kind::Ttl, rule);
        case Field::Rcode: return rewriteMatches(rule, lower) && collect(AnswerRewrite::Kind::Rcode, rule);
        case Field::Cname: return collect(AnswerRewrite::Kind::CnameTarget, rule); // fits every question
        }
        return false;
    }

    template <class Value>
    static bool change(Value& value, Value from, Value to)
    {
        if (value != from)
            return false;
        value = to;
        return true;
    }

    /// EDNS options are not modelled; what counts is whether the rule fits and that the query gets EDNS.
    bool applyEdns0(const RewriteRule& rule)
    {
        m_chain.note(m_request, PluginOutcome::Passed, {NoteCode::PluginNotModelled, {"rewrite edns0"}});
        const auto says = [&rule](const char* word) { return (' ' + dns::asciiLower(rule.text) + ' ').find(std::string(" ") + word + ' ') != std::string::npos; };
        if (says("replace") || says("unset"))
            return false; // only options that the query already has
        if (!m_request.edns)
            m_request.edns = dns::Edns{addedUdpSize, false, 0};
        return true;
    }

    bool collect(AnswerRewrite::Kind kind, const RewriteRule& rule, std::string from = {}, std::string to = {}, const corefile::Regex* pattern = nullptr)
    {
        m_answerRules.push_back({kind, &rule, std::move(from), std::move(to), pattern});
        return true;
    }

    /// `asked` is the name before this rule.
    void collectNameRules(const RewriteRule& rule, const std::string& asked)
    {
        const bool exact = rule.match == RewriteRule::Match::Exact;
        if (rule.match == RewriteRule::Match::Suffix && rule.answerAuto)
            collect(AnswerRewrite::Kind::Suffix, rule, rule.to, rule.from);
        else if (exact || rule.answerAuto)
            collect(AnswerRewrite::Kind::Remap, rule, m_name, asked);
        for (const RewriteRule::AnswerRule& answer : rule.answers) {
            const bool owner = answer.what == RewriteRule::AnswerRule::What::Name;
            collect(owner ? AnswerRewrite::Kind::OwnerRegex : AnswerRewrite::Kind::ValueRegex, rule, {}, answer.to, &answer.pattern);
        }
    }

    void noteQuestion(const RewriteRule& rule)
    {
        if (m_request.question == m_before)
            return;
        m_chain.note(m_original, PluginOutcome::Changed, {NoteCode::RewriteQuestion, {textOf(m_before), textOf(m_request.question), rule.text}});
        m_before = m_request.question;
    }

    std::string textOf(const dns::Question& question) const
    {
        std::string text = question.name.text();
        if (question.type != m_original.question.type || m_request.question.type != m_original.question.type)
            text += ' ' + dns::toString(question.type);
        if (question.klass != m_original.question.klass || m_request.question.klass != m_original.question.klass)
            text += ' ' + dns::toString(question.klass);
        return text;
    }

    Outcome invalidName()
    {
        m_chain.note(m_original, PluginOutcome::Answered, {NoteCode::RewriteInvalidName, {m_name}});
        return unwritten(m_chain, dns::Rcode::ServFail, "invalid name after rewrite: " + m_name);
    }

    /// The rest of the chain. The cache above sees the query's new type and class, because it has handed on the message itself; the name it knows.
    Outcome nextPlugins()
    {
        Outcome outcome = m_chain.next(m_request);
        const dns::Question& now = m_request.question;
        if (now.type != m_original.question.type || now.klass != m_original.question.klass)
            outcome.rewritten = now;
        return outcome;
    }

    Outcome unrestored()
    {
        Outcome outcome = nextPlugins();
        const bool changed = m_request.question.name != m_original.question.name || m_request.question.type != m_original.question.type
            || m_request.question.klass != m_original.question.klass;
        // A code that is only returned becomes the server's own reply, which is made from the changed query as well; a cache above hands on a copy.
        if (!outcome.message && !outcome.dropped && outcome.code != dns::Rcode::NoError && changed && !isBelowCache()) {
            outcome.message = replyTo(m_request);
            outcome.message->rcode = outcome.code;
        }
        if (outcome.message && changed)
            m_chain.note(m_original, PluginOutcome::Changed, {NoteCode::RewriteQuestionNotRestored, {m_request.question.name.text()}});
        return outcome;
    }

    [[nodiscard]] bool isBelowCache() const
    {
        const auto& plugins = m_chain.server().chain;
        return std::any_of(plugins.begin(), plugins.begin() + static_cast<std::ptrdiff_t>(m_chain.position()),
                           [](const corefile::Plugin& plugin) { return std::holds_alternative<corefile::CacheConfig>(plugin.config); });
    }

    Outcome withAnswerRules()
    {
        Outcome outcome = nextPlugins();
        if (!outcome.message) {
            if (outcome.dropped || outcome.code == dns::Rcode::NoError || m_chain.version() < failuresRewritten)
                return outcome;
            outcome.message = replyTo(m_request);
            outcome.message->rcode = outcome.code;
            outcome.message->flags.rd = outcome.queryRd.value_or(m_request.recursionDesired);
            outcome.code = dns::Rcode::NoError;
        }
        dns::Message& message = *outcome.message;
        message.questions = {m_original.question};
        const dns::Message before = message;
        rewriteAnswer(message, m_answerRules, m_chain.version(), [this](const dns::Name& target) {
            return m_chain.askServer(m_original, target, m_request.question.type);
        });
        rewriteOwnEdns(outcome);
        if (!(message == before))
            m_chain.note(m_original, PluginOutcome::Changed, {NoteCode::RewriteAnswer, {m_answerRules.back().rule->text}});
        return outcome;
    }

    /// A ttl rule takes the OPT record for one of the reply's: the DO bit is in its TTL field (RFC 6891 section 6.1.3).
    void rewriteOwnEdns(Outcome& outcome) const
    {
        constexpr std::uint32_t dnssecOk = 0x8000;
        for (const AnswerRewrite& rule : m_answerRules) {
            if (rule.kind == AnswerRewrite::Kind::Ttl && outcome.ownEdns && outcome.message->edns)
                outcome.message->edns->dnssecOk = (std::clamp(dnssecOk, rule.rule->ttlMin, rule.rule->ttlMax) & dnssecOk) != 0;
        }
    }

    const RewriteConfig& m_config;
    Chain& m_chain;
    const Request& m_original;
    Request m_request;                    ///< as the rules so far have made it
    std::string m_name;                   ///< the question's name as text, because a rule can make an invalid one
    dns::Question m_before = m_original.question; ///< before the rule at hand
    bool m_matched = false;
    std::vector<AnswerRewrite> m_answerRules;
};

} // namespace

Outcome serve(const RewriteConfig& config, Chain& chain, const Request& request)
{
    return RewriteTurn(config, chain, request).run();
}

} // namespace sim
