// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/dispenser.h"

#include "model/corefile/tokens.h"

#include <utility>

namespace corefile {

Dispenser::Dispenser(std::string plugin, std::vector<Token> tokens) : m_plugin(std::move(plugin)), m_tokens(std::move(tokens)) {}

bool Dispenser::next()
{
    if (hasFailed() || m_cursor + 1 >= std::ssize(m_tokens))
        return false;
    ++m_cursor;
    return true;
}

bool Dispenser::nextArgument()
{
    if (hasFailed() || m_cursor + 1 >= std::ssize(m_tokens))
        return false;
    const auto at = static_cast<std::size_t>(m_cursor + 1);
    return (at == 0 || isOnSameLine(m_tokens[at - 1], m_tokens[at])) && next();
}

bool Dispenser::nextBlock()
{
    if (m_nesting > 0) {
        if (!next())
            return false;
        if (value() == "}") {
            --m_nesting;
            return false;
        }
        return true;
    }
    if (!nextArgument())
        return false;
    if (value() != "{") {
        --m_cursor;
        return false;
    }
    if (!next() || value() == "}")
        return false;
    ++m_nesting;
    return true;
}

std::string Dispenser::value() const
{
    return m_cursor < 0 ? std::string() : m_tokens[static_cast<std::size_t>(m_cursor)].text;
}

std::vector<std::string> Dispenser::remainingArguments()
{
    std::vector<std::string> words;
    while (nextArgument()) {
        if (value() == "{") {
            --m_cursor;
            break;
        }
        words.push_back(value());
    }
    return words;
}

base::Position Dispenser::position() const
{
    if (m_tokens.empty())
        return {};
    const Token& token = m_tokens[static_cast<std::size_t>(std::max<std::ptrdiff_t>(m_cursor, 0))];
    return {token.file, token.line, 0};
}

void Dispenser::fail(std::string detail)
{
    if (!m_error)
        m_error = base::Error{base::ErrorCode::CorefilePlugin, m_plugin, std::move(detail), position()};
}

void Dispenser::failArgument()
{
    if (value() == "{")
        fail("Unexpected token '{', expecting argument");
    else
        fail("Wrong argument count or unexpected line ending after '" + value() + "'");
}

void Dispenser::failUnknownProperty()
{
    fail("unknown property '" + value() + "'");
}

std::int64_t Dispenser::integer(std::string_view text)
{
    return take(goAtoi(text));
}

std::uint64_t Dispenser::unsignedInteger(std::string_view text, int bits)
{
    return take(goParseUint(text, bits));
}

std::chrono::nanoseconds Dispenser::duration(std::string_view text)
{
    return take(goParseDuration(text));
}

} // namespace corefile
