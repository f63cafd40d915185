// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "app/gui/preferences.h"

#include <QSettings>

#include <algorithm>

namespace app {

Preferences loadPreferences()
{
    const QSettings settings;
    Preferences preferences;
    const int theme = settings.value(QStringLiteral("theme"), 0).toInt();
    if (theme >= 0 && theme <= static_cast<int>(widgets::ThemeChoice::Dark))
        preferences.theme = static_cast<widgets::ThemeChoice>(theme);
    preferences.typeScale = std::clamp(settings.value(QStringLiteral("typeScale"), 1.0).toDouble(), 1.0, 2.0);
    preferences.reducedMotion = settings.value(QStringLiteral("reducedMotion"), false).toBool();
    preferences.language = settings.value(QStringLiteral("language")).toString();
    preferences.kubeconfig = settings.value(QStringLiteral("kubeconfig")).toString();
    preferences.recentFiles = settings.value(QStringLiteral("recentFiles")).toStringList();
    preferences.history = settings.value(QStringLiteral("history")).toStringList();
    preferences.confirmedPlugins = settings.value(QStringLiteral("confirmedPlugins")).toStringList();
    preferences.layout = settings.value(QStringLiteral("layout")).toByteArray();
    return preferences;
}

void savePreferences(const Preferences& preferences)
{
    QSettings settings;
    settings.setValue(QStringLiteral("theme"), static_cast<int>(preferences.theme));
    settings.setValue(QStringLiteral("typeScale"), preferences.typeScale);
    settings.setValue(QStringLiteral("reducedMotion"), preferences.reducedMotion);
    settings.setValue(QStringLiteral("language"), preferences.language);
    settings.setValue(QStringLiteral("kubeconfig"), preferences.kubeconfig);
    settings.setValue(QStringLiteral("recentFiles"), preferences.recentFiles);
    settings.setValue(QStringLiteral("history"), preferences.history);
    settings.setValue(QStringLiteral("confirmedPlugins"), preferences.confirmedPlugins);
    settings.setValue(QStringLiteral("layout"), preferences.layout);
}

void remember(QStringList& list, const QString& text, int most)
{
    list.removeAll(text);
    list.prepend(text);
    while (list.size() > most)
        list.removeLast();
}

} // namespace app
