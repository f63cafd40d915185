// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/rewrite_edns0.h"
#include "model/corefile/setup.h"

#include "model/dns/escape.h"

#include <algorithm>
#include <array>

namespace corefile {
namespace {

using Field = RewriteRule::Field;
using Match = RewriteRule::Match;
using Words = std::vector<std::string>;

/// Lower case with a dot behind it, whatever the text is: CoreDNS makes even prefixes absolute (dns-semantics 5.6).
std::string normalText(std::string_view text)
{
    std::string normal = dns::asciiLower(text);
    std::size_t backslashes = 0;
    for (std::size_t i = normal.size(); i > 1 && normal[i - 2] == '\\'; --i)
        ++backslashes;
    if (!normal.ends_with('.') || backslashes % 2 == 1)
        normal += '.';
    return normal;
}

std::optional<Match> matchOf(std::string_view word)
{
    constexpr std::array<std::string_view, 5> words{"exact", "prefix", "suffix", "substring", "regex"};
    const auto found = std::find(words.begin(), words.end(), dns::asciiLower(word));
    if (found == words.end())
        return std::nullopt;
    return static_cast<Match>(found - words.begin());
}

constexpr std::string_view matchWords = "exact, prefix, suffix, substring, and regex name matching";

/// How many of the groups {0} to {100} the replacement names.
int groupsUsed(const std::string& replacement)
{
    int used = 0;
    for (int i = 0; i <= 100; ++i)
        used += replacement.find('{' + std::to_string(i) + '}') != std::string::npos ? 1 : 0;
    return used;
}

/// Reads the words of one rule. A fault is left in the dispenser.
class RuleReader {
public:
    RuleReader(Dispenser& dispenser, const Version& version, Words words) : c(dispenser), m_version(version), m_words(std::move(words)) {}

    RewriteRule read()
    {
        m_rule.text = joined(m_words);
        if (m_words.empty()) {
            c.fail("no rule type specified for rewrite");
            return {};
        }
        const std::string first = m_words[0];
        std::string type = dns::asciiLower(first);
        if (type == "continue" || type == "stop") {
            m_rule.mode = type == "continue" ? RewriteRule::Mode::Continue : RewriteRule::Mode::Stop;
            m_words.erase(m_words.begin());
            if (m_words.empty()) {
                c.fail(type + " rule must begin with a rule type");
                return {};
            }
            type = dns::asciiLower(m_words[0]);
        }
        m_words.erase(m_words.begin());
        readType(type, first);
        return m_rule;
    }

private:
    void readType(const std::string& type, const std::string& first)
    {
        if (type == "edns0")
            m_rule.field = Field::Edns0;
        if (type == "answer")
            c.fail("response rewrites must begin with a name rule");
        else if (type == "name")
            readName();
        else if (type == "class" || type == "type")
            readTypeOrClass(type);
        else if (type == "edns0")
            checkEdns0Rule(c, m_version, m_words);
        else if (type == "ttl")
            readTtlRule();
        else if (type == "cname" && m_version >= Version{1, 11, 0})
            readCname();
        else if (type == "rcode" && m_version >= Version{1, 11, 3})
            readRcode();
        else
            c.fail("invalid rule type " + goQuoted(first));
    }

    /// A pattern whose groups suffice for the replacement; the empty Regex and a failure otherwise.
    Regex pattern(const std::string& from, const std::string& to, const std::string& prefix = {})
    {
        std::string problem;
        const std::optional<Regex> regex = compileRegex(from, problem);
        if (!regex) {
            c.fail(prefix + (problem.starts_with("regex pattern too long") ? problem : "invalid regex matching pattern: " + from));
            return {};
        }
        if (groupsUsed(to) > regex->groupCount()) {
            c.fail(prefix + "the rewrite regex pattern (" + to + ") uses more subexpressions than its corresponding matching regex pattern (" + from
                   + ")");
        }
        return *regex;
    }

    void readName()
    {
        m_rule.field = Field::Name;
        if (m_words.size() < 2)
            return c.fail("too few arguments for a name rule");
        std::string matchWord = "exact";
        if (m_words.size() >= 3) {
            matchWord = dns::asciiLower(m_words[0]);
            m_words.erase(m_words.begin());
        }
        const std::optional<Match> match = matchOf(matchWord);
        m_rule.match = match.value_or(Match::Exact);
        m_rule.from = m_rule.match == Match::Regex ? m_words[0] : normalText(m_words[0]);
        m_rule.to = normalText(m_words[1]);
        if (m_version < Version{1, 8, 4})
            checkOldAnswers();
        readAnswers(matchWord, Words(m_words.begin() + 2, m_words.end()));
        if (!match)
            return c.fail("name rule supports only exact, prefix, suffix, substring, and regex name matching, received: " + matchWord);
        if (m_rule.match == Match::Regex)
            m_rule.pattern = pattern(m_rule.from, m_words[1]);
        else if (m_rule.match == Match::Exact)
            (void)pattern(m_rule.to, m_rule.from); // an oddity of CoreDNS: the new name has to be a regular expression
    }

