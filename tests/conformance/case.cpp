// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/conformance/case.h"

namespace conformance {
namespace {

struct Entry {
    std::string_view suite;
    SuiteFunction run = nullptr;
    Registration::Accepts accepts = nullptr;
};

/// Registrations of other files run before main in any order, so the list is made on first use.
std::vector<Entry>& entries()
{
    static std::vector<Entry> list;
    return list;
}

} // namespace

Value Row::find(std::string_view key) const
{
    const Value own = m_row.find(key);
    return own ? own : m_case.value.find(key);
}

Value Row::operator[](std::string_view key) const
{
    Value value = find(key);
    if (!value)
        throw CaseError(value.path() + ": missing");
    return value;
}

Value Row::fixture(std::string_view key) const
{
    const Value value = (*this)[key];
    return value.isText() ? m_case.fixtures[value.text()] : value;
}

std::vector<Row> rowsOf(const Case& owner)
{
    std::vector<Row> rows;
    const Value list = owner.value.find("rows");
    if (!list)
        return {Row(owner, owner.value, {})};
    for (const Value& item : list.items())
        rows.emplace_back(owner, item, "row " + std::to_string(rows.size() + 1));
    return rows;
}

std::string show(const std::string& text)
{
    return '"' + text + '"';
}

std::string show(const char* text)
{
    return show(std::string(text));
}

std::string show(bool value)
{
    return value ? "true" : "false";
}

void Check::fail(std::string_view what, std::string expected, std::string actual)
{
    m_failures.push_back({m_where + (m_where.empty() ? "" : ", ") + std::string(what), std::move(expected), std::move(actual)});
}

Registration::Registration(std::string_view suite, SuiteFunction run, Accepts accepts)
{
    entries().push_back({suite, run, accepts});
}

SuiteFunction runnerFor(std::string_view suite, const Case& which)
{
    SuiteFunction general = nullptr;
    for (const Entry& entry : entries()) {
        if (entry.suite != suite)
            continue;
        if (entry.accepts && entry.accepts(which))
            return entry.run;
        if (!entry.accepts)
            general = entry.run;
    }
    return general;
}

} // namespace conformance
