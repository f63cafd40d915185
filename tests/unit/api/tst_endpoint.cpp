// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/endpoint.h"
#include "tests/support/std_text.h"

#include <QFile>
#include <QTest>

using base::ErrorCode;

class TestEndpoint : public QObject {
    Q_OBJECT
private slots:
    void server_data();
    void server();
    void noServer_data();
    void noServer();
    void urls();
    void credentials_data();
    void credentials();
    void nothingSecretToHttpServers();
    void certificateAuthority();
    void unreadableCertificateAuthority();
    void insecure();
    void clientCertificate();
    void unusableClientCertificate_data();
    void unusableClientCertificate();
    void impersonation();
    void impersonationWithoutLineBreaks();
    void proxyUrlBeatsEnvironment();
    void requestHeaders();

private:
    static std::string file(const char* name)
    {
        QFile file(QFINDTESTDATA("../../api/data") + QLatin1Char('/') + QString::fromLatin1(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }
    static kube::KubeconfigEnvironment environment()
    {
        kube::KubeconfigEnvironment environment;
        environment.variable = [](const std::string&) { return std::nullopt; };
        environment.readFile = [](const std::string& path) -> base::Result<std::string> {
            const std::string text = file(path.c_str());
            return text.empty() ? base::Result<std::string>(base::fail(ErrorCode::FileNotFound, path, "no such file")) : text;
        };
        return environment;
    }
    static kube::ResolvedContext context(const std::string& server)
    {
        kube::ResolvedContext context;
        context.cluster.name = "c";
        context.cluster.server = server;
        context.user.name = "u";
        return context;
    }
};

void TestEndpoint::server_data()
{
    QTest::addColumn<std::string>("server");
    QTest::addColumn<QString>("base");
    QTest::addColumn<std::string>("hostAndPort");
    const auto row = [](const char* server, const char* base, const char* hostAndPort) {
        QTest::newRow(server) << std::string(server) << QString::fromLatin1(base) << std::string(hostAndPort);
    };
    row("https://api.example.com", "https://api.example.com", "api.example.com:443");
    row("https://api.example.com:6443/", "https://api.example.com:6443", "api.example.com:6443");
    row("https://rancher.example/k8s/clusters/c-m-1//", "https://rancher.example/k8s/clusters/c-m-1", "rancher.example:443");
    row("http://127.0.0.1:8001", "http://127.0.0.1:8001", "127.0.0.1:8001");
    row("http://api", "http://api", "api:80");
    row("api.example.com:8080", "http://api.example.com:8080", "api.example.com:8080");
    row("https://[fd00::1]:6443", "https://[fd00::1]:6443", "[fd00::1]:6443");
    row("https://u:p@api/x?y#z", "https://api/x", "api:443");
}

void TestEndpoint::server()
{
    QFETCH(std::string, server);
    QFETCH(QString, base);
    QFETCH(std::string, hostAndPort);
    const auto endpoint = api::makeEndpoint(context(server), environment());
    QVERIFY(endpoint);
    QCOMPARE(endpoint->base.toString(QUrl::FullyEncoded), base);
    QCOMPARE(endpoint->hostAndPort(), hostAndPort);
    QCOMPARE(endpoint->isVerified, base.startsWith(QLatin1String("https")));
    QCOMPARE(endpoint->nameSpace, std::string("default"));
}

void TestEndpoint::noServer_data()
{
    QTest::addColumn<std::string>("server");
    for (const char* server : {"", "https://", "ftp://api", "https://a b"})
        QTest::newRow(server) << std::string(server);
}

void TestEndpoint::noServer()
{
    QFETCH(std::string, server);
    const auto endpoint = api::makeEndpoint(context(server), environment());
    QVERIFY(!endpoint);
    QVERIFY(endpoint.error().code == ErrorCode::NoServer);
    QCOMPARE(endpoint.error().subject, std::string("c"));
}

void TestEndpoint::urls()
{
    const auto endpoint = api::makeEndpoint(context("https://h/p%20x"), environment());
    QCOMPARE(endpoint->url("/api/v1/pods").toEncoded(), QByteArray("https://h/p%20x/api/v1/pods"));
    // Go reads a bare "+" as a space, and continue tokens are base64.
    const QUrl url = endpoint->url("/api/v1/pods", {{"limit", "500"}, {"continue", "a+b/c=&d"}, {"fieldSelector", "metadata.name=x"}});
    QCOMPARE(url.toEncoded(), QByteArray("https://h/p%20x/api/v1/pods?limit=500&continue=a%2Bb%2Fc%3D%26d&fieldSelector=metadata.name%3Dx"));
}

void TestEndpoint::credentials_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<bool>("hasExec");
    const auto row = [](const char* fields, const char* authorization, bool hasExec) {
        QTest::newRow(fields) << QString::fromLatin1(fields) << QByteArray(authorization) << hasExec;
    };
    row("", "", false);
    row("token", "Bearer T0K", false);
    row("basic", "Basic bWU6c2VjcmV0", false);
    row("exec", "", true);
    row("exec token", "Bearer T0K", false);
    row("exec basic", "Basic bWU6c2VjcmV0", false);
    row("exec tokenFile", "", false);
    row("exec certificate", "", false);
    row("token certificate", "Bearer T0K", false);
    row("oidc", "Bearer ID", false);
}

void TestEndpoint::credentials()
{
    QFETCH(QString, fields);
    QFETCH(QByteArray, authorization);
    QFETCH(bool, hasExec);
    kube::ResolvedContext context = TestEndpoint::context("https://api");
    kube::KubeUser& user = context.user;
    if (fields.contains(QLatin1String("token")))
        user.token = "T0K";
    if (fields.contains(QLatin1String("tokenFile"))) {
        user.token.clear();
        user.tokenFile = "/token";
    }
    if (fields.contains(QLatin1String("basic"))) {
        user.username = "me";
        user.password = "secret";
    }
    if (fields.contains(QLatin1String("exec")))
        user.exec = kube::ExecPlugin{};
    if (fields.contains(QLatin1String("oidc"))) {
        user.authProvider = "oidc";
        user.authProviderConfig = {{"id-token", "ID"}};
    }
    if (fields.contains(QLatin1String("certificate"))) {
        user.clientCertificateData = file("client-ec.crt");
        user.clientKeyData = file("client-ec.key");
    }
    const auto endpoint = api::makeEndpoint(context, environment());
    QVERIFY(endpoint);
    QCOMPARE(endpoint->authorization, authorization);
    QCOMPARE(endpoint->exec.has_value(), hasExec);
    QCOMPARE(endpoint->tls.localCertificate().isNull(), !fields.contains(QLatin1String("certificate")));
}

void TestEndpoint::nothingSecretToHttpServers()
{
    kube::ResolvedContext context = TestEndpoint::context("http://api");
    context.user.token = "T0K";
    context.user.tokenFile = "/token";
    context.user.exec = kube::ExecPlugin{};
    context.user.impersonate = "someone";
    const auto endpoint = api::makeEndpoint(context, environment());
    QVERIFY(endpoint->authorization.isEmpty());
    QVERIFY(endpoint->tokenFile.empty());
    QVERIFY(!endpoint->exec);
    QCOMPARE(endpoint->impersonation.size(), 1u); // it is no secret, and kubectl sends it too
}

void TestEndpoint::certificateAuthority()
{
    kube::ResolvedContext context = TestEndpoint::context("https://api");
    context.cluster.certificateAuthorityFile = "ca.crt";
    context.cluster.tlsServerName = "kube.example";
    const auto endpoint = api::makeEndpoint(context, environment());
    QCOMPARE(endpoint->tls.caCertificates().size(), 1); // the only trust
    QCOMPARE(endpoint->tls.caCertificates().first().subjectInfo(QSslCertificate::CommonName), QStringList{QStringLiteral("Ndots test CA")});
    QCOMPARE(endpoint->tls.peerVerifyMode(), QSslSocket::VerifyPeer);
    QCOMPARE(endpoint->request(endpoint->base).peerVerifyName(), QStringLiteral("kube.example"));
    QVERIFY(endpoint->isVerified);

    context.cluster.certificateAuthorityFile = "unreadable";
    context.cluster.certificateAuthorityData = file("other-ca.crt"); // data beats the file
    QCOMPARE(api::makeEndpoint(context, environment())->tls.caCertificates().size(), 1);
}

void TestEndpoint::unreadableCertificateAuthority()
{
    kube::ResolvedContext context = TestEndpoint::context("https://api");
    context.cluster.certificateAuthorityFile = "none.crt";
    auto endpoint = api::makeEndpoint(context, environment());
    QVERIFY(!endpoint && endpoint.error().code == ErrorCode::CaUnusable);
    QCOMPARE(endpoint.error().where.file, std::string("none.crt"));
    context.cluster.certificateAuthorityData = "no PEM";
    endpoint = api::makeEndpoint(context, environment());
    QVERIFY(!endpoint && endpoint.error().code == ErrorCode::CaUnusable);
    QCOMPARE(endpoint.error().detail, std::string("no PEM text"));
}

void TestEndpoint::insecure()
{
    kube::ResolvedContext context = TestEndpoint::context("https://api");
    context.cluster.insecureSkipTlsVerify = true;
    const auto endpoint = api::makeEndpoint(context, environment());
    QCOMPARE(endpoint->tls.peerVerifyMode(), QSslSocket::VerifyNone);
    QVERIFY(!endpoint->isVerified);
}

void TestEndpoint::clientCertificate()
{
    kube::ResolvedContext context = TestEndpoint::context("https://api");
    context.user.clientCertificateFile = "client-rsa.crt";
    context.user.clientKeyFile = "client-rsa-pkcs8.key";
    const auto endpoint = api::makeEndpoint(context, environment());
    QCOMPARE(endpoint->tls.localCertificateChain().size(), 1);
    QCOMPARE(endpoint->tls.privateKey().algorithm(), QSsl::Rsa);
}

void TestEndpoint::unusableClientCertificate_data()
{
    QTest::addColumn<std::string>("certificate");
    QTest::addColumn<std::string>("key");
    QTest::addColumn<std::string>("detail");
    const auto row = [](const char* certificate, const char* key, const char* detail) {
        QTest::newRow(detail) << std::string(certificate) << std::string(key) << std::string(detail);
    };
    row("none.crt", "client-ec.key", "client certificate: no such file");
    row("client-ec.crt", "none.key", "client key: no such file");
    row("client-rsa.crt", "encrypted-pkcs8.key", "client key: the private key is encrypted; decrypt it first");
    row("client-rsa.crt", "client-ec.key", "private key does not match the certificate");
    row("client-rsa.crt", "", "client key: no PRIVATE KEY block in the PEM text");
}

void TestEndpoint::unusableClientCertificate()
{
    QFETCH(std::string, certificate);
    QFETCH(std::string, key);
    QFETCH(std::string, detail);
    kube::ResolvedContext context = TestEndpoint::context("https://api");
    context.user.clientCertificateFile = certificate;
    context.user.clientKeyFile = key;
    const auto endpoint = api::makeEndpoint(context, environment());
    QVERIFY(!endpoint);
    QVERIFY(endpoint.error().code == ErrorCode::CredentialUnusable);
    QCOMPARE(endpoint.error().detail, detail);
}

void TestEndpoint::impersonation()
{
    kube::ResolvedContext context = TestEndpoint::context("https://api");
    context.user.impersonate = "jane";
    context.user.impersonateUid = "42";
    context.user.impersonateGroups = {"dev", "ops"};
    context.user.impersonateExtra = {{"acme.com/pro ject%", {"a"}}};
    const auto endpoint = api::makeEndpoint(context, environment());
    const std::vector<std::pair<QByteArray, QByteArray>> expected{{"Impersonate-User", "jane"}, {"Impersonate-Uid", "42"},
                                                                 {"Impersonate-Group", "dev"}, {"Impersonate-Group", "ops"},
                                                                 {"Impersonate-Extra-acme.com%2Fpro%20ject%25", "a"}};
    QCOMPARE(endpoint->impersonation, expected);
}

void TestEndpoint::impersonationWithoutLineBreaks()
{
    kube::ResolvedContext context = TestEndpoint::context("https://api");
    context.user.impersonate = "jane\r\nAuthorization: Bearer x";
    const auto endpoint = api::makeEndpoint(context, environment());
    QVERIFY(!endpoint && endpoint.error().code == ErrorCode::CredentialUnusable);
}

void TestEndpoint::proxyUrlBeatsEnvironment()
{
    kube::ResolvedContext context = TestEndpoint::context("https://api");
    kube::KubeconfigEnvironment environment = TestEndpoint::environment();
    environment.variable = [](const std::string& name) {
        return name == "HTTPS_PROXY" ? std::optional<std::string>("http://fromenv:1") : std::nullopt;
    };
    QCOMPARE(api::makeEndpoint(context, environment)->proxy.hostName(), QStringLiteral("fromenv"));
    context.cluster.proxyUrl = "socks5://fromfile:2";
    QCOMPARE(api::makeEndpoint(context, environment)->proxy.hostName(), QStringLiteral("fromfile"));
    context.cluster.proxyUrl = "https://u:secret@p";
    const auto endpoint = api::makeEndpoint(context, environment);
    QVERIFY(!endpoint && endpoint.error().code == ErrorCode::ProxyUnsupported);
    QCOMPARE(endpoint.error().subject, std::string("https://p"));
}

void TestEndpoint::requestHeaders()
{
    kube::ResolvedContext context = TestEndpoint::context("https://api");
    context.user.token = "T0K";
    const auto endpoint = api::makeEndpoint(context, environment());
    const QNetworkRequest request = endpoint->request(endpoint->url("/version"));
    QCOMPARE(request.rawHeader("Accept"), QByteArray("application/json"));
    QVERIFY(request.rawHeader("User-Agent").startsWith("ndots"));
    QVERIFY(!request.hasRawHeader("Authorization")); // the transport adds the present one
    QCOMPARE(request.attribute(QNetworkRequest::RedirectPolicyAttribute).toInt(), int(QNetworkRequest::ManualRedirectPolicy));
    QVERIFY(endpoint->compression);
    QVERIFY(!api::makeEndpoint(TestEndpoint::context("https://127.0.0.1:1"), environment())->compression);
}

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
