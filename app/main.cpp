// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "app/cli/commands.h"
#include "app/options.h"
#include "app/window.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QStringList>

// A subcommand runs without a display; anything else opens the window.
int main(int argc, char** argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("ndots"));
    QCoreApplication::setOrganizationName(QStringLiteral("Ndots"));
    QCoreApplication::setApplicationVersion(QStringLiteral(NDOTS_VERSION));
    // Qt prints a line for every stream of a connection that dies; the window says it once.
    QLoggingCategory::setFilterRules(QStringLiteral("qt.network.http2.warning=false"));
    QStringList arguments;
    for (int index = 0; index < argc; ++index)
        arguments.append(QString::fromLocal8Bit(argv[index]));
    const auto options = app::parseOptions(arguments);
    if (!options) {
        const QCoreApplication application(argc, argv);
        return app::cli::reportError(options.error());
    }
    if (options->command == app::Command::Window)
        return app::runWindow(*options, argc, argv);
    const QCoreApplication application(argc, argv);
    return app::cli::run(*options);
}
