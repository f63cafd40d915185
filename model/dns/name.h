// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dns {

/// An absolute domain name in presentation format with the trailing dot (RFC 1035 section 5.1, `\.` and `\DDD` escapes),
/// in the letter case that it came with. Equality, order and hash ignore ASCII case (RFC 4343). The default is the root.
/// What a user typed is not a Name: the trailing dot and ndots decide the walk (see sim::TypedName).
class Name {
public:
    Name() = default;

    /// `text` is taken as absolute, with or without its trailing dot. Errors: NameTooLong, LabelTooLong, LabelEmpty, NameMalformed.
    [[nodiscard]] static base::Result<Name> parse(std::string_view text);
    /// For names that are known to be valid (constants, concatenations of checked labels); aborts on a programming error.
    [[nodiscard]] static Name fromValid(std::string_view text);
    /// Reads uncompressed wire format (RFC 1035 section 3.1), the root label included. Errors: MessageTruncated, MessageMalformed.
    [[nodiscard]] static base::Result<Name> fromWire(std::string_view octets);

    [[nodiscard]] const std::string& text() const { return m_text; }
    /// Lower case, for maps and for comparisons of parts.
    [[nodiscard]] std::string lower() const;
    [[nodiscard]] bool isRoot() const { return m_text == "."; }
    [[nodiscard]] std::size_t labelCount() const; ///< the root has 0
    /// Labels from left to right, in presentation form without dots, in their own case.
    [[nodiscard]] std::vector<std::string> labels() const;
    /// Length on the wire without compression, the root label included (1..255).
    [[nodiscard]] std::size_t wireLength() const;
    /// Appends the uncompressed wire format, in the name's own letter case.
    void appendWire(std::string& wire) const;
    /// Appends the first label of `text` (a tail of a Name's text from a label's start, not the root) with its length octet;
    /// returns the characters of it and its dot. For the message writer, which compresses label by label.
    static std::size_t appendWireLabel(std::string_view text, std::string& wire);

    /// True for the same name and for names below `ancestor`.
    [[nodiscard]] bool isAtOrBelow(const Name& ancestor) const;
    [[nodiscard]] Name parent() const; ///< the root's parent is the root
    /// The name without its `count` leftmost labels.
    [[nodiscard]] Name withoutLabels(std::size_t count) const;
    /// This name's labels in front of `suffix`. Error: NameTooLong.
    [[nodiscard]] base::Result<Name> under(const Name& suffix) const;
    /// The text left of `ancestor`, without a trailing dot ("" when equal). Precondition: isAtOrBelow(ancestor).
    [[nodiscard]] std::string_view relativeTo(const Name& ancestor) const;

    friend bool operator==(const Name& a, const Name& b);
    /// Canonical order of RFC 4034 section 6.1 (right to left by label).
    friend std::strong_ordering operator<=>(const Name& a, const Name& b);

private:
    explicit Name(std::string text) : m_text(std::move(text)) {}
    std::string m_text{"."};
};

[[nodiscard]] char asciiLower(char c);
[[nodiscard]] std::string asciiLower(std::string_view text);
[[nodiscard]] bool equalsIgnoringCase(std::string_view a, std::string_view b);

} // namespace dns

template <>
struct std::hash<dns::Name> {
    std::size_t operator()(const dns::Name& name) const noexcept;
};
