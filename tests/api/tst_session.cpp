// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/api/session_test.h"
#include "tests/support/random.h"
#include "tests/support/std_text.h"

using api::Phase;
using api::ResourceState;
using base::ErrorCode;
using kube::Kind;
using namespace session_test;

/// Listing and following through a whole session, against scripted answers.
class TestSession : public QObject {
    Q_OBJECT
private slots:
    void init() { m_server = std::make_unique<FakeServer>(); m_server->beEmptyCluster(); }
    void cleanup() { m_server.reset(); }

    void emptyClusterIsLive();
    void pagesAndEvents();
    void eventsInRandomSlices();
    void hugeEvent();
    void eventWithoutEndIsGivenUp();
    void halfLineIsLostWithItsConnection();
    void goneAsEventReadsAnew();
    void goneAsStatusReadsAnew();
    void expiredContinueToken();
    void tooManyRequests();
    void streamingList();
    void streamingListRefused();
    void objectOfWrongShapeIsSkipped();
    void loginPageInsteadOfJson();
    void listWithoutWatchIsPolled();
    void fifteenWatchesOverHttp1();
    void stormIsCoalesced();
    void pathPrefix();

private:
    std::unique_ptr<FakeServer> m_server;
};

void TestSession::emptyClusterIsLive()
{
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QCOMPARE(m_server->unplanned(), QByteArrayList());
    QCOMPARE(watched.states.back().serverVersion, std::string("v1.30.0"));
    QVERIFY(!watched.states.back().isVerified); // plain http
    QVERIFY(!watched.states.back().error);
    QVERIFY(watched.states.back().warnings.empty());
    QVERIFY(!watched.snapshots.empty()); // an empty cluster is something to show too
    QVERIFY(!watched.hasBeen(Phase::Lost));
    QCOMPARE(watched.stateOf(Kind::ServiceImport), ResourceState::Absent);
}

void TestSession::pagesAndEvents()
{
    m_server->plan("list services", listReply("ServiceList", "10", {serviceJson("a", "3", "10.0.0.1"), serviceJson("b", "4", "10.0.0.2")}, "to+ken/="));
    m_server->plan("list services", listReply("ServiceList", "10", {}, "second"));
    m_server->plan("list services", listReply("ServiceList", "10", {serviceJson("c", "5", "10.0.0.3")}));
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QCOMPARE(watched.services(), 3u);

    const auto lists = m_server->requests("list services");
    QCOMPARE(lists.size(), 3);
    QCOMPARE(lists.at(0).parameter("limit"), QByteArray("500"));
    QVERIFY(lists.at(1).target.contains("continue=to%2Bken%2F%3D")); // a bare + would be a space to Go
    QCOMPARE(lists.at(2).parameter("continue"), QByteArray("second"));
    for (const auto& request : lists)
        QVERIFY(!request.target.contains("resourceVersion"));

    QTRY_COMPARE(m_server->openStreams("watch services"), 1);
    const auto watch = m_server->requests("watch services").first();
    QCOMPARE(watch.parameter("resourceVersion"), QByteArray("10"));
    QCOMPARE(watch.parameter("allowWatchBookmarks"), QByteArray("true"));
    QVERIFY(watch.parameter("timeoutSeconds").toInt() >= 300);

    const std::size_t before = watched.snapshots.size();
    m_server->send("watch services", eventLine("ADDED", serviceJson("d", "11", "10.0.0.4")) + eventLine("MODIFIED", serviceJson("a", "12", "10.0.0.9"))
                                         + eventLine("DELETED", serviceJson("b", "13", "10.0.0.2")));
    QTRY_VERIFY(watched.hasService("d"));
    QVERIFY(!watched.hasService("b"));
    QCOMPARE(watched.snapshots.back()->findService("shop", "a")->clusterIps[0].toString(), std::string("10.0.0.9"));
    QCOMPARE(watched.snapshots.size(), before + 1); // three events, one snapshot
    QCOMPARE(watched.snapshots.back()->changes.size(), 3u);

    m_server->finish("watch services"); // it lived less than a second: not at once again
    QTRY_COMPARE(m_server->requests("watch services").size(), 2);
    QCOMPARE(m_server->requests("watch services").last().parameter("resourceVersion"), QByteArray("13"));
    QCOMPARE(m_server->requests("list services").size(), 3);
    QVERIFY(!watched.hasBeen(Phase::Lost));
}

