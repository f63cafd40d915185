// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/parse.h"
#include "model/corefile/tokens.h"

#include <string_view>

namespace corefile {
namespace {

constexpr std::string_view quoteReasons = " \t\n\v\f\r#";

/// White space of other scripts separates words too; every non-ASCII word is quoted rather than looked at.
bool needsQuotes(std::string_view text)
{
    if (text.empty() || text.front() == '"' || text.find_first_of(quoteReasons) != std::string_view::npos)
        return true;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80)
            return true;
    }
    return false;
}

/// A text with an odd run of backslashes in front of a quote or at its end cannot be written in quotes; only an environment variable
/// or the end of a file in a quoted word makes one.
void appendWord(std::string& out, std::string_view text)
{
    if (!needsQuotes(text)) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"')
            out += '\\';
        out += c;
    }
    out += '"';
}

void appendKeys(std::string& out, const std::vector<std::string>& keys)
{
    for (std::size_t i = 0; i < keys.size(); ++i) {
        out += i > 0 ? " " : "";
        // A comma at the end of a key would be taken for the list's own.
        appendWord(out, keys[i].ends_with(',') ? keys[i] + ',' : keys[i]);
    }
}

void appendDirective(std::string& out, const Directive& directive)
{
    std::size_t depth = 1;
    for (std::size_t i = 0; i < directive.tokens.size(); ++i) {
        const Token& token = directive.tokens[i];
        depth -= token.text == "}" && depth > 1 ? 1 : 0;
        const bool isLineStart = i == 0 || !isOnSameLine(directive.tokens[i - 1], token);
        if (isLineStart)
            out += (i == 0 ? "" : "\n") + std::string(depth * 4, ' ');
        else
            out += ' ';
        appendWord(out, token.text);
        depth += token.text == "{" ? 1 : 0;
    }
    out += '\n';
}

} // namespace

std::string print(const std::vector<ServerBlock>& blocks)
{
    std::string out;
    for (const ServerBlock& block : blocks) {
        appendKeys(out, block.keys);
        out += " {\n";
        for (const Directive& directive : block.directives)
            appendDirective(out, directive);
        out += "}\n";
    }
    return out;
}

} // namespace corefile
