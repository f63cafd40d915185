// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/against_coredns/replies.h"

#include <algorithm>
#include <vector>

namespace comparison {

namespace {

std::string sectionText(const std::string& name, std::vector<dns::Record> records, bool truncated)
{
    if (truncated)
        return records.empty() ? std::string() : name + ": some\n";
    std::vector<std::string> lines;
    for (dns::Record& record : records) {
        if (auto* soa = std::get_if<dns::rdata::Soa>(&record.data))
            soa->serial = 0;
        lines.push_back(name + ": " + record.owner.text() + ' ' + std::to_string(record.ttl.count()) + ' ' + dns::toString(record.klass) + ' '
                        + dns::toString(record.type) + ' ' + dns::dataText(record) + '\n');
    }
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const std::string& line : lines)
        text += line;
    return text;
}

} // namespace

std::string comparableText(const dns::Message& message)
{
    std::string text = dns::toString(message.rcode);
    for (const std::string& flag : dns::flagNames(message.flags))
        text += ' ' + flag;
    if (message.edns)
        text += " edns(" + std::to_string(message.edns->udpSize) + (message.edns->dnssecOk ? " do)" : ")");
    text += '\n';
    for (const dns::Question& question : message.questions)
        text += "question: " + question.name.text() + ' ' + dns::toString(question.klass) + ' ' + dns::toString(question.type) + '\n';
    return text + sectionText("answer", message.answer, message.flags.tc) + sectionText("authority", message.authority, message.flags.tc)
         + sectionText("additional", message.additional, message.flags.tc);
}

} // namespace comparison
