// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/parse.h"
#include "model/corefile/tokens.h"

namespace corefile {

std::vector<std::string> Directive::arguments() const
{
    std::vector<std::string> words;
    for (std::size_t i = 1; i < tokens.size() && isOnSameLine(tokens[i - 1], tokens[i]) && tokens[i].text != "{"; ++i)
        words.push_back(tokens[i].text);
    return words;
}

std::vector<std::vector<Token>> Directive::blockLines() const
{
    std::vector<std::vector<Token>> lines;
    int nesting = 0;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        const std::string& text = tokens[i].text;
        if (nesting == 0) {
            nesting += text == "{" ? 1 : 0;
            continue;
        }
        if (text == "}" && --nesting == 0)
            continue;
        const bool opensLine = nesting == 1 && text != "}" && (lines.empty() || tokens[i - 1].text == "}" || !isOnSameLine(tokens[i - 1], tokens[i]));
        if (opensLine)
            lines.emplace_back();
        lines.back().push_back(tokens[i]);
        nesting += text == "{" ? 1 : 0;
    }
    return lines;
}

} // namespace corefile
