// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "app/options.h"
#include "model/api/session.h"
#include "model/sim/dns_setup.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace app {

/// The source that is open: demo, snapshot files, or a linked cluster. Opening something else leaves what is open until the new one reads.
class ClusterSource : public QObject {
    Q_OBJECT
public:
    ClusterSource(sim::SetupOverrides overrides, bool allowExec, QObject* parent = nullptr);
    ~ClusterSource() override;

    void openDemo();
    /// Snapshot files; a single kubeconfig among them is recognised and linked.
    void openFiles(const QStringList& paths);
    /// `file` and `context` empty: as kubectl.
    void openKubeconfig(const QString& file, const QString& context);
    /// The next openKubeconfig without a file goes to kubectl's own again.
    void forgetKubeconfig() { m_kubeconfig.clear(); }
    void setConfirmedPlugins(const QStringList& plugins) { m_confirmed = plugins; }
    void confirmPlugin();
    void retryNow();

    [[nodiscard]] kube::SnapshotPtr cluster() const { return m_cluster; }
    [[nodiscard]] sim::SetupPtr setup() const { return m_setup; }
    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] bool isDemo() const { return m_isDemo; }
    [[nodiscard]] QStringList contexts() const { return m_contexts; }

signals:
    /// A new moment of the source; `setup` belongs to it.
    void changed(const kube::SnapshotPtr& cluster, const sim::SetupPtr& setup);
    /// Another source was opened (before its first `changed`).
    void opened(const QString& title);
    void stateChanged(const api::SessionState& state);
    void failed(const base::Error& error);
    void warned(const base::Error& warning);
    /// A plugin waits for the user's word: `command` is what it would run.
    void pluginAsked(const QString& key, const QString& command);

private:
    void take(kube::SnapshotPtr cluster);
    void describe();
    void show(kube::SnapshotPtr cluster, const QString& title, bool isDemo);
    void link(const kube::ResolvedContext& context);
    [[nodiscard]] QString pluginKey(const kube::ResolvedContext& context) const;

    sim::SetupOverrides m_overrides;
    bool m_allowExec;
    bool m_isDemo = false;
    kube::SnapshotPtr m_cluster, m_waiting;
    sim::SetupPtr m_setup;
    bool m_describing = false;
    quint64 m_sourceNumber = 0;
    QString m_title;
    QStringList m_contexts, m_confirmed;
    QString m_kubeconfig;
    std::optional<kube::ResolvedContext> m_asked;
    std::unique_ptr<api::Session> m_session;
};

} // namespace app
