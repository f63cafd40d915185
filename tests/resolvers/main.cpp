// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Compares the walks that model/sim predicts with those of the real libraries, question by question.
//   resolver_comparison glibc|musl|go PROGRAM VERSION [CASES] [SEED] [ONLY]
// Exit status: 0 all alike, 1 differences (printed), 2 unusable arguments, 77 namespaces or the program are missing (skipped).
#include "tests/resolvers/model.h"
#include "tests/resolvers/sandbox.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <random>
#include <sstream>

namespace comparison {
namespace {

constexpr int skipped = 77;
constexpr std::size_t workers = 32;         ///< most of a case is waiting
constexpr double patienceForTimers = 0.7;   ///< seconds that a busy machine may add

struct Run {
    sim::Libc libc = sim::Libc::Glibc;
    std::string program;
    sim::LibcVersion version;
    std::size_t cases = 300;
    std::uint64_t seed = 1;
    std::optional<std::size_t> only;
};

sim::LibcVersion parseVersion(const std::string& text)
{
    sim::LibcVersion version;
    std::istringstream parts(text);
    char dot = '.';
    parts >> version.major >> dot >> version.minor >> dot >> version.patch;
    return version;
}

/// What is in a fixed order depends on the library: glibc asks one server after the other, musl all at once, Go each type by itself.
std::string laneOf(sim::Libc libc, const Seen& seen)
{
    if (libc == sim::Libc::Musl)
        return "server " + std::to_string(seen.server + 1);
    return libc == sim::Libc::Go ? dns::toString(seen.type) : "";
}

std::map<std::string, std::vector<std::string>> lanes(sim::Libc libc, const std::vector<Seen>& all)
{
    std::map<std::string, std::vector<std::string>> result;
    for (const Seen& seen : all)
        result[laneOf(libc, seen)].push_back(toString(seen));
    return result;
}

std::string listing(const std::vector<Seen>& all)
{
    std::string text;
    for (const Seen& seen : all)
        text += "      " + toString(seen) + '\n';
    return text;
}

/// What the model leaves open on purpose (README.md): musl's malformed question for the search entry "." is no question, and musl
/// before 1.2.4 counts an address whose record ends up to 10 octets behind its 512-octet buffer, with whatever lies there.
void leaveOut(const Case& which, const sim::LibcVersion& version, const Outcome& predicted, Outcome& real)
{
    if (which.libc != sim::Libc::Musl)
        return;
    std::erase_if(real.seen, [](const Seen& seen) { return seen.name == "(malformed)"; });
    const std::size_t questions = which.family == "unspec" ? 2 : 1;
    const bool readsBeyond = version < sim::LibcVersion{1, 2, 4} && real.addresses.size() > predicted.addresses.size()
        && real.addresses.size() <= predicted.addresses.size() + questions;
    const bool rest = std::includes(real.addresses.begin(), real.addresses.end(), predicted.addresses.begin(), predicted.addresses.end());
    if (readsBeyond && rest)
        real.addresses = predicted.addresses;
}

/// Differences in words, or nothing.
std::string compare(const Case& which, const sim::LibcVersion& version, const Outcome& predicted, Outcome real)
{
    leaveOut(which, version, predicted, real);
    std::string text;
    if (predicted.result != real.result)
        text += "    result: predicted " + predicted.result + ", real " + real.result + '\n';
    if (predicted.addresses != real.addresses)
        text += "    addresses: predicted " + std::to_string(predicted.addresses.size()) + ", real " + std::to_string(real.addresses.size()) + '\n';
    if (std::abs(predicted.seconds - real.seconds) > patienceForTimers)
        text += "    seconds: predicted " + std::to_string(predicted.seconds) + ", real " + std::to_string(real.seconds) + '\n';
    if (lanes(which.libc, predicted.seen) != lanes(which.libc, real.seen))
        text += "    questions predicted:\n" + listing(predicted.seen) + "    questions real:\n" + listing(real.seen);
    return text;
}

/// One case in the sandbox; returns what to print.
std::string runCase(const Run& run, const Case& which, std::size_t index)
{
    const auto real = observe(which, run.program);
    const std::string title = "case " + std::to_string(index) + '\n' + describe(which);
    if (!real)
        return title + "    the program did not end\n";
    // rotate begins at a random server: any beginning may be the real one.
    const std::uint64_t beginnings = which.resolvConf.find("rotate") == std::string::npos ? 1 : which.servers;
    std::string differences;
    for (std::uint64_t seed = 0; seed < beginnings; ++seed) {
        differences = compare(which, run.version, predict(which, run.version, seed), *real);
        if (differences.empty())
            return {};
    }
    return title + differences;
}

/// Runs every `workers`-th case and writes differences to `output`. Returns the exit status.
int work(const Run& run, std::size_t worker, int output)
{
    const std::string directory = std::filesystem::temp_directory_path().string() + "/ndots-resolvers-" + std::to_string(getpid());
    std::filesystem::create_directory(directory);
    if (const auto missing = enterSandbox(directory)) {
        if (worker == 0)
            std::cout << "skipped: no namespaces of one's own (" << *missing << ")\n";
        std::filesystem::remove_all(directory);
        return skipped;
    }
    int status = 0;
    for (std::size_t index = worker; index < run.cases; index += workers) {
        if (run.only && index != *run.only)
            continue;
        const Case which = makeCase(run.libc, run.seed, index);
        writeFiles(which, directory);
        std::string text = runCase(run, which, index);
        for (int again = 0; again < 2 && !text.empty(); ++again) // a busy machine changes the order of replies; a wrong model stays wrong
            text = runCase(run, which, index);
        status = text.empty() ? status : 1;
        (void)!write(output, text.data(), text.size());
    }
    for (const char* name : {"resolv.conf", "hosts", "nsswitch.conf"}) {
        std::error_code error; // the bind mounts hold the names; they go with the namespace
        std::filesystem::remove(directory + '/' + name, error);
    }
    std::error_code error;
    std::filesystem::remove(directory, error);
    return status;
}

int runAll(const Run& run)
{
    std::cout << "library " << sim::toString(run.libc) << ", cases " << run.cases << ", seed " << run.seed << std::endl;
    std::vector<pid_t> children;
    for (std::size_t worker = 0; worker < workers; ++worker) {
        const pid_t child = fork();
        if (child == 0) {
            const int status = work(run, worker, STDOUT_FILENO);
            std::cout.flush();
            _exit(status);
        }
        children.push_back(child);
    }
    int worst = 0, skips = 0;
    for (const pid_t child : children) {
        int status = 0;
        waitpid(child, &status, 0);
        const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
        skips += code == skipped ? 1 : 0;
        worst = std::max(worst, code == skipped ? 0 : code);
    }
    if (skips > 0)
        return skipped;
    std::cout << (worst == 0 ? "all alike" : "differences, see above") << '\n';
    return worst;
}

template <class Number>
bool readNumber(const char* text, Number& value)
{
    const std::string_view all(text);
    return std::from_chars(all.data(), all.data() + all.size(), value).ptr == all.data() + all.size() && !all.empty();
}

} // namespace
} // namespace comparison

int main(int argc, char** argv)
{
    using namespace comparison;
    Run run;
    const auto libc = argc >= 4 ? sim::parseLibc(argv[1]) : std::nullopt;
    std::size_t only = 0;
    const bool usable = libc && argc <= 7 && (argc < 5 || readNumber(argv[4], run.cases)) && (argc < 6 || readNumber(argv[5], run.seed))
        && (argc < 7 || readNumber(argv[6], only));
    if (!usable) {
        std::cerr << "usage: resolver_comparison glibc|musl|go PROGRAM VERSION [CASES] [SEED] [ONLY]\n";
        return 2;
    }
    run.libc = *libc;
    run.program = argv[2];
    run.version = parseVersion(argv[3]);
    if (argc == 7)
        run.only = only;
    if (access(run.program.c_str(), X_OK) != 0) {
        std::cout << "skipped: " << run.program << " is not built\n";
        return skipped;
    }
    return runAll(run);
}
