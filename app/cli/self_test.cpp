// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "app/cli/commands.h"

#include "app/source.h"
#include "model/sim/simulate.h"

#include <QCoreApplication>
#include <QSslSocket>
#include <QSysInfo>

namespace app::cli {

namespace {

bool demoAnswers()
{
    const auto setup = sim::describeDns(openDemo());
    if (!setup)
        return false;
    const auto simulation = sim::simulate({.scope = "shop", .pod = "web-0", .name = {"api"}}, **setup, {}, {base::Instant{}});
    return simulation && !simulation->trace.runs.front().result.records.empty();
}

} // namespace

bool printSelfTest(const Print& print)
{
    const bool tls = QSslSocket::supportsSsl();
    const bool demo = demoAnswers();
    const auto line = [&](const QString& what, const QString& found) { print((what + QStringLiteral(": ") + found + QLatin1Char('\n')).toUtf8()); };
    line(QStringLiteral("platform"), QSysInfo::prettyProductName() + QLatin1Char(' ') + QSysInfo::currentCpuArchitecture());
    line(QStringLiteral("Qt"), QString::fromLatin1(qVersion()));
    line(QStringLiteral("TLS"), tls ? QSslSocket::activeBackend() + QLatin1Char(' ') + QSslSocket::sslLibraryVersionString() : QStringLiteral("missing"));
    line(QStringLiteral("demo trace"), demo ? QStringLiteral("ok") : QStringLiteral("failed"));
    return tls && demo;
}

} // namespace app::cli
