// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/bench/cluster_writer.h"

#include <string_view>

namespace bench {

namespace {

void writeText(std::ostream& out, std::string_view text)
{
    out << '"';
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out << '\\' << c;
        else if (c == '\n')
            out << "\\n";
        else
            out << c;
    }
    out << '"';
}

void writeJson(std::ostream& out, const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value.is)) {
        writeText(out, *text);
    } else if (const auto* number = std::get_if<std::int64_t>(&value.is)) {
        out << *number;
    } else if (const auto* truth = std::get_if<bool>(&value.is)) {
        out << (*truth ? "true" : "false");
    } else if (const auto* fields = std::get_if<Value::Fields>(&value.is)) {
        out << '{';
        for (std::size_t i = 0; i < fields->size(); ++i) {
            out << (i > 0 ? "," : "");
            writeText(out, (*fields)[i].first);
            out << ':';
            writeJson(out, (*fields)[i].second);
        }
        out << '}';
    } else {
        const auto& items = std::get<Value::Items>(value.is);
        out << '[';
        for (std::size_t i = 0; i < items.size(); ++i) {
            out << (i > 0 ? "," : "");
            writeJson(out, items[i]);
        }
        out << ']';
    }
}

bool isBlock(const Value& value)
{
    if (const auto* fields = std::get_if<Value::Fields>(&value.is))
        return !fields->empty();
    const auto* items = std::get_if<Value::Items>(&value.is);
    return items != nullptr && !items->empty();
}

/// Writes behind a key or a dash; `indent` is the column of the value's own lines. `isInline`: its first line continues the present one.
void writeYaml(std::ostream& out, const Value& value, std::size_t indent, bool isInline)
{
    const std::string spaces(indent, ' ');
    if (const auto* fields = std::get_if<Value::Fields>(&value.is); fields && !fields->empty()) {
        for (const auto& [key, field] : *fields) {
            out << (isInline ? "" : spaces);
            isInline = false;
            writeText(out, key); // keys of managedFields need the quotes
            const bool isList = std::holds_alternative<Value::Items>(field.is);
            out << (isBlock(field) ? ":\n" : ": ");
            writeYaml(out, field, isList ? indent : indent + 2, false);
        }
    } else if (const auto* items = std::get_if<Value::Items>(&value.is); items && !items->empty()) {
        for (const Value& item : *items) {
            out << spaces << "- ";
            writeYaml(out, item, indent + 2, true);
        }
    } else {
        writeJson(out, value); // a scalar, {} or []
        out << '\n';
    }
}

} // namespace

ListWriter::ListWriter(std::ostream& out, Format format) : m_out(out), m_format(format)
{
    m_out << (format == Format::Json ? R"({"apiVersion":"v1","kind":"List","metadata":{"resourceVersion":"1"},"items":[)"
                                     : "apiVersion: v1\nkind: List\nmetadata:\n  resourceVersion: \"1\"\nitems:\n");
}

void ListWriter::write(const Value& object)
{
    if (m_format == Format::Json) {
        m_out << (m_isFirst ? "\n" : ",\n");
        writeJson(m_out, object);
    } else {
        m_out << "- ";
        writeYaml(m_out, object, 2, true);
    }
    m_isFirst = false;
}

void ListWriter::finish()
{
    if (m_format == Format::Json)
        m_out << "\n]}\n";
}

} // namespace bench
