// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/dns/record.h"
#include "tests/conformance/case.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Lists of records `{name, ttl, type, rdata}` in cases.
namespace conformance {

struct ExpectedRecord {
    dns::Name name;
    dns::Type type{};
    std::optional<std::uint32_t> ttl;  ///< seconds; nullopt: any
    std::string rdata;                 ///< presentation format as dns::toString prints it; a field `*` matches anything
};

[[nodiscard]] dns::Name nameOf(const Value& value);
[[nodiscard]] dns::Type typeOf(const Value& value);
[[nodiscard]] ExpectedRecord expectedRecord(const Value& value);
/// A list as real records, for upstreams and zone files: any TTL becomes 0, any serial becomes 1.
[[nodiscard]] std::vector<dns::Record> recordsOf(const Value& list);

enum class Order { Any, Exact };
enum class LetterCase { Ignored, Kept };
enum class TtlCheck { Compared, Ignored };

struct SectionRules {
    Order order = Order::Any;
    LetterCase letterCase = LetterCase::Ignored;
    TtlCheck ttl = TtlCheck::Compared;
};

/// True if the record is one that `expected` describes.
[[nodiscard]] bool matches(const ExpectedRecord& expected, const dns::Record& actual, const SectionRules& rules);

/// Compares a section: as a set in which no CNAME stands behind a record of its target, or in exact order. OPT records are passed over.
/// A `list` that does not exist is not compared.
void checkSection(Check& check, std::string_view what, const Value& list, const std::vector<dns::Record>& actual, const SectionRules& rules = {});

} // namespace conformance
