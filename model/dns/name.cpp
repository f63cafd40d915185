// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
//
// The text of a Name is canonical: each octet is written in the one way of miekg/dns (msg.go, UnpackDomainName), so that two names
// are equal when their texts are equal but for letter case, and an unescaped dot is always a label's end.
#include "model/dns/name.h"

#include "model/dns/escape.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

namespace dns {
namespace {

constexpr std::size_t maximumWireLength = 255; ///< RFC 1035 section 2.3.4
constexpr std::size_t maximumLabelLength = 63;
constexpr std::size_t maximumLabels = 127;

/// RFC 1035 leaves labels free; what miekg/dns escapes is kept so that logs and answers read alike.
bool isSpecial(unsigned char octet)
{
    switch (octet) {
    case '.': case ' ': case '\'': case '@': case ';': case '(': case ')': case '"': case '\\':
        return true;
    default:
        return false;
    }
}

void appendOctet(std::string& text, unsigned char octet)
{
    if (isSpecial(octet))
        text += '\\';
    else if (octet < ' ' || octet > '~')
        return appendDecimalEscape(text, octet);
    text += static_cast<char>(octet);
}

/// Characters of a canonical text that one octet takes: 1, 2 (`\.`) or 4 (`\DDD`).
std::size_t octetTextLength(std::string_view text, std::size_t at)
{
    if (text[at] != '\\')
        return 1;
    return isDecimalDigit(text[at + 1]) ? 4 : 2;
}

/// The octet at `at` of a canonical text.
unsigned char octetAt(std::string_view text, std::size_t at)
{
    switch (octetTextLength(text, at)) {
    case 1: return static_cast<unsigned char>(text[at]);
    case 2: return static_cast<unsigned char>(text[at + 1]);
    default: return static_cast<unsigned char>((text[at + 1] - '0') * 100 + (text[at + 2] - '0') * 10 + (text[at + 3] - '0'));
    }
}

/// Where the label after the one at `at` starts in a canonical text.
std::size_t nextLabel(std::string_view text, std::size_t at)
{
    while (text[at] != '.')
        at += text[at] == '\\' ? 2 : 1; // the digits of \DDD hold no dot
    return at + 1;
}

/// True if a label may start at `at`: the dot before it is not escaped.
bool isLabelStart(std::string_view text, std::size_t at)
{
    if (at == 0)
        return true;
    if (text[at - 1] != '.')
        return false;
    std::size_t backslashes = 0;
    for (std::size_t i = at - 1; i > 0 && text[i - 1] == '\\'; --i)
        ++backslashes;
    return backslashes % 2 == 0;
}

std::size_t wireLengthOf(std::string_view text)
{
    if (text == ".")
        return 1;
    if (std::memchr(text.data(), '\\', text.size()) == nullptr)
        return text.size() + 1;
    std::size_t octets = 1;
    for (std::size_t i = 0; i < text.size(); i += octetTextLength(text, i))
        ++octets;
    return octets;
}

struct LabelStarts {
    std::array<std::uint16_t, maximumLabels> at{}; ///< a text has 1004 characters at most: 250 octets as \DDD, 4 dots
    std::size_t count = 0;
};

LabelStarts labelStarts(std::string_view text)
{
    LabelStarts starts;
    if (text == ".")
        return starts;
    for (std::size_t i = 0; i < text.size() && starts.count < maximumLabels; i = nextLabel(text, i))
        starts.at[starts.count++] = static_cast<std::uint16_t>(i);
    return starts;
}

/// Left-justified octets in lower case, a missing octet first (RFC 4034 section 6.1).
std::strong_ordering compareLabels(std::string_view a, std::size_t i, std::string_view b, std::size_t j)
{
    while (a[i] != '.' && b[j] != '.') {
        const auto left = static_cast<unsigned char>(lowered(static_cast<char>(octetAt(a, i))));
        const auto right = static_cast<unsigned char>(lowered(static_cast<char>(octetAt(b, j))));
        if (left != right)
            return left <=> right;
        i += octetTextLength(a, i);
        j += octetTextLength(b, j);
    }
    return (a[i] != '.') <=> (b[j] != '.');
}

/// Reads what a person or a file wrote, octet by octet, into a canonical text.
class NameReader {
public:
    explicit NameReader(std::string_view text) : m_input(text) { m_text.reserve(text.size() + 1); }

