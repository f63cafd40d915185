// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Plugins without effect on an answer: what they take is checked, because a Corefile that they refuse starts no server.
#include "model/corefile/setup.h"

#include <algorithm>
#include <array>

namespace corefile {
namespace {

using namespace std::chrono_literals;
using Nanoseconds = std::chrono::nanoseconds;

void checkAddress(Dispenser& c, const std::string& text)
{
    if (const Parsed<HostPort> address = goSplitHostPort(text); !address)
        c.fail(address.error());
}

/// At most one argument, a listening address.
void readListenAddress(Dispenser& c)
{
    const std::vector<std::string> words = c.remainingArguments();
    if (words.size() > 1)
        c.failArgument();
    else if (words.size() == 1)
        checkAddress(c, words[0]);
}

/// `consolidate DURATION REGEX [LEVEL] [show_first]`, each of the last two since a later release.
void readConsolidate(Dispenser& c, const SetupContext& context)
{
    const std::vector<std::string> words = c.remainingArguments();
    const bool knowsShowFirst = context.version >= Version{1, 14, 0};
    const std::size_t most = knowsShowFirst ? 4 : context.version >= Version{1, 8, 5} ? 3 : 2;
    if (words.size() < 2 || words.size() > most)
        return c.failArgument();
    (void)c.duration(words[0]);
    std::string problem;
    if (!compileRegex(words[1], problem))
        return c.fail(problem);
    constexpr std::array<std::string_view, 4> levels{"warning", "error", "info", "debug"};
    bool hasLevel = false;
    bool showsFirst = false;
    for (std::size_t i = 2; i < words.size(); ++i) {
        const bool isLevel = std::find(levels.begin(), levels.end(), words[i]) != levels.end();
        if (isLevel && hasLevel)
            return c.fail("multiple log levels specified in consolidate");
        if (isLevel && showsFirst)
            return c.fail("log level must come before show_first in consolidate");
        if (!isLevel && (words[i] != "show_first" || !knowsShowFirst))
            return c.fail((knowsShowFirst ? "unknown option in consolidate: " : "unknown log level argument in consolidate: ") + words[i]);
        hasLevel = hasLevel || isLevel;
        showsFirst = showsFirst || !isLevel;
    }
}

PluginConfig setUpErrors(Dispenser& c, const SetupContext& context)
{
    for (int count = 0; c.next(); ++count) {
        if (count > 0)
            c.failOnce();
        const std::vector<std::string> words = c.remainingArguments();
        if (words.size() > 1)
            c.failArgument();
        else if (words.size() == 1 && words[0] != "stdout")
            c.fail("invalid log file: " + words[0]);
        while (c.nextBlock()) {
            if (c.value() == "stacktrace" && context.version >= Version{1, 9, 3})
                continue;
            if (c.value() == "consolidate")
                readConsolidate(c, context);
            else
                c.fail("Syntax error: Unexpected token '" + c.value() + "', expecting 'Unknown field " + c.value() + "'");
        }
    }
    return NeutralConfig{};
}

PluginConfig setUpHealth(Dispenser& c, const SetupContext& context)
{
    while (c.next()) {
        readListenAddress(c);
        while (c.nextBlock()) {
            if (c.value() != "lameduck") {
                context.version < Version{1, 14, 4} ? c.failArgument() : c.failUnknownProperty();
                continue;
            }
            const std::vector<std::string> words = c.remainingArguments();
            if (words.size() != 1)
                c.failArgument();
            else if (const Parsed<Nanoseconds> length = goParseDuration(words[0]); !length)
                c.fail("unable to parse lameduck duration value: '" + words[0] + "' : " + length.error());
        }
    }
    return NeutralConfig{};
}

PluginConfig setUpReady(Dispenser& c, const SetupContext& context)
{
    for (int count = 0; c.next(); ++count) {
        if (count > 0)
            c.failOnce();
        readListenAddress(c);
        while (context.version >= Version{1, 12, 2} && c.nextBlock()) {
            if (c.value() != "monitor") {
                c.failUnknownProperty();
                continue;
            }
            const std::vector<std::string> words = c.remainingArguments();
            if (words.size() != 1)
                c.failArgument();
            else if (words[0] != "until-ready" && words[0] != "continuously")
                c.fail("monitor type '" + words[0] + "' not supported");
        }
    }
    return NeutralConfig{};
}

PluginConfig setUpPrometheus(Dispenser& c, const SetupContext& context)
{
    const bool hasOptions = context.version >= Version{1, 14, 3};
    for (int count = 0; c.next(); ++count) {
        if (count > 0)
            c.failOnce();
        readListenAddress(c);
        while (hasOptions && c.nextBlock()) {
            const std::string option = c.value();
            if (option != "runtime_metrics" && option != "tls")
                c.fail("unknown option: " + option);
            else if (c.remainingArguments().size() != (option == "tls" ? 1 : 0))
                c.failArgument();
        }
    }
    return NeutralConfig{};
}

PluginConfig setUpReload(Dispenser& c, const SetupContext& context)
{
    (void)c.next();
    const std::vector<std::string> words = c.remainingArguments();
    if (words.size() > 2)
        c.failArgument();
    if (!words.empty() && c.duration(words[0]) < 2s)
        c.fail("interval value must be greater or equal to 2s");
    if (words.size() > 1) {
        const Nanoseconds jitter = c.duration(words[1]);
        const bool takesZero = context.version >= Version{1, 14, 2};
        if (jitter < 1s && (jitter != 0s || !takesZero))
            c.fail(takesZero ? "jitter value must be 0 or greater or equal to 1s" : "jitter value must be greater or equal to 1s");
    }
    return NeutralConfig{};
}

PluginConfig setUpPprof(Dispenser& c, const SetupContext&)
{
    for (int count = 0; c.next(); ++count) {
        if (count > 0)
            c.failOnce();
        readListenAddress(c);
        while (c.nextBlock()) {
            if (c.value() != "block") {
                c.failUnknownProperty();
                continue;
            }
            const std::vector<std::string> words = c.remainingArguments();
            if (words.size() > 1)
                c.failArgument();
            else if (words.size() == 1 && !goAtoi(words[0]))
                c.fail("property 'block' invalid integer value '" + words[0] + "'");
        }
    }
    return NeutralConfig{};
}

PluginConfig setUpDebug(Dispenser& c, const SetupContext&)
{
    while (c.next()) {
        if (c.nextArgument())
            c.failArgument();
    }
    return NeutralConfig{};
}

PluginConfig setUpMetadata(Dispenser& c, const SetupContext&)
{
    (void)c.next();
    (void)c.remainingArguments();
    if (c.nextBlock() || c.next())
        c.failArgument();
    return NeutralConfig{};
}

PluginConfig setUpCancel(Dispenser& c, const SetupContext&)
{
    while (c.next()) {
        const std::vector<std::string> words = c.remainingArguments();
        if (words.size() > 1)
            c.failArgument();
        if (words.size() != 1)
            continue;
        const Parsed<Nanoseconds> timeout = goParseDuration(words[0]);
        if (!timeout || *timeout <= 0ns)
            c.fail((timeout ? "invalid negative duration: " : "invalid duration: ") + goQuoted(words[0]));
    }
    return NeutralConfig{};
}

PluginConfig setUpRoot(Dispenser& c, const SetupContext&)
{
    while (c.next()) {
        if (!c.nextArgument())
            c.failArgument();
    }
    return NeutralConfig{};
}

void readTimeout(Dispenser& c, const SetupContext& context)
{
    const std::string option = c.value();
    const std::vector<std::string> words = c.remainingArguments();
    if (words.size() != 1)
        return c.failArgument();
    if (option == "maxtcpqueries" && context.version >= Version{1, 14, 7}) {
        const Parsed<std::int64_t> number = goAtoi(words[0]);
        if (!number)
            c.fail("invalid value for maxtcpqueries '" + words[0] + "': " + number.error());
        else if (*number == 0 || *number < -1)
            c.fail("maxtcpqueries provided '" + words[0] + "' needs to be -1 (unlimited) or a positive integer");
        return;
    }
    // A number without unit is seconds here.
    const Parsed<Nanoseconds> length = goParseDuration(goAtoi(words[0]) ? words[0] + 's' : words[0]);
    if (!length)
        c.fail("failed to parse duration '" + words[0] + "'");
    else if (*length < 1s || *length > 24h)
        c.fail("timeout provided '" + goDurationText(*length) + "' needs to be between 1 second and 24 hours");
    else if (option != "read" && option != "write" && option != "idle")
        c.fail("unknown option: '" + option + "'");
}

PluginConfig setUpTimeouts(Dispenser& c, const SetupContext& context)
{
    while (c.next()) {
        if (!c.remainingArguments().empty())
            c.failArgument();
        bool isEmpty = true;
        while (c.nextBlock()) {
            readTimeout(c, context);
            isEmpty = false;
        }
        if (isEmpty)
            c.fail("timeouts block with no timeouts specified");
    }
    return NeutralConfig{};
}

PluginConfig setUpMultisocket(Dispenser& c, const SetupContext&)
{
    (void)c.next();
    const std::vector<std::string> words = c.remainingArguments();
    if (words.size() > 1 || c.next()) {
        c.failArgument();
        return NeutralConfig{};
    }
    if (words.empty())
        return NeutralConfig{};
    const Parsed<std::int64_t> number = goAtoi(words[0]);
    if (!number)
        c.fail("invalid num sockets: " + number.error());
    else if (*number < 1)
        c.fail("num sockets can not be zero or negative: " + std::to_string(*number));
    else if (*number > 1024)
        c.fail("num sockets exceeds maximum (1024): " + std::to_string(*number));
    return NeutralConfig{};
}

PluginConfig setUpNsid(Dispenser& c, const SetupContext&)
{
    for (int count = 0; c.next(); ++count) {
        if (count > 0)
            c.failOnce();
        (void)c.remainingArguments();
    }
    return NeutralConfig{};
}

/// Not looked into: tracing, transports, TLS.
PluginConfig setUpUnchecked(Dispenser&, const SetupContext&)
{
    return NeutralConfig{};
}

struct Entry {
    std::string_view plugin;
    SetupFunction setUp;
};

constexpr std::array<Entry, 21> entries{{
    {"errors", setUpErrors}, {"health", setUpHealth}, {"ready", setUpReady}, {"prometheus", setUpPrometheus}, {"reload", setUpReload},
    {"pprof", setUpPprof}, {"debug", setUpDebug}, {"metadata", setUpMetadata}, {"cancel", setUpCancel}, {"root", setUpRoot},
    {"timeouts", setUpTimeouts}, {"multisocket", setUpMultisocket}, {"nsid", setUpNsid}, {"trace", setUpUnchecked}, {"tls", setUpUnchecked},
    {"quic", setUpUnchecked}, {"grpc_server", setUpUnchecked}, {"https", setUpUnchecked}, {"https3", setUpUnchecked}, {"dnstap", setUpUnchecked},
    {"geoip", setUpUnchecked},
}};

} // namespace

SetupFunction neutralSetup(std::string_view plugin)
{
    for (const Entry& entry : entries) {
        if (entry.plugin == plugin)
            return entry.setUp;
    }
    return nullptr;
}

} // namespace corefile
