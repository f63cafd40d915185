// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Server blocks out of tokens, as coredns/caddy's caddyfile/parse.go makes them. An `import` is replaced by the tokens that it stands for
// while parsing, so the parser walks over a list that changes under it: what was read lies in m_read, what is still to come lies
// reversed in m_rest, and an import costs only the tokens that it brings.
#include "model/corefile/parser.h"

#include "model/corefile/environment.h"
#include "model/corefile/imports.h"
#include "model/corefile/tokens.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace corefile {
namespace {

constexpr int maximumSnippetImports = 10000;
constexpr int maximumFileImports = 100000;
/// Ours: files that import each other in a circle run into the limit of 100000 imports in CoreDNS; memory ends earlier.
constexpr std::size_t maximumTokens = 1U << 19;

using Status = base::Result<bool>;

class Parser {
public:
    Parser(std::string_view text, const ParseOptions& options, const std::vector<std::string>* knownDirectives)
        : m_options(options), m_known(knownDirectives), m_rest(lex(text, options.fileName))
    {
        std::reverse(m_rest.begin(), m_rest.end());
    }

    base::Result<std::vector<ServerBlock>> parseAll()
    {
        std::vector<ServerBlock> blocks;
        while (next()) {
            m_block = {};
            if (Status status = parseBlock(); !status)
                return tl::unexpected(status.error());
            if (!m_block.keys.empty())
                blocks.push_back(std::move(m_block));
        }
        return blocks;
    }

private:
    // --- the token list ---

    /// Loads the next token; where there is none the present one stays loaded.
    bool next()
    {
        if (m_rest.empty())
            return false;
        m_read.push_back(std::move(m_rest.back()));
        m_rest.pop_back();
        return true;
    }

    void stepBack()
    {
        if (m_isPastEnd) {
            m_isPastEnd = false;
            return;
        }
        m_rest.push_back(std::move(m_read.back()));
        m_read.pop_back();
    }

    bool nextArgument() { return !m_rest.empty() && !m_read.empty() && isOnSameLine(m_read.back(), m_rest.back()) && next(); }

    [[nodiscard]] std::string_view value() const { return m_isPastEnd || m_read.empty() ? std::string_view() : std::string_view(m_read.back().text); }

    [[nodiscard]] bool isNewLine() const
    {
        if (m_isPastEnd)
            return m_read.empty();
        return m_read.size() < 2 || startsNewLine(m_read[m_read.size() - 2], m_read.back());
    }

    [[nodiscard]] std::string expanded(std::string_view text) const { return expandEnvironment(std::string(text), m_options.environment); }

    // --- errors, in caddy's words ---

    [[nodiscard]] base::Position position() const
    {
        if (m_isPastEnd || m_read.empty())
            return {m_options.fileName, 0, 0};
        return {m_read.back().file, m_read.back().line, 0};
    }

    [[nodiscard]] tl::unexpected<base::Error> fail(std::string detail) const
    {
        return base::fail(base::ErrorCode::CorefileSyntax, std::string(value()), std::move(detail), position());
    }

    [[nodiscard]] tl::unexpected<base::Error> unexpectedEnd() const { return fail("Unexpected EOF"); }

    [[nodiscard]] tl::unexpected<base::Error> unexpectedToken(std::string_view expected) const
    {
        return fail("Syntax error: Unexpected token '" + std::string(value()) + "', expecting '" + std::string(expected) + "'");
    }

    [[nodiscard]] tl::unexpected<base::Error> argumentMissing() const
    {
        if (value() == "{")
            return fail("Unexpected token '{', expecting argument");
        return fail("Wrong argument count or unexpected line ending after '" + std::string(value()) + "'");
    }

    // --- grammar ---

    Status parseBlock()
    {
        m_block.where = position();
        if (Status status = parseKeys(); !status || m_isAtEnd)
            return status;
        const std::vector<std::string>& keys = m_block.keys;
        if (keys.size() == 1 && keys[0].size() >= 2 && keys[0].starts_with('(') && keys[0].ends_with(')'))
            return parseSnippet(keys[0].substr(1, keys[0].size() - 2));
        return parseContents();
    }

    Status parseKeys()
    {
        bool expectsAnother = false;
        while (true) {
            std::string key = expanded(value());
            if (key == "import" && isNewLine()) {
                if (Status status = parseImport(); !status)
                    return status;
                continue;
            }
            if (key == "{") {
                if (expectsAnother)
                    return fail("Expected another address but had '{' - check for extra comma");
                return true;
            }
            if (!key.empty()) {
                expectsAnother = key.back() == ',';
                if (expectsAnother)
                    key.pop_back();
                if (m_block.keys.empty())
                    m_block.where = position();
                m_block.keys.push_back(std::move(key));
            }
            const bool hasNext = next();
            if (expectsAnother && !hasNext)
                return unexpectedEnd();
            m_isAtEnd = !hasNext;
            if (!hasNext || (!expectsAnother && isNewLine()))
                return true;
        }
    }

    Status parseSnippet(const std::string& name)
    {
        if (m_snippets.contains(name))
            return fail("redeclaration of previously declared snippet " + name);
        if (value() != "{")
            return unexpectedToken("{");
        std::vector<Token> tokens;
        int open = 1;
        while (open > 0 && next()) {
            open += value() == "{" ? 1 : value() == "}" ? -1 : 0;
            if (open > 0)
                tokens.push_back(m_read.back());
        }
        if (open > 0)
            return unexpectedToken("}");
        for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
            const bool isLineStart = i == 0 || tokens[i - 1].file != tokens[i].file || tokens[i - 1].line != tokens[i].line;
            if (tokens[i].text == "import" && isLineStart && expanded(tokens[i + 1].text) == name)
                return tooManyImports("snippet", maximumSnippetImports);
        }
        m_snippets.emplace(name, std::move(tokens));
        m_block.keys.clear(); // no server
        return true;
    }

