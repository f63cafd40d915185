// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/base/ip_address.h"

#include <algorithm>
#include <charconv>

namespace base {
namespace {

using Bytes = std::array<std::uint8_t, 16>;

constexpr std::size_t mappedStart = 12; ///< where the IPv4 octets stand in ::ffff:a.b.c.d
constexpr int mappedBits = 96;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

int hexDigit(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// A decimal of at most three digits without leading zeros, up to `limit`.
std::optional<int> parseSmallDecimal(std::string_view text, int limit)
{
    if (text.empty() || text.size() > 3 || (text.size() > 1 && text[0] == '0'))
        return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (!isDigit(c))
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value <= limit ? std::optional(value) : std::nullopt;
}

/// Dotted quad into four octets.
bool parseV4(std::string_view text, std::uint8_t* octets)
{
    for (int i = 0; i < 4; ++i) {
        const std::size_t dot = text.find('.');
        if ((dot == std::string_view::npos) != (i == 3))
            return false;
        const std::optional<int> value = parseSmallDecimal(text.substr(0, dot), 255);
        if (!value)
            return false;
        octets[i] = static_cast<std::uint8_t>(*value);
        text.remove_prefix(i == 3 ? text.size() : dot + 1);
    }
    return true;
}

/// The groups of RFC 4291 section 2.2, read from left to right; "::" is remembered and widened at the end.
class V6Reader {
public:
    explicit V6Reader(std::string_view text) : m_rest(text) {}

    std::optional<Bytes> read()
    {
        if (m_rest.starts_with("::")) {
            m_ellipsis = 0;
            m_rest.remove_prefix(2);
        }
        while (!m_rest.empty() && m_filled < m_bytes.size()) {
            if (!readGroup())
                return std::nullopt;
        }
        if (!m_rest.empty() || !widen())
            return std::nullopt;
        return m_bytes;
    }

private:
    bool readGroup()
    {
        unsigned value = 0;
        std::size_t digits = 0;
        for (; digits < m_rest.size() && hexDigit(m_rest[digits]) >= 0; ++digits) {
            if (digits == 4)
                return false;
            value = value << 4 | static_cast<unsigned>(hexDigit(m_rest[digits]));
        }
        if (digits == 0)
            return false;
        if (digits < m_rest.size() && m_rest[digits] == '.')
            return readEmbeddedV4();
        m_bytes[m_filled++] = static_cast<std::uint8_t>(value >> 8);
        m_bytes[m_filled++] = static_cast<std::uint8_t>(value & 0xff);
        m_rest.remove_prefix(digits);
        return m_rest.empty() || readSeparator();
    }

    /// The dotted quad takes the place of the last two groups.
    bool readEmbeddedV4()
    {
        if ((!m_ellipsis && m_filled != mappedStart) || m_filled > mappedStart || !parseV4(m_rest, &m_bytes[m_filled]))
            return false;
        m_filled += 4;
        m_rest = {};
        return true;
    }

    bool readSeparator()
    {
        if (m_rest.size() < 2 || m_rest[0] != ':')
            return false;
        m_rest.remove_prefix(1);
        if (m_rest[0] != ':')
            return true;
        if (m_ellipsis)
            return false;
        m_ellipsis = m_filled;
        m_rest.remove_prefix(1);
        return true;
    }

    /// Moves what follows "::" to the end. "::" stands for one group at least.
    bool widen()
    {
        if (m_filled == m_bytes.size())
            return !m_ellipsis;
        if (!m_ellipsis)
            return false;
        const auto start = m_bytes.begin() + static_cast<std::ptrdiff_t>(*m_ellipsis);
        const auto end = m_bytes.begin() + static_cast<std::ptrdiff_t>(m_filled);
        std::rotate(start, end, m_bytes.end());
        return true;
    }

    std::string_view m_rest;
    Bytes m_bytes{};
    std::size_t m_filled = 0;
    std::optional<std::size_t> m_ellipsis;
};

template <class Number>
void appendNumber(std::string& out, Number value, int numberBase = 10)
{
    std::array<char, 12> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, numberBase);
    out.append(digits.data(), end.ptr);
}

struct GroupRun {
    std::size_t start = 8;
    std::size_t length = 0;
};

/// RFC 5952 section 4.2: the longest run of zero groups, the first of equal ones, never a single group.
GroupRun longestZeroRun(const std::array<unsigned, 8>& groups)
{
    GroupRun best;
    for (std::size_t i = 0; i < groups.size();) {
        std::size_t end = i;
        while (end < groups.size() && groups[end] == 0)
            ++end;
        if (end - i >= 2 && end - i > best.length)
            best = {i, end - i};
        i = end + 1;
    }
    return best;
}

/// Clears all but the first `length` bits.
IpAddress masked(const IpAddress& address, int length)
{
    Bytes bytes = address.bytes();
    for (int i = 0; i < 16; ++i) {
        const int kept = std::clamp(length - i * 8, 0, 8);
        const unsigned mask = 0xff00U >> kept & 0xffU;
        bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(bytes[static_cast<std::size_t>(i)] & mask);
    }
    return IpAddress(bytes);
}

} // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    if (text.find(':') == std::string_view::npos) {
        IpAddress result = v4(0, 0, 0, 0);
        return parseV4(text, &result.m_bytes[mappedStart]) ? std::optional(result) : std::nullopt;
    }
    const std::optional<Bytes> bytes = V6Reader(text).read();
    return bytes ? std::optional(IpAddress(*bytes)) : std::nullopt;
}

