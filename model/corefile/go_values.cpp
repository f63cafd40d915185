// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/go_values.h"

#include "model/dns/escape.h"

#include <array>
#include <cmath>
#include <limits>

namespace corefile {
namespace {

constexpr std::string_view invalidSyntax = "invalid syntax";
constexpr std::string_view outOfRange = "value out of range";

tl::unexpected<std::string> numberError(std::string_view function, std::string_view text, std::string_view why)
{
    return tl::unexpected("strconv." + std::string(function) + ": parsing " + goQuoted(text) + ": " + std::string(why));
}

bool isDigits(std::string_view text)
{
    for (const char c : text) {
        if (!dns::isDecimalDigit(c))
            return false;
    }
    return !text.empty();
}

/// Nanoseconds of a unit's name; 0 for an unknown one.
double unitLength(std::string_view unit)
{
    if (unit == "ns") return 1;
    if (unit == "us" || unit == "\xC2\xB5s" || unit == "\xCE\xBCs") return 1e3; // micro sign and Greek mu
    if (unit == "ms") return 1e6;
    if (unit == "s") return 1e9;
    if (unit == "m") return 60e9;
    if (unit == "h") return 3600e9;
    return 0;
}

/// One number with its unit, cut from the front of `rest`.
Parsed<double> takeDurationPart(std::string_view& rest, std::string_view whole)
{
    std::size_t length = 0;
    std::size_t digits = 0;
    bool hasPoint = false;
    double value = 0;
    double scale = 1;
    for (; length < rest.size(); ++length) {
        const char c = rest[length];
        if (c == '.' && !hasPoint) {
            hasPoint = true;
            continue;
        }
        if (!dns::isDecimalDigit(c))
            break;
        ++digits;
        value = value * 10 + (c - '0');
        scale *= hasPoint ? 10 : 1;
    }
    if (digits == 0)
        return tl::unexpected("time: invalid duration " + goQuoted(whole));
    std::size_t unitEnd = length;
    while (unitEnd < rest.size() && rest[unitEnd] != '.' && !dns::isDecimalDigit(rest[unitEnd]))
        ++unitEnd;
    const std::string_view unit = rest.substr(length, unitEnd - length);
    if (unit.empty())
        return tl::unexpected("time: missing unit in duration " + goQuoted(whole));
    if (unitLength(unit) == 0)
        return tl::unexpected("time: unknown unit " + goQuoted(unit) + " in duration " + goQuoted(whole));
    rest.remove_prefix(unitEnd);
    return value / scale * unitLength(unit);
}

} // namespace

Parsed<std::int64_t> goAtoi(std::string_view text)
{
    const bool isNegative = text.starts_with('-');
    std::string_view digits = text;
    if (isNegative || text.starts_with('+'))
        digits.remove_prefix(1);
    if (!isDigits(digits))
        return numberError("Atoi", text, invalidSyntax);
    const auto value = dns::parseDecimal<std::uint64_t>(digits);
    constexpr auto limit = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!value || *value > limit)
        return numberError("Atoi", text, outOfRange);
    const auto number = static_cast<std::int64_t>(*value);
    return isNegative ? -number : number;
}

Parsed<double> goParseFloat(std::string_view text)
{
    std::string_view digits = text;
    if (digits.starts_with('+'))
        digits.remove_prefix(1);
    double value = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (failure == std::errc::invalid_argument || end != digits.data() + digits.size() || digits.starts_with('+'))
        return numberError("ParseFloat", text, invalidSyntax);
    if (failure != std::errc() || std::fabs(value) > std::numeric_limits<float>::max())
        return numberError("ParseFloat", text, outOfRange);
    return value;
}

Parsed<std::uint64_t> goParseUint(std::string_view text, int bits)
{
    if (!isDigits(text))
        return numberError("ParseUint", text, invalidSyntax);
    const auto value = dns::parseDecimal<std::uint64_t>(text);
    if (!value || (bits < 64 && *value >> bits != 0))
        return numberError("ParseUint", text, outOfRange);
    return *value;
}

