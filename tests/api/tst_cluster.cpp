// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/exchange.h"
#include "tests/api/session_test.h"
#include "tests/support/real_cluster.h"
#include "tests/support/std_text.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <csignal>

using api::Phase;
using api::ResourceState;
using base::ErrorCode;
using kube::Kind;
using namespace session_test;
using namespace real_cluster;

namespace {

QByteArray apiService(const QByteArray& name)
{
    return "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{\"ports\":[{\"port\":80}]}}";
}

template <class T>
QStringList namesOf(const kube::ClusterSnapshot& snapshot, const kube::Table<T>& table)
{
    QStringList names;
    for (const T& object : table) {
        const std::string_view name = snapshot.text(object.name);
        names.append(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    }
    return names;
}

} // namespace

/// The link to a real API server, with the demo cluster's objects. Skipped where this machine cannot run one.
class TestCluster : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();

    void everyCredential_data();
    void everyCredential();
    void viewerLacksNodes();
    void oneNamespaceOnly();
    void nobody();
    void wrongToken();
    void refusedCredentialDoesNotSilenceOthers();
    void wrongAuthority();
    void http2IsUsed();
    void pagesAndStreamSayTheSame();
    void changesShow();
    void streamingListSwitchedOff();
    void serverIsKilledAndComesBack(); // last: what it starts anew is not the cluster's first process any more

private:
    std::unique_ptr<RealCluster> m_cluster;
};

void TestCluster::initTestCase()
{
    m_cluster = std::make_unique<RealCluster>(QFINDTESTDATA("../cluster"));
    if (m_cluster->status == 3)
        QSKIP(m_cluster->message.constData());
    QVERIFY2(m_cluster->status == 0, m_cluster->message.constData());
}

void TestCluster::everyCredential_data()
{
    QTest::addColumn<QByteArray>("context");
    for (const char* context : {"admin", "admin-ec", "admin-token"})
        QTest::newRow(context) << QByteArray(context);
}

void TestCluster::everyCredential()
{
    QFETCH(QByteArray, context);
    Watched watched(m_cluster->context(context.constData()), realSurroundings());
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QVERIFY(watched.states.back().isVerified);
    QVERIFY(watched.states.back().serverVersion.starts_with("v1."));
    QVERIFY(watched.states.back().warnings.empty());
    const kube::ClusterSnapshot& snapshot = *watched.snapshots.back();
    QVERIFY(snapshot.findService("shop", "api"));
    QVERIFY(snapshot.findService("kube-system", "kube-dns"));
    QVERIFY(!snapshot.slicesOf("shop", "api").empty());
    QVERIFY(snapshot.findConfigMap("kube-system", "coredns"));
    QVERIFY(snapshot.findNode("node-a"));
    QVERIFY(snapshot.findPod("shop", "web-0"));
}

void TestCluster::viewerLacksNodes()
{
    Watched watched(m_cluster->context("viewer"), realSurroundings());
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QCOMPARE(watched.stateOf(Kind::Node), ResourceState::Forbidden);
    QCOMPARE(watched.states.back().warnings.size(), 1u);
    QVERIFY(watched.states.back().warnings.front().detail.starts_with("nodes is forbidden: User \"viewer\" cannot list resource"));
    QVERIFY(watched.snapshots.back()->findPod("shop", "web-0"));
}

void TestCluster::oneNamespaceOnly()
{
    Watched watched(m_cluster->context("shop-viewer"), realSurroundings());
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QVERIFY(watched.states.back().isNamespaced);
    QVERIFY(watched.snapshots.back()->findService("shop", "api"));
    QVERIFY(watched.snapshots.back()->findPod("shop", "web-0"));
    QVERIFY(!watched.snapshots.back()->findService("kube-system", "kube-dns"));
    QCOMPARE(watched.stateOf(Kind::Service, "shop"), ResourceState::Live);
}

void TestCluster::nobody()
{
    Watched watched(m_cluster->context("nobody"), realSurroundings());
    QTRY_COMPARE(watched.phase(), Phase::Denied);
    QCOMPARE(watched.error().code, ErrorCode::Forbidden);
    QVERIFY(watched.error().detail.starts_with("services is forbidden: User \"nobody\" cannot list resource \"services\""));
}

void TestCluster::wrongToken()
{
    kube::ResolvedContext context = m_cluster->context("admin-token");
    context.user.token = "not-this-one";
    Watched watched(context, realSurroundings());
    QTRY_COMPARE(watched.phase(), Phase::Denied);
    QCOMPARE(watched.error().code, ErrorCode::Unauthorized);
    QCOMPARE(watched.error().detail, std::string("Unauthorized"));
}

