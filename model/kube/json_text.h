// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// JSON as text: where it is broken, where its documents end, strings in and out. The values are read by model/kube/reading.h.
namespace kube {

/// The string whose first byte after the quote is text[0], up to its closing quote. False for a broken escape or no closing quote.
/// A lone surrogate becomes U+FFFD, as in Go's encoding/json.
[[nodiscard]] bool unescapeJson(std::string_view text, std::string& unescaped);
/// Appends `text` quoted and escaped. `text` must be UTF-8.
void appendJsonString(std::string& json, std::string_view text);

/// The first thing wrong with a JSON text.
struct JsonFault {
    std::size_t offset = 0;   ///< in bytes
    std::string message;
    bool atEnd = false;       ///< the text ends too early; `message` says what was open
};

/// Checks the whole text strictly (RFC 8259), which simdjson on demand does only for what is visited. nullopt: a sequence of documents,
/// one after another with white space or nothing between them; `documents` gets each one's text. Deeper than 1000 levels is a fault.
[[nodiscard]] std::optional<JsonFault> checkJson(std::string_view text, std::vector<std::string_view>* documents);

/// Line and column (in characters) of a byte offset.
[[nodiscard]] base::Position positionAt(std::string_view text, std::size_t offset, const std::string& fileName);

/// The offset of the first byte that is not UTF-8; nullopt if all is.
[[nodiscard]] std::optional<std::size_t> findBrokenUtf8(std::string_view text);
/// The text as UTF-8 without byte order mark. UTF-16 with a mark is converted: Windows PowerShell 5 redirects into that.
[[nodiscard]] std::string toUtf8(std::string_view bytes);

} // namespace kube
