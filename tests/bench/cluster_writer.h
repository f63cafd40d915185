// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace bench {

/// A JSON value whose fields keep the order in which they were given.
struct Value {
    using Fields = std::vector<std::pair<std::string, Value>>;
    using Items = std::vector<Value>;
    std::variant<std::string, std::int64_t, bool, Fields, Items> is;

    Value(const char* text) : is(std::string(text)) {}
    Value(std::string text) : is(std::move(text)) {}
    Value(int number) : is(std::int64_t{number}) {}
    Value(bool truth) : is(truth) {}
    Value(Fields fields) : is(std::move(fields)) {}
    Value(Items items) : is(std::move(items)) {}
};

enum class Format : std::uint8_t { Json, Yaml };

/// Writes a `kind: List`, one object at a time, so that a large cluster needs no memory.
class ListWriter {
public:
    ListWriter(std::ostream& out, Format format);
    void write(const Value& object);
    void finish();

private:
    std::ostream& m_out;
    Format m_format;
    bool m_isFirst = true;
};

} // namespace bench
