// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// The little of Go's unicode package that the lexer needs.
namespace corefile {

struct Rune {
    char32_t value = 0;
    std::size_t length = 0; ///< octets taken from the text
};

/// The character at `at` (precondition: inside the text). An octet that belongs to no UTF-8 sequence reads as U+FFFD, as with Go's ReadRune.
[[nodiscard]] Rune readRune(std::string_view text, std::size_t at);
void appendRune(std::string& text, char32_t rune);
/// Go's unicode.IsSpace.
[[nodiscard]] bool isSpace(char32_t rune);

} // namespace corefile
