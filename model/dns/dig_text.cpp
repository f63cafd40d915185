// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/dns/escape.h"
#include "model/dns/message.h"

#include <algorithm>
#include <array>

namespace dns {
namespace {

/// dig's columns, in characters with tabs of 8 (BIND 9, dighost.c: dns_master_stylecreate 24, 32, 40, 48).
constexpr std::size_t ttlColumn = 24, classColumn = 32, typeColumn = 40, dataColumn = 48, tabWidth = 8;

/// One line with BIND's indentation: tabs up to the column, one blank at least.
class Line {
public:
    explicit Line(std::string& out) : m_out(out) {}

    void text(std::string_view part)
    {
        m_out += part;
        m_column += part.size();
    }

    void indentTo(std::size_t column)
    {
        column = std::max(column, m_column + 1);
        if (const std::size_t tabs = column / tabWidth - m_column / tabWidth; tabs > 0) {
            m_out.append(tabs, '\t');
            m_column = column / tabWidth * tabWidth;
        }
        m_out.append(column - m_column, ' ');
        m_column = column;
    }

private:
    std::string& m_out;
    std::size_t m_column = 0;
};

std::string opcodeText(std::uint8_t opcode)
{
    constexpr std::array<std::string_view, 6> names{"QUERY", "IQUERY", "STATUS", "RESERVED3", "NOTIFY", "UPDATE"};
    if (opcode < names.size())
        return std::string(names[opcode]);
    std::string text = "RESERVED";
    appendDecimal(text, static_cast<unsigned>(opcode));
    return text;
}

void appendHeader(std::string& text, const Message& message)
{
    text.append(";; ->>HEADER<<- opcode: ").append(opcodeText(message.opcode));
    text.append(", status: ").append(toString(message.rcode)).append(", id: ");
    appendDecimal(text, message.id);
    text += "\n;; flags:";
    for (const std::string& flag : flagNames(message.flags))
        text.append(" ").append(flag);
    text += "; QUERY: ";
    appendDecimal(text, message.questions.size());
    text += ", ANSWER: ";
    appendDecimal(text, message.answer.size());
    text += ", AUTHORITY: ";
    appendDecimal(text, message.authority.size());
    text += ", ADDITIONAL: ";
    appendDecimal(text, message.additional.size() + (message.edns ? 1 : 0));
    text += "\n\n";
}

void appendEdns(std::string& text, const Edns& edns)
{
    text += ";; OPT PSEUDOSECTION:\n; EDNS: version: ";
    appendDecimal(text, static_cast<unsigned>(edns.version));
    text.append(edns.dnssecOk ? ", flags: do; udp: " : ", flags:; udp: ");
    appendDecimal(text, edns.udpSize);
    text += '\n';
}

void appendQuestions(std::string& text, const std::vector<Question>& questions)
{
    if (questions.empty())
        return;
    text += ";; QUESTION SECTION:\n";
    for (const Question& question : questions) {
        text += ';'; // not counted in dig's columns
        Line line(text);
        line.text(question.name.text());
        line.indentTo(classColumn);
        line.text(toString(question.klass));
        line.indentTo(typeColumn);
        line.text(toString(question.type));
        text += '\n';
    }
    text += '\n';
}

void appendSection(std::string& text, std::string_view title, const std::vector<Record>& records)
{
    if (records.empty())
        return;
    text.append(";; ").append(title).append(" SECTION:\n");
    for (const Record& record : records) {
        Line line(text);
        line.text(record.owner.text());
        line.indentTo(ttlColumn);
        std::string ttl;
        appendDecimal(ttl, record.ttl.count());
        line.text(ttl);
        line.indentTo(classColumn);
        line.text(toString(record.klass));
        line.indentTo(typeColumn);
        line.text(toString(record.type));
        line.indentTo(dataColumn);
        line.text(dataText(record));
        text += '\n';
    }
    text += '\n';
}

} // namespace

std::vector<std::string> flagNames(const Flags& flags)
{
    std::vector<std::string> names;
    const auto add = [&names](bool isSet, const char* name) {
        if (isSet)
            names.emplace_back(name);
    };
    add(flags.qr, "qr");
    add(flags.aa, "aa");
    add(flags.tc, "tc");
    add(flags.rd, "rd");
    add(flags.ra, "ra");
    add(flags.ad, "ad");
    add(flags.cd, "cd");
    return names;
}

std::string toDigText(const Message& message)
{
    std::string text;
    appendHeader(text, message);
    if (message.edns)
        appendEdns(text, *message.edns);
    appendQuestions(text, message.questions);
    appendSection(text, "ANSWER", message.answer);
    appendSection(text, "AUTHORITY", message.authority);
    appendSection(text, "ADDITIONAL", message.additional);
    text += ";; MSG SIZE  rcvd: ";
    appendDecimal(text, wireSize(message));
    text += '\n';
    return text;
}

} // namespace dns
