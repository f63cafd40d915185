// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/api/session_test.h"
#include "tests/support/std_text.h"

#include <QSignalSpy>
#include <QTcpServer>

using api::Phase;
using api::ResourceState;
using base::ErrorCode;
using kube::Kind;
using namespace session_test;

/// What may be read, what a lost server does to a link, and reading once.
class TestRights : public QObject {
    Q_OBJECT
private slots:
    void init() { m_server = std::make_unique<FakeServer>(); m_server->beEmptyCluster(); }
    void cleanup() { m_server.reset(); }

    void forbiddenClusterFallsBackToNamespaces();
    void forbiddenEverywhereIsDenied();
    void forbiddenNodesAreAWarning();
    void namespacesAreTriedWhereTheyAreListed();

    void refusedThenThere();
    void diesAndComesBack();
    void unusableEndpoint();

    void fetchOnceReadsWithoutWatching();
    void fetchOnceFails_data();
    void fetchOnceFails();
    void fetchOnceTimesOut();
    void fetchOnceIsCancelledByItsOwner();

private:
    void forbidCluster();

    std::unique_ptr<FakeServer> m_server;
};

void TestRights::forbidCluster()
{
    for (const char* resource : {"namespaces", "services", "endpointslices", "nodes", "statefulsets", "pods", "serviceimports"})
        m_server->always(QByteArray("list ") + resource,
                         statusReply(403, "Forbidden", QByteArray(resource) + " is forbidden: User cannot list resource at the cluster scope"));
    for (const char* scope : {"shop", "kube-system"}) {
        for (const char* resource : {"services", "endpointslices", "statefulsets", "pods"})
            m_server->always(QByteArray("list ") + resource + " in " + scope, statusReply(403, "Forbidden", QByteArray(resource) + " is forbidden in " + scope));
    }
}

void TestRights::forbiddenClusterFallsBackToNamespaces()
{
    forbidCluster();
    m_server->always("list services in shop", listReply("ServiceList", "1", {serviceJson("api", "1", "10.0.0.1")}));
    m_server->always("list endpointslices in shop", listReply("EndpointSliceList", "1"));
    m_server->always("list pods in shop", listReply("PodList", "1"));
    m_server->always("list statefulsets in shop", listReply("StatefulSetList", "1"));
    for (const char* resource : {"services", "endpointslices", "pods", "statefulsets"})
        m_server->always(QByteArray("watch ") + resource + " in shop", streamReply());
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QCOMPARE(m_server->unplanned(), QByteArrayList());
    QVERIFY(watched.hasService("api"));
    QVERIFY(watched.states.back().isNamespaced);
    QVERIFY(watched.snapshots.back()->findNamespace("shop")); // may not be listed, but is read
    QCOMPARE(watched.stateOf(Kind::Service, "shop"), ResourceState::Live);
    QCOMPARE(watched.stateOf(Kind::Service, "kube-system"), ResourceState::Forbidden);
    QVERIFY(!watched.hasBeen(Phase::Denied));
}

void TestRights::forbiddenEverywhereIsDenied()
{
    forbidCluster();
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(watched.phase(), Phase::Denied);
    QCOMPARE(watched.error().code, ErrorCode::Forbidden);
    QCOMPARE(watched.error().subject, std::string("services in shop"));
    QCOMPARE(watched.error().detail, std::string("services is forbidden in shop"));
}

void TestRights::forbiddenNodesAreAWarning()
{
    m_server->always("list nodes", statusReply(403, "Forbidden", "nodes is forbidden"));
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QVERIFY(!watched.states.back().error);
    QCOMPARE(watched.states.back().warnings.size(), 1u);
    QCOMPARE(watched.states.back().warnings.front().detail, std::string("nodes is forbidden"));
}

void TestRights::namespacesAreTriedWhereTheyAreListed()
{
    forbidCluster();
    m_server->always("list namespaces", listReply("NamespaceList", "1", {"{\"metadata\":{\"name\":\"extra\"}}", "{\"metadata\":{\"name\":\"secret\"}}"}));
    for (const char* resource : {"endpointslices", "statefulsets", "pods", "services"}) {
        m_server->always(QByteArray("list ") + resource + " in secret", statusReply(403, "Forbidden", "no"));
        m_server->always(QByteArray("watch ") + resource + " in extra", streamReply());
    }
    m_server->always("list services in extra", listReply("ServiceList", "1", {serviceJson("api", "1", "10.0.0.1")}));
    m_server->always("list endpointslices in extra", listReply("EndpointSliceList", "1"));
    m_server->always("list statefulsets in extra", listReply("StatefulSetList", "1"));
    m_server->always("list pods in extra", listReply("PodList", "1"));
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(watched.stateOf(Kind::Pod, "extra"), ResourceState::Live);
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QCOMPARE(watched.stateOf(Kind::Service, "secret"), ResourceState::Forbidden);
    QCOMPARE(m_server->unplanned(), QByteArrayList());
}

void TestRights::refusedThenThere()
{
    const quint16 port = m_server->serverPort();
    const kube::ResolvedContext context = contextFor(*m_server);
    m_server->die();
    Watched watched(context);
    QTRY_COMPARE(watched.phase(), Phase::Lost);
    QCOMPARE(watched.error().code, ErrorCode::ConnectionRefused);
    QCOMPARE(watched.error().subject, "127.0.0.1:" + std::to_string(port));
    QVERIFY(watched.states.back().nextRetry);
    QVERIFY(m_server->listen(QHostAddress::LocalHost, port));
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QVERIFY(!watched.states.back().error);
    QVERIFY(!watched.states.back().nextRetry);
}

