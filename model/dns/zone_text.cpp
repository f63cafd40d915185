// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/dns/zone_text.h"

#include "model/dns/escape.h"
#include "model/dns/zone_tokens.h"

#include <algorithm>
#include <limits>

namespace dns {
namespace {

constexpr std::uint32_t maximumTtl = std::numeric_limits<std::int32_t>::max();

class ZoneReader {
public:
    ZoneReader(std::string_view text, const ZoneTextOptions& options)
        : m_lexer(text, options.fileName), m_fileName(options.fileName), m_origin(options.origin), m_ttl(options.defaultTtl)
    {
    }

    base::Result<std::vector<Record>> read()
    {
        for (;;) {
            const base::Result<bool> more = m_lexer.next(m_entry);
            if (!more)
                return tl::unexpected(more.error());
            if (!*more)
                return std::move(m_records);
            m_rest = m_entry.tokens;
            const ZoneToken& first = m_rest.front();
            const bool isDirective = !m_entry.startsBlank && !first.isQuoted && first.text.starts_with('$');
            const base::Result<void> done = isDirective ? readDirective() : readRecord();
            if (!done)
                return tl::unexpected(done.error());
        }
    }

private:
    base::Position positionOf(const ZoneToken& token) const { return {m_fileName, token.line, token.column}; }

    tl::unexpected<base::Error> failed(const ZoneToken& token, std::string_view expected) const
    {
        return base::fail(base::ErrorCode::ZoneSyntax, std::string(token.text), std::string(expected), positionOf(token));
    }

    /// The next token; behind the last one an empty token at the entry's end, so that a fault there has a position.
    ZoneToken peek() const { return m_rest.empty() ? ZoneToken{{}, false, m_entry.line, m_entry.column} : m_rest.front(); }
    void skip() { m_rest = m_rest.subspan(std::min<std::size_t>(1, m_rest.size())); }

    base::Result<Name> readName()
    {
        const ZoneToken token = peek();
        if (m_rest.empty())
            return failed(token, "a domain name");
        skip();
        base::Result<Name> name = parseZoneName(token, m_origin);
        if (!name)
            name.error().where = positionOf(token);
        return name;
    }

    base::Result<void> readDirective()
    {
        const ZoneToken directive = peek();
        skip();
        if (equalsIgnoringCase(directive.text, "$ORIGIN")) {
            base::Result<Name> name = readName();
            if (!name)
                return tl::unexpected(name.error());
            m_origin = *std::move(name);
        } else if (equalsIgnoringCase(directive.text, "$TTL")) {
            const std::optional<Ttl> ttl = ttlOf(peek());
            if (!ttl)
                return failed(peek(), "a TTL");
            skip();
            m_ttl = *ttl;
            m_ttlIsDirective = true;
        } else {
            return failed(directive, "$ORIGIN or $TTL");
        }
        return m_rest.empty() ? base::Result<void>() : failed(peek(), "the end of the line");
    }

    static std::optional<Ttl> ttlOf(const ZoneToken& token)
    {
        const std::optional<std::uint32_t> seconds = token.isQuoted ? std::nullopt : parseSeconds(token.text);
        return seconds && *seconds <= maximumTtl ? std::optional(Ttl(*seconds)) : std::nullopt;
    }

    base::Result<void> readRecord()
    {
        if (!m_entry.startsBlank) {
            base::Result<Name> owner = readName();
            if (!owner)
                return tl::unexpected(owner.error());
            m_owner = *std::move(owner);
        } else if (!m_owner) {
            return failed(peek(), "an owner name");
        }
        const base::Result<Ttl> ttl = readTtlAndClass();
        if (!ttl)
            return tl::unexpected(ttl.error());
        const ZoneToken typeToken = peek();
        if (m_rest.empty() || typeToken.isQuoted)
            return failed(typeToken, "a record type");
        base::Result<Type> type = parseType(typeToken.text);
        if (!type) {
            type.error().where = positionOf(typeToken);
            return tl::unexpected(type.error());
        }
        skip();
        base::Result<Rdata> data = parseRdataTokens(*type, m_rest, m_entry, m_origin, m_fileName);
        if (!data)
            return tl::unexpected(data.error());
        m_records.push_back({*m_owner, *type, m_class, *ttl, *std::move(data)});
        return {};
    }

    /// Both may be absent and stand in either order; what is absent is taken from the record before (RFC 1035 section 5.1),
    /// the TTL from $TTL once there was one (RFC 2308 section 4).
    base::Result<Ttl> readTtlAndClass()
    {
        std::optional<Ttl> ttl;
        bool hasClass = false;
        for (; !m_rest.empty() && !peek().isQuoted; skip()) {
            const ZoneToken token = peek();
            if (isDecimalDigit(token.text.front())) {
                const std::optional<Ttl> value = ttlOf(token);
                if (ttl || !value)
                    return failed(token, ttl ? "a record type" : "a TTL");
                ttl = value;
                continue;
            }
            const std::optional<Class> klass = parseClass(token.text);
            // ANY and NONE are for questions and updates; "ANY" here is the (equally useless) type.
            if (!klass || *klass == Class::ANY || *klass == Class::NONE)
                break;
            if (hasClass)
                return failed(token, "a record type");
            hasClass = true;
            m_class = *klass;
        }
        if (ttl && !m_ttlIsDirective)
            m_ttl = *ttl;
        return ttl.value_or(m_ttl);
    }

    ZoneLexer m_lexer;
    std::string m_fileName;
    Name m_origin;
    Ttl m_ttl;
    bool m_ttlIsDirective = false;
    Class m_class = Class::IN;
    std::optional<Name> m_owner;
    ZoneEntry m_entry;
    std::span<const ZoneToken> m_rest;
    std::vector<Record> m_records;
};

void appendLine(std::string& text, const Record& record)
{
    if (record.owner.text().starts_with('$'))
        text += '\\'; // else it would be read as a directive
    text.append(toString(record)).append("\n");
}

} // namespace

base::Result<std::vector<Record>> parseZoneText(std::string_view text, const ZoneTextOptions& options)
{
    return ZoneReader(text, options).read();
}

std::string printZoneText(const std::vector<Record>& records)
{
    const auto soa = std::find_if(records.begin(), records.end(), [](const Record& record) { return record.type == Type::SOA; });
    std::string text;
    if (soa != records.end())
        appendLine(text, *soa);
    for (auto record = records.begin(); record != records.end(); ++record) {
        if (record != soa)
            appendLine(text, *record);
    }
    return text;
}

} // namespace dns
