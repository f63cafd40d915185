// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "widgets/common/theme.h"

#include <QMainWindow>
#include <QStringList>

class QAction;
class QActionGroup;
class QLabel;
class QMenu;
class QSplitter;
class QToolButton;

namespace widgets {

class Banner;
class CachePanel;
class ClusterPanel;
class PathView;
class Player;
class QuestionBar;
class TransportBar;
class WhyPanel;

/// How the link to the source is, for the toolbar.
struct SourceStatus {
    enum class Light { None, Live, Busy, Lost } light = Light::None;
    QString source;   ///< context, file or "demo"
    QString state;    ///< "live", "loading ...", "lost: ..."
    QString counts;   ///< "1,284 pods · 96 services"
    bool operator==(const SourceStatus&) const = default;
};

/// The window: toolbar, question, tree, path, why, caches. It arranges and emits intents; it knows no cluster.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] QuestionBar& question() { return *m_question; }
    [[nodiscard]] ClusterPanel& cluster() { return *m_cluster; }
    [[nodiscard]] PathView& path() { return *m_path; }
    [[nodiscard]] WhyPanel& why() { return *m_why; }
    [[nodiscard]] CachePanel& caches() { return *m_caches; }
    [[nodiscard]] Player& player() { return *m_player; }
    [[nodiscard]] TransportBar& transport() { return *m_transport; }
    [[nodiscard]] Banner& banner() { return *m_banner; }

    void setSourceStatus(const SourceStatus& status);
    void setContexts(const QStringList& contexts, const QString& current);
    void setRecentFiles(const QStringList& files);
    void setAppearance(ThemeChoice theme, double typeScale, bool reducedMotion, const QString& language);

    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout);

signals:
    void openRequested();
    void filesDropped(const QStringList& paths);
    void demoRequested();
    void contextRequested(const QString& context);
    void kubeconfigRequested();
    void ownKubeconfigRequested();               ///< back to the one that kubectl uses
    void saveSnapshotRequested(bool redact);
    void exportRequested(const QString& format); ///< "png", "svg", "mermaid", "text", "json"
    void copyTextRequested();
    void themeChosen(widgets::ThemeChoice theme);
    void typeScaleChosen(double scale);
    void reducedMotionChosen(bool reduced);
    void languageChosen(const QString& language);
    void retryRequested();
    void aboutRequested();
    void closing();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void buildMenus();
    void buildFileMenu();
    void buildViewMenu();
    void buildQueryMenu();
    QWidget* buildToolbar();
    QAction* add(QMenu* menu, const QString& text, const QKeySequence& keys);

    QuestionBar* m_question = nullptr;
    ClusterPanel* m_cluster = nullptr;
    PathView* m_path = nullptr;
    WhyPanel* m_why = nullptr;
    CachePanel* m_caches = nullptr;
    Player* m_player = nullptr;
    TransportBar* m_transport = nullptr;
    Banner* m_banner = nullptr;
    QSplitter* m_columns = nullptr;
    QSplitter* m_rows = nullptr;
    QToolButton* m_source = nullptr;
    QMenu* m_sourceMenu = nullptr;
    QMenu* m_recent = nullptr;
    QLabel* m_light = nullptr;
    QLabel* m_state = nullptr;
    QLabel* m_counts = nullptr;
    QActionGroup* m_themes = nullptr;
    QActionGroup* m_scales = nullptr;
    QActionGroup* m_languages = nullptr;
    QAction* m_reducedMotion = nullptr;
};

} // namespace widgets
