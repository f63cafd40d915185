// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/regex.h"

#include <re2/re2.h>

#include <cctype>
#include <cstddef>

namespace corefile {
namespace {

/// Go takes (?<name>...) beside (?P<name>...) since 1.22; older RE2 libraries know only the second.
std::string withNamedGroups(const std::string& pattern)
{
    std::string result;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '\\' && i + 1 < pattern.size()) {
            result += pattern[i++];
            result += pattern[i];
            continue;
        }
        result += pattern[i];
        const bool opensName = pattern[i] == '(' && pattern.compare(i + 1, 2, "?<") == 0 && i + 3 < pattern.size()
            && std::isalpha(static_cast<unsigned char>(pattern[i + 3])) != 0;
        if (opensName) {
            result += "?P";
            ++i; // over the question mark; the angle follows
        }
    }
    return result;
}

/// Go's regexp/syntax says some things in other words than RE2.
std::string_view goWords(RE2::ErrorCode code)
{
    switch (code) {
    case RE2::ErrorBadEscape: return "invalid escape sequence";
    case RE2::ErrorBadCharClass: return "invalid character class";
    case RE2::ErrorBadCharRange: return "invalid character class range";
    case RE2::ErrorMissingBracket: return "missing closing ]";
    case RE2::ErrorMissingParen: return "missing closing )";
    case RE2::ErrorUnexpectedParen: return "unexpected )";
    case RE2::ErrorTrailingBackslash: return "trailing backslash at end of expression";
    case RE2::ErrorRepeatArgument: return "missing argument to repetition operator";
    case RE2::ErrorRepeatSize: return "invalid repeat count";
    case RE2::ErrorRepeatOp: return "invalid nested repetition operator";
    case RE2::ErrorBadPerlOp: return "invalid or unsupported Perl syntax";
    case RE2::ErrorBadUTF8: return "invalid UTF-8";
    case RE2::ErrorBadNamedCapture: return "invalid named capture";
    default: return "expression too large";
    }
}

} // namespace

std::optional<Regex> Regex::compile(const std::string& pattern, std::string* problem)
{
    RE2::Options options;
    options.set_log_errors(false);
    auto program = std::make_shared<const RE2>(withNamedGroups(pattern), options);
    if (!program->ok()) {
        if (problem)
            *problem = "error parsing regexp: " + std::string(goWords(program->error_code())) + ": `" + program->error_arg() + '`';
        return std::nullopt;
    }
    Regex regex;
    regex.m_pattern = pattern;
    regex.m_program = std::move(program);
    return regex;
}

int Regex::groupCount() const
{
    return m_program ? m_program->NumberOfCapturingGroups() : 0;
}

std::vector<std::string> Regex::groupNames() const
{
    std::vector<std::string> names(static_cast<std::size_t>(groupCount()) + 1);
    if (m_program) {
        for (const auto& [number, name] : m_program->CapturingGroupNames())
            names[static_cast<std::size_t>(number)] = name;
    }
    return names;
}

std::optional<std::vector<std::string>> Regex::search(std::string_view text) const
{
    if (!m_program)
        return std::vector<std::string>{std::string(text)};
    std::vector<re2::StringPiece> groups(static_cast<std::size_t>(groupCount()) + 1);
    const re2::StringPiece whole(text.data(), text.size());
    if (!m_program->Match(whole, 0, text.size(), RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size())))
        return std::nullopt;
    std::vector<std::string> texts;
    texts.reserve(groups.size());
    for (const re2::StringPiece& group : groups)
        texts.emplace_back(group.data() ? std::string(group.data(), group.size()) : std::string());
    return texts;
}

} // namespace corefile
