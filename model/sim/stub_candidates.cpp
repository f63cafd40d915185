// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// The ladder: which absolute names a library makes of what was typed, in its order (dns-semantics 9.2, 9.4, 9.5, 8.6).
#include "model/sim/stub_internal.h"

#include <algorithm>

namespace sim::stub {
namespace {

constexpr std::size_t maximumName = 253;        ///< characters without the final dot
constexpr std::size_t muslBuffer = 256;         ///< musl builds a candidate in so many octets, the final NUL included

struct Typed {
    std::string text; ///< as typed
    int dots = 0;
    int ndots = 0;
    [[nodiscard]] std::vector<std::string> facts() const { return {text, std::to_string(dots), std::to_string(ndots)}; }
};

Note note(NoteCode code, std::vector<std::string> arguments)
{
    return {code, std::move(arguments)};
}

/// The rung for `text` (with or without final dot) that came about by `suffix`.
Rung rung(const std::string& text, const std::string& suffix, Note why)
{
    Rung result;
    result.name = nameFromRaw(text);
    result.candidate.name = result.name ? result.name->text() : text + (!text.empty() && text.back() == '.' ? "" : ".");
    result.candidate.suffix = suffix;
    result.candidate.why = std::move(why);
    return result;
}

Rung asTyped(const Typed& typed, Note why)
{
    Rung result = rung(typed.text, {}, std::move(why));
    result.asTyped = true;
    return result;
}

Note searchNote(const Typed& typed, const std::string& suffix, std::size_t position, bool after)
{
    const std::string number = std::to_string(position + 1);
    if (after)
        return note(NoteCode::CandidateSearchAfter, {typed.text, suffix, number});
    auto arguments = typed.facts();
    arguments.insert(arguments.end(), {suffix, number});
    return note(NoteCode::CandidateSearch, std::move(arguments));
}

/// A rung that the library cannot send as the two are; says which of the two reasons.
void markUnsendable(Rung& rung, const Typed& typed)
{
    if (rung.name)
        return;
    const bool tooLong = lengthWithoutFinalDot(rung.candidate.name) > maximumName;
    rung.candidate.why = note(tooLong ? NoteCode::CandidateTooLong : NoteCode::CandidateMalformed, {typed.text, rung.candidate.suffix});
    rung.candidate.fate = CandidateFate::Skipped;
}

std::vector<Rung> glibcLadder(const ResolverSettings& settings, const Typed& typed, bool absolute)
{
    std::vector<Rung> rungs;
    if (absolute)
        return {asTyped(typed, note(NoteCode::CandidateAbsolute, {typed.text}))};
    const bool first = typed.dots >= typed.ndots;
    if (first)
        rungs.push_back(asTyped(typed, note(NoteCode::CandidateAsTypedFirst, typed.facts())));
    bool rootOnList = false;
    for (std::size_t i = 0; i < settings.search.size(); ++i) {
        const std::string& entry = settings.search[i];
        const std::string_view domain = std::string_view(entry).substr(!entry.empty() && entry.front() == '.' ? 1 : 0);
        if (domain.empty()) {
            rootOnList = true;
            rungs.push_back(rung(typed.text, ".", note(NoteCode::CandidateRootEntry, {typed.text, std::to_string(i + 1)})));
        } else
            rungs.push_back(rung(typed.text + '.' + std::string(domain), entry, searchNote(typed, entry, i, first)));
        markUnsendable(rungs.back(), typed);
    }
    const bool allowed = typed.dots > 0 || settings.search.empty() || !settings.noTldQuery;
    if (allowed && !first && !rootOnList)
        rungs.push_back(asTyped(typed, note(NoteCode::CandidateAsTypedLast, typed.facts())));
    return rungs;
}

std::vector<Rung> muslLadder(const ResolverSettings& settings, const Typed& typed, bool absolute)
{
    std::vector<Rung> rungs;
    if (absolute)
        return {asTyped(typed, note(NoteCode::CandidateAbsolute, {typed.text}))};
    if (typed.dots >= typed.ndots)
        return {asTyped(typed, note(NoteCode::CandidateNoSearchMusl, typed.facts()))};
    for (std::size_t i = 0; i < settings.search.size(); ++i) {
        const std::string& entry = settings.search[i];
        rungs.push_back(rung(typed.text + '.' + entry, entry, searchNote(typed, entry, i, false)));
        markUnsendable(rungs.back(), typed);
        // Up to 255 characters fit the buffer; the message writer then refuses what is over 253, and the lookup ends there (stub_musl.cpp).
        const bool skipped = typed.text.size() + 1 + entry.size() >= muslBuffer;
        if (!rungs.back().name && !skipped)
            rungs.back().candidate.fate = CandidateFate::NotAsked;
    }
    rungs.push_back(asTyped(typed, note(NoteCode::CandidateAsTypedLast, typed.facts())));
    return rungs;
}

bool isOnion(const std::string& name)
{
    constexpr std::string_view suffix = ".onion";
    const std::string lower = dns::asciiLower(std::string_view(name).substr(0, lengthWithoutFinalDot(name)));
    return lower.size() >= suffix.size() && lower.compare(lower.size() - suffix.size(), suffix.size(), suffix) == 0;
}

void markGo(Rung& rung, const Typed& typed)
{
    markUnsendable(rung, typed);
    if (!rung.name || !isOnion(rung.candidate.name))
        return;
    rung.candidate.why = note(NoteCode::CandidateNotForDns, {rung.candidate.name});
    rung.candidate.fate = CandidateFate::Skipped;
}

std::vector<Rung> goLadder(const ResolverSettings& settings, const Typed& typed, bool absolute)
{
    std::vector<Rung> rungs;
    const bool first = typed.dots >= typed.ndots;
    if (absolute)
        rungs.push_back(asTyped(typed, note(NoteCode::CandidateAbsolute, {typed.text})));
    else if (first)
        rungs.push_back(asTyped(typed, note(NoteCode::CandidateAsTypedFirst, typed.facts())));
    if (!absolute) {
        for (std::size_t i = 0; i < settings.search.size(); ++i)
            rungs.push_back(rung(typed.text + '.' + settings.search[i], settings.search[i], searchNote(typed, settings.search[i], i, first)));
        if (!first)
            rungs.push_back(asTyped(typed, note(NoteCode::CandidateAsTypedLast, typed.facts())));
    }
    for (Rung& each : rungs)
        markGo(each, typed);
    return rungs;
}

std::vector<Rung> windowsLadder(const ResolverSettings& settings, const Typed& typed, bool absolute)
{
    if (absolute)
        return {asTyped(typed, note(NoteCode::CandidateAbsolute, {typed.text}))};
    if (typed.dots > 0 || settings.search.empty())
        return {asTyped(typed, note(NoteCode::WindowsDotIsAbsolute, {typed.text}))};
    const std::string& suffix = settings.search.front();
    Rung only = rung(typed.text + '.' + suffix, suffix, note(NoteCode::WindowsFirstSuffixOnly, {typed.text, suffix}));
    markUnsendable(only, typed);
    return {std::move(only)};
}

bool isDigitsAndDots(std::string_view name)
{
    return !name.empty() && name.back() != '.' && name.front() != '.' && name.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool isMuslName(std::string_view name)
{
    const std::size_t length = lengthWithoutFinalDot(name);
    return length > 0 && name.size() < 255 && name[length - 1] != '.';
}

bool goLabelIsBad(std::string_view label)
{
    return label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-';
}

/// Go's isDomainName: letters, digits, - and _ with at least one that is no digit.
bool isGoDomainName(std::string_view name)
{
    if (name == ".")
        return true;
    const std::string_view labels = name.substr(0, lengthWithoutFinalDot(name));
    if (labels.empty() || labels.size() > maximumName)
        return false;
    bool nonNumeric = false;
    for (std::size_t at = 0; at <= labels.size();) {
        const std::size_t end = std::min(labels.find('.', at), labels.size());
        if (goLabelIsBad(labels.substr(at, end - at)))
            return false;
        at = end + 1;
    }
    for (const char c : labels) {
        const char lower = dns::asciiLower(c);
        const bool letter = (lower >= 'a' && lower <= 'z') || c == '-' || c == '_';
        if (!letter && c != '.' && (c < '0' || c > '9'))
            return false;
        nonNumeric = nonNumeric || letter;
    }
    return nonNumeric;
}

} // namespace

std::vector<Rung> ladder(Libc libc, const LibcVersion&, const ResolverSettings& settings, const TypedName& name)
{
    const Typed typed{name.text, name.dots(), settings.ndots};
    switch (libc) {
    case Libc::Musl: return muslLadder(settings, typed, name.hasTrailingDot());
    case Libc::Go: return goLadder(settings, typed, name.hasTrailingDot());
    case Libc::Windows: return windowsLadder(settings, typed, name.hasTrailingDot());
    case Libc::Glibc: return glibcLadder(settings, typed, name.hasTrailingDot());
    case Libc::None: break;
    }
    return {asTyped(typed, note(NoteCode::CandidateAbsolute, {typed.text}))}; // dig takes the name as absolute
}

bool isGlibcHostName(std::string_view name)
{
    if (name == ".")
        return true;
    if (name.empty() || name.front() == '-' || !nameFromRaw(name) || name.back() == '\\')
        return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        const char lower = dns::asciiLower(c);
        return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    });
}