    base::Result<std::string> read()
    {
        if (m_input == ".")
            return std::string(m_input);
        while (m_at < m_input.size()) {
            const base::Result<void> step = m_input[m_at] == '.' ? endLabel() : readOctet();
            if (!step)
                return tl::unexpected<base::Error>(step.error());
        }
        if (m_labelLength > 0 || m_input.empty()) {
            if (const base::Result<void> end = endLabel(); !end)
                return tl::unexpected<base::Error>(end.error());
        }
        return std::move(m_text);
    }

private:
    tl::unexpected<base::Error> failed(base::ErrorCode code, std::string_view detail = {}) const
    {
        return base::fail(code, std::string(m_input), std::string(detail));
    }

    base::Result<void> endLabel()
    {
        if (m_labelLength == 0)
            return failed(base::ErrorCode::LabelEmpty);
        if (m_labelLength > maximumLabelLength)
            return failed(base::ErrorCode::LabelTooLong, m_input.substr(m_labelStart, m_at - m_labelStart));
        m_wireLength += m_labelLength + 1;
        if (m_wireLength > maximumWireLength)
            return failed(base::ErrorCode::NameTooLong);
        m_text += '.';
        m_labelLength = 0;
        m_labelStart = ++m_at;
        return {};
    }

    base::Result<void> readOctet()
    {
        const char c = m_input[m_at];
        if (c == '\\') {
            const std::optional<EscapedOctet> escape = readEscape(m_input, m_at);
            if (!escape)
                return failed(base::ErrorCode::NameMalformed, m_input.substr(m_at, 4));
            appendOctet(m_text, escape->octet);
            m_at += escape->length;
        } else if (const auto octet = static_cast<unsigned char>(c); octet <= ' ' || octet == 0x7f) {
            std::string shown;
            appendDecimalEscape(shown, octet);
            return failed(base::ErrorCode::NameMalformed, shown);
        } else {
            appendOctet(m_text, octet);
            ++m_at;
        }
        ++m_labelLength;
        return {};
    }

    std::string_view m_input;
    std::string m_text;
    std::size_t m_at = 0;
    std::size_t m_labelStart = 0;
    std::size_t m_labelLength = 0;
    std::size_t m_wireLength = 1;
};

} // namespace

base::Result<Name> Name::parse(std::string_view text)
{
    return NameReader(text).read().map([](std::string&& canonical) { return Name(std::move(canonical)); });
}

Name Name::fromValid(std::string_view text)
{
    base::Result<Name> name = parse(text);
    if (!name)
        std::abort();
    return *std::move(name);
}

base::Result<Name> Name::fromWire(std::string_view octets)
{
    std::string text;
    text.reserve(octets.size());
    std::size_t at = 0;
    while (at < octets.size() && octets[at] != 0) {
        const std::size_t length = static_cast<unsigned char>(octets[at]);
        if (length > maximumLabelLength)
            return base::fail(base::ErrorCode::MessageMalformed, {}, "label length above 63");
        if (length >= octets.size() - at)
            break;
        for (std::size_t i = at + 1; i <= at + length; ++i)
            appendOctet(text, static_cast<unsigned char>(octets[i]));
        text += '.';
        at += length + 1;
    }
    if (at >= octets.size() || octets[at] != 0)
        return base::fail(base::ErrorCode::MessageTruncated, {}, "name");
    if (at + 1 != octets.size())
        return base::fail(base::ErrorCode::MessageMalformed, {}, "octets after the root label");
    if (octets.size() > maximumWireLength)
        return base::fail(base::ErrorCode::MessageMalformed, {}, "name above 255 octets");
    return text.empty() ? Name() : Name(std::move(text));
}

void Name::appendWire(std::string& wire) const
{
    std::string_view rest = isRoot() ? std::string_view() : std::string_view(m_text);
    while (!rest.empty())
        rest.remove_prefix(appendWireLabel(rest, wire));
    wire += '\0';
}

std::size_t Name::appendWireLabel(std::string_view text, std::string& wire)
{
    const std::size_t lengthAt = wire.size();
    wire += '\0';
    std::size_t at = 0;
    for (; text[at] != '.'; at += octetTextLength(text, at))
        wire += static_cast<char>(octetAt(text, at));
    wire[lengthAt] = static_cast<char>(wire.size() - lengthAt - 1);
    return at + 1;
}

std::string Name::lower() const
{
    return asciiLower(m_text);
}

std::size_t Name::labelCount() const
{
    if (isRoot())
        return 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < m_text.size(); i = nextLabel(m_text, i))
        ++count;
    return count;
}

