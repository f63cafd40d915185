// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/redaction.h"

#include <algorithm>
#include <array>

// Texts that hold names among other words: Corefiles, resolv.conf, hosts entries, zone files. They are taken apart into words that
// white space parts, and these into runs of name characters. A run is a name if it has a dot or stands in a path; single words are
// names only where the line says so (a hosts entry, `namespaces`, a search list), because a service may be called "cache" or "ready".

namespace kube {

namespace {

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '*';
}

bool isAddress(std::string_view word)
{
    if (word.starts_with('[')) // [fd00::1]:53
        word = word.substr(1, word.find(']') == std::string_view::npos ? 0 : word.find(']') - 1);
    if (const std::size_t colon = word.find(':'); colon != std::string_view::npos && word.find(':', colon + 1) == std::string_view::npos)
        word = word.substr(0, colon); // 10.0.0.1:53
    return IpAddress::parse(word).has_value() || base::IpPrefix::parse(word).has_value();
}

/// Lists of addresses ("-localip 169.254.20.10,10.96.0.10") count too.
bool areAddresses(std::string_view word)
{
    while (!word.empty()) {
        const std::size_t comma = std::min(word.find(','), word.size());
        if (!isAddress(word.substr(0, comma)))
            return false;
        word.remove_prefix(std::min(comma + 1, word.size()));
    }
    return true;
}

/// A number with an optional unit: 30, 5s, 1h30m, 0.5.
bool isNumber(std::string_view run)
{
    return run.front() >= '0' && run.front() <= '9' && std::all_of(run.begin(), run.end(), [](char c) {
        return (c >= '0' && c <= '9') || std::string_view(".smhdwnu").find(c) != std::string_view::npos;
    });
}

/// {$HOME}, {%HOME%} and {1} of a Corefile.
bool isPlaceholder(std::string_view text)
{
    return text.size() > 1 && text[0] == '{' && std::string_view("$%0123456789").find(text[1]) != std::string_view::npos;
}

std::string_view firstWord(std::string_view line)
{
    const auto begin = std::find_if_not(line.begin(), line.end(), isSpace);
    return {begin, std::find_if(begin, line.end(), isSpace)};
}

bool isBlank(std::string_view line) { return std::all_of(line.begin(), line.end(), isSpace); }

/// Calls redactWord for each word; white space stays.
template <class Word>
std::string eachWord(std::string_view line, Word redactWord)
{
    std::string redacted;
    for (std::size_t at = 0; at < line.size();) {
        if (isSpace(line[at])) {
            redacted += line[at++];
            continue;
        }
        std::size_t end = at;
        while (end < line.size() && !isSpace(line[end]))
            ++end;
        redacted += redactWord(line.substr(at, end - at));
        at = end;
    }
    return redacted;
}

/// The line without a comment that begins with `mark`, at the line's begin or behind white space, outside quotes.
std::string_view withoutComment(std::string_view line, char mark)
{
    bool isQuoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"')
            isQuoted = !isQuoted;
        else if (line[i] == mark && !isQuoted && (i == 0 || isSpace(line[i - 1]) || mark == ';'))
            return line.substr(0, i);
    }
    return line;
}

/// Calls redactLine for each line without its comment. Lines that hold nothing but a comment go.
template <class Line>
std::string eachLine(std::string_view text, char commentMark, Line redactLine)
{
    std::string redacted;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view whole = text.substr(at, end - at), line = withoutComment(whole, commentMark);
        at = end + 1;
        if (isBlank(line) && !isBlank(whole))
            continue;
        redacted += redactLine(line);
        if (end < text.size())
            redacted += '\n';
    }
    return redacted;
}

} // namespace

