// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"
#include "model/corefile/go_values.h"
#include "model/corefile/parse.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace corefile {

/// A plugin's view of its tokens, with the walk and the words of caddy's dispenser, on which it depends which odd Corefiles CoreDNS accepts.
/// The first failure is kept; from then on there are no more tokens, so that a setup function reads on to its end without looking.
class Dispenser {
public:
    Dispenser(std::string plugin, std::vector<Token> tokens);

    bool next();
    bool nextArgument(); ///< the next token if it is on the same line
    /// Enters a block that opens on this line, then goes from token to token; false at its end.
    bool nextBlock();
    [[nodiscard]] std::string value() const;
    /// The rest of the line, without an opening brace.
    [[nodiscard]] std::vector<std::string> remainingArguments();

    [[nodiscard]] bool hasFailed() const { return m_error.has_value(); }
    void fail(std::string detail);
    void failArgument(); ///< "Wrong argument count ..."
    void failUnknownProperty();
    void failOnce() { fail("this plugin can only be used once per Server Block"); }
    [[nodiscard]] const std::optional<base::Error>& error() const { return m_error; }
    [[nodiscard]] base::Position position() const;

    // Values as Go reads them; a failure is recorded and the value is zero.
    std::int64_t integer(std::string_view text);
    std::uint64_t unsignedInteger(std::string_view text, int bits);
    std::chrono::nanoseconds duration(std::string_view text);
    template <class T>
    T take(Parsed<T> parsed)
    {
        if (parsed)
            return std::move(*parsed);
        fail(std::move(parsed.error()));
        return {};
    }

private:
    std::string m_plugin;
    std::vector<Token> m_tokens;
    std::ptrdiff_t m_cursor = -1;
    int m_nesting = 0;
    std::optional<base::Error> m_error;
};

} // namespace corefile
