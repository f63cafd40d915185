// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/dns/escape.h"
#include "model/dns/wire.h"
#include "model/dns/zone_tokens.h"

namespace dns {
namespace {

constexpr std::size_t maximumStringLength = 255;
constexpr std::size_t maximumDataLength = 65535;

/// The octets that a character-string in presentation format stands for; nullopt for a broken escape.
std::optional<std::string> unescaped(std::string_view text)
{
    std::string octets;
    octets.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] != '\\') {
            octets += text[i++];
            continue;
        }
        const std::optional<EscapedOctet> escape = readEscape(text, i);
        if (!escape)
            return std::nullopt;
        octets += static_cast<char>(escape->octet);
        i += escape->length;
    }
    return octets;
}

std::optional<unsigned> hexValue(char c)
{
    if (isDecimalDigit(c))
        return static_cast<unsigned>(c - '0');
    const char letter = lowered(c);
    return letter >= 'a' && letter <= 'f' ? std::optional(static_cast<unsigned>(letter - 'a') + 10) : std::nullopt;
}

/// Takes the fields of one record's data from left to right. The first fault is kept and later fields are then worthless,
/// so a record is read as a plain list of fields and checked once, in finish().
class FieldReader {
public:
    FieldReader(std::span<const ZoneToken> tokens, const ZoneEntry& entry, const Name& origin, const std::string& fileName)
        : m_tokens(tokens), m_entry(entry), m_origin(origin), m_fileName(fileName)
    {
    }

    base::Result<Rdata> finish(Rdata data)
    {
        if (!m_error && !m_tokens.empty())
            fault(m_tokens.front(), "the end of the record");
        if (m_error)
            return tl::unexpected(*std::move(m_error));
        return data;
    }

    bool isGeneric() const { return !m_tokens.empty() && !m_tokens.front().isQuoted && m_tokens.front().text == "\\#"; }
    bool hasMore() const { return !m_error && !m_tokens.empty(); }

    template <class Number>
    Number number(std::string_view expected)
    {
        const std::optional<ZoneToken> token = take(expected);
        const std::optional<Number> value = token && !token->isQuoted ? parseDecimal<Number>(token->text) : std::nullopt;
        if (token && !value)
            fault(*token, expected);
        return value.value_or(Number{});
    }

    std::uint32_t seconds(std::string_view expected)
    {
        const std::optional<ZoneToken> token = take(expected);
        const std::optional<std::uint32_t> value = token && !token->isQuoted ? parseSeconds(token->text) : std::nullopt;
        if (token && !value)
            fault(*token, expected);
        return value.value_or(0);
    }

    Name name()
    {
        const std::optional<ZoneToken> token = take("a domain name");
        if (!token)
            return {};
        base::Result<Name> result = parseZoneName(*token, m_origin);
        if (result)
            return *std::move(result);
        setError(std::move(result.error()), *token);
        return {};
    }

    /// As miekg/dns (and not net.IP): an A takes no colon, an AAAA needs one.
    base::IpAddress address(base::IpFamily family)
    {
        const std::optional<ZoneToken> token = take(family == base::IpFamily::V4 ? "an IPv4 address" : "an IPv6 address");
        if (!token)
            return {};
        const bool hasColon = token->text.find(':') != std::string_view::npos;
        const std::optional<base::IpAddress> value = base::IpAddress::parse(token->text);
        if (value && hasColon == (family == base::IpFamily::V6))
            return *value;
        setError({base::ErrorCode::AddressMalformed, std::string(token->text), {}, {}}, *token);
        return {};
    }

    std::string string(std::string_view expected)
    {
        const std::optional<ZoneToken> token = take(expected);
        std::optional<std::string> octets = token ? unescaped(token->text) : std::nullopt;
        if (token && !octets)
            fault(*token, "\\X or \\DDD after a backslash");
        return octets ? *std::move(octets) : std::string();
    }

    /// A string for the wire: a length octet and at most 255 octets.
    void appendString(std::string& wire, std::string_view expected)
    {
        const ZoneToken token = m_tokens.empty() ? ZoneToken{} : m_tokens.front();
        const std::string octets = string(expected);
        if (octets.size() > maximumStringLength)
            fault(token, "at most 255 octets");
        wire += static_cast<char>(octets.size() & 0xff);
        wire += octets;
    }

    /// RFC 3597 section 5: \# LENGTH HEX..., the digits in any number of words.
    std::string genericOctets()
    {
        m_tokens = m_tokens.subspan(1);
        const ZoneToken lengthToken = m_tokens.empty() ? ZoneToken{} : m_tokens.front();
        const std::size_t length = number<std::uint16_t>("the number of octets");
        std::string digits;
        while (hasMore()) {
            const ZoneToken token = *take("hexadecimal digits");
            for (const char c : token.text) {
                if (!hexValue(c) || token.isQuoted)
                    return fault(token, "hexadecimal digits"), std::string();
            }
            digits += token.text;
        }
        if (!m_error && digits.size() != 2 * length)
            return fault(lengthToken, "the number of octets that follow"), std::string();
        std::string octets;
        for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
            octets += static_cast<char>(*hexValue(digits[i]) << 4 | *hexValue(digits[i + 1]));
        return octets;
    }

    void fault(const ZoneToken& token, std::string_view expected)
    {
        setError({base::ErrorCode::ZoneSyntax, std::string(token.text), std::string(expected), {}}, token);
    }

private:
    std::optional<ZoneToken> take(std::string_view expected)
    {
        if (m_error)
            return std::nullopt;
        if (m_tokens.empty()) {
            fault({{}, false, m_entry.line, m_entry.column}, expected);
            return std::nullopt;
        }
        const ZoneToken token = m_tokens.front();
        m_tokens = m_tokens.subspan(1);
        return token;
    }

