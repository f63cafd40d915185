// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "app/options.h"

#include <QCommandLineParser>

#include <algorithm>
#include <array>
#include <charconv>

namespace app {

namespace {

using base::ErrorCode;

struct CommandName {
    const char* text;
    Command command;
    const char* arguments;
    const char* summary;
};

constexpr std::array commandNames{
    CommandName{"records", Command::Records, "[--namespace NS] [--zone Z] [--format zone|json|csv|hosts]", "print every record that the cluster's DNS serves"},
    CommandName{"resolv-conf", Command::ResolvConf, "--pod NS/POD", "print the pod's effective resolv.conf, predicted"},
    CommandName{"trace", Command::Trace, "--pod NS/POD NAME [TYPE...] | --from coredns|node-cache [--node NODE] NAME TYPE", "print the way of a question"},
    CommandName{"snapshot", Command::Snapshot, "-o FILE [--redact]", "save the cluster as a snapshot file"},
};

constexpr std::array laterCommands{"check", "plan", "lesson", "probe"};

void addOptions(QCommandLineParser& parser)
{
    const auto option = [&](const QStringList& names, const char* description, const char* value) {
        parser.addOption(QCommandLineOption(names, QString::fromLatin1(description), QString::fromLatin1(value)));
    };
    option({QStringLiteral("h"), QStringLiteral("help")}, "Show this help.", "");
    option({QStringLiteral("version")}, "Show the version.", "");
    option({QStringLiteral("demo")}, "Use the built-in demo cluster.", "");
    option({QStringLiteral("snapshot")}, "Use a snapshot file, - for standard input (repeatable).", "FILE");
    option({QStringLiteral("kubeconfig")}, "Use this kubeconfig.", "FILE");
    option({QStringLiteral("context")}, "Use this context.", "NAME");
    option({QStringLiteral("allow-exec")}, "Run the kubeconfig's exec plugin for this call.", "");
    option({QStringLiteral("corefile")}, "Use this Corefile instead of the cluster's.", "FILE");
    option({QStringLiteral("node-corefile")}, "Use this node-cache Corefile.", "FILE");
    option({QStringLiteral("coredns-version")}, "Assume this CoreDNS version.", "V");
    option({QStringLiteral("cluster-dns")}, "Assume this cluster DNS address.", "IP");
    option({QStringLiteral("cluster-domain")}, "Assume this cluster domain.", "D");
    option({QStringLiteral("seed")}, "Fix every random choice (default 0).", "N");
    option({QStringLiteral("format")}, "Output format.", "F");
    option({QStringLiteral("namespace")}, "records: only this namespace.", "NS");
    option({QStringLiteral("zone")}, "records: this zone.", "Z");
    option({QStringLiteral("pod")}, "The pod that asks.", "NS/POD");
    option({QStringLiteral("from")}, "trace: enter at a server.", "coredns|node-cache");
    option({QStringLiteral("node")}, "trace --from node-cache: on this node.", "NODE");
    option({QStringLiteral("resolver")}, "trace: the pod's resolver library.", "glibc|musl|go|windows");
    option({QStringLiteral("at")}, "trace: ask at this time, the caches kept (repeatable).", "31s");
    option({QStringLiteral("o"), QStringLiteral("output")}, "snapshot: the file to write.", "FILE");
    option({QStringLiteral("redact")}, "snapshot: replace names consistently.", "");
    option({QStringLiteral("selftest")}, "Check this build and print what it found.", "");
    QCommandLineOption firstPaint(QStringLiteral("quit-after-first-paint"));
    firstPaint.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOption(firstPaint);
}

QString helpText(const QCommandLineParser& parser)
{
    QString text = QStringLiteral("Ndots shows where a Kubernetes DNS query goes, and why.\n\n"
                                  "Usage: ndots [options]            open the window\n"
                                  "       ndots COMMAND [options]    print to standard output\n\nCommands:\n");
    for (const CommandName& name : commandNames)
        text += QStringLiteral("  %1 %2\n      %3\n").arg(QLatin1String(name.text), QLatin1String(name.arguments), QLatin1String(name.summary));
    const QString generated = parser.helpText();
    return text + QLatin1Char('\n') + generated.mid(generated.indexOf(QStringLiteral("Options:")));
}

/// "31s", "1.5s", "200ms", "1m30s"; a bare number counts as seconds.
std::optional<std::chrono::nanoseconds> parseDuration(const std::string& text)
{
    double total = 0;
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    if (at == end)
        return std::nullopt;
    while (at != end) {
        double number = 0;
        const auto [after, problem] = std::from_chars(at, end, number);
        if (problem != std::errc{} || number < 0)
            return std::nullopt;
        const char* unitEnd = std::find_if(after, end, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
        const std::string_view unit(after, static_cast<std::size_t>(unitEnd - after));
        const double scale = unit == "h" ? 3600 : unit == "m" ? 60 : (unit == "s" || unit.empty()) ? 1 : unit == "ms" ? 1e-3 : unit == "us" ? 1e-6 : 0;
        if (scale == 0)
            return std::nullopt;
        total += number * scale;
        at = unitEnd;
    }
    constexpr double longest = 366.0 * 86400; // keeps nanoseconds far from overflow
    if (total > longest)
        return std::nullopt;
    return std::chrono::nanoseconds(static_cast<std::int64_t>(total * 1e9));
}

class Reader {
public:
    Reader(const QCommandLineParser& parser, Options& options) : m_parser(parser), m_options(options) {}

    base::Result<void> read()
    {
        readSource();
        for (auto step : {&Reader::readOverrides, &Reader::readNumbers, &Reader::readPod, &Reader::readQuestion, &Reader::checkCommand}) {
            if (auto done = (this->*step)(); !done)
                return done;
        }
        return {};
    }

private:
    std::string value(const char* option) const { return m_parser.value(QString::fromLatin1(option)).toStdString(); }
    bool isSet(const char* option) const { return m_parser.isSet(QString::fromLatin1(option)); }

    void readSource()
    {
        m_options.source = {.demo = isSet("demo"), .kubeconfig = value("kubeconfig"), .context = value("context"), .allowExec = isSet("allow-exec")};
        for (const QString& path : m_parser.values(QStringLiteral("snapshot")))
            m_options.source.snapshots.push_back(path.toStdString());
        m_options.format = value("format");
        m_options.nameSpace = value("namespace");
        m_options.zone = value("zone");
        m_options.output = value("output");
        m_options.redact = isSet("redact");
        m_options.quitAfterFirstPaint = isSet("quit-after-first-paint");
    }

    base::Result<void> readOverrides()
    {
        const auto optional = [&](const char* option) { return isSet(option) ? std::optional(value(option)) : std::nullopt; };
        m_options.overrides = {.corefile = optional("corefile"), .nodeCorefile = optional("node-corefile"), .clusterDns = optional("cluster-dns"),
                               .clusterDomain = optional("cluster-domain")};
        const bool manySources = (isSet("demo") ? 1 : 0) + (isSet("snapshot") ? 1 : 0) + (isSet("kubeconfig") || isSet("context") ? 1 : 0) > 1;
        if (manySources)
            return base::fail(ErrorCode::ArgumentUnusable, "--demo, --snapshot, --kubeconfig", "one of them at a time");
        if (!isSet("coredns-version"))
            return {};
        m_options.overrides.coreDnsVersion = corefile::Version::parse(value("coredns-version"));
        if (!m_options.overrides.coreDnsVersion)
            return base::fail(ErrorCode::ArgumentUnusable, "--coredns-version " + value("coredns-version"), "a CoreDNS release such as 1.14.7");
        return {};
    }

    base::Result<void> readNumbers()
    {
        if (isSet("seed")) {
            const std::string text = value("seed");
            const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), m_options.seed);
            if (problem != std::errc{} || end != text.data() + text.size())
                return base::fail(ErrorCode::ArgumentUnusable, "--seed " + text, "a whole number");
        }
        for (const QString& text : m_parser.values(QStringLiteral("at"))) {
            const auto at = parseDuration(text.toStdString());
            if (!at)
                return base::fail(ErrorCode::ArgumentUnusable, "--at " + text.toStdString(), "a time such as 0s, 31s, 1m30s or 200ms");
            m_options.at.push_back(*at);
        }
        if (m_options.at.empty())
            m_options.at.emplace_back(0);
        if (!std::is_sorted(m_options.at.begin(), m_options.at.end()))
            return base::fail(ErrorCode::ArgumentUnusable, "--at", "times in ascending order");
        if (!isSet("resolver"))
            return {};
        m_options.resolver = sim::parseLibc(value("resolver"));
        if (!m_options.resolver)
            return base::fail(ErrorCode::ArgumentUnusable, "--resolver " + value("resolver"), "glibc, musl, go or windows");
        return {};
    }

