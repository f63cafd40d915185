// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The Corefile's grammar (coredns/caddy's caddyfile package; dns-semantics 3.1 to 3.4): text -> tokens -> server blocks.
namespace corefile {

struct Token {
    std::string text;
    std::string file;
    int line = 1; ///< of its first character
    bool operator==(const Token&) const = default;
};

/// Never fails: every input has tokens.
[[nodiscard]] std::vector<Token> lex(std::string_view text, const std::string& fileName = "Corefile");

/// One directive with everything that belongs to it: its name, arguments, braces and what they hold.
struct Directive {
    std::string name;
    std::vector<Token> tokens; ///< tokens[0] is the name
    bool operator==(const Directive&) const = default;

    /// The words behind the name on its own line, without an opening brace at their end.
    [[nodiscard]] std::vector<std::string> arguments() const;
    /// The lines of its block, each a list of tokens (nested blocks stay inside the line that opens them); empty without a block.
    [[nodiscard]] std::vector<std::vector<Token>> blockLines() const;
};

struct ServerBlock {
    std::vector<std::string> keys;      ///< as written, environment expanded
    std::vector<Directive> directives;  ///< file order
    base::Position where;
    bool operator==(const ServerBlock&) const = default;
};

struct ParseOptions {
    std::string fileName = "Corefile";
    std::map<std::string, std::string> environment;
    /// Files for `import`, by path relative to the Corefile's folder; what is not here does not exist.
    std::map<std::string, std::string> files;
};

/// Error: CorefileSyntax with position and CoreDNS's words.
[[nodiscard]] base::Result<std::vector<ServerBlock>> parse(std::string_view text, const ParseOptions& options = {});
/// A text that parses to the same blocks.
[[nodiscard]] std::string print(const std::vector<ServerBlock>& blocks);

} // namespace corefile
