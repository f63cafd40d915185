// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/api/session_test.h"
#include "tests/support/std_text.h"

#include <QTcpServer>
#include <QTemporaryDir>

using api::Phase;
using base::ErrorCode;
using namespace session_test;

/// Who is who: trust in the server, credentials for it.
class TestAccess : public QObject {
    Q_OBJECT
private slots:
    void init() { m_server = std::make_unique<FakeServer>(); m_server->beEmptyCluster(); }
    void cleanup() { m_server.reset(); }

    void trust_data();
    void trust();
    void tlsServerName();
    void clientCertificateIsShown();
    void notTls();

    void unauthorizedTwice();
    void tokenFileIsReadAgain();
    void tokenFileWithoutToken();
    void execWithoutConsent();
    void execPlugin();
    void execPluginIsRunAgainAfter401();
    void impersonatedGroupsHaveALineEach();
    void proxyIsUsed();

private:
    QString data() const { return QFINDTESTDATA("data"); }
    void useTls(const char* certificate) { m_server->useTls(serverTls(data(), certificate)); }
    kube::ResolvedContext tlsContext(const char* authority) const
    {
        kube::ResolvedContext context = contextFor(*m_server);
        context.cluster.certificateAuthorityData = file(data(), authority).toStdString();
        return context;
    }
    /// A script that counts its runs in a file and answers with the token "T" and that count.
    kube::ResolvedContext execContext(const QString& folder) const;

    std::unique_ptr<FakeServer> m_server;
};

void TestAccess::trust_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("authority");
    QTest::addColumn<int>("code");
    QTest::addColumn<std::string>("detail");
    const auto row = [](const char* name, const char* certificate, const char* authority, ErrorCode code, const char* detail) {
        QTest::newRow(name) << QByteArray(certificate) << QByteArray(authority) << int(code) << std::string(detail);
    };
    row("wrong CA", "server.crt", "other-ca.crt", ErrorCode::TlsUntrusted, "certificate");
    row("expired", "expired.crt", "ca.crt", ErrorCode::TlsUntrusted, "expired");
    row("another name", "other-name.crt", "ca.crt", ErrorCode::TlsUntrusted, "host name");
}

void TestAccess::trust()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QByteArray, authority);
    QFETCH(int, code);
    QFETCH(std::string, detail);
    useTls(certificate.constData());
    kube::ResolvedContext context = tlsContext(authority.constData());
    context.user.token = "s3cr3t-t0ken";
    Watched watched(context);
    QTRY_COMPARE(watched.phase(), Phase::Lost);
    QCOMPARE(int(watched.error().code), code);
    QVERIFY2(watched.error().detail.find(detail) != std::string::npos, watched.error().detail.c_str());
    QCOMPARE(watched.error().subject, "127.0.0.1:" + std::to_string(m_server->serverPort()));
    QCOMPARE(m_server->requests("get version").size(), 0); // nothing is said to somebody unknown

    context.cluster.certificateAuthorityData.clear();
    context.cluster.insecureSkipTlsVerify = true;
    Watched insecure(context);
    QTRY_COMPARE(insecure.phase(), Phase::Live);
    QVERIFY(!insecure.states.back().isVerified);
}

void TestAccess::tlsServerName()
{
    useTls("other-name.crt");
    kube::ResolvedContext context = tlsContext("ca.crt");
    context.cluster.tlsServerName = "elsewhere.example";
    Watched watched(context);
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QVERIFY(watched.states.back().isVerified);
}

void TestAccess::clientCertificateIsShown()
{
    QSslConfiguration tls = serverTls(data(), "server.crt");
    tls.setCaCertificates(QSslCertificate::fromData(file(data(), "ca.crt")));
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    m_server->useTls(tls);
    kube::ResolvedContext context = tlsContext("ca.crt");
    for (const char* kind : {"client-rsa", "client-ec"}) {
        context.user.clientCertificateData = file(data(), (std::string(kind) + ".crt").c_str()).toStdString();
        context.user.clientKeyData = file(data(), (std::string(kind) + "-pkcs8.key").c_str()).toStdString();
        Watched watched(context);
        QTRY_COMPARE(watched.phase(), Phase::Live);
    }
    context.user.clientCertificateData.clear();
    context.user.clientKeyData.clear();
    Watched without(context);
    QTRY_COMPARE(without.phase(), Phase::Lost);
}

