// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/environment.h"

#include <cstddef>
#include <string_view>

namespace corefile {
namespace {

/// A value may name further variables; one that leads back to itself would never end (CoreDNS hangs on it).
constexpr int maximumReplacements = 1000;
constexpr std::size_t maximumLength = 1U << 20;

void replaceAll(std::string& text, const std::string& what, const std::string& with)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

void expand(std::string& text, std::string_view open, std::string_view close, const std::map<std::string, std::string>& environment)
{
    for (int i = 0; i < maximumReplacements && text.size() < maximumLength; ++i) {
        const std::size_t start = text.find(open);
        // From the start of the reference on, as caddy searches: "{%}" closes with the "%}" that overlaps its own opening.
        const std::size_t end = start == std::string::npos ? start : text.find(close, start);
        if (end == std::string::npos || end <= start + open.size())
            return;
        const std::string name = text.substr(start + open.size(), end - start - open.size());
        const auto found = environment.find(name);
        replaceAll(text, text.substr(start, end + close.size() - start), found == environment.end() ? std::string() : found->second);
    }
}

} // namespace

std::string expandEnvironment(std::string text, const std::map<std::string, std::string>& environment)
{
    expand(text, "{%", "%}", environment);
    expand(text, "{$", "}", environment);
    return text;
}

} // namespace corefile
