// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "tests/conformance/value.h"

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// How to add a suite: write tests/conformance/suites_NAME.cpp (picked up by the build), there a function per suite and its registration:
///
///     void myRow(const Row& row, Check& check)
///     {
///         check.equal("value", row["expect"]["value"].integer(), compute(row["input"].text()));
///     }
///     const Registration mySuite{"my-suite", [](const Case& c) { return forEachRow(c, myRow); }};
///
/// Read every key of the case through Value: the runner fails a case that has a key which nobody read ("unknown key"), so no input
/// is passed over. Keys with an effect that is wanted on one path only are read before the branch. `id`, `suite`, `source`, `provenance`,
/// `description`, `note` are the runner's. Sections of records: sections.h. Fixtures of clusters: cluster.h.
namespace conformance {

struct Failure {
    std::string where;    ///< "row 3, answer"
    std::string expected;
    std::string actual;
};

/// One case with its file's fixtures.
struct Case {
    Value value;
    Value fixtures;
    [[nodiscard]] const std::string& id() const { return value["id"].text(); }
    /// `minVersion` or "".
    [[nodiscard]] std::string minVersion() const { return value.textOr("minVersion", {}); }
};

/// One element of `rows`, or the case itself where it has no rows. A key is looked for in the row, then in the case.
class Row {
public:
    Row(const Case& owner, Value row, std::string where) : m_case(owner), m_row(std::move(row)), m_where(std::move(where)) {}

    [[nodiscard]] Value find(std::string_view key) const;
    [[nodiscard]] Value operator[](std::string_view key) const; ///< must be there
    [[nodiscard]] const Case& owner() const { return m_case; }
    [[nodiscard]] const std::string& where() const { return m_where; } ///< "row 3" or ""
    /// A value that is an object or the name of a fixture.
    [[nodiscard]] Value fixture(std::string_view key) const;

private:
    const Case& m_case;
    Value m_row;
    std::string m_where;
};

[[nodiscard]] std::vector<Row> rowsOf(const Case& owner);

// Texts of values for messages.
[[nodiscard]] std::string show(const std::string& text);
[[nodiscard]] std::string show(const char* text);
[[nodiscard]] std::string show(bool value);
template <class Number>
    requires std::is_arithmetic_v<Number>
[[nodiscard]] std::string show(Number value)
{
    return std::to_string(value);
}
template <class T>
[[nodiscard]] std::string show(const std::vector<T>& values)
{
    std::string text = "[";
    for (std::size_t i = 0; i < values.size(); ++i)
        text += (i ? ", " : "") + show(values[i]);
    return text + "]";
}

/// Collects the failures of one row.
class Check {
public:
    explicit Check(std::string where) : m_where(std::move(where)) {}

    void fail(std::string_view what, std::string expected, std::string actual);
    template <class Expected, class Actual>
    void equal(std::string_view what, const Expected& expected, const Actual& actual)
    {
        bool same = false;
        if constexpr (std::integral<Expected> && std::integral<Actual> && !std::same_as<Expected, bool> && !std::same_as<Actual, bool>)
            same = std::cmp_equal(expected, actual);
        else
            same = expected == actual;
        if (!same)
            fail(what, show(expected), show(actual));
    }
    void isTrue(std::string_view what, bool condition) { equal(what, true, condition); }
    [[nodiscard]] std::vector<Failure> take() { return std::move(m_failures); }

private:
    std::string m_where;
    std::vector<Failure> m_failures;
};

using SuiteFunction = std::vector<Failure> (*)(const Case&);

/// Put one per suite at namespace scope. A suite may have a second registration with `accepts`, which takes the cases that it says yes to
/// away from the first (cases of one suite in the hands of two files, such as the setup rows of `forward`).
class Registration {
public:
    using Accepts = bool (*)(const Case&);
    Registration(std::string_view suite, SuiteFunction run, Accepts accepts = nullptr);
};
/// The function for a case of `suite`, or nullptr.
[[nodiscard]] SuiteFunction runnerFor(std::string_view suite, const Case& which);

/// Runs `row` on each row and joins what it finds; a CaseError becomes a failure of its row.
template <class RowFunction>
[[nodiscard]] std::vector<Failure> forEachRow(const Case& owner, RowFunction&& rowFunction)
{
    std::vector<Failure> failures;
    for (const Row& row : rowsOf(owner)) {
        Check check(row.where());
        try {
            rowFunction(row, check);
        } catch (const CaseError& error) {
            check.fail("case", "readable", error.what());
        }
        for (Failure& failure : check.take())
            failures.push_back(std::move(failure));
    }
    return failures;
}

} // namespace conformance
