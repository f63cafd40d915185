// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// glibc's search (dns-semantics 9.2): which candidate follows which outcome, what becomes of the answer, and which error getaddrinfo reports.
#include "model/sim/stub_glibc.h"

#include <algorithm>

namespace sim::stub {
namespace {

using SystemError = GlibcSender::SystemError;

/// h_errno of the resolver; each candidate leaves one.
enum class HostError : std::uint8_t { None, HostNotFound, TryAgain, NoRecovery, NoData };

struct QueryResult {
    HostError error = HostError::None;
    GlibcSender::Outcome outcome;
};

/// getaddrinfo's callers behind the search: a pair (AF_UNSPEC), one family by gethostbyname2 or gethostbyname3, or res_search itself.
enum class Caller : std::uint8_t { Pair, SimpleInet, OneFamily, Search };

bool hasAnswer(const dns::Message& message)
{
    return message.rcode == dns::Rcode::NoError && !message.answer.empty();
}

HostError errorOf(dns::Rcode rcode)
{
    switch (rcode) {
    case dns::Rcode::NxDomain: return HostError::HostNotFound;
    case dns::Rcode::ServFail: return HostError::TryAgain;
    case dns::Rcode::NoError: return HostError::NoData;
    default: return HostError::NoRecovery;
    }
}

std::string eaiName(HostError error)
{
    switch (error) {
    case HostError::None: return {};
    case HostError::TryAgain: return "EAI_AGAIN";
    case HostError::NoData: return "EAI_NODATA";
    case HostError::HostNotFound:
    case HostError::NoRecovery: break;
    }
    return "EAI_NONAME";
}

dns::Rcode rcodeOf(HostError error)
{
    switch (error) {
    case HostError::None:
    case HostError::NoData: return dns::Rcode::NoError;
    case HostError::HostNotFound: return dns::Rcode::NxDomain;
    case HostError::TryAgain: return dns::Rcode::ServFail;
    case HostError::NoRecovery: break;
    }
    return dns::Rcode::Refused;
}

/// What is in a reply for an address lookup.
struct Addresses {
    std::vector<dns::Record> records;
    std::string canonicalName;
    std::size_t names = 0;      ///< the question's name and each CNAME target
    std::size_t nameOctets = 0; ///< of all of them as C strings
    void add(const dns::Name& name)
    {
        ++names;
        nameOctets += lengthWithoutFinalDot(name.text()) + 1;
    }
};

/// Addresses of one reply: the owner must be the end of the CNAMEs read so far; a CNAME's own owner is not looked at (dns-semantics 9.3).
Addresses addressesOf(const dns::Message& message, dns::Type type)
{
    Addresses found;
    if (message.questions.empty())
        return found;
    dns::Name expected = message.questions.front().name;
    found.canonicalName = expected.text();
    found.add(expected);
    for (const dns::Record& record : message.answer) {
        const auto* target = std::get_if<dns::rdata::Target>(&record.data);
        if (record.type == dns::Type::CNAME && target) {
            expected = target->name;
            found.add(expected);
            if (found.records.empty())
                found.canonicalName = expected.text();
        } else if (record.type == type && record.owner == expected)
            found.records.push_back(record);
    }
    return found;
}

std::size_t aligned(std::size_t octets, std::size_t to)
{
    return (octets + to - 1) / to * to;
}

/// Octets of getaddrinfo's result buffer on a 64-bit machine. A pair: tuples of 40 and one name. One family: all names, the addresses, then
/// an array of pointers to each.
std::size_t neededSpace(const Addresses& addresses, Caller caller, dns::Type type)
{
    constexpr std::size_t pointer = 8, tuple = 40;
    const std::size_t count = addresses.records.size();
    if (caller == Caller::Pair)
        return aligned(lengthWithoutFinalDot(addresses.canonicalName) + 1, pointer) + tuple * count;
    const std::size_t address = type == dns::Type::A ? 4 : 16;
    return aligned(aligned(addresses.nameOctets, 4) + address * count, pointer) + pointer * (count + 1 + addresses.names);
}

class Search {
public:
    Search(Walk& walk) : m_walk(walk), m_sender(walk), m_caller(callerOf(walk.question)) {}
    void run();

private:
    static Caller callerOf(const StubQuestion& question);
    [[nodiscard]] bool walkOnce();
    [[nodiscard]] QueryResult query(const Rung& rung, std::size_t index);
    [[nodiscard]] std::vector<dns::Type> askedTypes() const;
    [[nodiscard]] bool settled(const QueryResult& result, std::size_t index);
    [[nodiscard]] bool goesOn(const QueryResult& result, std::size_t index);
    void remember(const QueryResult& result, std::size_t index);
    void noteHalf(const QueryResult& result, std::size_t index);
    [[nodiscard]] bool useAnswer(const QueryResult& result, std::size_t index);
    void promoteRootEntry(std::size_t index);
    void fail(HostError error);
    void stopUnreachable(std::size_t index);
    [[nodiscard]] std::string errorName(HostError error) const;

