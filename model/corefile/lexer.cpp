// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Tokens of coredns/caddy's caddyfile/lexer.go. Its quirk is kept: the comment state belongs to the token that is being read, so a '#'
// inside a word ends only that word, while a '#' in front of a word ends the line.
#include "model/corefile/parse.h"
#include "model/corefile/utf8.h"

namespace corefile {
namespace {

constexpr char32_t byteOrderMark = 0xFEFF;

class Lexer {
public:
    Lexer(std::string_view text, const std::string& fileName) : m_text(text), m_file(fileName)
    {
        if (!text.empty()) {
            const Rune first = readRune(text, 0);
            m_at = first.value == byteOrderMark ? first.length : 0;
        }
    }

    std::vector<Token> tokens()
    {
        std::vector<Token> result;
        while (readWord())
            result.push_back(m_token);
        return result;
    }

private:
    char32_t take()
    {
        const Rune rune = readRune(m_text, m_at);
        m_at += rune.length;
        return rune.value;
    }

    void start() { m_token = Token{{}, m_file, m_line}; }

    /// Reads the next token into m_token; false at the end of the text.
    bool readWord()
    {
        bool isComment = false;
        m_token.text.clear();
        while (m_at < m_text.size()) {
            const char32_t rune = take();
            if (isSpace(rune)) {
                if (rune == '\r')
                    continue;
                if (rune == '\n') {
                    ++m_line;
                    isComment = false;
                }
                if (!m_token.text.empty())
                    return true;
                continue;
            }
            isComment = isComment || rune == '#';
            if (isComment)
                continue;
            if (m_token.text.empty()) {
                start();
                if (rune == '"')
                    return readQuoted();
            }
            appendRune(m_token.text, rune);
        }
        return !m_token.text.empty();
    }

    /// Behind the opening quote. Only a quote can be escaped; any other backslash stays.
    bool readQuoted()
    {
        bool isEscaped = false;
        while (m_at < m_text.size()) {
            const char32_t rune = take();
            if (!isEscaped && rune == '\\') {
                isEscaped = true;
                continue;
            }
            if (!isEscaped && rune == '"')
                return true;
            if (rune == '\n')
                ++m_line;
            if (isEscaped && rune != '"')
                m_token.text += '\\';
            appendRune(m_token.text, rune);
            isEscaped = false;
        }
        return !m_token.text.empty();
    }

    std::string_view m_text;
    std::string m_file;
    std::size_t m_at = 0;
    int m_line = 1;
    Token m_token;
};

} // namespace

std::vector<Token> lex(std::string_view text, const std::string& fileName)
{
    return Lexer(text, fileName).tokens();
}

} // namespace corefile
