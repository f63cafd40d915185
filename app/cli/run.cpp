// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "app/cli/commands.h"

#include "app/source.h"
#include "model/words/errors.h"

#include <cstdio>

namespace app::cli {

namespace {

void printToStandardOutput(const QByteArray& bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
}

void printWarning(const base::Error& warning)
{
    std::fprintf(stderr, "%s\n", words::commandLineMessage(warning).toUtf8().constData());
}

base::Result<void> runOnCluster(const Options& options)
{
    std::vector<base::Error> warnings;
    auto overrides = loadOverrides(options.overrides);
    if (!overrides)
        return tl::unexpected(overrides.error());
    const auto cluster = loadSource(options.source, warnings);
    for (const base::Error& warning : warnings)
        printWarning(warning);
    if (!cluster)
        return tl::unexpected(cluster.error());
    if (options.command == Command::Snapshot)
        return saveSnapshot(options, **cluster);
    const auto setup = sim::describeDns(*cluster, *overrides);
    if (!setup)
        return tl::unexpected(setup.error());
    for (const base::Error& warning : (*setup)->warnings)
        printWarning(warning);
    switch (options.command) {
    case Command::Records: return printRecords(options, **setup, printToStandardOutput);
    case Command::ResolvConf: return printResolvConf(options, **setup, printToStandardOutput);
    default: return printTrace(options, **setup, printToStandardOutput);
    }
}

} // namespace

int reportError(const base::Error& error)
{
    printWarning(error);
    return words::exitStatus(error);
}

int run(const Options& options)
{
    if (options.command == Command::Help) {
        printToStandardOutput(options.helpText.toUtf8());
        return 0;
    }
    if (options.command == Command::Version) {
        printToStandardOutput("ndots " NDOTS_VERSION "\n");
        return 0;
    }
    if (options.command == Command::SelfTest)
        return printSelfTest(printToStandardOutput) ? 0 : 2;
    if (auto done = runOnCluster(options); !done)
        return reportError(done.error());
    return 0;
}

} // namespace app::cli
