// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/imports.h"
#include "model/corefile/setup.h"

namespace corefile {

std::string pathBelowRoot(const std::string& path, const SetupContext& context)
{
    return path.starts_with('/') || context.root.empty() ? path : cleanPath(context.root + '/' + path);
}

dns::Ttl readTtl(Dispenser& c)
{
    const std::vector<std::string> words = c.remainingArguments();
    if (words.empty()) {
        c.failArgument();
        return {};
    }
    const std::int64_t ttl = c.integer(words[0]);
    if (ttl < 0 || ttl > 3600) {
        c.fail("ttl must be in range [0, 3600]: " + std::to_string(ttl));
        return {};
    }
    return dns::Ttl(static_cast<std::uint32_t>(ttl));
}

std::string joined(const std::vector<std::string>& words, std::string_view separator)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        text += i > 0 ? separator : std::string_view();
        text += words[i];
    }
    return text;
}

std::string asciiUpper(std::string_view text)
{
    std::string upper(text);
    for (char& c : upper) {
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - ('a' - 'A'));
    }
    return upper;
}

std::optional<Regex> compileRegex(const std::string& pattern, std::string& problem, std::string_view what)
{
    constexpr std::size_t maximumLength = 10000;
    if (pattern.size() > maximumLength) {
        problem = "regex pattern too long" + std::string(what) + ": " + std::to_string(pattern.size()) + " > 10000";
        return std::nullopt;
    }
    return Regex::compile(pattern, &problem);
}

} // namespace corefile