void TestAccess::notTls()
{
    kube::ResolvedContext context = contextFor(*m_server);
    context.cluster.server.replace(0, 4, "https");
    Watched watched(context);
    QTRY_COMPARE(watched.phase(), Phase::Lost);
    QCOMPARE(watched.error().code, ErrorCode::TlsFailed);
}

void TestAccess::unauthorizedTwice()
{
    useTls("server.crt");
    m_server->always("get version", statusReply(401, "Unauthorized", "Unauthorized"));
    kube::ResolvedContext context = tlsContext("ca.crt");
    context.user.token = "s3cr3t-t0ken";
    Watched watched(context);
    QTRY_COMPARE(watched.phase(), Phase::Denied);
    QCOMPARE(watched.error().code, ErrorCode::Unauthorized);
    QCOMPARE(watched.error().detail, std::string("Unauthorized"));
    const auto requests = m_server->requests("get version");
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests.first().header("authorization"), QList<QByteArray>{"Bearer s3cr3t-t0ken"});
    QVERIFY(watched.states.back().nextRetry);

    m_server->always("get version", versionReply("30"));
    watched.session.retryNow();
    QTRY_COMPARE(watched.phase(), Phase::Live);
}

void TestAccess::tokenFileIsReadAgain()
{
    useTls("server.crt");
    m_server->plan("get version", statusReply(401, "Unauthorized", "Unauthorized"));
    kube::ResolvedContext context = tlsContext("ca.crt");
    context.user.tokenFile = "/token";
    api::Surroundings surroundings = plainSurroundings();
    int reads = 0;
    surroundings.environment.readFile = [&](const std::string&) -> base::Result<std::string> { return "T" + std::to_string(++reads) + "\n"; };
    Watched watched(context, surroundings);
    QTRY_COMPARE(watched.phase(), Phase::Live);
    const auto requests = m_server->requests("get version");
    QCOMPARE(requests.at(0).header("authorization"), QList<QByteArray>{"Bearer T1"});
    QCOMPARE(requests.at(1).header("authorization"), QList<QByteArray>{"Bearer T2"});
    QCOMPARE(reads, 2); // not for each of the twenty requests
}

void TestAccess::tokenFileWithoutToken()
{
    useTls("server.crt");
    kube::ResolvedContext context = tlsContext("ca.crt");
    context.user.tokenFile = "/token";
    Watched watched(context); // whose readFile finds nothing
    QTRY_COMPARE(watched.phase(), Phase::Denied);
    QCOMPARE(watched.error().code, ErrorCode::CredentialUnusable);
    QCOMPARE(watched.error().where.file, std::string("/token"));
    QCOMPARE(m_server->requests("get version").size(), 0);
}

kube::ResolvedContext TestAccess::execContext(const QString& folder) const
{
    kube::ResolvedContext context = tlsContext("ca.crt");
    kube::ExecPlugin plugin;
    plugin.apiVersion = "client.authentication.k8s.io/v1";
    plugin.interactiveMode = "Never";
    plugin.command = "/bin/sh";
    plugin.arguments = {"-c", "echo run >>\"$COUNT\"; echo 'to sign in, open https://example.com/device' >&2; "
                              "printf '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"token\":\"T%s\"}}' "
                              "$(wc -l <\"$COUNT\")"};
    plugin.environment = {{"COUNT", (folder + QStringLiteral("/runs")).toStdString()}};
    context.user.exec = plugin;
    return context;
}

void TestAccess::execWithoutConsent()
{
    useTls("server.crt");
    QTemporaryDir folder;
    Watched watched(execContext(folder.path()));
    QTRY_COMPARE(watched.phase(), Phase::Denied);
    QCOMPARE(watched.error().code, ErrorCode::ExecNotConfirmed);
    QCOMPARE(watched.error().subject, std::string("u"));
    QVERIFY(watched.error().detail.starts_with("/bin/sh -c "));
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("runs"))));
    QVERIFY(!watched.states.back().nextRetry); // consent does not come by waiting
}

