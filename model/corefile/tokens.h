// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/corefile/parse.h"

#include <algorithm>

/// How tokens stand to each other on lines. A quoted token may span lines and a file may be imported, so both count.
namespace corefile {

[[nodiscard]] inline int lastLine(const Token& token)
{
    return token.line + static_cast<int>(std::count(token.text.begin(), token.text.end(), '\n'));
}

[[nodiscard]] inline bool isOnSameLine(const Token& previous, const Token& token)
{
    return previous.file == token.file && lastLine(previous) == token.line;
}

/// Not the opposite of isOnSameLine: a snippet's token may carry a smaller line number than the token in front of it.
[[nodiscard]] inline bool startsNewLine(const Token& previous, const Token& token)
{
    return previous.file != token.file || lastLine(previous) < token.line;
}

} // namespace corefile
