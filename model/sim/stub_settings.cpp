// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// How each library reads /etc/resolv.conf (dns-semantics 9.1, 9.4, 9.5, 8.6; resolv.conf(5)).
#include "model/sim/stub_internal.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

namespace sim {
namespace {

using stub::lines;
using stub::words;

constexpr std::size_t maximumNameservers = 3; ///< MAXNS of both libraries and Go's own limit
constexpr std::string_view blanks = " \t";

bool startsWith(std::string_view text, std::string_view prefix)
{
    return text.substr(0, prefix.size()) == prefix;
}

bool isAtLeast(const LibcVersion& version, int major, int minor, int patch = 0)
{
    return version == LibcVersion{} || version >= LibcVersion{major, minor, patch};
}

/// atoi: blanks, a sign, digits; anything else ends it.
int leadingNumber(std::string_view text)
{
    const long value = std::strtol(std::string(text).c_str(), nullptr, 10);
    return static_cast<int>(std::clamp(value, -2147483648L, 2147483647L));
}

std::vector<std::string> searchFromHostname(std::string_view hostname)
{
    const auto dot = hostname.find('.');
    return dot == std::string_view::npos ? std::vector<std::string>{} : std::vector<std::string>{std::string(hostname.substr(dot + 1))};
}

// --- glibc ---

struct GlibcFlag {
    std::string_view word;
    bool ResolverSettings::*member;
    int minor; ///< glibc 2.minor brought it
};
/// Compared as prefixes in this order, so a longer word stands before its own beginning.
constexpr std::array<GlibcFlag, 11> glibcFlags{{
    {"rotate", &ResolverSettings::rotate, 0},
    {"edns0", &ResolverSettings::edns0, 0},
    {"single-request-reopen", &ResolverSettings::singleRequestReopen, 9},
    {"single-request", &ResolverSettings::singleRequest, 9},
    {"no_tld_query", &ResolverSettings::noTldQuery, 0},
    {"no-tld-query", &ResolverSettings::noTldQuery, 0},
    {"no-reload", &ResolverSettings::noReload, 26},
    {"use-vc", &ResolverSettings::useVc, 14},
    {"trust-ad", &ResolverSettings::trustAd, 31},
    {"no-aaaa", &ResolverSettings::noAaaa, 36},
    {"strict-error", &ResolverSettings::strictError, 41},
}};

void readGlibcOption(ResolverSettings& settings, const LibcVersion& version, std::string_view option)
{
    if (startsWith(option, "ndots:")) {
        settings.ndots = std::min(leadingNumber(option.substr(6)), 15) & 15; // kept in four bits: -1 reads as 15
        return;
    }
    if (startsWith(option, "timeout:")) {
        settings.timeoutSeconds = std::min(leadingNumber(option.substr(8)), 30);
        return;
    }
    if (startsWith(option, "attempts:")) {
        settings.attempts = std::min(leadingNumber(option.substr(9)), 5);
        return;
    }
    const bool clears = startsWith(option, "-") && isAtLeast(version, 2, 41);
    if (clears)
        option.remove_prefix(1);
    for (const GlibcFlag& flag : glibcFlags) {
        if (!startsWith(option, flag.word))
            continue;
        if (isAtLeast(version, 2, flag.minor))
            settings.*flag.member = !clears;
        return;
    }
}

void readGlibcOptions(ResolverSettings& settings, const LibcVersion& version, std::string_view text)
{
    for (const std::string& option : words(text, blanks))
        readGlibcOption(settings, version, option);
}

/// The text after `keyword` and at least one blank; nullopt: another line. Directives stand in column 0.
std::optional<std::string_view> glibcValue(std::string_view line, std::string_view keyword)
{
    if (!startsWith(line, keyword) || line.size() <= keyword.size() || blanks.find(line[keyword.size()]) == std::string_view::npos)
        return std::nullopt;
    line.remove_prefix(keyword.size());
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
    return line;
}

bool isGlibcNameserver(std::string_view text)
{
    if (stub::parseInetAton(text))
        return true;
    return text.find(':') != std::string_view::npos && base::IpAddress::parse(text.substr(0, text.find('%')));
}

/// The mask that glibc writes where a sortlist entry has none: the address's old class.
std::string classMask(const base::IpAddress& address)
{
    const std::uint8_t first = address.bytes()[12];
    return first < 128 ? "255.0.0.0" : first < 192 ? "255.255.0.0" : "255.255.255.0";
}

void readSortlist(ResolverSettings& settings, std::string_view text)
{
    for (const std::string& word : words(text.substr(0, text.find(';')), blanks)) {
        const auto separator = word.find_first_of("/&");
        const auto address = stub::parseInetAton(word.substr(0, separator));
        if (!address)
            continue;
        const auto mask = separator == std::string::npos ? std::nullopt : stub::parseInetAton(word.substr(separator + 1));
        settings.sortlist.push_back(address->toString() + '/' + (mask ? mask->toString() : classMask(*address)));
    }
}

/// Before 2.26 six entries and 256 characters were all (dns-semantics 9.1).
void limitOldSearch(std::vector<std::string>& search)
{
    constexpr std::size_t entries = 6, characters = 256;
    std::size_t used = 0, kept = 0;
    while (kept < search.size() && kept < entries && used + search[kept].size() < characters)
        used += search[kept++].size() + 1;
    search.resize(kept);
}

void readGlibcLine(ResolverSettings& settings, const LibcVersion& version, std::string_view line, bool searchIsFixed)
{
    if (const auto domain = glibcValue(line, "domain"); domain && !domain->empty() && !searchIsFixed)
        settings.search = {std::string(domain->substr(0, domain->find_first_of(blanks)))};
    else if (const auto search = glibcValue(line, "search"); search && !search->empty() && !searchIsFixed)
        settings.search = words(*search, blanks);
    else if (const auto nameserver = glibcValue(line, "nameserver")) {
        const auto address = nameserver->substr(0, nameserver->find_first_of(blanks));
        if (isGlibcNameserver(address))
            settings.nameservers.emplace_back(address);
    } else if (const auto sortlist = glibcValue(line, "sortlist"))
        readSortlist(settings, *sortlist);
    else if (startsWith(line, "options") && line.size() > 7 && blanks.find(line[7]) != std::string_view::npos)
        readGlibcOptions(settings, version, line.substr(7));
}

ResolverSettings readGlibc(const LibcVersion& version, std::string_view text, const SettingsEnvironment& environment)
{
    ResolverSettings settings;
    if (environment.localDomain) {
        const std::string_view value = *environment.localDomain;
        settings.search = words(value.substr(0, value.find('\n')), blanks);
        if (settings.search.empty())
            settings.search = {""}; // an empty variable is a list of one empty entry, which means the root
    }
    for (const std::string_view line : lines(text)) {
        if (!line.empty() && line.front() != ';' && line.front() != '#')
            readGlibcLine(settings, version, line, environment.localDomain.has_value());
    }
    if (settings.nameservers.empty())
        settings.nameservers = {"127.0.0.1"};
    settings.nameservers.resize(std::min(settings.nameservers.size(), maximumNameservers));
    if (settings.search.empty())
        settings.search = searchFromHostname(environment.hostname);
    if (!isAtLeast(version, 2, 26))
        limitOldSearch(settings.search);
    if (environment.resOptions)
        readGlibcOptions(settings, version, *environment.resOptions);
    return settings;
}

// --- musl ---

constexpr std::size_t muslLineLimit = 255; ///< characters; a line of this length or longer is passed over
constexpr std::string_view whiteSpace = " \t\n\v\f\r";

/// `word` followed by a digit anywhere in the line, also inside another word; nullopt leaves the setting as it was.
std::optional<int> muslNumber(std::string_view line, std::string_view word, int limit)
{
    const auto at = line.find(word);
    if (at == std::string_view::npos)
        return std::nullopt;
    const std::string_view value = line.substr(at + word.size());
    if (value.empty() || !std::isdigit(static_cast<unsigned char>(value.front())))
        return std::nullopt;
    return std::min(leadingNumber(value), limit);
}

void readMuslLine(ResolverSettings& settings, std::string_view line)
{
    const auto isDirective = [line](std::string_view word) {
        return startsWith(line, word) && line.size() > word.size() && whiteSpace.find(line[word.size()]) != std::string_view::npos;
    };
    if (isDirective("options")) {
        settings.ndots = muslNumber(line, "ndots:", 15).value_or(settings.ndots);
        settings.attempts = muslNumber(line, "attempts:", 10).value_or(settings.attempts);
        settings.timeoutSeconds = muslNumber(line, "timeout:", 60).value_or(settings.timeoutSeconds);
    } else if (isDirective("nameserver")) {
        const auto values = words(line.substr(11), whiteSpace);
        if (settings.nameservers.size() < maximumNameservers && !values.empty() && stub::numericAddress(Libc::Musl, values.front()))
            settings.nameservers.push_back(values.front());
    } else if (isDirective("domain") || isDirective("search"))
        settings.search = words(line.substr(7), whiteSpace);
}

ResolverSettings readMusl(const LibcVersion& version, std::string_view text)
{
    ResolverSettings settings;
    const bool lastLineEnds = !text.empty() && text.back() == '\n';
    const auto all = lines(text);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool ends = i + 1 < all.size() || lastLineEnds;
        if (all[i].size() < muslLineLimit)
            readMuslLine(settings, std::string(all[i]) + (ends ? "\n" : ""));
    }
    if (settings.nameservers.empty())
        settings.nameservers = {"127.0.0.1"};
    if (!isAtLeast(version, 1, 1, 13))
        settings.search.clear();
    return settings;
}

// --- Go ---

std::string rooted(std::string_view name)
{
    return !name.empty() && name.back() == '.' ? std::string(name) : std::string(name) + '.';
}

/// Digits from the front; none, or a sign: 0. Go stops counting at 0xffffff.
int goNumber(std::string_view text)
{
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            break;
        value = std::min(value * 10 + (c - '0'), 0xffffff);
    }
    return value;
}