    Walk& m_walk;
    GlibcSender m_sender;
    Caller m_caller;
    std::vector<Rung> m_rungs;
    std::size_t m_space = 1024; ///< octets of the result buffer
    HostError m_early = HostError::None; ///< error of the name as typed, asked first
    HostError m_last = HostError::HostNotFound;
    bool m_gotNoData = false, m_gotServfail = false, m_abandoned = false;
};

Caller Search::callerOf(const StubQuestion& question)
{
    if (!asksAddresses(question.types))
        return Caller::Search;
    if (question.types.size() > 1)
        return Caller::Pair;
    return question.types.front() == dns::Type::A && !question.wantCanonicalName ? Caller::SimpleInet : Caller::OneFamily;
}

/// With no-aaaa an AF_UNSPEC lookup asks for A alone, and an AAAA question goes out as A.
std::vector<dns::Type> Search::askedTypes() const
{
    if (m_walk.settings.noAaaa && m_walk.question.types.back() == dns::Type::AAAA)
        return {dns::Type::A};
    return m_walk.question.types;
}

QueryResult Search::query(const Rung& rung, std::size_t index)
{
    m_sender.clear();
    if (!rung.name)
        return {HostError::NoRecovery, {}};
    QueryResult result{HostError::None, m_sender.send(*rung.name, askedTypes(), m_walk.firstCandidate + index)};
    const bool hidesData = m_walk.settings.noAaaa && m_walk.question.types == std::vector{dns::Type::AAAA};
    if (result.outcome.failed) {
        // Behind no-aaaa, servers that say nothing at all pass for an empty answer (observed, glibc 2.36).
        result.error = hidesData && !m_sender.bufferIsFilled() ? HostError::NoData : HostError::TryAgain;
        return result;
    }
    auto& [failed, first, second] = result.outcome;
    if (hidesData && first)
        first->answer.clear();
    const dns::Message& one = first ? *first : *second;
    const dns::Message& other = second ? *second : *first;
    if (!hasAnswer(one) && !hasAnswer(other))
        result.error = errorOf(one.rcode == dns::Rcode::NoError ? other.rcode : one.rcode);
    return result;
}

/// What the rung came to, and why the search goes where it goes.
void Search::remember(const QueryResult& result, std::size_t index)
{
    Candidate& candidate = m_walk.candidate(index);
    const std::string name = candidate.name;
    switch (result.error) {
    case HostError::HostNotFound:
        candidate.fate = CandidateFate::NxDomain;
        candidate.then = {NoteCode::NextAfterNxdomain, {name}};
        break;
    case HostError::NoData:
        candidate.fate = CandidateFate::NoData;
        candidate.then = {NoteCode::NextAfterNodata, {name}};
        break;
    case HostError::TryAgain:
        candidate.fate = m_sender.lastOutcome() == "timeout" ? CandidateFate::TimedOut : CandidateFate::Failed;
        candidate.then = {NoteCode::NextAfterServfail, {name}};
        break;
    case HostError::NoRecovery:
        candidate.fate = m_rungs[index].name ? CandidateFate::Failed : CandidateFate::Skipped;
        break;
    case HostError::None: break;
    }
}

/// Whether the list goes on after this entry.
bool Search::goesOn(const QueryResult& result, std::size_t index)
{
    switch (result.error) {
    case HostError::NoData: m_gotNoData = true; return true;
    case HostError::HostNotFound: return true;
    case HostError::TryAgain:
        if (m_sender.bufferRcode() == dns::Rcode::ServFail) {
            m_gotServfail = true;
            return true;
        }
        break;
    default: break;
    }
    Candidate& candidate = m_walk.candidate(index);
    const std::string outcome = m_rungs[index].name ? m_sender.lastOutcome() : "unsendable";
    candidate.then = {NoteCode::ListAbandoned, {candidate.name, outcome}};
    return false;
}

void Search::stopUnreachable(std::size_t index)
{
    Candidate& candidate = m_walk.candidate(index);
    candidate.then = {NoteCode::NoServerReachable, {candidate.name}};
}

void Search::noteHalf(const QueryResult& result, std::size_t index)
{
    const auto& [failed, first, second] = result.outcome;
    if (m_caller != Caller::Pair || m_walk.result.result.records.empty() || m_walk.settings.noAaaa)
        return;
    const bool a = first && hasAnswer(*first), b = second && hasAnswer(*second);
    if (a && b)
        return;
    const dns::Message& data = a ? *first : *second;
    const auto& other = a ? second : first;
    Candidate& candidate = m_walk.candidate(index);
    const std::string what = other ? (other->rcode == dns::Rcode::NoError ? "NODATA" : dns::toString(other->rcode)) : m_sender.lastOutcome();
    candidate.then = {NoteCode::HalfWithData, {candidate.name, dns::toString(data.questions.front().type), what}};
}

/// Takes what the replies hold. False: the buffer is too small and the walk has to run again with the next size.
bool Search::useAnswer(const QueryResult& result, std::size_t index)
{
    Candidate& candidate = m_walk.candidate(index);
    LookupResult& lookup = m_walk.result.result;
    const std::string name = candidate.name;
    candidate.fate = CandidateFate::Won;
    lookup.rcode = dns::Rcode::NoError;
    if (m_caller == Caller::Search) {
        lookup.records = result.outcome.first->answer;
        lookup.canonicalName = name;
        return true;
    }
    Addresses all;
    for (const auto* message : {&result.outcome.first, &result.outcome.second}) {
        if (!*message || (*message)->questions.empty())
            continue;
        const Addresses some = addressesOf(**message, (*message)->questions.front().type);
        if (all.records.empty() && !some.records.empty())
            all.canonicalName = some.canonicalName;
        all.names += some.names;
        all.nameOctets += some.nameOctets;
        all.records.insert(all.records.end(), some.records.begin(), some.records.end());
    }
    // Without AF_UNSPEC's check before the question, an answer for what is no host name is thrown away.
    const bool unusable = !isGlibcHostName(name);
    if (all.records.empty() || unusable) {
        candidate.fate = CandidateFate::Failed;
        candidate.then = {NoteCode::AnswerWithoutAddress, {name}};
        lookup.error = m_caller == Caller::SimpleInet && !unusable ? "EAI_NODATA" : "EAI_NONAME";
        return true;
    }
    const std::size_t needed = neededSpace(all, m_caller, m_walk.question.types.front());
    if (needed > m_space) {
        m_walk.result.notes.push_back({NoteCode::RepeatedForSpace, {std::to_string(m_space)}});
        m_sender.setReason(m_walk.result.notes.back());
        return false;
    }
    lookup.records = std::move(all.records);
    lookup.canonicalName = all.canonicalName;
    noteHalf(result, index);
    return true;
}

/// gethostbyname2 (AF_INET alone) forgets a temporary error unless the last candidate itself failed without a reply (dns-semantics 9.2).
std::string Search::errorName(HostError error) const
{
    const bool lastFailed = m_sender.systemError() == SystemError::ConnectionRefused || m_sender.systemError() == SystemError::TimedOut;
    if (m_caller == Caller::SimpleInet && error == HostError::TryAgain && !lastFailed)
        return "EAI_NONAME";
    if (m_caller == Caller::Search && error == HostError::NoRecovery)
        return "EAI_FAIL";
    return eaiName(error);
}

void Search::fail(HostError error)
{
    LookupResult& lookup = m_walk.result.result;
    lookup.error = errorName(error);
    lookup.rcode = rcodeOf(error);
    for (auto rung = m_rungs.size(); rung-- > 0;) {
        Candidate& candidate = m_walk.candidate(rung);
        if (candidate.fate == CandidateFate::NotAsked || candidate.fate == CandidateFate::Skipped)
            continue;
        const bool stopped = candidate.then.code == NoteCode::NoServerReachable || candidate.then.code == NoteCode::AnswerWithoutAddress;
        if (!stopped && m_early == HostError::None)
            candidate.then = {NoteCode::ResolverGaveUp, {secondsText(m_walk.now - m_walk.start), lookup.error}};
        return;
    }
}

/// True if the walk ends here with data.
bool Search::settled(const QueryResult& result, std::size_t index)
{
    remember(result, index);
    m_last = result.error;
    return result.error == HostError::None;
}

/// An abandoned list leaves out its root entry, so the name as typed is still to be tried: here, where no rung of its own stands for it.
void Search::promoteRootEntry(std::size_t index)
{
    Candidate& candidate = m_walk.candidate(index);
    const bool covered = std::any_of(m_rungs.begin(), m_rungs.end(), [](const Rung& rung) { return rung.asTyped; });
    const int dots = m_walk.question.name.dots();
    if (covered || candidate.why.code != NoteCode::CandidateRootEntry || (dots == 0 && m_walk.settings.noTldQuery))
        return;
    m_rungs[index].asTyped = true;
    candidate.suffix.clear();
    candidate.why = {NoteCode::CandidateAsTypedLast, {m_walk.question.name.text, std::to_string(dots), std::to_string(m_walk.settings.ndots)}};
}

/// False: the answer did not fit and everything is asked again.
bool Search::walkOnce()
{
    m_rungs = ladder(m_walk.config.libc, m_walk.config.version, m_walk.settings, m_walk.question.name);
    m_walk.begin(m_rungs);
    m_early = HostError::None;
    m_last = HostError::HostNotFound;
    m_gotNoData = m_gotServfail = m_abandoned = false;
    for (std::size_t i = 0; i < m_rungs.size(); ++i) {
        if (m_abandoned)
            promoteRootEntry(i);
        const bool asTyped = m_rungs[i].asTyped;
        if (m_abandoned && !asTyped)
            continue;
        const QueryResult result = query(m_rungs[i], i);
        if (settled(result, i))
            return useAnswer(result, i);
        if (m_sender.isCutOff())
            break;
        if (asTyped) {
            if (i == 0 && m_rungs.size() > 1)
                m_early = result.error;
            continue;
        }
        // The system error is looked at even where this entry was never sent, and is then the one before it.
        if (m_sender.systemError() == SystemError::ConnectionRefused) {
            stopUnreachable(i);
            fail(HostError::TryAgain);
            return true;
        }
        m_abandoned = !goesOn(result, i);
    }
    const HostError list = m_gotNoData ? HostError::NoData : m_gotServfail ? HostError::TryAgain : m_last;
    fail(m_sender.isCutOff() ? HostError::TryAgain : m_early != HostError::None ? m_early : list);
    return true;
}

void Search::run()
{
    if (m_walk.settings.attempts <= 0)
        m_walk.result.notes.push_back({NoteCode::ResolverAsksNothing, {"attempts:" + std::to_string(m_walk.settings.attempts)}});
    while (!walkOnce())
        m_space *= 2;
}

} // namespace

void walkGlibc(Walk& walk)
{
    Search(walk).run();
}

} // namespace sim::stub