void TestRights::diesAndComesBack()
{
    m_server->plan("list services", listReply("ServiceList", "10", {serviceJson("a", "3", "10.0.0.1")}));
    const quint16 port = m_server->serverPort();
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QTRY_COMPARE(m_server->openStreams("watch services"), 1);
    const std::size_t snapshots = watched.snapshots.size();
    m_server->die();
    QTRY_COMPARE(watched.phase(), Phase::Lost);
    QCOMPARE(watched.error().code, ErrorCode::ConnectionRefused);
    QVERIFY(watched.hasService("a")); // data stays
    QVERIFY(m_server->listen(QHostAddress::LocalHost, port));
    QTRY_COMPARE_WITH_TIMEOUT(watched.phase(), Phase::Live, 10'000);
    QCOMPARE(m_server->requests("list services").size(), 1); // the watch goes on where it was
    QCOMPARE(m_server->requests("watch services").last().parameter("resourceVersion"), QByteArray("10"));
    m_server->send("watch services", eventLine("ADDED", serviceJson("b", "11", "10.0.0.2")));
    QTRY_VERIFY(watched.hasService("b"));
    QVERIFY(watched.snapshots.size() > snapshots);
}

void TestRights::unusableEndpoint()
{
    kube::ResolvedContext context = contextFor(*m_server);
    context.cluster.certificateAuthorityData = "no PEM";
    context.cluster.server = "https://127.0.0.1:1";
    Watched watched(context);
    QTRY_COMPARE(watched.phase(), Phase::Denied);
    QCOMPARE(watched.error().code, ErrorCode::CaUnusable);
    watched.session.retryNow(); // nothing to retry
    watched.session.renewCredential();
    QCOMPARE(watched.phase(), Phase::Denied);
}

namespace {
struct Fetched {
    int calls = 0;
    kube::SnapshotPtr snapshot;
    base::Error error;
    api::SessionState state;

    std::function<void(base::Result<kube::SnapshotPtr>, const api::SessionState&)> callback()
    {
        return [this](const base::Result<kube::SnapshotPtr>& result, const api::SessionState& last) {
            ++calls;
            state = last;
            if (result)
                snapshot = *result;
            else
                error = result.error();
        };
    }
};
} // namespace

void TestRights::fetchOnceReadsWithoutWatching()
{
    m_server->always("get version", versionReply("34")); // would stream its lists
    m_server->always("list nodes", statusReply(403, "Forbidden", "nodes is forbidden"));
    m_server->plan("list services", listReply("ServiceList", "10", {serviceJson("a", "3", "10.0.0.1")}, "more"));
    m_server->plan("list services", listReply("ServiceList", "10", {serviceJson("b", "4", "10.0.0.2")}));
    QObject owner;
    Fetched fetched;
    api::fetchOnce(contextFor(*m_server), plainSurroundings(), std::chrono::seconds(5), &owner, fetched.callback());
    QTRY_COMPARE(fetched.calls, 1);
    QVERIFY(fetched.snapshot);
    QCOMPARE(fetched.snapshot->services.size(), 2u);
    QCOMPARE(fetched.state.warnings.size(), 1u);
    QCOMPARE(m_server->openStreams(), 0);
    QCOMPARE(m_server->unplanned(), QByteArrayList());
    QTRY_VERIFY(owner.children().isEmpty());
    QCOMPARE(fetched.calls, 1);
}

void TestRights::fetchOnceFails_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::newRow("401") << QByteArray("get version") << 401 << int(ErrorCode::Unauthorized);
    QTest::newRow("401 at a list") << QByteArray("list services") << 401 << int(ErrorCode::Unauthorized);
    QTest::newRow("no slices") << QByteArray("list endpointslices") << 404 << int(ErrorCode::ServerError);
}

void TestRights::fetchOnceFails()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(int, code);
    m_server->always(request, statusReply(status, "Reason", "said"));
    QObject owner;
    Fetched fetched;
    api::fetchOnce(contextFor(*m_server), plainSurroundings(), std::chrono::seconds(20), &owner, fetched.callback());
    QTRY_COMPARE(fetched.calls, 1);
    QVERIFY(!fetched.snapshot);
    QCOMPARE(int(fetched.error.code), code);
}

void TestRights::fetchOnceTimesOut()
{
    m_server->always("get version", streamReply()); // begins an answer and never ends it
    QObject owner;
    Fetched fetched;
    api::fetchOnce(contextFor(*m_server), plainSurroundings(), std::chrono::milliseconds(300), &owner, fetched.callback());
    QTRY_COMPARE(fetched.calls, 1);
    QCOMPARE(fetched.error.code, ErrorCode::ConnectionTimeout);
}

void TestRights::fetchOnceIsCancelledByItsOwner()
{
    Fetched fetched;
    {
        QObject owner;
        api::fetchOnce(contextFor(*m_server), plainSurroundings(), std::chrono::seconds(5), &owner, fetched.callback());
        QTRY_VERIFY(!m_server->requests("get version").isEmpty());
    }
    QSignalSpy nothing(m_server.get(), &QTcpServer::newConnection);
    nothing.wait(200);
    QCOMPARE(fetched.calls, 0);
}

QTEST_GUILESS_MAIN(TestRights)
#include "tst_rights.moc"
