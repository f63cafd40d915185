// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/parse.h"
#include "tests/support/random.h"
#include "tests/support/std_text.h"

#include <QTest>

#include <algorithm>

using namespace corefile;
using Files = std::map<std::string, std::string>;

namespace {

/// "line:text line:text", texts in angle brackets where they hold blanks or nothing.
std::string shown(const std::vector<Token>& tokens)
{
    std::string text;
    for (const Token& token : tokens) {
        const bool isPlain = !token.text.empty() && token.text.find_first_of(" \n\t") == std::string::npos;
        text += (text.empty() ? "" : " ") + std::to_string(token.line) + ':' + (isPlain ? token.text : '<' + token.text + '>');
    }
    return text;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

/// "key key | directive tokens ; directive tokens || key | ..."
std::string shown(const std::vector<ServerBlock>& blocks)
{
    std::string text;
    for (const ServerBlock& block : blocks) {
        text += (text.empty() ? "" : " || ") + joined(block.keys) + " |";
        for (std::size_t i = 0; i < block.directives.size(); ++i) {
            text += i > 0 ? " ;" : "";
            for (const Token& token : block.directives[i].tokens)
                text += ' ' + token.text;
        }
    }
    return text;
}

std::string parsed(const std::string& text, const ParseOptions& options = {})
{
    const auto blocks = parse(text, options);
    return blocks ? shown(*blocks) : "error " + std::to_string(blocks.error().where.line) + ": " + blocks.error().detail;
}

std::string oneLine(std::string text)
{
    std::replace(text.begin(), text.end(), '\n', '|');
    return text;
}

/// Blocks without positions: what print keeps.
std::vector<ServerBlock> withoutPositions(std::vector<ServerBlock> blocks)
{
    for (ServerBlock& block : blocks) {
        block.where = {};
        for (Directive& directive : block.directives) {
            for (Token& token : directive.tokens)
                token = Token{token.text, {}, 0};
        }
    }
    return blocks;
}

// No raw string: moc of Qt 6.4 loses its way in one of several lines.
constexpr std::string_view sample =
    "# cluster DNS\n"
    "(common) {\n"
    "    errors\n"
    "    log . \"{common}\"\n"
    "}\n"
    "cluster.local, in-addr.arpa:53 {\n"
    "    import common\n"
    "    kubernetes cluster.local {\n"
    "        pods insecure\n"
    "        fallthrough in-addr.arpa ip6.arpa\n"
    "    }\n"
    "    template IN A {\n"
    "        answer \"{{ .Name }} 60 IN A 10.0.0.1\"\n"
    "    }\n"
    "    cache 30 {\n"
    "        success 10 20\n"
    "    }\n"
    "}\n"
    ". {\n"
    "    forward . 1.1.1.1 \"tls://9.9.9.9\" {\n"
    "        force_tcp\n"
    "    }\n"
    "    hosts {\n"
    "        10.0.0.1 a.example\n"
    "        fallthrough\n"
    "    }\n"
    "}\n";

} // namespace

class TestParse : public QObject {
    Q_OBJECT
private slots:
    void tokens_data();
    void tokens();
    void blocks_data();
    void blocks();
    void environment_data();
    void environment();
    void environmentThatNamesItself();
    void imports_data();
    void imports();
    void importsHaveALimit();
    void errorNamesTheImportedFile();
    void directiveParts();
    void printed_data();
    void printed();
    void mutatedTextRoundTrips();
};

void TestParse::tokens_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* name, const std::string& text, const std::string& expected) { QTest::newRow(name) << text << expected; };
    row("nothing", "", "");
    row("byte order mark", "\xEF\xBB\xBF.:53", "1:.:53");
    row("lines", "a b\n\nc", "1:a 1:b 3:c");
    row("carriage returns vanish", "a\r\nb\rc", "1:a 2:bc");
    row("comment line", "a # b c\nd", "1:a 2:d");
    row("comment inside a word ends the word only", "foo#bar baz", "1:foo 1:baz");
    row("quotes", R"(a "b c" "")", "1:a 1:<b c> 1:<>");
    row("quote inside a word is a character", R"(a"b c" d)", R"(1:a"b 1:c" 1:d)");
    row("escapes", R"("\"" "\\" "\n")", R"(1:" 1:\\ 1:\n)");
    row("text behind a closing quote", R"("a"b)", "1:a 1:b");
    row("hash in quotes", R"("a#b")", "1:a#b");
    row("quoted line break counts", "\"a\nb\" c\nd", "1:<a\nb> 2:c 3:d");
    row("open quote ends with the text", "\"a b", "1:<a b>");
    row("open quote, nothing in it", "\"", "");
    row("braces need space", "a{ { }b }", "1:a{ 1:{ 1:}b 1:}");
    row("white space of other scripts", "a\xC2\xA0" "b\xE2\x80\x83" "c", "1:a 1:b 1:c");
    row("not UTF-8", "a\xFF", "1:a\xEF\xBF\xBD");
    row("overlong", "\xC0\x80", "1:\xEF\xBF\xBD\xEF\xBF\xBD");
    row("cut short", "\xE2\x80", "1:\xEF\xBF\xBD\xEF\xBF\xBD");
}

