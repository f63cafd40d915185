// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "app/gui/cluster_source.h"
#include "app/gui/preferences.h"
#include "app/gui/question_controller.h"
#include "app/options.h"
#include "widgets/shell/main_window.h"

#include <QObject>

namespace app {

/// One window with its source and its controllers: the only place that knows them all.
class Composition : public QObject {
    Q_OBJECT
public:
    Composition(const Options& options, sim::SetupOverrides overrides, Preferences preferences);
    ~Composition() override;

    /// Opens the source of the options: demo, files, kubeconfig; without any kubeconfig the demo.
    void open();
    [[nodiscard]] widgets::MainWindow& window() { return m_window; }
    [[nodiscard]] QuestionController& questions() { return m_questions; }
    [[nodiscard]] ClusterSource& source() { return m_source; }

private:
    void connectSource();
    void connectFiles();
    void connectAppearance();
    void connectTree();
    void showState(const api::SessionState& state);
    void showStatus();
    void chooseFiles();
    void openFiles(const QStringList& paths);
    void saveSnapshot(bool redact);
    void exportPath(const QString& format);
    void about();
    void keep();

    Options m_options;
    Preferences m_preferences;
    widgets::MainWindow m_window;
    ClusterSource m_source;
    QuestionController m_questions;
    widgets::SourceStatus m_status;
    bool m_isNewSource = true;
    bool m_linked = false;
    bool m_pluginWaits = false;
    QString m_pluginKey;
};

} // namespace app
