// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "app/window.h"

#include "app/cli/commands.h"
#include "app/gui/composition.h"
#include "app/source.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QTimer>
#include <QTranslator>

namespace app {

namespace {

/// Our texts and Qt's own, in the chosen language or the system's.
void installTranslations(QApplication& application, const QString& language)
{
    const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
    QLocale::setDefault(locale);
    auto* ours = new QTranslator(&application);
    if (ours->load(locale, QStringLiteral("ndots"), QStringLiteral("_"), QStringLiteral(":/i18n")))
        application.installTranslator(ours);
    auto* qts = new QTranslator(&application);
    if (qts->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        application.installTranslator(qts);
}

} // namespace

int runWindow(const Options& options, int argc, char** argv)
{
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("org.ndots.Ndots"));
    auto overrides = loadOverrides(options.overrides);
    if (!overrides)
        return cli::reportError(overrides.error());
    Preferences preferences = loadPreferences();
    installTranslations(application, preferences.language);
    widgets::applyTheme(application, preferences.theme, preferences.typeScale);
    Composition composition(options, std::move(*overrides), preferences);
    composition.window().show();
    composition.open();
    if (options.quitAfterFirstPaint)
        QTimer::singleShot(0, &application, &QApplication::quit);
    return QApplication::exec();
}

} // namespace app
