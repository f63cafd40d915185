// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/credential_source.h"
#include "tests/support/std_text.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using base::ErrorCode;

/// The credential plugin protocol: texts as tables, then real processes (shell scripts).
class TestExec : public QObject {
    Q_OBJECT
private slots:
    void info();
    void checks_data();
    void checks();
    void answers_data();
    void answers();
    void expiry();
    void certificateAnswer();
    void findsPrograms();
    void plainText_data();
    void plainText();

    void failures_data();
    void failures();
    void timeOutEndsTheWholeTree();
    void seesItsEnvironmentAndNoInput();
    void oneRunForAllWhoAsk();
    void expiredCredentialIsRenewed();
    void failureIsKeptForAWhile();

private:
    static kube::ExecPlugin plugin(const std::string& script = {})
    {
        kube::ExecPlugin plugin;
        plugin.apiVersion = "client.authentication.k8s.io/v1beta1";
        plugin.command = "/bin/sh";
        plugin.arguments = {"-c", script};
        return plugin;
    }
    static QByteArray credential(const QByteArray& status)
    {
        return R"({"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","status":)" + status + "}";
    }
    static api::Endpoint endpoint(const kube::ExecPlugin& plugin)
    {
        api::Endpoint endpoint;
        endpoint.exec = api::ExecSource{plugin, {}, {}, "u"};
        return endpoint;
    }
    api::CredentialSource::Setting setting()
    {
        api::CredentialSource::Setting setting;
        setting.exec.isConfirmed = [](const kube::ExecPlugin&) { return true; };
        setting.now = [this] { return m_now; };
        return setting;
    }
    QDateTime m_now{QDate(2030, 1, 1), QTime(12, 0), Qt::UTC};
};

void TestExec::info()
{
    api::ExecSource source{plugin(), {}, "PEM", "u"};
    source.cluster.server = "https://api";
    source.cluster.tlsServerName = "name";
    source.cluster.execExtension = R"({"audience":"me"})";
    const QByteArray plain = api::execInfo(source);
    QVERIFY(!plain.contains('\n'));
    QCOMPARE(QJsonDocument::fromJson(plain).object(),
             QJsonDocument::fromJson(R"({"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","spec":{"interactive":false}})").object());
    source.plugin.provideClusterInfo = true;
    const QJsonObject cluster = QJsonDocument::fromJson(api::execInfo(source)).object()[QStringLiteral("spec")].toObject()[QStringLiteral("cluster")].toObject();
    QCOMPARE(cluster, QJsonDocument::fromJson(R"({"server":"https://api","tls-server-name":"name","certificate-authority-data":"UEVN",
                                                  "config":{"audience":"me"}})").object());
}

void TestExec::checks_data()
{
    QTest::addColumn<std::string>("version");
    QTest::addColumn<std::string>("mode");
    QTest::addColumn<std::string>("detail");
    const auto row = [](const char* version, const char* mode, const char* detail) {
        QTest::addRow("%s %s", version, mode) << "client.authentication.k8s.io/" + std::string(version) << std::string(mode) << std::string(detail);
    };
    row("v1", "Never", "");
    row("v1", "IfAvailable", "");
    row("v1beta1", "", "");
    row("v1", "", "interactiveMode must be specified to use exec authentication plugin");
    row("v1", "Always", "exec plugin cannot support interactive mode: standard input is not a terminal");
    row("v1alpha1", "", "exec plugin: invalid apiVersion \"client.authentication.k8s.io/v1alpha1\"");
}

void TestExec::checks()
{
    QFETCH(std::string, version);
    QFETCH(std::string, mode);
    QFETCH(std::string, detail);
    kube::ExecPlugin checked = plugin();
    checked.apiVersion = version;
    checked.interactiveMode = mode;
    const auto result = api::checkExecPlugin(checked);
    QCOMPARE(result ? std::string() : result.error().detail, detail);
}

void TestExec::answers_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<std::string>("detail");
    const auto row = [](const char* name, const QByteArray& output, const char* detail) { QTest::newRow(name) << output << std::string(detail); };
    row("token", credential(R"({"token":"T"})"), "");
    row("no status", R"({"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1"})", "exec plugin didn't return a status field");
    row("empty status", credential("{}"), "exec plugin didn't return a token or cert/key pair");
    row("certificate only", credential(R"({"clientCertificateData":"x"})"), "exec plugin returned only certificate or key, not both");
    row("another version", R"({"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"T"}})",
        "exec plugin is configured to use API version client.authentication.k8s.io/v1beta1, plugin returned version client.authentication.k8s.io/v1");
    row("bad time", credential(R"({"token":"T","expirationTimestamp":"soon"})"), "expirationTimestamp is no RFC 3339 time");
    row("bad PEM", credential(R"({"clientCertificateData":"x","clientKeyData":"y"})"),
        "failed parsing client key/certificate: client certificate: no PEM text");
}