    base::Result<void> readPod()
    {
        if (!isSet("pod"))
            return {};
        const std::string text = value("pod");
        const std::size_t slash = text.find('/');
        if (slash == std::string::npos || slash == 0 || slash + 1 == text.size() || text.find('/', slash + 1) != std::string::npos)
            return base::fail(ErrorCode::PodAmbiguous, text);
        m_options.podScope = text.substr(0, slash);
        m_options.pod = text.substr(slash + 1);
        return {};
    }

    base::Result<void> readQuestion()
    {
        QStringList words = m_parser.positionalArguments();
        if (m_options.command != Command::Trace) {
            if (words.size() > 1)
                return base::fail(ErrorCode::ArgumentUnusable, words.at(1).toStdString(), "nothing here");
            return {};
        }
        if (words.size() < 2)
            return base::fail(ErrorCode::ArgumentUnusable, words.front().toStdString(), "a NAME to ask for");
        m_options.name = words.at(1).toStdString();
        if (auto checked = dns::Name::parse(m_options.name); !checked)
            return tl::unexpected(checked.error());
        for (const QString& word : words.mid(2)) {
            auto type = dns::parseType(word.toStdString());
            if (!type)
                return tl::unexpected(type.error());
            m_options.types.push_back(*type);
        }
        return {};
    }