/// A token that is refused once: what runs over the same HTTP/2 connection must not fall silent.
void TestCluster::refusedCredentialDoesNotSilenceOthers()
{
    const auto administrator = api::makeEndpoint(m_cluster->context("admin-token"), filesOnly());
    kube::ResolvedContext context = m_cluster->context("admin-token");
    context.user.token.clear();
    context.user.tokenFile = "/token";
    const std::string token = administrator->authorization.mid(7).toStdString();
    api::Surroundings surroundings = realSurroundings();
    bool isValid = true;
    surroundings.environment.readFile = [&](const std::string& path) -> base::Result<std::string> {
        return path == "/token" ? (isValid ? token : "expired") : filesOnly().readFile(path);
    };
    const auto endpoint = api::makeEndpoint(context, surroundings.environment);
    api::CredentialSource::Setting setting;
    setting.readFile = surroundings.environment.readFile;
    setting.now = [] { return QDateTime::currentDateTimeUtc(); };
    api::Transport transport(*endpoint, setting, nullptr);
    const auto ask = [&](const QByteArray& path, const api::Parameters& query, api::Transport::Body body) {
        return std::make_unique<api::Exchange>(transport, endpoint->url(path, query), body, "services", nullptr);
    };

    const auto first = ask("/version", {}, api::Transport::Body::Whole); // makes the watches share a connection
    QSignalSpy firstFinished(first.get(), &api::Exchange::finished);
    first->start();
    QTRY_COMPARE(firstFinished.size(), 1);
    const auto stream = ask("/api/v1/services", {{"watch", "1"}}, api::Transport::Body::Stream);
    QSignalSpy streamFinished(stream.get(), &api::Exchange::finished);
    QSignalSpy streamOpened(stream.get(), &api::Exchange::opened);
    stream->start();
    QTRY_COMPARE(streamOpened.size(), 1);

    isValid = false;
    transport.credentials().refuse(2); // so the file is read again
    const auto refused = ask("/api/v1/pods", {{"watch", "1"}}, api::Transport::Body::Stream);
    int status = 0;
    connect(refused.get(), &api::Exchange::finished, this, [&](const api::Exchange::Outcome& outcome) {
        status = outcome.failure ? outcome.failure->status : 200;
        isValid = true;
        transport.credentials().refuse(outcome.credential);
    });
    refused->start();
    QTRY_COMPARE(status, 401);
    QTRY_COMPARE(streamFinished.size(), 1); // its reader begins anew instead of listening to nothing
    const auto later = ask("/version", {}, api::Transport::Body::Whole);
    QSignalSpy laterFinished(later.get(), &api::Exchange::finished);
    later->start();
    QTRY_COMPARE(laterFinished.size(), 1);
}

void TestCluster::wrongAuthority()
{
    kube::ResolvedContext context = m_cluster->context("admin-token");
    context.cluster.certificateAuthorityFile.clear();
    context.cluster.certificateAuthorityData = file(QFINDTESTDATA("data"), "other-ca.crt").toStdString();
    Watched watched(context, realSurroundings());
    QTRY_COMPARE(watched.phase(), Phase::Lost);
    QCOMPARE(watched.error().code, ErrorCode::TlsUntrusted);
}

void TestCluster::http2IsUsed()
{
    const auto endpoint = api::makeEndpoint(m_cluster->context("admin"), filesOnly());
    QVERIFY(endpoint);
    api::CredentialSource::Setting setting;
    setting.now = [] { return QDateTime::currentDateTimeUtc(); };
    api::Transport transport(*endpoint, setting, nullptr);
    api::Exchange exchange(transport, endpoint->url("/version"), api::Transport::Body::Whole, "version", nullptr);
    bool isFinished = false;
    connect(&exchange, &api::Exchange::finished, this, [&](const api::Exchange::Outcome& outcome) { isFinished = !outcome.failure; });
    exchange.start();
    QTRY_VERIFY(isFinished);
    QVERIFY(transport.usesHttp2()); // so that all watches share one connection
}

void TestCluster::pagesAndStreamSayTheSame()
{
    Watched streamed(m_cluster->context("admin"), realSurroundings());
    QTRY_COMPARE(streamed.phase(), Phase::Live);
    kube::SnapshotPtr paged;
    QObject owner;
    api::fetchOnce(m_cluster->context("admin"), realSurroundings(), std::chrono::seconds(10), &owner,
                   [&](const base::Result<kube::SnapshotPtr>& result, const api::SessionState&) { paged = result.value_or(nullptr); });
    QTRY_VERIFY(paged);
    const kube::ClusterSnapshot& one = *streamed.snapshots.back();
    QVERIFY(one.pods.size() > 10);
    QCOMPARE(namesOf(one, one.namespaces), namesOf(*paged, paged->namespaces));
    QCOMPARE(namesOf(one, one.services), namesOf(*paged, paged->services));
    QCOMPARE(namesOf(one, one.slices), namesOf(*paged, paged->slices));
    QCOMPARE(namesOf(one, one.pods), namesOf(*paged, paged->pods));
    QCOMPARE(namesOf(one, one.nodes), namesOf(*paged, paged->nodes));
    QCOMPARE(namesOf(one, one.configMaps), namesOf(*paged, paged->configMaps));
    QCOMPARE(namesOf(one, one.statefulSets), namesOf(*paged, paged->statefulSets));
}