std::vector<std::string> Name::labels() const
{
    std::vector<std::string> result;
    const LabelStarts starts = labelStarts(m_text);
    result.reserve(starts.count);
    for (std::size_t i = 0; i < starts.count; ++i) {
        const std::size_t end = i + 1 < starts.count ? starts.at[i + 1] : m_text.size();
        result.push_back(m_text.substr(starts.at[i], end - starts.at[i] - 1));
    }
    return result;
}

std::size_t Name::wireLength() const
{
    return wireLengthOf(m_text);
}

bool Name::isAtOrBelow(const Name& ancestor) const
{
    if (ancestor.isRoot())
        return true;
    if (m_text.size() < ancestor.m_text.size())
        return false;
    const std::size_t start = m_text.size() - ancestor.m_text.size();
    return equalsIgnoringCase(std::string_view(m_text).substr(start), ancestor.m_text) && isLabelStart(m_text, start);
}

Name Name::parent() const
{
    return withoutLabels(1);
}

Name Name::withoutLabels(std::size_t count) const
{
    std::size_t at = 0;
    for (; count > 0 && at < m_text.size(); --count)
        at = nextLabel(m_text, at);
    return at < m_text.size() ? Name(m_text.substr(at)) : Name();
}

base::Result<Name> Name::under(const Name& suffix) const
{
    if (isRoot())
        return suffix;
    if (suffix.isRoot())
        return *this;
    if (wireLength() + suffix.wireLength() - 1 > maximumWireLength)
        return base::fail(base::ErrorCode::NameTooLong, m_text + suffix.m_text);
    return Name(m_text + suffix.m_text);
}

std::string_view Name::relativeTo(const Name& ancestor) const
{
    const std::string_view text = isRoot() ? std::string_view() : std::string_view(m_text);
    const std::size_t suffixLength = ancestor.isRoot() ? 0 : ancestor.m_text.size();
    return text.size() <= suffixLength ? std::string_view() : text.substr(0, text.size() - suffixLength - 1);
}

bool operator==(const Name& a, const Name& b)
{
    return equalsIgnoringCase(a.m_text, b.m_text);
}

std::strong_ordering operator<=>(const Name& a, const Name& b)
{
    const LabelStarts left = labelStarts(a.m_text);
    const LabelStarts right = labelStarts(b.m_text);
    const std::size_t common = std::min(left.count, right.count);
    for (std::size_t i = 1; i <= common; ++i) {
        const std::strong_ordering order = compareLabels(a.m_text, left.at[left.count - i], b.m_text, right.at[right.count - i]);
        if (order != 0)
            return order;
    }
    return left.count <=> right.count;
}

char asciiLower(char c)
{
    return lowered(c);
}

std::string asciiLower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lowered);
    return result;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i] && lowered(a[i]) != lowered(b[i]))
            return false;
    }
    return true;
}

} // namespace dns

/// FNV-1a over the lower-case text, so that names equal under RFC 4343 meet in one bucket.
std::size_t std::hash<dns::Name>::operator()(const dns::Name& name) const noexcept
{
    std::uint64_t state = 0xcbf29ce484222325U;
    for (const char c : name.text()) {
        state ^= static_cast<unsigned char>(dns::lowered(c));
        state *= 0x100000001b3U;
    }
    return static_cast<std::size_t>(state);
}
