// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// The window on the real servers of tests/cluster: link, trace, a change, a lost and found API server. Skipped where they cannot be started.

#include "app/gui/composition.h"
#include "tests/support/real_cluster.h"
#include "widgets/cluster/cluster_panel.h"
#include "widgets/cluster/cluster_view.h"
#include "widgets/path/player.h"
#include "widgets/query/question_bar.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QStandardPaths>

#include <csignal>

namespace {

constexpr int linkTime = 20'000; // ms; a loaded machine
constexpr int notStarted = 3;    // exit status of tests/cluster/up where no servers can run

std::optional<std::size_t> rowNamed(items::ClusterRows& rows, const QString& name)
{
    for (std::size_t row = 0; row < rows.rowCount(); ++row) {
        if (rows.textOf(row).name == name)
            return row;
    }
    return std::nullopt;
}

} // namespace

class TestWindowCluster : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("Ndots"));
        QCoreApplication::setApplicationName(QStringLiteral("ndots-test"));
        m_cluster = std::make_unique<real_cluster::RealCluster>(QFINDTESTDATA("../cluster"));
        if (m_cluster->status == notStarted)
            QSKIP(m_cluster->message.constData());
        QVERIFY2(m_cluster->status == 0, m_cluster->message.constData());
    }

    void traceChangeAndLoss()
    {
        app::Options options;
        options.source.kubeconfig = m_cluster->folder().toStdString() + "/kubeconfig";
        app::Composition composition(options, {}, {});
        QSignalSpy states(&composition.source(), &app::ClusterSource::stateChanged);
        const auto phase = [&] { return states.isEmpty() ? api::Phase::Closed : states.last().front().value<api::SessionState>().phase; };
        composition.window().show();
        composition.open();
        QTRY_VERIFY_WITH_TIMEOUT(phase() == api::Phase::Live, linkTime);
        QTRY_VERIFY_WITH_TIMEOUT(composition.source().setup() != nullptr && composition.source().cluster()->pods.size() > 20, linkTime);

        composition.window().question().setPod(QStringLiteral("shop/web-0"));
        composition.window().question().setName(QStringLiteral("api"));
        composition.questions().ask();
        QVERIFY(composition.questions().trace());
        QCOMPARE(composition.questions().trace()->runs.front().result.records.size(), std::size_t(2));
        composition.questions().ask();
        QVERIFY(composition.questions().trace()->runs.front().lookups.front().cache == sim::CacheResult::Hit);

        // A change is in the tree and in the next trace, and what was open and selected stays.
        widgets::ClusterView& view = composition.window().cluster().view();
        QTRY_VERIFY(rowNamed(view.rows(), QStringLiteral("shop")));
        view.setExpanded(*rowNamed(view.rows(), QStringLiteral("shop")), true);
        QTRY_VERIFY(rowNamed(view.rows(), QStringLiteral("cart")));
        view.setCurrentRow(*rowNamed(view.rows(), QStringLiteral("cart")));
        const auto administrator = api::makeEndpoint(m_cluster->context("admin-token"), real_cluster::filesOnly());
        QVERIFY(administrator.has_value());
        const QByteArray service = R"({"apiVersion":"v1","kind":"Service","metadata":{"name":"brand-new"},"spec":{"ports":[{"port":80}]}})";
        QCOMPARE(real_cluster::change(*administrator, "POST", "/api/v1/namespaces/shop/services", service, "application/json"), 201);
        QTRY_VERIFY(rowNamed(view.rows(), QStringLiteral("brand-new")));
        QCOMPARE(view.rows().textOf(*view.currentRow()).name, QStringLiteral("cart"));
        composition.window().question().setName(QStringLiteral("brand-new"));
        composition.questions().ask();
        QCOMPARE(composition.questions().trace()->runs.front().result.records.size(), std::size_t(1));

        // A lost API server: shown as lost, the data stays.
        const auto server = static_cast<pid_t>(pidOf(QStringLiteral("kube-apiserver")));
        QVERIFY(server > 1);
        QCOMPARE(::kill(server, SIGKILL), 0);
        QTRY_VERIFY_WITH_TIMEOUT(phase() == api::Phase::Lost, linkTime);
        QVERIFY(composition.source().cluster()->findService("shop", "brand-new"));
        composition.questions().ask();
        QCOMPARE(composition.questions().trace()->runs.front().result.records.size(), std::size_t(1));
    }

    void cleanupTestCase() { m_cluster.reset(); }

private:
    [[nodiscard]] qint64 pidOf(const QString& name) const
    {
        const QJsonObject state = m_cluster->state();
        for (const QJsonValue& process : state.value(QStringLiteral("processes")).toArray()) {
            if (process.toObject().value(QStringLiteral("name")).toString() == name)
                return process.toObject().value(QStringLiteral("pid")).toInteger();
        }
        return 0;
    }

    std::unique_ptr<real_cluster::RealCluster> m_cluster;
};

QTEST_MAIN(TestWindowCluster)
#include "tst_window_cluster.moc"