void TestExec::answers()
{
    QFETCH(QByteArray, output);
    QFETCH(std::string, detail);
    const auto answer = api::readExecAnswer(output, plugin());
    QCOMPARE(answer ? std::string() : answer.error().detail, detail);
    if (answer)
        QCOMPARE(answer->token, QByteArray("T"));
    const auto noJson = api::readExecAnswer("s3cr3t", plugin());
    QVERIFY(!noJson && noJson.error().detail.find("s3cr3t") == std::string::npos);
}

void TestExec::expiry()
{
    const auto answer = api::readExecAnswer(credential(R"({"token":"T","expirationTimestamp":"2030-01-01T14:00:00+02:00"})"), plugin());
    QVERIFY(answer && answer->expires);
    QCOMPARE(*answer->expires, m_now);
}

void TestExec::certificateAnswer()
{
    QFile certificate(QFINDTESTDATA("../../api/data/client-ec.crt")), key(QFINDTESTDATA("../../api/data/client-ec.key"));
    QVERIFY(certificate.open(QIODevice::ReadOnly) && key.open(QIODevice::ReadOnly));
    const QJsonObject status{{QStringLiteral("clientCertificateData"), QString::fromLatin1(certificate.readAll())},
                             {QStringLiteral("clientKeyData"), QString::fromLatin1(key.readAll())}};
    const auto answer = api::readExecAnswer(credential(QJsonDocument(status).toJson(QJsonDocument::Compact)), plugin());
    QVERIFY(answer);
    QVERIFY(!answer->identity.isNull());
    QVERIFY(answer->token.isEmpty());
}

void TestExec::findsPrograms()
{
    kube::ExecPlugin wanted = plugin();
    wanted.command = "no-such-plugin";
    wanted.installHint = "Get it \x1b[1mhere\x1b[0m.";
    const auto missing = api::findExecPlugin(wanted, {QStringLiteral("."), QStringLiteral("/bin")});
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::ExecFailed);
    QCOMPARE(missing.error().detail, std::string("exec: executable no-such-plugin not found in /bin\nGet it here."));

    QTemporaryDir folder;
    QFile script(folder.filePath(QStringLiteral("no-such-plugin")));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    QCOMPARE(api::findExecPlugin(wanted, {QStringLiteral("/nowhere"), folder.path()}).value(), script.fileName());
    wanted.command = script.fileName().toStdString();
    QCOMPARE(api::findExecPlugin(wanted, {}).value(), script.fileName());
    wanted.command = "./no-such-plugin";
    QVERIFY(!api::findExecPlugin(wanted, {folder.path()}));
}

void TestExec::plainText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("plain");
    QTest::newRow("plain") << QStringLiteral("code: AB-12") << QStringLiteral("code: AB-12");
    QTest::newRow("colour") << QStringLiteral("\x1b[31;1mred\x1b[0m") << QStringLiteral("red");
    QTest::newRow("title") << QStringLiteral("\x1b]0;title\x07text") << QStringLiteral("text");
    QTest::newRow("carriage return") << QStringLiteral("a\rb\x08") << QStringLiteral("ab");
}

void TestExec::plainText()
{
    QFETCH(QString, text);
    QFETCH(QString, plain);
    QCOMPARE(api::plainText(text), plain);
}

void TestExec::failures_data()
{
    QTest::addColumn<std::string>("script");
    QTest::addColumn<std::string>("detail");
    const auto row = [](const char* script, const char* detail) { QTest::newRow(detail) << std::string(script) << std::string(detail); };
    row("exit 3", "exec: executable /bin/sh failed with exit code 3");
    row("kill -9 $$", "exec: executable /bin/sh was ended by a signal");
    row("head -c 1100000 /dev/zero; sleep 100", "more than 1 MiB of output");
}

void TestExec::failures()
{
    QFETCH(std::string, script);
    QFETCH(std::string, detail);
    api::CredentialSource source(endpoint(plugin(script)), setting(), nullptr);
    std::string found;
    source.obtain(this, [&](const base::Result<api::Credential>& result) { found = result ? "none" : result.error().detail; });
    QTRY_COMPARE(found, detail);
}