void TestSession::eventsInRandomSlices()
{
    support::Random random("slices");
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(m_server->openStreams("watch services"), 1);
    QByteArray lines;
    for (int number = 0; number < 40; ++number) {
        lines += eventLine("ADDED", serviceJson("s" + QByteArray::number(number), QByteArray::number(100 + number), "10.0.0." + QByteArray::number(number + 1)));
        lines += bookmarkLine(QByteArray::number(100 + number));
    }
    QList<int> slices;
    for (int left = static_cast<int>(lines.size()); left > 0; left -= slices.last())
        slices.append(std::min(left, 1 + static_cast<int>(random.below(300))));
    m_server->send("watch services", lines, slices);
    QTRY_COMPARE(watched.services(), 40u);
    QVERIFY(!watched.hasBeen(Phase::Lost));
    QCOMPARE(m_server->requests("watch services").size(), 1);
}

void TestSession::hugeEvent()
{
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(m_server->openStreams("watch services"), 1);
    m_server->send("watch services", eventLine("ADDED", serviceJson("huge", "11", "10.0.0.4", QByteArray(3 << 20, 'x'))));
    QTRY_VERIFY(watched.hasService("huge"));
    QCOMPARE(m_server->requests("watch services").size(), 1);
}

void TestSession::eventWithoutEndIsGivenUp()
{
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(m_server->openStreams("watch services"), 1);
    m_server->send("watch services", QByteArray(9 << 20, 'x'));
    QTRY_COMPARE(watched.error().code, ErrorCode::ServerAnswerMalformed);
    QCOMPARE(watched.error().subject, std::string("services"));
    QTRY_COMPARE(m_server->requests("list services").size(), 2); // everything anew
    QTRY_COMPARE(watched.phase(), Phase::Live);
}

void TestSession::halfLineIsLostWithItsConnection()
{
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(m_server->openStreams("watch services"), 1);
    const QByteArray half = eventLine("ADDED", serviceJson("half", "12", "10.0.0.5")).chopped(20);
    m_server->send("watch services", eventLine("ADDED", serviceJson("whole", "11", "10.0.0.4")) + half);
    m_server->finish("watch services");
    QTRY_COMPARE(m_server->requests("watch services").size(), 2);
    QCOMPARE(m_server->requests("watch services").last().parameter("resourceVersion"), QByteArray("11")); // so the server says it again
    QTRY_VERIFY(watched.hasService("whole"));
    QVERIFY(!watched.hasService("half"));
}

void TestSession::goneAsEventReadsAnew()
{
    m_server->plan("list services", listReply("ServiceList", "10", {serviceJson("old", "3", "10.0.0.1"), serviceJson("kept", "4", "10.0.0.2")}));
    m_server->plan("list services", listReply("ServiceList", "90", {serviceJson("kept", "4", "10.0.0.2"), serviceJson("new", "80", "10.0.0.3")}));
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QTRY_COMPARE(m_server->openStreams("watch services"), 1);
    m_server->send("watch services", errorLine(410, "Expired"));
    QTRY_VERIFY(watched.hasService("new"));
    QTRY_VERIFY(!watched.hasService("old"));
    QVERIFY(watched.hasService("kept"));
    for (const kube::SnapshotPtr& snapshot : watched.snapshots) // data stays while everything is read anew
        QVERIFY(snapshot->generation < 2 || snapshot->findService("shop", "kept"));
    QTRY_COMPARE(m_server->requests("watch services").size(), 2);
    QCOMPARE(m_server->requests("watch services").last().parameter("resourceVersion"), QByteArray("90"));
}

