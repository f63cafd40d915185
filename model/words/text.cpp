// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/text.h"

#include <algorithm>

namespace words {

QString harmless(const std::string& text, qsizetype longest)
{
    constexpr std::size_t octetsRead = 64 * 1024; // what is beyond would be cut anyway
    QString shown = QString::fromUtf8(text.data(), static_cast<qsizetype>(std::min(text.size(), octetsRead))).simplified();
    for (QChar& c : shown) {
        if (!c.isPrint() && !c.isSurrogate())
            c = QLatin1Char('?');
    }
    if (shown.size() > longest)
        shown = shown.left(longest / 2) + QStringLiteral("…") + shown.right(longest / 2);
    return shown;
}

QString substituted(const QString& pattern, const QStringList& arguments)
{
    QString text;
    for (qsizetype at = 0; at < pattern.size(); ++at) {
        const int digit = pattern.at(at) == QLatin1Char('%') && at + 1 < pattern.size() ? pattern.at(at + 1).digitValue() : 0;
        if (digit < 1) {
            text += pattern.at(at);
            continue;
        }
        text += digit <= arguments.size() ? arguments.at(digit - 1) : QStringLiteral("?");
        ++at;
        const bool twoDots = text.endsWith(QLatin1Char('.')) && at + 1 < pattern.size() && pattern.at(at + 1) == QLatin1Char('.');
        if (twoDots)
            ++at; // the final dot of an absolute name ends the sentence too
    }
    return text;
}

} // namespace words