    base::Result<void> checkCommand()
    {
        m_options.from = value("from");
        m_options.node = value("node");
        switch (m_options.command) {
        case Command::Records: return checkFormat("zone", {"zone", "json", "csv", "hosts"});
        case Command::ResolvConf: return needPod("resolv-conf");
        case Command::Trace: return checkTrace();
        case Command::Snapshot:
            if (m_options.output.empty())
                return base::fail(ErrorCode::ArgumentUnusable, "snapshot", "-o FILE");
            return {};
        default: return {};
        }
    }

    base::Result<void> needPod(const char* command)
    {
        if (m_options.pod.empty())
            return base::fail(ErrorCode::ArgumentUnusable, command, "--pod NAMESPACE/POD");
        return {};
    }

    base::Result<void> checkTrace()
    {
        if (m_options.from.empty()) {
            if (auto pod = needPod("trace"); !pod)
                return pod;
        } else if (m_options.from != "coredns" && m_options.from != "node-cache") {
            return base::fail(ErrorCode::ArgumentUnusable, "--from " + m_options.from, "coredns or node-cache");
        } else if (!m_options.pod.empty()) {
            return base::fail(ErrorCode::ArgumentUnusable, "--from with --pod", "one of them at a time");
        }
        return checkFormat("text", {"text", "json", "mermaid", "svg"});
    }

    base::Result<void> checkFormat(const char* standard, std::initializer_list<const char*> known)
    {
        if (m_options.format.empty())
            m_options.format = standard;
        std::string list;
        for (const char* format : known) {
            if (m_options.format == format)
                return {};
            list += (list.empty() ? "" : ", ") + std::string(format);
        }
        return base::fail(ErrorCode::ArgumentUnusable, "--format " + m_options.format, "one of " + list);
    }

    const QCommandLineParser& m_parser;
    Options& m_options;
};

base::Result<Command> findCommand(const QStringList& words)
{
    if (words.isEmpty())
        return Command::Window;
    const std::string word = words.front().toStdString();
    if (std::find(laterCommands.begin(), laterCommands.end(), word) != laterCommands.end())
        return base::fail(ErrorCode::NotAvailableYet, word);
    for (const CommandName& name : commandNames) {
        if (word == name.text)
            return name.command;
    }
    return base::fail(ErrorCode::ArgumentUnusable, word, "records, resolv-conf, trace or snapshot");
}

} // namespace

base::Result<Options> parseOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    addOptions(parser);
    Options options;
    const bool understood = parser.parse(arguments);
    if (parser.isSet(QStringLiteral("help"))) {
        options.command = Command::Help;
        options.helpText = helpText(parser);
        return options;
    }
    if (parser.isSet(QStringLiteral("version"))) {
        options.command = Command::Version;
        return options;
    }
    if (!understood) {
        const QStringList unknown = parser.unknownOptionNames();
        const QString word = unknown.isEmpty() ? parser.errorText() : QStringLiteral("--") + unknown.front();
        return base::fail(ErrorCode::ArgumentUnusable, word.toStdString(), "an option of ndots --help");
    }
    auto command = findCommand(parser.positionalArguments());
    if (!command)
        return tl::unexpected(command.error());
    options.command = parser.isSet(QStringLiteral("selftest")) ? Command::SelfTest : *command;
    if (auto read = Reader(parser, options).read(); !read)
        return tl::unexpected(read.error());
    return options;
}

} // namespace app
