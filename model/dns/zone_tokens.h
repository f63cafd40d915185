// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"
#include "model/dns/record.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dns {

/// A word or a quoted string of a zone file; escapes are still in it, quotes are not.
struct ZoneToken {
    std::string_view text;
    bool isQuoted = false;
    int line = 0;
    int column = 0; ///< in octets
};

/// What stands on one line, or on several inside parentheses.
struct ZoneEntry {
    std::vector<ZoneToken> tokens;
    bool startsBlank = false; ///< the owner is that of the entry before
    int line = 0;             ///< where the entry ends, for what is missing
    int column = 0;
};

/// Splits master-file text into entries (RFC 1035 section 5.1). The text must outlive the tokens.
class ZoneLexer {
public:
    ZoneLexer(std::string_view text, std::string_view fileName) : m_text(text), m_fileName(fileName) {}

    /// Reads the next entry that has a token; false at the end of the text. Error: ZoneSyntax.
    base::Result<bool> next(ZoneEntry& entry);

private:
    enum class Step { Continue, EntryEnd };
    base::Result<Step> step(ZoneEntry& entry);
    void skipComment();
    void readWord(ZoneEntry& entry);
    base::Result<Step> readQuoted(ZoneEntry& entry);
    base::Result<Step> closeParenthesis();
    [[nodiscard]] int column() const { return static_cast<int>(m_at - m_lineStart) + 1; }
    [[nodiscard]] tl::unexpected<base::Error> failed(std::string_view word, std::string_view expected, int line, int column) const;

    std::string_view m_text;
    std::string m_fileName;
    std::size_t m_at = 0;
    std::size_t m_lineStart = 0;
    int m_line = 1;
    int m_depth = 0; ///< open parentheses
    int m_openLine = 0;
    int m_openColumn = 0;
};

/// Data of `type` from the tokens behind it. Errors carry the token's line and column, or the entry's end, and `fileName`.
[[nodiscard]] base::Result<Rdata> parseRdataTokens(Type type, std::span<const ZoneToken> tokens, const ZoneEntry& entry, const Name& origin,
                                                   const std::string& fileName);
/// "@", an absolute name, or one below `origin`. Errors: name errors, ZoneSyntax.
[[nodiscard]] base::Result<Name> parseZoneName(const ZoneToken& token, const Name& origin);
/// Seconds as a number or with units: "90", "1h30m" (w, d, h, m, s in any case). nullopt when broken or above 2^32-1.
[[nodiscard]] std::optional<std::uint32_t> parseSeconds(std::string_view text);

} // namespace dns