void TestParse::tokens()
{
    QFETCH(std::string, text);
    QTEST(shown(lex(text)), "expected");
}

void TestParse::blocks_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* name, const std::string& text, const std::string& expected) { QTest::newRow(name) << text << expected; };
    row("empty", "", "");
    row("empty key", "\"\"", "");
    row("keys only", "a b", "a b |");
    row("without braces", ".:53\nerrors\ncache 30", ".:53 | errors ; cache 30");
    row("two blocks", "a {\n}\nb {\n errors\n}", "a | || b | errors");
    row("comma continues on the next line", "a,\nb {\n}", "a b |");
    row("no comma, next line", "a\nb {\n}", "a | b { }");
    row("comma in the word", "a,b {\n}", "a,b |");
    row("comma before the brace", "a, {\n}", "error 1: Expected another address but had '{' - check for extra comma");
    row("comma at the end", "a,", "error 1: Unexpected EOF");
    row("nested braces", "a {\n x {\n y {\n z\n }\n }\n}", "a | x { y { z } }");
    row("empty block", "a {\n x { }\n}", "a | x { }");
    row("brace on its own line belongs to the directive", "a {\n x\n {\n y\n }\n}", "a | x { y }");
    row("repeated directives stay apart", "a {\n log x\n log y\n}", "a | log x ; log y");
    row("open block", "a {\n x", "error 2: Syntax error: Unexpected token 'x', expecting '}'");
    row("open block behind a closed one passes", "a {\n x {\n y\n }\n", "a | x { y }");
    row("open directive", "a {\n x {\n y\n", "error 3: Unexpected EOF");
    row("brace too many", "a {\n x }\n}", "error 2: Unexpected '}' because no matching opening brace");
    row("text behind the block", "a {\n} b {\n}", "a | || b |");
    row("snippet", "(s) {\n x 1\n y\n}\na {\n import s\n z\n}", "a | x 1 ; y ; z");
    row("snippet twice", "(s) {\n}\n(s) {\n}", "error 3: redeclaration of previously declared snippet s");
    row("snippet before use", "a {\n import s\n}\n(s) {\n}", "error 2: File to import not found: s");
    row("snippet of itself", "(s) {\nimport s\n}", "error 3: maximum snippet import depth (10000) exceeded");
    row("snippet without a block", "(s)\nx", "error 2: Syntax error: Unexpected token 'x', expecting '{'");
    row("snippet of two names", "(s) (t) {\n}", "(s) (t) |");
    row("snippets of each other", "(s) {\nimport t\n}\n(t) {\nimport s\n}\na {\nimport s\n}",
        "error 5: maximum snippet import depth (10000) exceeded");
    row("import without argument", "a {\n import\n}", "error 2: Wrong argument count or unexpected line ending after 'import'");
    row("import with two arguments", "a {\n import x y\n}", "error 2: Import takes only one argument (glob pattern or file)");
    row("import inside a line is a word", "a {\n x import y\n}", "a | x import y");
    row("two wildcards", "import a*b*", "error 1: Glob pattern may only contain one wildcard (*), but has others: /etc/coredns/a*b*");
    row("no match of a wildcard", "import none/*\na {\n}", "a |");
}