    /// Before 1.8.4: one answer rule, only behind a regex rule.
    void checkOldAnswers()
    {
        if (m_words.size() == 2)
            return;
        if (m_words.size() != 6)
            return c.fail("response rewrites must consist only of a name rule with 3 arguments and an answer rule with 3 arguments");
        if (m_rule.match != Match::Regex)
            return c.fail("the rewrite of response is supported only for name regex rule");
        if (m_words[2] != "answer")
            c.fail("exceeded the number of arguments for a regex name rule");
    }

    void readAnswers(const std::string& rule, const Words& words)
    {
        if (words.empty())
            return;
        if (words.size() < 2)
            return c.fail("invalid arguments for " + rule + " rule");
        bool hasNameRule = false;
        for (std::size_t at = 0; at < words.size() && !c.hasFailed();) {
            if (at == 0 && words[at] != "answer")
                return c.fail("exceeded the number of arguments for a non-answer rule argument for " + rule + " rule");
            at += words[at] == "answer" ? 1 : 0;
            if (at == words.size())
                return c.fail("type missing for answer rule for " + rule + " rule");
            const std::string& what = words[at++];
            if (what == "auto" && m_version >= Version{1, 8, 4}) {
                m_rule.answerAuto = true;
                continue;
            }
            if (what != "name" && (what != "value" || m_version < Version{1, 8, 2}))
                return c.fail("invalid type " + goQuoted(what) + " for answer rule for " + rule + " rule");
            const std::string prefix = what + " answer rule for " + rule + " rule: ";
            if (words.size() - at < 2)
                return c.fail(prefix + "2 arguments required");
            hasNameRule = hasNameRule || what == "name";
            const auto kind = what == "name" ? RewriteRule::AnswerRule::What::Name : RewriteRule::AnswerRule::What::Value;
            m_rule.answers.push_back({kind, pattern(words[at], words[at + 1], prefix), normalText(words[at + 1])});
            at += 2;
        }
        if (m_rule.answerAuto && hasNameRule)
            c.fail("auto name answer rule cannot be combined with explicit name anwer rules");
    }

    void readTypeOrClass(const std::string& kind)
    {
        if (m_words.size() != 2)
            return c.fail(kind + " rules must have exactly two arguments");
        const std::string from = asciiUpper(m_words[0]);
        const std::string to = asciiUpper(m_words[1]);
        bool isFromKnown = false;
        bool isToKnown = false;
        if (kind == "type") {
            m_rule.field = Field::Type;
            isFromKnown = assign(m_rule.typeFrom, typeOfWord(from));
            isToKnown = assign(m_rule.typeTo, typeOfWord(to));
        } else {
            m_rule.field = Field::Class;
            isFromKnown = assign(m_rule.classFrom, classOfWord(from));
            isToKnown = assign(m_rule.classTo, classOfWord(to));
        }
        if (!isFromKnown || !isToKnown)
            c.fail("invalid " + kind + ' ' + goQuoted(isFromKnown ? to : from));
    }

    template <class Value>
    static bool assign(Value& target, const std::optional<Value>& value)
    {
        target = value.value_or(Value{});
        return value.has_value();
    }

    /// `[MATCH] NAME` in front of what `ttl` and `rcode` do to the reply; `tail` words follow it.
    void readReplyMatch(const std::string& kind, std::size_t tail)
    {
        if (m_words.size() > tail + 1) {
            const std::optional<Match> match = matchOf(m_words[0]);
            if (!match)
                return c.fail(kind + " rule supports only " + std::string(matchWords));
            m_rule.match = *match;
        }
        const std::string& name = m_words[m_words.size() - tail - 1];
        m_rule.from = m_rule.match == Match::Regex ? name : normalText(name);
        if (m_rule.match != Match::Regex)
            return;
        std::string problem;
        const std::optional<Regex> regex = compileRegex(name, problem, " in a " + kind + " rule");
        if (!regex)
            return c.fail(problem.starts_with("regex pattern too long") ? problem : "invalid regex pattern in a " + kind + " rule: " + name);
        m_rule.pattern = *regex;
    }