std::string Redactor::token(std::string_view token, Words words)
{
    if (areAddresses(token))
        return std::string(token);
    std::string redacted;
    for (std::size_t at = 0; at < token.size();) {
        if (isPlaceholder(token.substr(at))) {
            const std::size_t end = std::min(token.find('}', at), token.size() - 1) + 1;
            redacted += token.substr(at, end - at);
            at = end;
            continue;
        }
        if (!isNameCharacter(token[at])) {
            redacted += token[at++];
            continue;
        }
        std::size_t end = at;
        while (end < token.size() && isNameCharacter(token[end]))
            ++end;
        const std::string_view run = token.substr(at, end - at);
        const bool isInPath = (at > 0 && token[at - 1] == '/') || (end < token.size() && token[end] == '/');
        const bool isName = words == Words::All || isInPath || run.find('.') != std::string_view::npos;
        redacted += isName && !isNumber(run) && run.front() != '-' ? domain(run) : std::string(run);
        at = end;
    }
    return redacted;
}

std::string Redactor::configLine(std::string_view line)
{
    static constexpr std::array<std::string_view, 9> nameLines = {"namespaces", "search", "domain", "rewrite", "match", "answer", "additional",
                                                                  "authority", "fallthrough"};
    const std::string_view first = firstWord(line);
    const bool isNameLine = std::find(nameLines.begin(), nameLines.end(), first) != nameLines.end() || (!first.empty() && isAddress(first));
    bool isFirst = true, isInTemplate = false;
    return eachWord(line, [&](std::string_view word) {
        const Words words = isNameLine && !isFirst ? Words::All : Words::Dotted;
        isFirst = false;
        const bool isOfTemplate = isInTemplate || word.find("{{") != std::string_view::npos; // {{ .Group.host }}
        isInTemplate = isOfTemplate && word.find("}}") == std::string_view::npos;
        return isOfTemplate ? std::string(word) : token(word, words);
    });
}

std::string Redactor::configText(std::string_view text)
{
    if (isOff())
        return std::string(text);
    return eachLine(text, '#', [this](std::string_view line) { return configLine(line); });
}

std::string Redactor::yamlText(std::string_view text)
{
    if (isOff())
        return std::string(text);
    return eachLine(text, '#', [this](std::string_view line) {
        const std::string_view first = firstWord(line);
        if (first == "apiVersion:" || first == "kind:")
            return std::string(line);
        return eachWord(line, [this](std::string_view word) {
            return word.ends_with(':') ? std::string(word) : token(word, Words::All);
        });
    });
}

std::string Redactor::zoneLine(std::string_view line)
{
    static constexpr std::array<std::string_view, 24> keywords = {"IN",  "CH",   "HS",  "A",     "AAAA",   "CNAME", "MX",   "NS",
                                                                  "PTR", "SOA",  "SRV", "TXT",   "CAA",    "DNAME", "NAPTR", "HINFO",
                                                                  "DS",  "DNSKEY", "RRSIG", "NSEC", "SVCB", "HTTPS", "TLSA", "SSHFP"};
    const bool startsWithOwner = !line.empty() && !isSpace(line.front());
    bool isFirst = true, sawType = false, isQuoted = false, isOpaque = false;
    return eachWord(line, [&](std::string_view word) -> std::string {
        const bool isOwner = isFirst && startsWithOwner;
        isFirst = false;
        const bool begins = word.starts_with('"') && !isQuoted;
        if (begins || isQuoted) { // the texts of a TXT record may hold anything
            isQuoted = begins ? !(word.size() > 1 && word.ends_with('"')) : !word.ends_with('"');
            return begins && !isQuoted ? "\"text\"" : begins ? "\"text" : isQuoted ? "" : "\"";
        }
        isOpaque = isOpaque || word == "\\#";
        if (isOpaque || word.starts_with('$') || word == "@" || word == "(" || word == ")")
            return std::string(word);
        const bool isKeyword = std::find(keywords.begin(), keywords.end(), word) != keywords.end() || word.starts_with("TYPE");
        if (isKeyword && !isOwner && !sawType) {
            sawType = word != "IN" && word != "CH" && word != "HS";
            return std::string(word);
        }
        return token(word, Words::All);
    });
}

std::string Redactor::zoneText(std::string_view text)
{
    if (isOff())
        return std::string(text);
    return eachLine(text, ';', [this](std::string_view line) { return zoneLine(line); });
}

} // namespace kube
