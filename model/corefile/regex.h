// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace re2 { class RE2; }

namespace corefile {

/// A Go regular expression (RE2 syntax), compiled; copies share the program. Equality compares patterns.
class Regex {
public:
    Regex() = default; ///< matches everything
    /// nullopt if the pattern is not valid RE2; `problem` (may be null) takes RE2's words.
    [[nodiscard]] static std::optional<Regex> compile(const std::string& pattern, std::string* problem = nullptr);
    [[nodiscard]] const std::string& pattern() const { return m_pattern; }
    [[nodiscard]] int groupCount() const;
    [[nodiscard]] std::vector<std::string> groupNames() const; ///< index = group number, "" for unnamed and group 0
    /// Unanchored search: group texts (index 0 the whole match) or nullopt.
    [[nodiscard]] std::optional<std::vector<std::string>> search(std::string_view text) const;
    friend bool operator==(const Regex& a, const Regex& b) { return a.m_pattern == b.m_pattern; }

private:
    std::string m_pattern;
    std::shared_ptr<const re2::RE2> m_program;
};

} // namespace corefile