    void setError(base::Error error, const ZoneToken& token)
    {
        if (m_error)
            return;
        m_error = std::move(error);
        m_error->where = {m_fileName, token.line, token.column};
    }

    std::span<const ZoneToken> m_tokens;
    const ZoneEntry& m_entry;
    const Name& m_origin;
    const std::string& m_fileName;
    std::optional<base::Error> m_error;
};

base::Result<Rdata> parseGeneric(Type type, FieldReader& fields, const ZoneToken& start)
{
    std::string octets = fields.genericOctets();
    base::Result<Rdata> read = fields.finish(rdata::Opaque{});
    if (!read)
        return read;
    WireReader reader(octets, Compression::Refused);
    base::Result<Rdata> data = reader.data(type, Class::IN, octets.size());
    if (data)
        return data;
    fields.fault(start, "data of " + toString(type));
    return fields.finish(rdata::Opaque{});
}

/// A string above 255 octets becomes several, as in miekg/dns (scan_rr.go, endingToTxtSlice).
rdata::Txt parseText(FieldReader& fields)
{
    rdata::Txt text;
    do {
        const std::string octets = fields.string("a character-string");
        for (std::size_t start = 0; start == 0 || start < octets.size(); start += maximumStringLength)
            text.strings.push_back(octets.substr(start, maximumStringLength));
    } while (fields.hasMore());
    return text;
}

rdata::Soa parseSoa(FieldReader& fields)
{
    rdata::Soa soa;
    soa.mname = fields.name();
    soa.rname = fields.name();
    soa.serial = fields.number<std::uint32_t>("a serial number");
    soa.refresh = fields.seconds("a refresh interval");
    soa.retry = fields.seconds("a retry interval");
    soa.expire = fields.seconds("an expiry time");
    soa.minimum = fields.seconds("a minimum TTL");
    return soa;
}

rdata::Srv parseSrv(FieldReader& fields)
{
    rdata::Srv srv;
    srv.priority = fields.number<std::uint16_t>("a priority");
    srv.weight = fields.number<std::uint16_t>("a weight");
    srv.port = fields.number<std::uint16_t>("a port");
    srv.target = fields.name();
    return srv;
}

/// Types that zone files hold often and answers of the cluster never: kept as wire format.
rdata::Opaque parseToWire(Type type, FieldReader& fields)
{
    WireWriter wire;
    std::string strings;
    if (type == Type::CAA) { // RFC 8659 section 4: the value goes to the end, without a length
        wire.octet(fields.number<std::uint8_t>("flags"));
        fields.appendString(strings, "a property tag");
        strings += fields.string("a property value");
        wire.octets(strings);
        return {wire.take()};
    }
    if (type == Type::HINFO) {
        fields.appendString(strings, "a CPU type");
        fields.appendString(strings, "an operating system");
        return {strings};
    }
    wire.number16(fields.number<std::uint16_t>("an order"));
    wire.number16(fields.number<std::uint16_t>("a preference"));
    fields.appendString(strings, "flags");
    fields.appendString(strings, "services");
    fields.appendString(strings, "a regular expression");
    fields.name().appendWire(strings);
    wire.octets(strings);
    return {wire.take()};
}

} // namespace

base::Result<Rdata> parseRdataTokens(Type type, std::span<const ZoneToken> tokens, const ZoneEntry& entry, const Name& origin,
                                     const std::string& fileName)
{
    FieldReader fields(tokens, entry, origin, fileName);
    if (fields.isGeneric())
        return parseGeneric(type, fields, tokens.front());
    switch (type) {
    case Type::A: return fields.finish(rdata::Address{fields.address(base::IpFamily::V4)});
    case Type::AAAA: return fields.finish(rdata::Address{fields.address(base::IpFamily::V6)});
    case Type::NS: case Type::CNAME: case Type::PTR: case Type::DNAME:
        return fields.finish(rdata::Target{fields.name()});
    case Type::MX: {
        const auto preference = fields.number<std::uint16_t>("a preference");
        return fields.finish(rdata::Mx{preference, fields.name()});
    }
    case Type::SRV: return fields.finish(parseSrv(fields));
    case Type::SOA: return fields.finish(parseSoa(fields));
    case Type::TXT: return fields.finish(parseText(fields));
    case Type::CAA: case Type::HINFO: case Type::NAPTR: return fields.finish(parseToWire(type, fields));
    default:
        fields.fault(tokens.empty() ? ZoneToken{{}, false, entry.line, entry.column} : tokens.front(), "\\# LENGTH HEX (RFC 3597)");
        return fields.finish(rdata::Opaque{});
    }
}

base::Result<Rdata> parseRdata(Type type, std::string_view text, const Name& origin)
{
    ZoneLexer lexer(text, {});
    ZoneEntry entry;
    const base::Result<bool> first = lexer.next(entry);
    if (!first)
        return tl::unexpected(first.error());
    if (!*first)
        entry.tokens.clear();
    base::Result<Rdata> data = parseRdataTokens(type, entry.tokens, entry, origin, {});
    ZoneEntry rest;
    const base::Result<bool> second = data ? lexer.next(rest) : false;
    if (!second)
        return tl::unexpected(second.error());
    if (*second) {
        const ZoneToken& token = rest.tokens.front();
        return base::fail(base::ErrorCode::ZoneSyntax, std::string(token.text), "the end of the record", {{}, token.line, token.column});
    }
    return data;
}

} // namespace dns