void TestParse::blocks()
{
    QFETCH(std::string, text);
    QTEST(parsed(text), "expected");
}

void TestParse::environment_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const std::string& text, const std::string& expected) { QTest::addRow("%s", oneLine(text).c_str()) << text << expected; };
    row("{$HOST}:{%PORT%}", "host:53 |");
    row("x{$HOST}y", "xhosty |");
    row("a\n{$HOST} {%HOST%}", "a | host host");
    row("a\nx \"q {$HOST}\"", "a | x q host");
    row("a\nx {$UNSET}y", "a | x y");
    row("a\nx {$} {%} {$HOST {%HOST", "a | x {$} {%} {$HOST {%HOST");
    row("a\nx {%HOST}", "a | x {%HOST}");
    row("a\nx {$VIA}", "a | x host"); // a value is expanded too
    row("a\nx \"{{$x}}\"", "a | x {}"); // why template bodies need a blank
    row("a\nx \"{{ $x }}\"", "a | x {{ $x }}");
    row("a {\n import {$SNIPPET}\n}", "error 2: File to import not found: other");
}

void TestParse::environment()
{
    QFETCH(std::string, text);
    ParseOptions options;
    options.environment = {{"HOST", "host"}, {"PORT", "53"}, {"VIA", "{$HOST}"}, {"SNIPPET", "other"}};
    QTEST(parsed(text, options), "expected");
}

void TestParse::environmentThatNamesItself()
{
    ParseOptions options;
    options.environment = {{"A", "{$A}"}, {"B", "{$B}{$B}"}};
    QVERIFY(parse("a\nx {$A} {$B}", options)); // ends
}

void TestParse::imports_data()
{
    QTest::addColumn<std::string>("pattern");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const std::string& pattern, const std::string& expected) { QTest::newRow(pattern.c_str()) << pattern << expected; };
    row("one.conf", "a | one ; last");
    row("custom/*.override", "a | two ; three ; last"); // in the order of their names
    row("custom/?.override", "a | last");
    row("custom/?1.override", "a | two ; last");
    row("*/ab.override", "a | three ; last");
    row("/etc/coredns/one.conf", "a | one ; last");
    row("./x/../one.conf", "a | one ; last");
    row("deep/first", "a | beside ; one ; last"); // paths inside an imported file start at that file
    row("none", "error 2: File to import not found: none");
    row("custom", "error 2: File to import not found: custom");
    row("a[b]", "error 2: Glob pattern may only contain one wildcard (*), but has others: /etc/coredns/a[b]");
    row("a[", "error 2: Failed to use import pattern a[: syntax error in pattern");
}

void TestParse::imports()
{
    QFETCH(std::string, pattern);
    ParseOptions options;
    options.files = {{"one.conf", "one"},          {"custom/a1.override", "two\n"},   {"custom/ab.override", "three"}, {"custom/b.server", "b {\n}"},
                     {"deep/beside", "beside"},    {"deep/first", "import beside\nimport ../one.conf\n"}};
    QTEST(parsed("a {\n import " + pattern + "\n last\n}", options), "expected");
}

void TestParse::importsHaveALimit()
{
    ParseOptions options;
    options.files = {{"circle", "x\nimport circle\ny\n"}, {"wide", "import wide\nimport wide\n"}};
    QCOMPARE(parsed("a {\nimport circle\n}", options), std::string("error 2: maximum file import depth (100000) exceeded"));
    QCOMPARE(parsed("a {\nimport wide\n}", options), std::string("error 1: maximum file import depth (100000) exceeded"));
}