IpAddress IpAddress::v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d)
{
    return IpAddress(Bytes{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d});
}

bool IpAddress::isV4() const
{
    return m_bytes[10] == 0xff && m_bytes[11] == 0xff
        && std::all_of(m_bytes.begin(), m_bytes.begin() + 10, [](std::uint8_t byte) { return byte == 0; });
}

std::string IpAddress::toString() const
{
    std::string text;
    if (isV4()) {
        for (std::size_t i = mappedStart; i < m_bytes.size(); ++i) {
            if (i > mappedStart)
                text += '.';
            appendNumber(text, static_cast<unsigned>(m_bytes[i]));
        }
        return text;
    }
    std::array<unsigned, 8> groups{};
    for (std::size_t i = 0; i < groups.size(); ++i)
        groups[i] = static_cast<unsigned>(m_bytes[2 * i] << 8 | m_bytes[2 * i + 1]);
    const GroupRun zeros = longestZeroRun(groups);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (i == zeros.start) {
            text += "::";
            i += zeros.length - 1;
            continue;
        }
        if (!text.empty() && text.back() != ':')
            text += ':';
        appendNumber(text, groups[i], 16);
    }
    return text;
}

std::optional<IpPrefix> IpPrefix::parse(std::string_view text)
{
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos)
        return std::nullopt;
    const std::string_view addressText = text.substr(0, slash);
    const std::optional<IpAddress> address = IpAddress::parse(addressText);
    const bool isDottedQuad = addressText.find(':') == std::string_view::npos;
    const std::optional<int> length = parseSmallDecimal(text.substr(slash + 1), isDottedQuad ? 32 : 128);
    if (!address || !length)
        return std::nullopt;
    const int bits = isDottedQuad ? *length + mappedBits : *length;
    const IpAddress first = masked(*address, bits);
    // An IPv4-mapped block from /96 on is an IPv4 block; a shorter one loses bits of ::ffff and so is an IPv6 block.
    return IpPrefix{first, first.isV4() ? bits - mappedBits : bits};
}

bool IpPrefix::contains(const IpAddress& other) const
{
    const bool v4 = address.isV4();
    if (other.isV4() != v4)
        return false;
    const int bits = v4 ? length + mappedBits : length;
    return masked(other, bits) == masked(address, bits);
}

std::string IpPrefix::toString() const
{
    std::string text = address.toString();
    text += '/';
    appendNumber(text, length);
    return text;
}

} // namespace base
