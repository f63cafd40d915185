// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/dns/message.h"
#include "model/sim/stub_resolver.h"

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A network made of words, for tests of the resolver libraries.
namespace scripted {

inline const char* const addressA = "192.0.2.17";
inline const char* const addressAaaa = "2001:db8::1";

/// What one question gets. `word`: ok, nodata, nxdomain, servfail, refused, notimp, formerr, lame, dangling (a CNAME to nowhere), alias
/// (a CNAME and addresses of its target), stray (addresses of another owner), timeout, unreachable, closed.
struct Answer {
    std::string word = "nxdomain";
    bool truncated = false;          ///< over UDP the records are left out and TC is set
    base::Duration delay{};
    std::size_t addresses = 1;
};

inline bool isKnownWord(std::string_view word)
{
    for (const std::string_view known : {"ok", "nodata", "nxdomain", "servfail", "refused", "notimp", "formerr", "lame", "dangling", "alias", "stray", "timeout", "unreachable", "closed"}) {
        if (word == known)
            return true;
    }
    return false;
}

inline std::optional<dns::Rcode> rcodeOf(std::string_view word)
{
    static const std::map<std::string_view, dns::Rcode> rcodes{{"ok", dns::Rcode::NoError}, {"nodata", dns::Rcode::NoError}, {"lame", dns::Rcode::NoError},
        {"dangling", dns::Rcode::NoError}, {"alias", dns::Rcode::NoError}, {"stray", dns::Rcode::NoError}, {"nxdomain", dns::Rcode::NxDomain}, {"servfail", dns::Rcode::ServFail}, {"refused", dns::Rcode::Refused},
        {"notimp", dns::Rcode::NotImp}, {"formerr", dns::Rcode::FormErr}};
    const auto found = rcodes.find(word);
    return found == rcodes.end() ? std::nullopt : std::optional(found->second);
}

/// An outcome of the conformance fixtures for one type: "ok", "NODATA", "ok-a-only", "ok-aaaa-only", "ok-truncated-udp",
/// "a-ok-aaaa-nxdomain" (any two words). nullopt: not understood.
inline std::optional<Answer> answerOf(std::string_view outcome, dns::Type type)
{
    std::string word = dns::asciiLower(outcome);
    Answer answer;
    constexpr std::string_view truncated = "-truncated-udp";
    if (word.size() > truncated.size() && word.compare(word.size() - truncated.size(), truncated.size(), truncated) == 0) {
        answer.truncated = true;
        word.resize(word.size() - truncated.size());
    }
    const bool isA = type == dns::Type::A;
    if (word == "ok-a-only" || word == "ok-aaaa-only")
        word = (word == "ok-a-only") == isA ? "ok" : "nodata";
    const auto second = word.find("-aaaa-");
    if (word.rfind("a-", 0) == 0 && second != std::string::npos)
        word = isA ? word.substr(2, second - 2) : word.substr(second + 6);
    if (!isKnownWord(word))
        return std::nullopt;
    answer.word = word;
    return answer;
}

inline dns::Message messageFor(const Answer& answer, const dns::Question& question, bool overUdp)
{
    dns::Message message;
    message.flags = {.qr = true, .aa = answer.word != "lame", .rd = true};
    message.questions = {question};
    message.rcode = rcodeOf(answer.word).value_or(dns::Rcode::NoError);
    message.flags.tc = answer.truncated && overUdp;
    if (message.flags.tc)
        return message;
    const dns::Name other = dns::Name::fromValid("other.example.");
    if (answer.word == "dangling" || answer.word == "alias")
        message.answer = {dns::targetRecord(question.name, dns::Type::CNAME, dns::Ttl(30), other)};
    if (answer.word != "ok" && answer.word != "alias" && answer.word != "stray")
        return message;
    for (std::size_t i = 0; i < answer.addresses; ++i) {
        auto bytes = base::IpAddress::parse(question.type == dns::Type::A ? addressA : addressAaaa)->bytes();
        bytes[14] = static_cast<std::uint8_t>(bytes[14] + i / 200);
        bytes[15] = static_cast<std::uint8_t>(bytes[15] + i % 200);
        message.answer.push_back(dns::addressRecord(answer.word == "ok" ? question.name : other, dns::Ttl(30), base::IpAddress(bytes)));
    }
    return message;
}

/// Answers by a function and keeps what was asked and told.
class Network : public sim::Asker {
public:
    using Rule = std::function<Answer(const Ask&)>;
    explicit Network(Rule rule) : m_rule(std::move(rule)) {}

    sim::AskReply ask(const Ask& question) override
    {
        asks.push_back(question);
        const Answer answer = m_rule(question);
        sim::AskReply reply;
        reply.at = question.at + answer.delay;
        if (answer.word == "timeout")
            return reply;
        reply.kind = answer.word == "unreachable" ? sim::AskReply::Kind::Unreachable : answer.word == "closed" ? sim::AskReply::Kind::Closed : sim::AskReply::Kind::Message;
        reply.message = messageFor(answer, question.question, question.transport == sim::Transport::Udp);
        return reply;
    }
    void timedOut(const Ask& question, base::Instant at) override { timeouts.emplace_back(question, at); }
    void ignored(const Ask& question, base::Instant at) override { ignoredReplies.emplace_back(question, at); }
    void takenLate(const Ask& question, base::Instant at) override { lateReplies.emplace_back(question, at); }

    std::vector<Ask> asks;
    std::vector<std::pair<Ask, base::Instant>> timeouts, ignoredReplies, lateReplies;

private:
    Rule m_rule;
};

} // namespace scripted
