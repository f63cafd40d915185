// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <QString>
#include <QStringList>

#include <string>

/// Foreign text inside our sentences. Private to model/words.
namespace words {

inline constexpr qsizetype longestArgument = 260; ///< characters; a DNS name has at most 253

/// UTF-8 from a cluster or a file as one harmless line: control and direction characters become "?", runs of white space one space, and what is
/// longer than `longest` characters loses its middle.
[[nodiscard]] QString harmless(const std::string& text, qsizetype longest = longestArgument);

/// `pattern` with %1 to %9 replaced in one pass, so that a "%2" inside an argument stays text. An argument that is not there reads "?".
[[nodiscard]] QString substituted(const QString& pattern, const QStringList& arguments);

/// A reason or outcome of the simulator ("timeout", "no SOA", "prefetch") in the user's language; what is no such word comes back harmless.
[[nodiscard]] QString simulatorWord(const std::string& key);

/// A number of seconds without noise: three digits, the point as decimal sign ("2.5", "0.00312", "300").
[[nodiscard]] QString secondsText(const std::string& seconds);

} // namespace words