void TestAccess::execPlugin()
{
#ifndef Q_OS_UNIX
    QSKIP("the plugin of this test is a shell script");
#endif
    useTls("server.crt");
    QTemporaryDir folder;
    api::Surroundings surroundings = plainSurroundings();
    surroundings.isExecConfirmed = [](const kube::ExecPlugin& plugin) { return plugin.command == "/bin/sh"; };
    Watched watched(execContext(folder.path()), surroundings);
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QCOMPARE(watched.execLines, QStringList{QStringLiteral("to sign in, open https://example.com/device")}); // one run for twenty requests
    QCOMPARE(m_server->requests("list services").first().header("authorization"), QList<QByteArray>{"Bearer T1"});
    QTRY_COMPARE(m_server->openStreams("watch pods"), 1);
    QCOMPARE(m_server->requests("watch pods").first().header("authorization"), QList<QByteArray>{"Bearer T1"});
}

void TestAccess::execPluginIsRunAgainAfter401()
{
#ifndef Q_OS_UNIX
    QSKIP("the plugin of this test is a shell script");
#endif
    useTls("server.crt");
    m_server->plan("list services", statusReply(401, "Unauthorized", "Unauthorized"));
    m_server->plan("list namespaces", statusReply(401, "Unauthorized", "Unauthorized"));
    QTemporaryDir folder;
    api::Surroundings surroundings = plainSurroundings();
    surroundings.isExecConfirmed = [](const kube::ExecPlugin&) { return true; };
    Watched watched(execContext(folder.path()), surroundings);
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QCOMPARE(watched.execLines.size(), 2); // both 401 were for the same token: one new run
    QCOMPARE(m_server->requests("list services").last().header("authorization"), QList<QByteArray>{"Bearer T2"});
}

void TestAccess::impersonatedGroupsHaveALineEach()
{
    kube::ResolvedContext context = contextFor(*m_server);
    context.user.impersonate = "jane";
    context.user.impersonateGroups = {"dev", "ops"};
    Watched watched(context);
    QTRY_COMPARE(watched.phase(), Phase::Live);
    const auto request = m_server->requests("list services").first();
    QCOMPARE(request.header("impersonate-user"), QList<QByteArray>{"jane"});
    QCOMPARE(request.header("impersonate-group"), (QList<QByteArray>{"dev", "ops"}));
}

void TestAccess::proxyIsUsed()
{
    useTls("server.crt");
    QTcpServer proxy;
    QVERIFY(proxy.listen(QHostAddress::LocalHost));
    QByteArrayList asked;
    connect(&proxy, &QTcpServer::newConnection, &proxy, [&] {
        QTcpSocket* const client = proxy.nextPendingConnection();
        auto* const upstream = new QTcpSocket(client);
        connect(client, &QTcpSocket::readyRead, upstream, [&, client, upstream] {
            if (upstream->state() == QAbstractSocket::ConnectedState) {
                upstream->write(client->readAll());
                return;
            }
            if (!client->peek(4096).contains("\r\n\r\n"))
                return;
            asked.append(client->readAll());
            upstream->connectToHost(QHostAddress::LocalHost, m_server->serverPort());
            upstream->waitForConnected();
            client->write("HTTP/1.1 200 Connection established\r\n\r\n");
        });
        connect(upstream, &QTcpSocket::readyRead, client, [client, upstream] { client->write(upstream->readAll()); });
    });
    kube::ResolvedContext context = tlsContext("ca.crt");
    context.cluster.tlsServerName = "localhost";
    context.cluster.server = "https://api.nowhere.invalid:6443"; // the proxy resolves the name
    context.cluster.proxyUrl = "http://me:p%40ss@127.0.0.1:" + std::to_string(proxy.serverPort());
    Watched watched(context);
    QTRY_COMPARE(watched.phase(), Phase::Live);
    QVERIFY(asked.first().startsWith("CONNECT api.nowhere.invalid:6443 "));
    QVERIFY(asked.size() > 6); // watches too
}

QTEST_GUILESS_MAIN(TestAccess)
#include "tst_access.moc"