void TestSession::goneAsStatusReadsAnew()
{
    m_server->plan("watch services", statusReply(410, "Expired", "too old resource version"));
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(m_server->openStreams("watch services"), 1);
    QCOMPARE(m_server->requests("list services").size(), 2);
    QCOMPARE(m_server->requests("watch services").size(), 2);
    QTRY_COMPARE(watched.phase(), Phase::Live);
}

void TestSession::expiredContinueToken()
{
    m_server->plan("list services", listReply("ServiceList", "10", {serviceJson("gone", "3", "10.0.0.1")}, "token"));
    m_server->plan("list services", statusReply(410, "Expired", "The provided continue parameter is too old"));
    m_server->plan("list services", listReply("ServiceList", "20", {serviceJson("here", "15", "10.0.0.2")}));
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QVERIFY(watched.hasService("here"));
    QVERIFY(!watched.hasService("gone")); // the first page's objects do not outlive their listing
    QVERIFY(!m_server->requests("list services").at(2).target.contains("continue="));
}

void TestSession::tooManyRequests()
{
    FakeServer::Reply busy;
    busy.status = 429;
    busy.headers = {{"Retry-After", "0"}};
    busy.body = "Too many requests, please try again later.\n";
    m_server->plan("list services", busy);
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(watched.phase(), Phase::Live);
    const auto told = std::find_if(watched.states.begin(), watched.states.end(), [](const api::SessionState& state) { return state.error.has_value(); });
    QVERIFY(told != watched.states.end());
    QCOMPARE(told->error->code, ErrorCode::ServerError);
    QCOMPARE(told->error->detail, std::string("429 Too many requests, please try again later."));
    QVERIFY(told->nextRetry);
    QCOMPARE(m_server->requests("list services").size(), 2);
}

void TestSession::streamingList()
{
    m_server->always("get version", versionReply("34+")); // as GKE writes it
    for (const char* resource : {"namespaces", "endpointslices", "nodes", "statefulsets", "pods", "configmaps in kube-system", "configmaps in openshift-dns"})
        m_server->always(QByteArray("watch ") + resource, streamReply(bookmarkLine("5", true)));
    m_server->always("watch serviceimports", statusReply(404, "NotFound", "no"));
    m_server->plan("watch services", streamReply(eventLine("ADDED", serviceJson("a", "3", "10.0.0.1"))));
    Watched watched(contextFor(*m_server));
    QTRY_VERIFY(watched.hasService("a"));
    QCOMPARE(watched.stateOf(Kind::Service), ResourceState::Loading); // not complete without the end bookmark
    QVERIFY(!watched.hasBeen(Phase::Live));
    m_server->send("watch services", bookmarkLine("9", true));
    QTRY_COMPARE(watched.phase(), Phase::Live);
    m_server->send("watch services", eventLine("DELETED", serviceJson("a", "11", "10.0.0.1")));
    QTRY_VERIFY(!watched.hasService("a"));
    const auto request = m_server->requests("watch services").first();
    QCOMPARE(request.parameter("sendInitialEvents"), QByteArray("true"));
    QCOMPARE(request.parameter("resourceVersionMatch"), QByteArray("NotOlderThan"));
    QCOMPARE(m_server->requests("list services").size(), 0);
    QCOMPARE(request.header("accept-encoding"), QList<QByteArray>{"identity"});
}