void TestCluster::changesShow()
{
    const auto administrator = api::makeEndpoint(m_cluster->context("admin-token"), filesOnly());
    Watched watched(m_cluster->context("admin"), realSurroundings());
    QTRY_COMPARE(watched.phase(), Phase::Live);
    const QByteArray services = "/api/v1/namespaces/shop/services";

    QCOMPARE(change(*administrator, "POST", services, apiService("brand-new"), "application/json"), 201);
    QElapsedTimer sinceAnswer;
    sinceAnswer.start();
    QTRY_VERIFY(watched.hasService("brand-new"));
    qInfo("the new service showed %lld ms after the server's answer", static_cast<long long>(sinceAnswer.elapsed()));
    QCOMPARE(watched.snapshots.back()->changes.size(), 1u);

    const QByteArray patch = "{\"spec\":{\"externalName\":\"elsewhere.example\",\"type\":\"ExternalName\",\"clusterIP\":null,\"clusterIPs\":null}}";
    QCOMPARE(change(*administrator, "PATCH", services + "/brand-new", patch, "application/merge-patch+json"), 200);
    QTRY_COMPARE(watched.snapshots.back()->findService("shop", "brand-new")->type, kube::ServiceType::ExternalName);
    QCOMPARE(change(*administrator, "DELETE", services + "/brand-new", {}, "application/json"), 200);
    QTRY_VERIFY(!watched.hasService("brand-new"));
    QVERIFY(!watched.hasBeen(Phase::Lost));
}

void TestCluster::streamingListSwitchedOff()
{
    const RealCluster old(QFINDTESTDATA("../cluster"), QStringLiteral("--feature-gates=WatchList=false"));
    QVERIFY2(old.status == 0, old.message.constData());
    Watched watched(old.context("admin"), realSurroundings());
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QVERIFY(watched.hasService("api"));
    QVERIFY(!watched.hasBeen(Phase::Lost));
}

void TestCluster::serverIsKilledAndComesBack()
{
    const auto administrator = api::makeEndpoint(m_cluster->context("admin-token"), filesOnly());
    Watched watched(m_cluster->context("admin"), realSurroundings());
    QTRY_COMPARE(watched.phase(), Phase::Live);
    const std::size_t services = watched.services();

    QString network;
    for (const QJsonValue& name : m_cluster->state().value(QLatin1String("namespaces")).toArray())
        network = name.toString().endsWith(QLatin1String(".lan")) ? name.toString() : network;
    int id = 0;
    for (const QJsonValue& process : m_cluster->state().value(QLatin1String("processes")).toArray()) {
        if (process.toObject().value(QLatin1String("name")).toString() == QLatin1String("kube-apiserver"))
            id = process.toObject().value(QLatin1String("pid")).toInt();
    }
    QVERIFY(id > 1);
    const QString folder = QStringLiteral("/proc/%1").arg(id);
    QStringList command{QStringLiteral("netns"), QStringLiteral("exec"), network};
    for (const QByteArray& word : file(folder, "cmdline").chopped(1).split('\0'))
        command.append(QString::fromUtf8(word));
    QProcess again;
    again.setProgram(QStringLiteral("ip"));
    again.setArguments(command);
    again.setWorkingDirectory(QFile::symLinkTarget(folder + QStringLiteral("/cwd")));
    again.setStandardOutputFile(QProcess::nullDevice());
    again.setStandardErrorFile(QProcess::nullDevice());

    QCOMPARE(::kill(id, SIGKILL), 0);
    QTRY_COMPARE(watched.phase(), Phase::Lost);
    QCOMPARE(watched.services(), services); // data stays
    QVERIFY(watched.states.back().nextRetry);
    again.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.phase(), Phase::Live, 60'000);
    QCOMPARE(watched.services(), services);
    for (const api::ResourceStatus& status : watched.states.back().resources) // a server that starts refuses for a moment: nobody believed it
        QVERIFY(status.state == ResourceState::Live || status.state == ResourceState::Absent);

    const auto isWritten = [&] {
        return change(*administrator, "POST", "/api/v1/namespaces/shop/services", apiService("afterwards"), "application/json") == 201;
    };
    QVERIFY(QTest::qWaitFor(isWritten, 30'000));
    QTRY_VERIFY(watched.hasService("afterwards"));
    again.kill();
    again.waitForFinished(20'000);
}

QTEST_GUILESS_MAIN(TestCluster)
#include "tst_cluster.moc"
