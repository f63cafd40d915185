// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/rewrite_edns0.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>

namespace corefile {
namespace {

/// An option code: decimal, 0x or octal, 16 bits.
std::uint64_t optionNumber(Dispenser& c, const std::string& word)
{
    const bool isHex = word.starts_with("0x") || word.starts_with("0X");
    const bool isOctal = !isHex && word.size() > 1 && word.starts_with('0');
    const std::string_view digits = std::string_view(word).substr(isHex ? 2 : 0);
    std::uint64_t number = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number, isHex ? 16 : isOctal ? 8 : 10);
    if (failure == std::errc::invalid_argument || end != digits.data() + digits.size())
        c.fail("strconv.ParseUint: parsing " + goQuoted(word) + ": invalid syntax");
    else if (failure != std::errc() || number > UINT16_MAX)
        c.fail("strconv.ParseUint: parsing " + goQuoted(word) + ": value out of range");
    return number;
}

std::string hexOctet(char octet)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto value = static_cast<unsigned char>(octet);
    return {digits[value >> 4], digits[value & 0xF]};
}

void checkLocalOption(Dispenser& c, const std::vector<std::string>& words)
{
    (void)optionNumber(c, words[2]);
    const std::string content = words.size() > 3 ? words[3] : std::string();
    if (content.starts_with('{') && content.ends_with('}')) {
        constexpr std::array<std::string_view, 7> variables{"{qname}", "{qtype}", "{client_ip}", "{client_port}", "{protocol}", "{server_ip}",
                                                            "{server_port}"};
        // Labels of metadata look like {plugin/name}.
        if (std::ranges::find(variables, content) == variables.end() && content.find('/') == std::string::npos)
            c.fail("unsupported variable name " + goQuoted(content));
    } else if (content.starts_with("0x")) {
        const std::size_t wrong = content.find_first_not_of("0123456789abcdefABCDEF", 2);
        if (wrong != std::string::npos)
            c.fail("encoding/hex: invalid byte: U+00" + hexOctet(content[wrong]) + " '" + content[wrong] + "'");
        else if (content.size() % 2 == 1)
            c.fail("encoding/hex: odd length hex string");
    }
}

void checkSubnetOption(Dispenser& c, const std::vector<std::string>& words)
{
    const std::uint64_t v4 = optionNumber(c, words[2]);
    const std::uint64_t v6 = optionNumber(c, words[3]);
    if (v4 > 32)
        c.fail("invalid IPv4 bit mask length " + std::to_string(v4));
    if (v6 > 128)
        c.fail("invalid IPv6 bit mask length " + std::to_string(v6));
}

} // namespace

void checkEdns0Rule(Dispenser& c, const Version& version, std::vector<std::string> words)
{
    if (words.size() < 2)
        return c.fail("too few arguments for an EDNS0 rule");
    const std::string kind = dns::asciiLower(words[0]);
    const std::string action = dns::asciiLower(words[1]);
    if (action != "append" && action != "replace" && action != "set" && action != "unset")
        return c.fail("invalid action: " + goQuoted(action));
    if (kind != "local" && kind != "nsid" && kind != "subnet")
        return c.fail("invalid rule type " + goQuoted(kind));
    const bool isUnset = action == "unset";
    if (!isUnset && version >= Version{1, 11, 4} && words.back() == "revert")
        words.pop_back();
    const std::size_t expected = kind == "nsid" ? 2 : !isUnset ? 4 : kind == "local" ? 3 : 2;
    if (words.size() == expected) {
        if (kind == "local")
            checkLocalOption(c, words);
        else if (kind == "subnet" && !isUnset)
            checkSubnetOption(c, words);
    } else if (isUnset) {
        c.fail(kind + " unset action requires exactly " + (kind == "local" ? "two arguments" : "one argument"));
    } else if (kind == "nsid") {
        c.fail("EDNS0 NSID rules can accept no more than one arg");
    } else {
        c.fail("EDNS0 " + kind + " rules require three or four args");
    }
}

} // namespace corefile
