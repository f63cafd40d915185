// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Runs the conformance cases of a folder: every *.json file in it is a suite. Prints a line per suite, then each failing case with
// what was expected and what came, then the totals. Exit status: 0 all passed, 1 a case failed, 2 the folder cannot be read.
#include "tests/conformance/case.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace conformance {
namespace {

struct Score {
    int passed = 0;
    int total = 0;
};

struct FailedCase {
    std::string suite;
    std::string id;
    std::vector<Failure> failures;
};

struct Outcome {
    std::map<std::string, Score> suites;
    std::vector<FailedCase> failed;
};

/// Keys that describe a case and change nothing.
void readDescriptions(const Value& object)
{
    for (const char* key : {"source", "provenance", "description", "note"})
        (void)object.find(key);
}

std::vector<Failure> unknownKeys(const Case& which)
{
    std::vector<Failure> failures;
    for (const std::string& path : unusedKeys(*which.value.node(), {}))
        failures.push_back({path, "a key that the runner knows", "unknown key"});
    return failures;
}

std::vector<Failure> runCase(const std::string& suite, const Case& which)
{
    try {
        readDescriptions(which.value);
        for (const Row& row : rowsOf(which))
            (void)row.find("note");
        (void)which.minVersion();
        const SuiteFunction run = runnerFor(suite, which);
        if (!run)
            return {{suite, "a runner", "no runner for suite " + suite}};
        std::vector<Failure> failures = run(which);
        return failures.empty() ? unknownKeys(which) : failures;
    } catch (const CaseError& error) {
        return {{"case", "readable", error.what()}};
    } catch (const std::exception& error) {
        return {{"case", "no exception", error.what()}};
    }
}

void runFile(const std::filesystem::path& path, Outcome& outcome)
{
    const std::string fileName = path.filename().string();
    std::ifstream stream(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    const Node root = parseJson(text, fileName);
    const Value file(&root, {});
    if (file["schemaVersion"].integer() != 1)
        throw CaseError(fileName + ": schemaVersion is not 1");
    for (const auto& [key, value] : file.members()) {
        if (key != "schemaVersion" && key != "suite" && key != "fixtures" && key != "cases")
            throw CaseError(fileName + ": unknown key " + key);
    }
    const std::string suite = file["suite"].text();
    outcome.suites[suite];
    for (const Value& value : file["cases"].items()) {
        // Paths in messages start at the case, whose id stands above them.
        const Case which{Value(value.node(), {}), Value(file.find("fixtures").node(), "fixtures")};
        const std::string caseSuite = which.value.textOr("suite", suite);
        const std::string& id = which.id();
        Score& score = outcome.suites[caseSuite];
        ++score.total;
        std::vector<Failure> failures = runCase(caseSuite, which);
        if (failures.empty())
            ++score.passed;
        else
            outcome.failed.push_back({caseSuite, id, std::move(failures)});
    }
}

void print(const Outcome& outcome)
{
    int passed = 0;
    for (const auto& [suite, score] : outcome.suites) {
        std::cout << suite << ": " << score.passed << " of " << score.total << '\n';
        passed += score.passed;
    }
    for (const FailedCase& which : outcome.failed) {
        std::cout << "\nFAIL " << which.suite << ' ' << which.id << '\n';
        for (const Failure& failure : which.failures) {
            std::cout << "  " << failure.where << '\n'
                      << "    expected: " << failure.expected << '\n'
                      << "    actual:   " << failure.actual << '\n';
        }
    }
    std::cout << '\n' << passed << " passed, " << outcome.failed.size() << " failed\n";
}

int run(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    }
    if (error || files.empty()) {
        std::cerr << folder.string() << ": no cases (*.json)\n";
        return 2;
    }
    std::sort(files.begin(), files.end());
    Outcome outcome;
    for (const std::filesystem::path& file : files) {
        try {
            runFile(file, outcome);
        } catch (const CaseError& problem) {
            outcome.failed.push_back({file.filename().string(), "(file)", {{"file", "readable", problem.what()}}});
        }
    }
    print(outcome);
    return outcome.failed.empty() ? 0 : 1;
}

} // namespace
} // namespace conformance

int main(int argc, char** argv)
{
    if (argc > 2) {
        std::cerr << "usage: conformance [FOLDER]\n";
        return 2;
    }
    return conformance::run(argc == 2 ? argv[1] : NDOTS_CONFORMANCE_DATA);
}
