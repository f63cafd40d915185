// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/kube/reader.h"
#include "model/kube/reading.h"

#include <simdjson.h>

#include <functional>
#include <string_view>

namespace kube {

/// Reads JSON documents one after another with one parser, whose buffers grow to the largest document.
class DocumentReader {
public:
    explicit DocumentReader(base::Strings& strings) : m_strings(strings) {}

    /// Appends what `json` holds (an object, a list, an array of objects) to `outcome`. 64 bytes behind `json` must be readable.
    /// `listKind` is the kind of the list that the object is an item of ("ServiceList"), "" for none. A fault leaves its byte offset.
    [[nodiscard]] std::optional<Reading::Fault> read(std::string_view json, ReadOutcome& outcome, std::string_view listKind = {});
    [[nodiscard]] std::optional<Reading::Fault> readEvent(std::string_view json, WatchEvent& event);

    /// Hands the root, an object or a list, to `readRoot`.
    [[nodiscard]] std::optional<Reading::Fault> visit(std::string_view json, const std::function<void(Reading&, JsonValue)>& readRoot);

private:
    simdjson::ondemand::parser m_parser;
    base::Strings& m_strings;
};

/// The fault as an error with its place in `json`.
[[nodiscard]] base::Error errorOf(const Reading::Fault& fault, std::string_view json, const std::string& fileName);

} // namespace kube
