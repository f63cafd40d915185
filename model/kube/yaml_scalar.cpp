// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/yaml_scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace kube {

namespace {

template <std::size_t Size>
bool isOneOf(std::string_view text, const std::array<std::string_view, Size>& words)
{
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Go's strconv.ParseInt and ParseUint with base 0, as JSON.
std::optional<std::string> parseInteger(std::string_view text)
{
    const bool negative = text.starts_with('-');
    std::string_view digits = text.substr(negative || text.starts_with('+') ? 1 : 0);
    int base = 10;
    if (digits.size() > 1 && digits[0] == '0') {
        const char mark = digits[1];
        base = mark == 'x' || mark == 'X' ? 16 : mark == 'b' || mark == 'B' ? 2 : 8;
        digits.remove_prefix(mark == 'o' || mark == 'O' || base != 8 ? 2 : 1);
    }
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (error != std::errc{} || end != digits.data() + digits.size() || digits.empty())
        return std::nullopt;
    constexpr std::uint64_t leastNegative = std::uint64_t{1} << 63;
    if (negative && value > leastNegative)
        return std::nullopt;
    return (negative && value != 0 ? "-" : "") + std::to_string(value);
}

/// [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?
bool isFloat(std::string_view text)
{
    std::size_t at = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
    const auto digits = [&] {
        const std::size_t begin = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        return at - begin;
    };
    const std::size_t whole = digits();
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (digits() == 0 && whole == 0)
            return false;
    } else if (whole == 0) {
        return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '-' || text[at] == '+'))
            ++at;
        if (digits() == 0)
            return false;
    }
    return at == text.size();
}

std::optional<std::string> parseFloat(std::string_view text)
{
    if (!isFloat(text))
        return std::nullopt;
    if (text.starts_with('+'))
        text.remove_prefix(1);
    double value = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{} || !std::isfinite(value))
        return std::nullopt;
    std::array<char, 32> shortest{};
    const auto printed = std::to_chars(shortest.data(), shortest.data() + shortest.size(), value);
    return std::string(shortest.data(), printed.ptr);
}

} // namespace

PlainScalar resolvePlainScalar(std::string_view text)
{
    static constexpr std::array<std::string_view, 5> nulls = {"", "~", "null", "Null", "NULL"};
    static constexpr std::array<std::string_view, 11> trues = {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"};
    static constexpr std::array<std::string_view, 11> falses = {"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"};
    if (isOneOf(text, nulls))
        return {ScalarType::Null, "null"};
    if (isOneOf(text, trues))
        return {ScalarType::Boolean, "true"};
    if (isOneOf(text, falses))
        return {ScalarType::Boolean, "false"};

    const char first = text.front();
    if (isDigit(first) || first == '-' || first == '+') {
        std::string digits(text);
        std::erase(digits, '_');
        if (auto integer = parseInteger(digits))
            return {ScalarType::Number, *std::move(integer)};
        if (auto real = parseFloat(digits))
            return {ScalarType::Number, *std::move(real)};
    } else if (first == '.') {
        if (auto real = parseFloat(text))
            return {ScalarType::Number, *std::move(real)};
    }
    return {ScalarType::Text, std::string(text)};
}

} // namespace kube
