// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "app/gui/cluster_source.h"

#include "app/source.h"
#include "model/api/deliver.h"

#include <QFileInfo>
#include <QtConcurrent>

namespace app {

namespace {

QString commandLine(const kube::ExecPlugin& plugin)
{
    QStringList words{QString::fromStdString(plugin.command)};
    for (const std::string& argument : plugin.arguments)
        words.append(QString::fromStdString(argument));
    return words.join(QLatin1Char(' '));
}

QString fileNames(const QStringList& paths)
{
    QStringList names;
    for (const QString& path : paths)
        names.append(QFileInfo(path).fileName());
    return names.join(QStringLiteral(", "));
}

std::vector<std::string> utf8(const QStringList& texts)
{
    std::vector<std::string> list;
    for (const QString& text : texts)
        list.push_back(text.toStdString());
    return list;
}

/// A kubeconfig says so in its kind, or has the three lists.
bool isKubeconfig(const std::string& path)
{
    const auto text = readFile(path);
    if (!text)
        return false;
    const auto read = kube::parseKubeconfig(*text, path);
    return read && (!read->contexts.empty() || !read->clusters.empty());
}

} // namespace

ClusterSource::ClusterSource(sim::SetupOverrides overrides, bool allowExec, QObject* parent) : QObject(parent), m_overrides(std::move(overrides)), m_allowExec(allowExec) {}

ClusterSource::~ClusterSource() = default;

void ClusterSource::show(kube::SnapshotPtr cluster, const QString& title, bool isDemo)
{
    m_isDemo = isDemo;
    m_session.reset();
    m_title = title;
    ++m_sourceNumber;
    m_setup.reset();
    m_waiting.reset();
    emit opened(title);
    take(std::move(cluster));
}

void ClusterSource::openDemo()
{
    show(app::openDemo(), QStringLiteral("demo"), true);
}

void ClusterSource::openFiles(const QStringList& paths)
{
    if (paths.size() == 1 && isKubeconfig(paths.front().toStdString()))
        return openKubeconfig(paths.front(), {});
    const auto opening = QtConcurrent::run([files = utf8(paths)] { return openSnapshots(files); });
    api::deliver(opening, this, [this, paths](base::Result<kube::SnapshotPtr> read) {
        if (!read)
            emit failed(read.error());
        else
            show(*read, fileNames(paths), false);
    });
}

void ClusterSource::openKubeconfig(const QString& file, const QString& contextName)
{
    const QString path = file.isEmpty() ? m_kubeconfig : file;
    const auto kubeconfig = kube::loadKubeconfig(processEnvironment(), path.toStdString());
    if (!kubeconfig)
        return emit failed(kubeconfig.error());
    for (const base::Error& broken : kubeconfig->brokenFiles)
        emit warned(broken);
    const auto context = kube::resolveContext(*kubeconfig, contextName.toStdString());
    m_kubeconfig = path;
    m_contexts.clear();
    for (const kube::KubeContext& known : kubeconfig->contexts)
        m_contexts.append(QString::fromStdString(known.name));
    if (!context)
        return emit failed(context.error());
    m_asked = *context;
    const bool mayRun = !context->user.exec || m_allowExec || m_confirmed.contains(pluginKey(*context));
    if (!mayRun)
        return emit pluginAsked(pluginKey(*context), commandLine(*context->user.exec));
    link(*context);
}

QString ClusterSource::pluginKey(const kube::ResolvedContext& context) const
{
    return QString::fromStdString(context.user.origin) + QLatin1Char('\n') + commandLine(*context.user.exec);
}

void ClusterSource::confirmPlugin()
{
    if (!m_asked || !m_asked->user.exec)
        return;
    m_confirmed.append(pluginKey(*m_asked));
    link(*m_asked);
}

void ClusterSource::link(const kube::ResolvedContext& context)
{
    const bool hasPlugin = context.user.exec.has_value();
    api::Surroundings surroundings{.environment = processEnvironment(), .isExecConfirmed = [hasPlugin](const kube::ExecPlugin&) { return hasPlugin; }};
    m_isDemo = false;
    m_session = std::make_unique<api::Session>(context, std::move(surroundings));
    m_title = QString::fromStdString(context.context.name);
    ++m_sourceNumber;
    m_setup.reset();
    m_waiting.reset();
    emit opened(m_title);
    connect(m_session.get(), &api::Session::stateChanged, this, &ClusterSource::stateChanged);
    connect(m_session.get(), &api::Session::snapshotReady, this, &ClusterSource::take);
    m_session->open();
}

void ClusterSource::retryNow()
{
    if (m_session)
        m_session->retryNow();
}

void ClusterSource::take(kube::SnapshotPtr cluster)
{
    m_waiting = std::move(cluster);
    if (!m_describing)
        describe();
}

/// Works out the DNS setup off the GUI thread; snapshots that come meanwhile wait, and only the newest is taken up.
void ClusterSource::describe()
{
    m_describing = true;
    const kube::SnapshotPtr cluster = std::exchange(m_waiting, nullptr);
    const quint64 source = m_sourceNumber;
    const auto describing = QtConcurrent::run([cluster, overrides = m_overrides] {
        (void)cluster->byAddress({}); // builds the index here, so that the window never waits for it
        return sim::describeDns(cluster, overrides);
    });
    api::deliver(describing, this, [this, cluster, source](base::Result<sim::SetupPtr> setup) {
        m_describing = false;
        if (source == m_sourceNumber) {
            m_cluster = cluster;
            if (setup) {
                m_setup = *setup;
                for (const base::Error& warning : m_setup->warnings)
                    emit warned(warning);
            } else {
                emit failed(setup.error()); // the last good setup stays
            }
            emit changed(m_cluster, m_setup);
        }
        if (m_waiting)
            describe();
    });
}

} // namespace app