void TestSession::streamingListRefused()
{
    m_server->always("get version", versionReply("34"));
    const auto refusal = statusReply(422, "Invalid", "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
    for (const char* resource : {"namespaces", "services", "endpointslices", "nodes", "statefulsets", "pods", "configmaps in kube-system",
                                 "configmaps in openshift-dns", "serviceimports"})
        m_server->plan(QByteArray("watch ") + resource, refusal);
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QVERIFY(!watched.hasBeen(Phase::Lost));
    QCOMPARE(m_server->requests("list services").size(), 1);
    QCOMPARE(m_server->unplanned(), QByteArrayList());
}

void TestSession::objectOfWrongShapeIsSkipped()
{
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(m_server->openStreams("watch services"), 1);
    QByteArray broken = serviceJson("broken", "11", "10.0.0.4");
    broken.replace("\"port\":80", "\"port\":\"http\"");
    m_server->send("watch services", eventLine("ADDED", broken) + eventLine("ADDED", serviceJson("good", "12", "10.0.0.5")));
    QTRY_VERIFY(watched.hasService("good"));
    QTRY_COMPARE(watched.states.back().warnings.size(), 1u);
    QCOMPARE(watched.states.back().warnings.front().code, ErrorCode::ObjectWrongShape);
    QCOMPARE(watched.states.back().warnings.front().subject, std::string("Service shop/broken"));
    QCOMPARE(m_server->requests("watch services").size(), 1);
}

void TestSession::loginPageInsteadOfJson()
{
    FakeServer::Reply page;
    page.body = "<html>Sign in</html>";
    m_server->plan("get version", page);
    m_server->plan("list services", page);
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(watched.phase(), Phase::Lost);
    QCOMPARE(watched.error().code, ErrorCode::ServerAnswerMalformed);
    QCOMPARE(watched.error().subject, std::string("version"));
    QTRY_COMPARE(watched.error().subject, std::string("services"));
    QTRY_COMPARE(watched.phase(), Phase::Live);
}

void TestSession::listWithoutWatchIsPolled()
{
    m_server->always("watch services", statusReply(403, "Forbidden", "services is forbidden: cannot watch"));
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QTRY_COMPARE(watched.stateOf(Kind::Service), ResourceState::Polled);
    QCOMPARE(m_server->requests("list services").size(), 1);
    QVERIFY(!watched.hasBeen(Phase::Denied));
}

void TestSession::fifteenWatchesOverHttp1()
{
    m_server->always("list configmaps in kube-system", statusReply(403, "Forbidden", "configmaps is forbidden"));
    for (const char* name : {"coredns", "coredns-custom", "node-local-dns", "kube-dns", "kubelet-config", "kubeadm-config", "rke2-coredns-rke2-coredns"}) {
        m_server->always(QByteArray("list configmaps in kube-system named ") + name, listReply("ConfigMapList", "1"));
        m_server->always(QByteArray("watch configmaps in kube-system named ") + name, streamReply());
    }
    m_server->always("list serviceimports", listReply("ServiceImportList", "1"));
    m_server->always("watch serviceimports", streamReply());
    Watched watched(contextFor(*m_server));
    // A QNAM has six connections per host: nine of these would wait for ever in one.
    QTRY_COMPARE(m_server->openStreams(), 15);
    QTRY_COMPARE(watched.phase(), Phase::Live);
    m_server->send("watch pods", errorLine(410, "Expired")); // and lists still get through
    QTRY_COMPARE(m_server->requests("list pods").size(), 2);
    QTRY_COMPARE(m_server->requests("watch pods").size(), 2);
    QCOMPARE(m_server->unplanned(), QByteArrayList());
}

void TestSession::stormIsCoalesced()
{
    Watched watched(contextFor(*m_server));
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QTRY_COMPARE(m_server->openStreams("watch services"), 1);
    const std::size_t before = watched.snapshots.size();
    for (int number = 0; number < 2000; ++number)
        m_server->send("watch services", eventLine("MODIFIED", serviceJson("s" + QByteArray::number(number % 50), QByteArray::number(100 + number),
                                                                           "10.0.1." + QByteArray::number(number % 200))));
    m_server->send("watch services", eventLine("ADDED", serviceJson("last", "9999", "10.0.0.1")));
    QTRY_VERIFY(watched.hasService("last"));
    QCOMPARE(watched.services(), 51u);
    QVERIFY2(watched.snapshots.size() - before < 20, qPrintable(QString::number(watched.snapshots.size() - before)));
}

void TestSession::pathPrefix()
{
    kube::ResolvedContext context = contextFor(*m_server);
    context.cluster.server += "/k8s/clusters/c-m-1/";
    Watched watched(context);
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QVERIFY(m_server->requests("get version").first().target == "/k8s/clusters/c-m-1/version");
    QVERIFY(m_server->requests("list services").first().target.startsWith("/k8s/clusters/c-m-1/api/v1/services?"));
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