void readGoOption(ResolverSettings& settings, const LibcVersion& version, const std::string& option)
{
    if (startsWith(option, "ndots:"))
        settings.ndots = std::min(goNumber(std::string_view(option).substr(6)), 15);
    else if (startsWith(option, "timeout:"))
        settings.timeoutSeconds = std::max(goNumber(std::string_view(option).substr(8)), 1);
    else if (startsWith(option, "attempts:"))
        settings.attempts = std::max(goNumber(std::string_view(option).substr(9)), 1);
    else if (option == "rotate")
        settings.rotate = true;
    else if (option == "single-request")
        settings.singleRequest = true;
    else if (option == "single-request-reopen")
        settings.singleRequestReopen = true;
    else if (option == "use-vc" || option == "usevc" || option == "tcp")
        settings.useVc = true;
    else if (option == "trust-ad" && isAtLeast(version, 1, 20))
        settings.trustAd = true;
    else if (option == "no-reload" && isAtLeast(version, 1, 20))
        settings.noReload = true;
    else if (option != "edns0" || !isAtLeast(version, 1, 20)) // EDNS is on anyway
        settings.unknownOptions.push_back(option);
}

void readGoLine(ResolverSettings& settings, const LibcVersion& version, const std::vector<std::string>& fields)
{
    const std::string& keyword = fields.front();
    const std::vector<std::string> values(fields.begin() + 1, fields.end());
    if (keyword == "nameserver") {
        const bool usable = !values.empty() && settings.nameservers.size() < maximumNameservers && stub::numericAddress(Libc::Go, values[0]);
        if (usable)
            settings.nameservers.push_back(values[0]);
    } else if (keyword == "domain") {
        if (!values.empty())
            settings.search = {rooted(values[0])};
    } else if (keyword == "search") {
        settings.search.clear();
        for (const std::string& value : values) {
            if (value != ".")
                settings.search.push_back(rooted(value));
        }
    } else if (keyword == "options") {
        for (const std::string& value : values)
            readGoOption(settings, version, value);
    } else if (keyword == "lookup")
        settings.lookup = values;
    else
        settings.unknownOptions.push_back(keyword);
}