Parsed<std::chrono::nanoseconds> goParseDuration(std::string_view text)
{
    std::string_view rest = text;
    const bool isNegative = rest.starts_with('-');
    if (isNegative || rest.starts_with('+'))
        rest.remove_prefix(1);
    if (rest == "0")
        return std::chrono::nanoseconds::zero();
    double total = 0;
    const std::string invalid = "time: invalid duration " + goQuoted(text);
    if (rest.empty())
        return tl::unexpected(invalid);
    while (!rest.empty()) {
        const Parsed<double> part = takeDurationPart(rest, text);
        if (!part)
            return tl::unexpected(part.error());
        total += *part;
    }
    if (total >= 9223372036854775808.0) // 2^63 ns: 292 years
        return tl::unexpected(invalid);
    const auto count = static_cast<std::int64_t>(std::floor(total + 1e-6)); // 0.1s is not a binary fraction
    return std::chrono::nanoseconds(isNegative ? -count : count);
}

std::string goDurationText(std::chrono::nanoseconds duration)
{
    using namespace std::chrono;
    if (duration == nanoseconds::zero())
        return "0s";
    std::string text = duration < nanoseconds::zero() ? "-" : "";
    // In double: the most negative count has no positive counterpart.
    double nanos = std::fabs(static_cast<double>(duration.count()));
    const auto fraction = [&text](double value, std::string_view unit) {
        std::array<char, 40> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        text.append(digits.data(), end);
        text += unit;
    };
    if (nanos < 1e3)
        fraction(nanos, "ns");
    else if (nanos < 1e6)
        fraction(nanos / 1e3, "\xC2\xB5s");
    else if (nanos < 1e9)
        fraction(nanos / 1e6, "ms");
    else {
        const double hours = std::floor(nanos / 3600e9);
        nanos -= hours * 3600e9;
        const double minutes = std::floor(nanos / 60e9);
        nanos -= minutes * 60e9;
        if (hours > 0)
            fraction(hours, "h");
        if (hours > 0 || minutes > 0)
            fraction(minutes, "m");
        fraction(nanos / 1e9, "s");
    }
    return text;
}

std::string goQuoted(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default: out += c;
        }
    }
    return out + '"';
}

Parsed<HostPort> goSplitHostPort(std::string_view text)
{
    const auto problem = [text](std::string_view why) { return tl::unexpected("address " + std::string(text) + ": " + std::string(why)); };
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return problem("missing port in address");
    HostPort result;
    std::size_t afterOpen = 0;
    std::size_t afterClose = 0;
    if (text.front() == '[') {
        const std::size_t close = text.find(']');
        if (close == std::string_view::npos)
            return problem("missing ']' in address");
        if (close + 1 == text.size())
            return problem("missing port in address");
        if (close + 1 != colon)
            return problem(text[close + 1] == ':' ? "too many colons in address" : "missing port in address");
        result.host = text.substr(1, close - 1);
        afterOpen = 1;
        afterClose = close + 1;
    } else {
        result.host = text.substr(0, colon);
        if (result.host.find(':') != std::string::npos)
            return problem("too many colons in address");
    }
    if (text.find('[', afterOpen) != std::string_view::npos)
        return problem("unexpected '[' in address");
    if (text.find(']', afterClose) != std::string_view::npos)
        return problem("unexpected ']' in address");
    result.port = text.substr(colon + 1);
    return result;
}

std::string goJoinHostPort(std::string_view host, std::string_view port)
{
    std::string text(host);
    if (host.find(':') != std::string_view::npos)
        text = '[' + text + ']';
    return text + ':' + std::string(port);
}

std::string_view withoutZoneId(std::string_view host)
{
    const std::size_t percent = host.rfind('%');
    return percent == std::string_view::npos ? host : host.substr(0, percent);
}

} // namespace corefile
