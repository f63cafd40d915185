// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/proxy.h"
#include "tests/support/std_text.h"

#include <QTest>

#include <map>

class TestProxy : public QObject {
    Q_OBJECT
private slots:
    void url_data();
    void url();
    void unsupported_data();
    void unsupported();
    void noProxy_data();
    void noProxy();
    void environment_data();
    void environment();
};

void TestProxy::url_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char* text, QNetworkProxy::ProxyType type, const char* shown) {
        QTest::newRow(text) << std::string(text) << int(type) << QString::fromLatin1(shown);
    };
    row("http://proxy:3128", QNetworkProxy::HttpProxy, "proxy:3128 :");
    row("http://proxy", QNetworkProxy::HttpProxy, "proxy:80 :");
    row("socks5://127.0.0.1", QNetworkProxy::Socks5Proxy, "127.0.0.1:1080 :");
    row("http://me:p%40ss@proxy:8080/", QNetworkProxy::HttpProxy, "proxy:8080 me:p@ss");
    row("socks5://[fd00::1]:9", QNetworkProxy::Socks5Proxy, "fd00::1:9 :");
}

void TestProxy::url()
{
    QFETCH(std::string, text);
    QFETCH(int, type);
    QFETCH(QString, shown);
    const auto proxy = api::proxyFromUrl(text);
    QVERIFY(proxy);
    QCOMPARE(int(proxy->type()), type);
    QCOMPARE(QStringLiteral("%1:%2 %3:%4").arg(proxy->hostName()).arg(proxy->port()).arg(proxy->user(), proxy->password()), shown);
    QVERIFY(proxy->capabilities().testFlag(QNetworkProxy::HostNameLookupCapability)); // the proxy resolves the server's name
}

void TestProxy::unsupported_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("subject");
    QTest::addColumn<std::string>("detail");
    const auto row = [](const char* text, const char* subject, const char* detail) {
        QTest::newRow(text) << std::string(text) << std::string(subject) << std::string(detail);
    };
    row("https://u:secret@proxy:1", "https://proxy:1", "TLS to the proxy itself is not supported");
    row("ftp://u:secret@proxy", "ftp://proxy", "unsupported scheme \"ftp\", must be http, https, or socks5");
    row("http://", "http://", "not a URL with a host");
    row("http://u:secret@pro xy", "proxy-url", "not a URL with a host");
}

void TestProxy::unsupported()
{
    QFETCH(std::string, text);
    QFETCH(std::string, subject);
    QFETCH(std::string, detail);
    const auto proxy = api::proxyFromUrl(text);
    QVERIFY(!proxy);
    QVERIFY(proxy.error().code == base::ErrorCode::ProxyUnsupported);
    QCOMPARE(proxy.error().subject, subject);
    QCOMPARE(proxy.error().detail, detail);
}

void TestProxy::noProxy_data()
{
    QTest::addColumn<std::string>("list");
    QTest::addColumn<std::string>("host");
    QTest::addColumn<bool>("isExcluded");
    const auto row = [](const char* list, const char* host, bool isExcluded) {
        QTest::addRow("%s in %s", host, list) << std::string(list) << std::string(host) << isExcluded;
    };
    row("", "api.example.com", false);
    row("*", "api.example.com", true);
    row("example.com", "example.com", true);
    row("example.com", "api.example.com", true);
    row("example.com", "badexample.com", false);
    row(".example.com", "api.example.com", true);
    row(".example.com", "example.com", false);
    row("*.example.com", "api.example.com", true);
    row("*.example.com", "example.com", false);
    row("EXAMPLE.com", "API.example.COM", true);
    row("a.b, , api.example.com ", "api.example.com", true);
    row("example.com:6443", "api.example.com", true);
    row("example.com:443", "api.example.com", false);
    row("10.0.0.0/8", "10.96.0.1", true);
    row("10.0.0.0/8", "11.0.0.1", false);
    row("10.0.0.0/8", "ten.example.com", false);
    row("10.96.0.1", "10.96.0.1", true);
    row("10.96.0.1:6443", "10.96.0.1", true);
    row("10.96.0.1:1", "10.96.0.1", false);
    row("0.1", "10.96.0.1", false);
    row("fd00::/8", "fd00::1", true);
    row("fd00::1", "fd00::1", true);
    row("[fd00::1]:6443", "fd00::1", true);
    row("[fd00::1]:1", "fd00::1", false);
}

void TestProxy::noProxy()
{
    QFETCH(std::string, list);
    QFETCH(std::string, host);
    QFETCH(bool, isExcluded);
    QCOMPARE(api::isExcludedFromProxy(list, host, 6443), isExcluded);
}

void TestProxy::environment_data()
{
    QTest::addColumn<QString>("variables");
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("proxy");
    const auto row = [](const char* variables, const char* server, const char* proxy) {
        QTest::addRow("%s to %s", variables, server) << QString::fromLatin1(variables) << QString::fromLatin1(server) << QString::fromLatin1(proxy);
    };
    row("", "https://api.example.com", "none");
    row("HTTPS_PROXY=http://p:1", "https://api.example.com", "p:1");
    row("https_proxy=http://p:1", "https://api.example.com", "p:1");
    row("HTTPS_PROXY=http://upper:1 https_proxy=http://lower:1", "https://api.example.com", "upper:1");
    row("HTTPS_PROXY=p:3128", "https://api.example.com", "p:3128");
    row("HTTP_PROXY=http://p:1", "https://api.example.com", "none");
    row("HTTP_PROXY=http://p:1", "http://api.example.com", "p:1");
    row("HTTPS_PROXY=http://p:1 NO_PROXY=.example.com", "https://api.example.com", "none");
    row("HTTPS_PROXY=http://p:1 NO_PROXY=example.com:443", "https://api.example.com", "none");
    row("HTTPS_PROXY=http://p:1 NO_PROXY=example.com:443", "https://api.example.com:6443", "p:1");
    row("HTTPS_PROXY=http://p:1", "https://127.0.0.1:6443", "none");
    row("HTTPS_PROXY=http://p:1", "https://localhost:6443", "none");
    row("HTTPS_PROXY=http://p:1", "https://[::1]:6443", "none");
    row("ALL_PROXY=http://p:1", "https://api.example.com", "none");
    row("HTTPS_PROXY=https://p:1", "https://api.example.com", "error");
}

void TestProxy::environment()
{
    QFETCH(QString, variables);
    QFETCH(QString, server);
    QFETCH(QString, proxy);
    std::map<std::string, std::string> values;
    for (const QString& pair : variables.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        values[pair.section(QLatin1Char('='), 0, 0).toStdString()] = pair.section(QLatin1Char('='), 1).toStdString();
    const auto variable = [&](const std::string& name) {
        const auto found = values.find(name);
        return found == values.end() ? std::nullopt : std::optional<std::string>(found->second);
    };
    const auto found = api::proxyFromEnvironment(QUrl(server), variable);
    QString shown = QStringLiteral("error");
    if (found)
        shown = found->type() == QNetworkProxy::NoProxy ? QStringLiteral("none") : QStringLiteral("%1:%2").arg(found->hostName()).arg(found->port());
    QCOMPARE(shown, proxy);
}

QTEST_GUILESS_MAIN(TestProxy)
#include "tst_proxy.moc"