ResolverSettings readGo(const LibcVersion& version, std::string_view text, const SettingsEnvironment& environment)
{
    ResolverSettings settings;
    for (const std::string_view line : lines(text)) {
        const auto fields = words(line, " \r\t\n");
        if (!fields.empty() && line.front() != ';' && line.front() != '#')
            readGoLine(settings, version, fields);
    }
    if (settings.nameservers.empty())
        settings.nameservers = {"127.0.0.1", "::1"};
    if (settings.search.empty()) {
        for (const std::string& domain : searchFromHostname(environment.hostname)) {
            if (!domain.empty())
                settings.search = {rooted(domain)};
        }
    }
    return settings;
}

/// HNS gets servers and suffixes from the kubelet; ndots and the other options mean nothing there (dns-semantics 8.6, documentation only).
ResolverSettings readWindows(std::string_view text)
{
    ResolverSettings settings;
    for (const std::string_view line : lines(text)) {
        const auto fields = words(line, whiteSpace);
        if (fields.size() > 1 && fields[0] == "nameserver")
            settings.nameservers.push_back(fields[1]);
        else if (!fields.empty() && fields[0] == "search")
            settings.search.assign(fields.begin() + 1, fields.end());
    }
    return settings;
}

} // namespace

ResolverSettings readSettings(Libc libc, const LibcVersion& version, std::string_view resolvConfText, const SettingsEnvironment& environment)
{
    switch (libc) {
    case Libc::Musl: return readMusl(version, resolvConfText);
    case Libc::Go: return readGo(version, resolvConfText, environment);
    case Libc::Windows: return readWindows(resolvConfText);
    case Libc::Glibc:
    case Libc::None: break;
    }
    return readGlibc(version, resolvConfText, environment);
}

} // namespace sim