    void readTtlRule()
    {
        m_rule.field = Field::Ttl;
        if (m_words.size() < 2)
            return c.fail("too few (" + std::to_string(m_words.size()) + ") arguments for a ttl rule");
        const std::string range = m_words.size() > 3 ? std::string() : m_words.back();
        if (!readTtlRange(range))
            return c.fail("invalid TTL '" + range + "' for a ttl rule");
        readReplyMatch("ttl", 1);
    }

    /// "N", and from 1.9.4 on "MIN-MAX", "-MAX", "MIN-".
    bool readTtlRange(const std::string& range)
    {
        constexpr std::uint32_t largest = 2147483647; // RFC 2181 section 8
        const std::size_t dash = range.find('-');
        if (dash == std::string::npos || m_version < Version{1, 9, 4}) {
            const auto ttl = dns::parseDecimal<std::uint32_t>(range);
            m_rule.ttlMin = m_rule.ttlMax = ttl.value_or(0);
            return ttl.has_value();
        }
        const std::string from = range.substr(0, dash);
        const std::string to = range.substr(dash + 1);
        const auto least = from.empty() ? std::optional<std::uint32_t>(0) : dns::parseDecimal<std::uint32_t>(from);
        const auto most = to.empty() ? std::optional<std::uint32_t>(largest) : dns::parseDecimal<std::uint32_t>(to);
        if (!least || !most || *least > *most || (from.empty() && to.empty()))
            return false;
        m_rule.ttlMin = *least;
        m_rule.ttlMax = *most;
        return true;
    }

    static std::optional<dns::Rcode> rcodeOf(const std::string& word)
    {
        constexpr std::uint64_t largest = 23;
        if (const Parsed<std::uint64_t> number = goParseUint(word, 32); number && *number <= largest)
            return static_cast<dns::Rcode>(*number);
        return rcodeOfWord(asciiUpper(word));
    }

    void readRcode()
    {
        m_rule.field = Field::Rcode;
        if (m_words.size() < 3)
            return c.fail("too few (" + std::to_string(m_words.size()) + ") arguments for a rcode rule");
        const bool isTooLong = m_words.size() > 4;
        const std::string from = isTooLong ? std::string() : m_words[m_words.size() - 2];
        const std::string to = isTooLong ? std::string() : m_words.back();
        if (!assign(m_rule.rcodeFrom, rcodeOf(from)))
            return c.fail("invalid matching RCODE '" + from + "' for a rcode rule");
        if (!assign(m_rule.rcodeTo, rcodeOf(to)))
            return c.fail("invalid replacement RCODE '" + to + "' for a rcode rule");
        readReplyMatch("rcode", 2);
    }

    void readCname()
    {
        m_rule.field = Field::Cname;
        if (m_words.size() != 2 && m_words.size() != 3)
            return c.fail("too few (" + std::to_string(m_words.size()) + ") arguments for a cname rule");
        const std::optional<Match> match = m_words.size() == 3 ? matchOf(m_words[0]) : Match::Exact;
        if (!match)
            return c.fail("unknown cname rewrite type: " + dns::asciiLower(m_words[0]));
        m_rule.match = *match;
        m_rule.from = dns::asciiLower(m_words[m_words.size() - 2]);
        m_rule.to = dns::asciiLower(m_words.back());
        if (m_rule.match == Match::Exact) {
            m_rule.from = normalText(m_rule.from);
            m_rule.to = normalText(m_rule.to);
        }
        if (m_rule.match != Match::Regex)
            return;
        std::string problem;
        const std::optional<Regex> regex = compileRegex(m_rule.from, problem, " in a cname rule");
        if (!regex)
            return c.fail(problem.starts_with("regex pattern too long") ? problem : "invalid cname rewrite regex pattern: " + problem);
        m_rule.pattern = *regex;
    }

    Dispenser& c;
    const Version& m_version;
    Words m_words;
    RewriteRule m_rule;
};

} // namespace

PluginConfig setUpRewrite(Dispenser& c, const SetupContext& context)
{
    RewriteConfig config;
    while (c.next()) {
        std::vector<std::string> words = c.remainingArguments();
        bool isInBlock = false;
        // A rule may stand in a block, over several lines: `rewrite stop { name ... answer ... }`.
        while (words.size() < 2 || isInBlock) {
            isInBlock = c.nextBlock();
            if (!isInBlock)
                break;
            words.push_back(c.value());
        }
        config.rules.push_back(RuleReader(c, context.version, std::move(words)).read());
    }
    return config;
}

} // namespace corefile
