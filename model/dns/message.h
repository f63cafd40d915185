// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"
#include "model/dns/record.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dns {

struct Question {
    Name name;
    Type type = Type::A;
    Class klass = Class::IN;
    bool operator==(const Question&) const = default;
};

/// Header bits of RFC 1035 section 4.1.1 and RFC 4035 (AD, CD).
struct Flags {
    bool qr = false, aa = false, tc = false, rd = false, ra = false, ad = false, cd = false;
    bool operator==(const Flags&) const = default;
};

/// EDNS (RFC 6891): the OPT record's content; it is not listed among the additional records.
struct Edns {
    std::uint16_t udpSize = 0;
    bool dnssecOk = false;
    std::uint8_t version = 0;
    bool operator==(const Edns&) const = default;
};

struct Message {
    std::uint16_t id = 0;
    std::uint8_t opcode = 0;
    Flags flags;
    Rcode rcode = Rcode::NoError;
    std::vector<Question> questions;
    std::vector<Record> answer, authority, additional;
    std::optional<Edns> edns;
    bool operator==(const Message&) const = default;
};

/// Wire format with name compression (RFC 1035 section 4.1.4), owners and the RFC 1035 rdata names compressed, as miekg/dns does.
[[nodiscard]] std::string encode(const Message& message);
/// Errors: MessageTruncated, MessageMalformed. Pointers may only point backwards; a loop is MessageMalformed.
[[nodiscard]] base::Result<Message> decode(std::string_view wire);
/// Octets of encode(message).
[[nodiscard]] std::size_t wireSize(const Message& message);

/// The set flags in dig's order: "qr aa rd ra".
[[nodiscard]] std::vector<std::string> flagNames(const Flags& flags);
/// The message as dig prints it (header, question, sections, size), for reading and copying.
[[nodiscard]] std::string toDigText(const Message& message);

} // namespace dns