void TestParse::errorNamesTheImportedFile()
{
    ParseOptions options;
    options.fileName = "/etc/coredns/Corefile";
    options.files = {{"f", "x\ny }\n"}};
    const auto blocks = parse("a {\n import f\n}", options);
    QVERIFY(!blocks);
    QCOMPARE(blocks.error().code, base::ErrorCode::CorefileSyntax);
    QCOMPARE(blocks.error().where, (base::Position{"f", 2, 0}));
}

void TestParse::directiveParts()
{
    const auto blocks = parse("a {\n forward . 1.1.1.1 {\n  except a b\n  x {\n   y\n  }\n  z\n }\n log\n}");
    QVERIFY(blocks);
    const Directive& forward = blocks->at(0).directives.at(0);
    QCOMPARE(joined(forward.arguments()), std::string(". 1.1.1.1"));
    const auto lines = forward.blockLines();
    QCOMPARE(lines.size(), std::size_t(3));
    QCOMPARE(shown(lines[0]), std::string("3:except 3:a 3:b"));
    QCOMPARE(shown(lines[1]), std::string("4:x 4:{ 5:y 6:}"));
    QCOMPARE(shown(lines[2]), std::string("7:z"));
    QVERIFY(blocks->at(0).directives.at(1).arguments().empty());
    QVERIFY(blocks->at(0).directives.at(1).blockLines().empty());
}

void TestParse::printed_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const std::string& text, const std::string& expected) { QTest::addRow("%s", oneLine(text).c_str()) << text << expected; };
    row("a,b  c\nx  y", "a,b c {\n    x y\n}\n");
    row("a {\nx { \n y z\n w {\n v\n}\n}\n}", "a {\n    x {\n        y z\n        w {\n            v\n        }\n    }\n}\n");
    row("a\nx \"\" \"b c\" \"#\" \"\\\"q\" \"p\\\"q\"", "a {\n    x \"\" \"b c\" \"#\" \"\\\"q\" p\"q\n}\n");
    row(", a {\n}", ", a {\n}\n");
    row("\"a,,\" b {\n}", "a,, b {\n}\n");
    row("a {, b {\n}", "a {, b {\n}\n");
    row("\"\" import x {\n}", "\"\" import x {\n}\n");
    row("(s)", "(s)\n");
}

void TestParse::printed()
{
    QFETCH(std::string, text);
    const auto blocks = parse(text);
    QVERIFY(blocks);
    const std::string printed = print(*blocks);
    QTEST(printed, "expected");
    const auto again = parse(printed);
    QVERIFY(again);
    QVERIFY(withoutPositions(*again) == withoutPositions(*blocks));
    QCOMPARE(print(*again), printed);
}

/// A quoted word with a backslash in front of its end, or with a variable left in it, cannot be written again.
bool isPrintable(const std::vector<ServerBlock>& blocks)
{
    const auto isPlain = [](const std::string& text) { return text.find('\\') == std::string::npos && text.find("{$") == std::string::npos; };
    for (const ServerBlock& block : blocks) {
        for (const std::string& key : block.keys) {
            if (!isPlain(key))
                return false;
        }
        for (const Directive& directive : block.directives) {
            for (const Token& token : directive.tokens) {
                if (!isPlain(token.text))
                    return false;
            }
        }
    }
    return true;
}

void TestParse::mutatedTextRoundTrips()
{
    support::Random random("mutated Corefiles");
    int accepted = 0;
    for (int i = 0; i < 8000; ++i) {
        const auto blocks = parse(random.mutated(random.mutated(std::string(sample), "{}\"#, \n\\()"), "{}\n "));
        if (!blocks || !isPrintable(*blocks))
            continue;
        ++accepted;
        const std::string text = print(*blocks);
        const auto again = parse(text);
        QVERIFY2(again, text.c_str());
        QVERIFY2(withoutPositions(*again) == withoutPositions(*blocks), text.c_str());
    }
    QVERIFY(accepted > 800);
}

QTEST_APPLESS_MAIN(TestParse)
#include "tst_parse.moc"
