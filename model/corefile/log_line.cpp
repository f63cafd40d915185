// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/log_line.h"

#include "model/corefile/regex.h"
#include "model/dns/escape.h"

#include <array>
#include <cstdio>

namespace corefile {
namespace {

/// Values that are missing print as "-".
constexpr const char* pattern =
    R"re(^(\[[^\]]+\]|[^:\s]+):(\d+) - (\d+) "(\S+) (\S+) (\S+) (\S+) (\d+) (true|false) (\d+)" (\S+) (\S*) (\d+) ([0-9.]+)s(?: "(\d+)")?\s*$)re";

constexpr std::string_view levelPrefix = "[INFO] ";

const Regex& linePattern()
{
    static const Regex regex = Regex::compile(pattern).value_or(Regex());
    return regex;
}

std::vector<std::string> splitFlags(std::string_view text)
{
    std::vector<std::string> flags;
    while (!text.empty() && text != "-") {
        const std::size_t comma = text.find(',');
        flags.emplace_back(text.substr(0, comma));
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    }
    return flags;
}

template <class Number>
bool read(const std::string& text, Number& number)
{
    const std::optional<Number> value = dns::parseDecimal<Number>(text);
    number = value.value_or(Number{});
    return value.has_value();
}

std::string unbracketed(const std::string& host)
{
    return host.starts_with('[') ? host.substr(1, host.size() - 2) : host;
}

std::string durationText(std::chrono::duration<double> duration)
{
    std::array<char, 48> text{};
    const int length = std::snprintf(text.data(), text.size(), "%.9f", duration.count());
    std::string digits(text.data(), static_cast<std::size_t>(length));
    digits.erase(digits.find_last_not_of('0') + 1);
    return digits.ends_with('.') ? digits + '0' : digits;
}

} // namespace

std::optional<LogLine> parseLogLine(std::string_view line)
{
    const std::size_t start = line.find(levelPrefix);
    if (start == std::string_view::npos)
        return std::nullopt;
    const auto groups = linePattern().search(line.substr(start + levelPrefix.size()));
    if (!groups)
        return std::nullopt;
    const std::vector<std::string>& field = *groups;
    LogLine result;
    result.remote = unbracketed(field[1]);
    result.type = field[4];
    result.klass = field[5];
    result.name = field[6];
    result.protocol = field[7];
    result.dnssecOk = field[9] == "true";
    result.rcode = field[11];
    result.flags = splitFlags(field[12]);
    double seconds = 0;
    const bool isWhole = read(field[2], result.port) && read(field[3], result.id) && read(field[8], result.size)
        && read(field[10], result.bufferSize) && read(field[13], result.responseSize) && read(field[14], seconds);
    if (!isWhole)
        return std::nullopt;
    result.duration = std::chrono::duration<double>(seconds);
    if (!field[15].empty())
        result.opcode = dns::parseDecimal<std::uint8_t>(field[15]);
    return result;
}

std::string toString(const LogLine& line)
{
    std::string flags;
    for (const std::string& flag : line.flags)
        flags += (flags.empty() ? "" : ",") + flag;
    const std::string host = line.remote.find(':') == std::string::npos ? line.remote : '[' + line.remote + ']';
    std::string text(levelPrefix);
    text += host + ':' + std::to_string(line.port) + " - " + std::to_string(line.id) + " \"" + line.type + ' ' + line.klass + ' ' + line.name + ' '
        + line.protocol + ' ' + std::to_string(line.size) + (line.dnssecOk ? " true " : " false ") + std::to_string(line.bufferSize) + "\" "
        + line.rcode + ' ' + flags + ' ' + std::to_string(line.responseSize) + ' ' + durationText(line.duration) + 's';
    if (line.opcode)
        text += " \"" + std::to_string(*line.opcode) + '"';
    return text;
}

LogLine logLineOf(const dns::Message& query, const dns::Message& reply, const LoggedClient& client, std::chrono::duration<double> duration)
{
    const dns::Question& question = query.questions.front();
    LogLine line;
    line.remote = client.remote;
    line.port = client.port;
    line.protocol = client.protocol;
    line.id = query.id;
    line.type = dns::toString(question.type);
    line.klass = dns::toString(question.klass);
    line.name = question.name.lower();
    line.size = static_cast<std::uint32_t>(dns::wireSize(query));
    line.dnssecOk = query.edns && query.edns->dnssecOk;
    if (client.protocol == "tcp")
        line.bufferSize = 65535;
    else
        line.bufferSize = query.edns ? std::max<std::uint32_t>(query.edns->udpSize, 512) : 512;
    line.rcode = dns::toString(reply.rcode);
    line.flags = dns::flagNames(reply.flags);
    line.responseSize = static_cast<std::uint32_t>(dns::wireSize(reply));
    line.duration = duration;
    return line;
}

} // namespace corefile
