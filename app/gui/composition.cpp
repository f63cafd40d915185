// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "app/gui/composition.h"

#include "app/gui/path_export.h"
#include "app/source.h"
#include "model/film/trace_text.h"
#include "model/kube/snapshot_file.h"
#include "model/words/errors.h"
#include "widgets/cluster/cluster_panel.h"
#include "widgets/common/banner.h"
#include "widgets/path/path_view.h"
#include "widgets/query/question_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLocale>
#include <QMessageBox>
#include <QSaveFile>

namespace app {

namespace {

constexpr int mostRecentFiles = 8, mostHistory = 50;

} // namespace

Composition::Composition(const Options& options, sim::SetupOverrides overrides, Preferences preferences)
    : m_options(options), m_preferences(std::move(preferences)), m_source(std::move(overrides), options.source.allowExec), m_questions(m_window)
{
    connectSource();
    connectFiles();
    connectAppearance();
    connectTree();
    m_source.setConfirmedPlugins(m_preferences.confirmedPlugins);
    m_window.setRecentFiles(m_preferences.recentFiles);
    m_window.question().setHistory(m_preferences.history);
    m_window.path().setEmptyText(tr("Type a name and press Enter"), tr("Ndots follows it from the pod through the node cache and CoreDNS to the upstream, and says why at every step. "
                                                                       "In the tree, double-click any name to ask for it."));
    if (!m_preferences.layout.isEmpty())
        m_window.restoreLayout(m_preferences.layout);
    m_window.setAppearance(m_preferences.theme, m_preferences.typeScale, m_preferences.reducedMotion, m_preferences.language);
    connect(&m_questions, &QuestionController::asked, this, [this](const QString& name) {
        remember(m_preferences.history, name, mostHistory);
        m_window.question().setHistory(m_preferences.history);
    });
    connect(&m_window, &widgets::MainWindow::closing, this, &Composition::keep);
    connect(&m_window, &widgets::MainWindow::aboutRequested, this, &Composition::about);
    showStatus();
}

Composition::~Composition() = default;

void Composition::open()
{
    const SourceOptions& source = m_options.source;
    if (source.demo)
        return m_source.openDemo();
    if (!source.snapshots.empty()) {
        QStringList paths;
        for (const std::string& path : source.snapshots)
            paths.append(QString::fromStdString(path));
        return m_source.openFiles(paths);
    }
    const QString file = source.kubeconfig.empty() ? m_preferences.kubeconfig : QString::fromStdString(source.kubeconfig);
    const bool asked = !source.kubeconfig.empty() || !source.context.empty();
    const auto kubeconfig = kube::loadKubeconfig(processEnvironment(), file.toStdString());
    const bool nothing = !kubeconfig ? kubeconfig.error().code == base::ErrorCode::NoKubeconfig : kubeconfig->contexts.empty();
    if (!asked && nothing)
        return m_source.openDemo();
    m_source.openKubeconfig(file, QString::fromStdString(source.context));
    if (!m_source.cluster() && m_source.title().isEmpty() && !m_pluginWaits)
        m_source.openDemo(); // the message stays: something is there to look at
}

void Composition::connectSource()
{
    connect(&m_source, &ClusterSource::opened, this, [this](const QString& title) {
        m_isNewSource = true;
        m_linked = false;
        m_status = {.light = widgets::SourceStatus::Light::Busy, .source = m_source.isDemo() ? tr("demo cluster") : title, .state = tr("reading …")};
        m_window.banner().dismiss();
        m_window.setContexts(m_source.contexts(), title);
        m_window.setSourceStatus(m_status);
    });
    connect(&m_source, &ClusterSource::changed, this, [this](const kube::SnapshotPtr& cluster, const sim::SetupPtr& setup) {
        m_window.cluster().setCluster(cluster, setup);
        m_questions.setCluster(cluster, setup, m_isNewSource);
        // The demo opens with its best story on screen: the walk of a name outside the cluster.
        if (std::exchange(m_isNewSource, false) && m_source.isDemo()) {
            m_window.question().setName(QStringLiteral("www.example.com"));
            m_questions.ask();
        }
        showStatus();
    });
    connect(&m_source, &ClusterSource::stateChanged, this, &Composition::showState);
    connect(&m_source, &ClusterSource::failed, this, [this](const base::Error& error) {
        m_window.banner().show(widgets::Banner::Kind::Fault, words::place(error) + QStringLiteral(": ") + words::sentence(error));
    });
    connect(&m_source, &ClusterSource::warned, this, [this](const base::Error& warning) {
        if (!m_window.banner().isVisible() && warning.code != base::ErrorCode::NodeResolverUnknown)
            m_window.banner().show(widgets::Banner::Kind::Warning, words::place(warning) + QStringLiteral(": ") + words::sentence(warning));
    });
    connect(&m_source, &ClusterSource::pluginAsked, this, [this](const QString& key, const QString& command) {
        m_pluginWaits = true;
        m_pluginKey = key;
        m_window.banner().show(widgets::Banner::Kind::Warning, tr("This context gets its credentials from a program. It is run only if you agree: %1").arg(command), tr("Run it"));
    });
    connect(&m_window, &widgets::MainWindow::retryRequested, this, [this] {
        if (!std::exchange(m_pluginWaits, false))
            return m_source.retryNow();
        remember(m_preferences.confirmedPlugins, m_pluginKey, 100);
        m_source.confirmPlugin();
    });
}

void Composition::connectFiles()
{
    using widgets::MainWindow;
    connect(&m_window, &MainWindow::openRequested, this, &Composition::chooseFiles);
    connect(&m_window, &MainWindow::filesDropped, this, &Composition::openFiles);
    connect(&m_window, &MainWindow::demoRequested, &m_source, &ClusterSource::openDemo);
    connect(&m_window, &MainWindow::contextRequested, this, [this](const QString& context) { m_source.openKubeconfig({}, context); });
    connect(&m_window, &MainWindow::kubeconfigRequested, this, [this] {
        const QString path = QFileDialog::getOpenFileName(&m_window, tr("Kubeconfig to use from now on"));
        if (path.isEmpty())
            return;
        m_preferences.kubeconfig = path;
        m_source.openKubeconfig(path, {});
    });
    connect(&m_window, &MainWindow::ownKubeconfigRequested, this, [this] {
        m_preferences.kubeconfig.clear();
        m_source.forgetKubeconfig();
        m_source.openKubeconfig({}, {});
    });
    connect(&m_window, &MainWindow::saveSnapshotRequested, this, &Composition::saveSnapshot);
    connect(&m_window, &MainWindow::exportRequested, this, &Composition::exportPath);
    connect(&m_window, &MainWindow::copyTextRequested, this, [this] {
        if (m_questions.trace())
            QApplication::clipboard()->setText(film::traceText(*m_questions.trace()));
    });
}

void Composition::connectAppearance()
{
    using widgets::MainWindow;
    const auto apply = [this] {
        widgets::applyTheme(*qApp, m_preferences.theme, m_preferences.typeScale);
        m_window.setAppearance(m_preferences.theme, m_preferences.typeScale, m_preferences.reducedMotion, m_preferences.language);
        m_window.setSourceStatus(m_status);
        keep();
    };
    connect(&m_window, &MainWindow::themeChosen, this, [this, apply](widgets::ThemeChoice theme) {
        m_preferences.theme = theme;
        apply();
    });
    connect(&m_window, &MainWindow::typeScaleChosen, this, [this, apply](double scale) {
        m_preferences.typeScale = scale;
        apply();
    });
    connect(&m_window, &MainWindow::reducedMotionChosen, this, [this, apply](bool reduced) {
        m_preferences.reducedMotion = reduced;
        apply();
    });
    connect(&m_window, &MainWindow::languageChosen, this, [this, apply](const QString& language) {
        m_preferences.language = language;
        apply();
        m_window.banner().show(widgets::Banner::Kind::Information, tr("The language changes when Ndots is started again."));
    });
}

void Composition::connectTree()
{
    using widgets::ClusterPanel;
    connect(&m_window.cluster(), &ClusterPanel::nameActivated, this, [this](const QString& name, dns::Type type) {
        m_window.question().setName(name);
        m_window.question().setTypes({type});
        m_questions.ask();
    });
    connect(&m_window.question(), &widgets::QuestionBar::podEdited, &m_window.cluster(), &ClusterPanel::setChosenPod);
    connect(&m_window.cluster(), &ClusterPanel::podChosen, this, [this](const QString& pod) {
        m_window.question().setPod(pod);
        m_window.cluster().setChosenPod(pod);
        m_window.question().focusName();
    });
    connect(&m_window.cluster(), &ClusterPanel::copyRequested, this, [](const QString& text) { QApplication::clipboard()->setText(text); });
}

void Composition::showState(const api::SessionState& state)
{
    using widgets::SourceStatus;
    m_linked = true;
    switch (state.phase) {
    case api::Phase::Live:
        m_status.light = SourceStatus::Light::Live;
        m_status.state = tr("live");
        break;
    case api::Phase::Lost:
        m_status.light = SourceStatus::Light::Lost;
        m_status.state = tr("lost");
        break;
    case api::Phase::Denied:
        m_status.light = SourceStatus::Light::Lost;
        m_status.state = tr("denied");
        break;
    default:
        m_status.light = SourceStatus::Light::Busy;
        m_status.state = state.phase == api::Phase::Connecting ? tr("connecting …") : tr("loading …");
        break;
    }
    if (!state.isVerified)
        m_status.state += QStringLiteral(" · ") + tr("server not verified");
    if (state.error)
        m_window.banner().show(widgets::Banner::Kind::Fault, words::place(*state.error) + QStringLiteral(": ") + words::sentence(*state.error), tr("Try again"));
    else if (state.phase == api::Phase::Live)
        m_window.banner().dismiss();
    showStatus();
}

void Composition::showStatus()
{
    const kube::SnapshotPtr cluster = m_source.cluster();
    if (cluster) {
        const QLocale locale;
        m_status.counts = tr("%1 pods · %2 services").arg(locale.toString(static_cast<qulonglong>(cluster->pods.size())), locale.toString(static_cast<qulonglong>(cluster->services.size())));
        if (!m_linked) {
            m_status.light = widgets::SourceStatus::Light::None;
            m_status.state = m_source.isDemo() ? tr("built in") : tr("snapshot");
        }
    }
    m_window.setSourceStatus(m_status);
}

void Composition::chooseFiles()
{
    const QStringList paths = QFileDialog::getOpenFileNames(&m_window, tr("Open snapshot or kubeconfig"), {},
                                                            tr("Snapshots and kubeconfigs (*.yaml *.yml *.json *.conf config kubeconfig);;All files (*)"));
    if (!paths.isEmpty())
        openFiles(paths);
}

void Composition::openFiles(const QStringList& paths)
{
    for (const QString& path : paths)
        remember(m_preferences.recentFiles, path, mostRecentFiles);
    m_window.setRecentFiles(m_preferences.recentFiles);
    m_source.openFiles(paths);
}

void Composition::saveSnapshot(bool redact)
{
    if (!m_source.cluster())
        return;
    const QString path = QFileDialog::getSaveFileName(&m_window, tr("Save snapshot"), QStringLiteral("cluster.yaml"), tr("Snapshots (*.yaml)"));
    if (path.isEmpty())
        return;
    const std::string text = kube::printSnapshotText(*m_source.cluster(), redact ? kube::Redaction::ConsistentNames : kube::Redaction::None);
    if (const auto written = writeFile(path, QByteArray::fromStdString(text)); !written)
        m_window.banner().show(widgets::Banner::Kind::Fault, words::place(written.error()) + QStringLiteral(": ") + words::sentence(written.error()));
}

void Composition::exportPath(const QString& format)
{
    if (!m_questions.trace()) {
        m_window.banner().show(widgets::Banner::Kind::Information, tr("There is nothing to export yet: ask a question first."));
        return;
    }
    const QString path = QFileDialog::getSaveFileName(&m_window, tr("Export the path"), QStringLiteral("path.") + exportSuffix(format));
    if (path.isEmpty())
        return;
    if (const auto written = writeFile(path, exported(format, *m_questions.trace(), m_window.path())); !written)
        m_window.banner().show(widgets::Banner::Kind::Fault, words::place(written.error()) + QStringLiteral(": ") + words::sentence(written.error()));
}

void Composition::about()
{
    QMessageBox::about(&m_window, tr("About Ndots"),
                       tr("<p><b>Ndots %1</b></p><p>Shows where a Kubernetes DNS query goes, and why.</p><p>Free software: GPL-3.0-or-later. Built with Qt %2, QCustomPlot, yaml-cpp, simdjson and RE2.</p>")
                           .arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion())));
}

void Composition::keep()
{
    m_preferences.layout = m_window.saveLayout();
    savePreferences(m_preferences);
}

} // namespace app
