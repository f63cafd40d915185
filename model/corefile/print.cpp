// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/parse.h"
#include "model/corefile/tokens.h"
#include "model/corefile/utf8.h"

#include <string_view>

namespace corefile {
namespace {

bool needsQuotes(std::string_view text)
{
    if (text.empty() || text.front() == '"' || text.find('#') != std::string_view::npos)
        return true;
    for (std::size_t at = 0; at < text.size();) {
        const Rune rune = readRune(text, at);
        if (isSpace(rune.value))
            return true;
        at += rune.length;
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

/// A comma at the end of a word is the list's own, so a key that has one gets another. An empty key or a brace as key is what a comma left over.
/// An empty word in front keeps a key of that name from being an import.
void appendKeys(std::string& out, const std::vector<std::string>& keys)
{
    if (keys.front() == "import")
        out += "\"\" ";
    for (std::size_t i = 0; i < keys.size(); ++i) {
        out += i > 0 ? " " : "";
        appendWord(out, keys[i].empty() || keys[i] == "{" || keys[i].ends_with(',') ? keys[i] + ',' : keys[i]);
    }
}

/// "(name)" alone at the end of a file is a server's key; with a block behind it it would be a snippet.
bool wouldBeSnippet(const ServerBlock& block)
{
    return block.keys.size() == 1 && block.keys[0].starts_with('(') && block.keys[0].ends_with(')');
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
        if (block.keys.empty())
            continue;
        appendKeys(out, block.keys);
        if (wouldBeSnippet(block)) {
            out += '\n';
            continue;
        }
        out += " {\n";
        for (const Directive& directive : block.directives)
            appendDirective(out, directive);
        out += "}\n";
    }
    return out;
}

} // namespace corefile