bool refusesName(Libc libc, const StubQuestion& question)
{
    const auto& [name, types, wantCanonicalName] = question;
    const bool addresses = asksAddresses(types);
    switch (libc) {
    case Libc::Glibc:
        // gethostbyname3, which a single family with AI_CANONNAME goes through, checks no characters.
        if (!addresses || (types.size() == 1 && wantCanonicalName))
            return name.text.empty();
        // Names of digits and dots are held back by gethostbyname2, through which only AF_INET goes (dns-semantics 9.2).
        return !isGlibcHostName(name.text) || (types.front() == dns::Type::A && types.size() == 1 && isDigitsAndDots(name.text));
    case Libc::Musl: return addresses && !isMuslName(name.text);
    case Libc::Go: return !isGoDomainName(name.text);
    case Libc::Windows:
    case Libc::None: break;
    }
    return name.text.empty() || !nameFromRaw(name.text);
}

} // namespace sim::stub

namespace sim {

std::vector<Candidate> candidates(Libc libc, const LibcVersion& version, const ResolverSettings& settings, const TypedName& name)
{
    if (stub::numericAddress(libc, name.text) || stub::refusesName(libc, {name, {dns::Type::A, dns::Type::AAAA}, false}))
        return {};
    std::vector<Candidate> result;
    for (stub::Rung& rung : stub::ladder(libc, version, settings, name))
        result.push_back(std::move(rung.candidate));
    return result;
}

} // namespace sim