    Status parseContents()
    {
        const bool hasBrace = value() == "{";
        if (!hasBrace)
            stepBack(); // one server alone needs no braces
        if (Status status = parseDirectives(); !status)
            return status;
        if (hasBrace && value() != "}")
            return unexpectedToken("}");
        return true;
    }

    Status parseDirectives()
    {
        while (next()) {
            if (value() == "}")
                return true;
            if (value() == "import") {
                if (Status status = parseImport(); !status)
                    return status;
                stepBack();
            } else if (Status status = parseDirective(); !status) {
                return status;
            }
        }
        return true;
    }

    Status parseDirective()
    {
        Directive directive{expanded(value()), {}};
        if (m_known && std::find(m_known->begin(), m_known->end(), directive.name) == m_known->end())
            return fail("Unknown directive '" + directive.name + "'");
        directive.tokens.push_back(m_read.back());
        directive.tokens.back().text = directive.name;
        int nesting = 0;
        while (next()) {
            if (value() == "{") {
                ++nesting;
            } else if (nesting == 0 && isNewLine()) {
                stepBack();
                break;
            } else if (value() == "}" && nesting-- == 0) {
                return fail("Unexpected '}' because no matching opening brace");
            } else if (value() == "import" && isNewLine()) {
                if (Status status = parseImport(); !status)
                    return status;
                stepBack();
                continue;
            }
            m_read.back().text = expanded(value());
            directive.tokens.push_back(m_read.back());
        }
        if (nesting > 0)
            return unexpectedEnd();
        m_block.directives.push_back(std::move(directive));
        return true;
    }

    // --- import ---

    [[nodiscard]] tl::unexpected<base::Error> tooManyImports(const std::string& kind, int limit) const
    {
        return fail("maximum " + kind + " import depth (" + std::to_string(limit) + ") exceeded");
    }

    /// Puts the imported tokens in place of the loaded `import` and its argument, and loads the first of them.
    Status parseImport()
    {
        if (!nextArgument())
            return argumentMissing();
        const std::string pattern = expanded(value());
        if (pattern.empty())
            return fail("Import requires a non-empty filepath");
        if (nextArgument())
            return fail("Import takes only one argument (glob pattern or file)");
        base::Result<std::vector<Token>> tokens = importedTokens(pattern);
        if (!tokens)
            return tl::unexpected(tokens.error());
        m_read.resize(m_read.size() - 2);
        m_rest.insert(m_rest.end(), std::make_move_iterator(tokens->rbegin()), std::make_move_iterator(tokens->rend()));
        if (m_read.size() + m_rest.size() > maximumTokens)
            return tooManyImports("file", maximumFileImports);
        m_isPastEnd = !next();
        return true;
    }

    base::Result<std::vector<Token>> importedTokens(const std::string& pattern)
    {
        if (const auto snippet = m_snippets.find(pattern); snippet != m_snippets.end()) {
            if (m_snippetImports++ >= maximumSnippetImports)
                return tooManyImports("snippet", maximumSnippetImports);
            return snippet->second;
        }
        if (m_fileImports++ >= maximumFileImports)
            return tooManyImports("file", maximumFileImports);
        const auto [cached, isNew] = m_imports.try_emplace({pattern, m_read.back().file});
        if (isNew) {
            base::Result<std::vector<Token>> tokens = readFiles(pattern);
            if (!tokens)
                return tokens;
            cached->second = std::move(*tokens);
        }
        return cached->second;
    }

    [[nodiscard]] base::Result<std::vector<Token>> readFiles(const std::string& pattern) const
    {
        const GlobResult glob = findImports(pattern, m_read.back().file, m_options);
        const std::string& path = glob.absolutePattern;
        const auto count = [&path](char c) { return std::count(path.begin(), path.end(), c); };
        if (count('*') > 1 || count('?') > 1 || (count('[') > 0 && count(']') > 0))
            return fail("Glob pattern may only contain one wildcard (*), but has others: " + path);
        if (glob.isBroken)
            return fail("Failed to use import pattern " + pattern + ": syntax error in pattern");
        if (glob.files.empty() && !glob.hasWildcard)
            return fail("File to import not found: " + pattern);
        std::vector<Token> tokens;
        for (const std::string& file : glob.files) {
            std::vector<Token> more = lex(m_options.files.at(file), file);
            tokens.insert(tokens.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
        }
        return tokens;
    }

    const ParseOptions& m_options;
    const std::vector<std::string>* m_known;
    std::vector<Token> m_read;
    std::vector<Token> m_rest;
    bool m_isPastEnd = false; ///< an import at the very end brought nothing: no token is loaded
    bool m_isAtEnd = false;   ///< the file ended in a list of keys
    ServerBlock m_block;
    std::map<std::string, std::vector<Token>> m_snippets;
    /// Tokens by pattern and importing file.
    std::map<std::pair<std::string, std::string>, std::vector<Token>> m_imports;
    int m_snippetImports = 0;
    int m_fileImports = 0;
};

} // namespace

base::Result<std::vector<ServerBlock>> parseKnowing(std::string_view text, const ParseOptions& options,
                                                    const std::vector<std::string>* knownDirectives)
{
    return Parser(text, options, knownDirectives).parseAll();
}

base::Result<std::vector<ServerBlock>> parse(std::string_view text, const ParseOptions& options)
{
    return parseKnowing(text, options, nullptr);
}

} // namespace corefile
