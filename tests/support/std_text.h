// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <QTest>

#include <string>

/// Lets QCOMPARE show std::string values. Include it before the first QCOMPARE.
namespace QTest {
template <>
inline char* toString(const std::string& text)
{
    return toString(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
}
} // namespace QTest
