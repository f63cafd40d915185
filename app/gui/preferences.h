// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "widgets/common/theme.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace app {

/// What the user chose and what lasts. A value; load and save are the only places that know QSettings.
struct Preferences {
    widgets::ThemeChoice theme = widgets::ThemeChoice::System;
    double typeScale = 1;              ///< 1 to 2
    bool reducedMotion = false;
    QString language;                  ///< "" as the system, "en", "de"
    QString kubeconfig;                ///< a file chosen in the program, "" as kubectl
    QStringList recentFiles;           ///< newest first, at most 8
    QStringList history;               ///< names asked, newest first, at most 50
    QStringList confirmedPlugins;      ///< exec plugins that the user agreed to, as file and command lines
    QByteArray layout;
};

[[nodiscard]] Preferences loadPreferences();
void savePreferences(const Preferences& preferences);

/// Puts `text` first, without a second copy, and keeps `most`.
void remember(QStringList& list, const QString& text, int most);

} // namespace app