void TestExec::timeOutEndsTheWholeTree()
{
    QTemporaryDir folder;
    const std::string marker = folder.filePath(QStringLiteral("alive")).toStdString();
    api::CredentialSource::Setting setting = TestExec::setting();
    setting.exec.timeout = std::chrono::milliseconds(300);
    api::CredentialSource source(endpoint(plugin("(while :; do date +%s%N >'" + marker + "'; sleep 0.05; done) & wait")), setting, nullptr);
    std::string found;
    source.obtain(this, [&](const base::Result<api::Credential>& result) { found = result ? "none" : result.error().detail; });
    QTRY_COMPARE(found, std::string("no answer within 0 s"));
    const auto mark = [&] {
        QFile file(QString::fromStdString(marker));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QTest::qWait(100); // the kill may still be on its way
    const QByteArray last = mark();
    QTest::qWait(300);
    QCOMPARE(mark(), last); // the background loop writes no more
}

void TestExec::seesItsEnvironmentAndNoInput()
{
    kube::ExecPlugin reader = plugin("test -z \"$(cat)\" && test \"$MINE\" = yes && case \"$KUBERNETES_EXEC_INFO\" in *interactive*false*) ;; *) exit 4;; esac; "
                                     "echo one >&2; printf two >&2; printf '" + credential(R"({"token":"T"})").toStdString() + "'");
    reader.environment = {{"MINE", "yes"}};
    api::CredentialSource source(endpoint(reader), setting(), nullptr);
    QStringList lines;
    connect(&source, &api::CredentialSource::output, this, [&](const QString& line) { lines.append(line); });
    QByteArray authorization;
    source.obtain(this, [&](const base::Result<api::Credential>& result) { authorization = result ? result->authorization : QByteArray::fromStdString(result.error().detail); });
    QTRY_COMPARE(authorization, QByteArray("Bearer T"));
    QCOMPARE(lines, (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
}

void TestExec::oneRunForAllWhoAsk()
{
    api::CredentialSource source(endpoint(plugin("echo run >&2; printf '" + credential(R"({"token":"T"})").toStdString() + "'")), setting(), nullptr);
    int runs = 0, answers = 0;
    connect(&source, &api::CredentialSource::output, this, [&] { ++runs; });
    for (int number = 0; number < 5; ++number)
        source.obtain(this, [&](const base::Result<api::Credential>&) { ++answers; });
    {
        QObject gone;
        source.obtain(&gone, [&](const base::Result<api::Credential>&) { answers += 100; });
    }
    QTRY_COMPARE(answers, 5);
    source.obtain(this, [&](const base::Result<api::Credential>&) { ++answers; });
    QTRY_COMPARE(answers, 6);
    QCOMPARE(runs, 1);
}

void TestExec::expiredCredentialIsRenewed()
{
    const std::string answer = credential(R"({"token":"T","expirationTimestamp":"2030-01-01T12:10:00Z"})").toStdString();
    api::CredentialSource source(endpoint(plugin("printf '" + answer + "'")), setting(), nullptr);
    std::uint64_t generation = 0;
    const auto obtain = [&] {
        generation = 0;
        source.obtain(this, [&](const base::Result<api::Credential>& result) { generation = result ? result->generation : 99; });
        return QTest::qWaitFor([&] { return generation != 0; });
    };
    QVERIFY(obtain());
    const std::uint64_t first = generation;
    m_now = m_now.addSecs(540);
    QVERIFY(obtain());
    QCOMPARE(generation, first); // a minute is left
    m_now = m_now.addSecs(30);
    QVERIFY(obtain());
    QCOMPARE(generation, first + 1); // half a minute is too little
    source.refuse(first);            // late news of the old one
    m_now = m_now.addSecs(-570);
    QVERIFY(obtain());
    QCOMPARE(generation, first + 1);
    source.refuse(first + 1);
    QVERIFY(obtain());
    QCOMPARE(generation, first + 2);
}

void TestExec::failureIsKeptForAWhile()
{
    api::CredentialSource source(endpoint(plugin("echo run >&2; exit 1")), setting(), nullptr);
    int runs = 0, answers = 0;
    connect(&source, &api::CredentialSource::output, this, [&] { ++runs; });
    const auto obtain = [&] {
        const int before = answers;
        source.obtain(this, [&](const base::Result<api::Credential>& result) { answers += result ? 0 : 1; });
        return QTest::qWaitFor([&] { return answers > before; });
    };
    QVERIFY(obtain());
    QVERIFY(obtain());
    QCOMPARE(runs, 1); // ten links do not ask the user ten times
    m_now = m_now.addSecs(61);
    QVERIFY(obtain());
    QCOMPARE(runs, 2);
    source.reset();
    QVERIFY(obtain());
    QCOMPARE(runs, 3);
}

QTEST_GUILESS_MAIN(TestExec)
#include "tst_exec.moc"
