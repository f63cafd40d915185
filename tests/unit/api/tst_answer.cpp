// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/answer.h"
#include "model/api/session_state.h"
#include "model/api/version_probe.h"
#include "tests/support/std_text.h"

#include <QTest>

using namespace api;
using base::ErrorCode;

/// What answers mean, and what the session says of its links.
class TestAnswer : public QObject {
    Q_OBJECT
private slots:
    void statuses_data();
    void statuses();
    void transport_data();
    void transport();
    void versions_data();
    void versions();
    void phases_data();
    void phases();
    void liveStaysLiveWhileItReads();
    void earliestRetryCounts();
};

namespace {
const Asked asked{"h", "h:6443", "services"};
const char* const status403 = R"({"kind":"Status","message":"services is forbidden","reason":"Forbidden","code":403})";
} // namespace

void TestAnswer::statuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::addColumn<int>("code");
    QTest::addColumn<std::string>("subject");
    QTest::addColumn<std::string>("detail");
    QTest::addColumn<int>("seconds");
    const auto row = [](const char* name, int status, const char* body, const char* retryAfter, ErrorCode code, const char* subject, const char* detail,
                        int seconds) {
        QTest::newRow(name) << status << QByteArray(body) << QByteArray(retryAfter) << int(code) << std::string(subject) << std::string(detail) << seconds;
    };
    row("403", 403, status403, "", ErrorCode::Forbidden, "services", "services is forbidden", -1);
    row("401", 401, R"({"kind":"Status","message":"Unauthorized"})", "", ErrorCode::Unauthorized, "h:6443", "Unauthorized", -1);
    row("401 of a proxy", 401, "<html>log in</html>", "", ErrorCode::Unauthorized, "h:6443", "Phrase", -1);
    row("429 in plain text", 429, "Too many requests, please try again later.\nmore", "1", ErrorCode::ServerError, "services",
        "429 Too many requests, please try again later.", 1);
    row("Retry-After as a date", 503, "", "Fri, 31 Dec 2030 23:59:59 GMT", ErrorCode::ServerError, "services", "503 Phrase", -1);
    row("Retry-After below zero", 503, "", "-5", ErrorCode::ServerError, "services", "503 Phrase", -1);
    row("http to a TLS port", 400, "Client sent an HTTP request to an HTTPS server.\n", "", ErrorCode::ServerError, "services",
        "400 Client sent an HTTP request to an HTTPS server.", -1);
    row("redirect", 302, "", "", ErrorCode::ServerError, "services", "302 Phrase", -1);
}

void TestAnswer::statuses()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, retryAfter);
    QFETCH(int, code);
    QFETCH(std::string, subject);
    QFETCH(std::string, detail);
    QFETCH(int, seconds);
    const Failure failure = failureOfStatus(asked, status, "Phrase", body, retryAfter);
    QCOMPARE(failure.status, status);
    QCOMPARE(int(failure.error.code), code);
    QCOMPARE(failure.error.subject, subject);
    QCOMPARE(failure.error.detail, detail);
    QCOMPARE(failure.retryAfter ? int(failure.retryAfter->count()) : -1, seconds);
}

void TestAnswer::transport_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<int>("code");
    QTest::addColumn<std::string>("subject");
    const auto row = [](const char* name, QNetworkReply::NetworkError error, ErrorCode code, const char* subject) {
        QTest::newRow(name) << int(error) << int(code) << std::string(subject);
    };
    row("refused", QNetworkReply::ConnectionRefusedError, ErrorCode::ConnectionRefused, "h:6443");
    row("no such host", QNetworkReply::HostNotFoundError, ErrorCode::HostNotFound, "h");
    row("time-out", QNetworkReply::TimeoutError, ErrorCode::ConnectionTimeout, "h:6443");
    row("transfer time-out", QNetworkReply::OperationCanceledError, ErrorCode::ConnectionTimeout, "h:6443");
    row("handshake", QNetworkReply::SslHandshakeFailedError, ErrorCode::TlsFailed, "h:6443");
    row("closed", QNetworkReply::RemoteHostClosedError, ErrorCode::ConnectionLost, "h:6443");
    row("proxy", QNetworkReply::ProxyConnectionRefusedError, ErrorCode::ConnectionLost, "h:6443");
}

void TestAnswer::transport()
{
    QFETCH(int, error);
    QFETCH(int, code);
    QFETCH(std::string, subject);
    const Failure failure = failureOfTransport(asked, static_cast<QNetworkReply::NetworkError>(error), QStringLiteral("words"), {});
    QCOMPARE(failure.status, 0);
    QCOMPARE(int(failure.error.code), code);
    QCOMPARE(failure.error.subject, subject);

    const QList<QSslError> faults{QSslError(QSslError::CertificateExpired), QSslError(QSslError::CertificateExpired), QSslError(QSslError::HostNameMismatch)};
    const Failure untrusted = failureOfTransport(asked, QNetworkReply::SslHandshakeFailedError, {}, faults);
    QCOMPARE(untrusted.error.code, ErrorCode::TlsUntrusted);
    QCOMPARE(QByteArray::fromStdString(untrusted.error.detail).count(';'), 1); // each fault once
}

void TestAnswer::versions_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isReadable");
    QTest::addColumn<bool>("hasStreamingList");
    const auto row = [](const char* body, bool isReadable, bool hasStreamingList) { QTest::newRow(body) << QByteArray(body) << isReadable << hasStreamingList; };
    row(R"({"major":"1","minor":"34","gitVersion":"v1.34.1"})", true, true);
    row(R"({"major":"1","minor":"34+","gitVersion":"v1.34.1-gke.5"})", true, true);
    row(R"({"major":"1","minor":"33","gitVersion":"v1.33.1"})", true, false);
    row(R"({"major":"","minor":"","gitVersion":"v0.0.0-master"})", true, false);
    row(R"({"major":"1","minor":"34"})", false, true);
    row("<html>", false, false);
    row("", false, false);
}

void TestAnswer::versions()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, isReadable);
    QFETCH(bool, hasStreamingList);
    const ServerVersion version = readServerVersion(body);
    QCOMPARE(version.isReadable, isReadable);
    QCOMPARE(version.hasStreamingList, hasStreamingList);
}

/// Links as words: "services=live slices=retrying nodes=forbidden".
void TestAnswer::phases_data()
{
    QTest::addColumn<QString>("links");
    QTest::addColumn<int>("phase");
    QTest::addColumn<int>("warnings");
    const auto row = [](const char* links, Phase phase, int warnings) { QTest::newRow(links) << QString::fromLatin1(links) << int(phase) << warnings; };
    row("", Phase::Loading, 0);
    row("services=live slices=loading", Phase::Loading, 0);
    row("services=live slices=live nodes=waiting", Phase::Loading, 0);
    row("services=live slices=live nodes=live", Phase::Live, 0);
    row("services=live slices=busy", Phase::Loading, 0);
    row("services=complete slices=complete", Phase::Live, 0);
    row("services=live slices=live nodes=forbidden", Phase::Live, 1);
    row("services=live slices=live nodes=absent", Phase::Live, 1);
    row("services=live slices=live bonus=forbidden", Phase::Live, 0);
    row("services=live slices=live bonus=retrying", Phase::Live, 0);
    row("services=live slices=live nodes=retrying", Phase::Lost, 0);
    row("services=polled slices=resyncing", Phase::Live, 0);
    row("services=forbidden slices=live", Phase::Denied, 0);
    row("services=live slices=absent", Phase::Denied, 0);
    row("services=replaced slices=live", Phase::Live, 0);
    row("services=replaced services=forbidden services=live slices=live", Phase::Live, 1);
    row("services=replaced services=forbidden services=forbidden slices=live", Phase::Denied, 0);
    row("services=live slices=live nodes=unauthorized", Phase::Denied, 0);
    row("services=unauthorized slices=retrying", Phase::Denied, 0);
}

namespace {

LinkView viewOf(const QString& word)
{
    const QString kind = word.section(QLatin1Char('='), 0, 0);
    const QString state = word.section(QLatin1Char('='), 1);
    LinkView view;
    view.resource.need = Need::Required;
    view.resource.kind = kind == QLatin1String("services") ? kube::Kind::Service : kube::Kind::EndpointSlice;
    if (kind == QLatin1String("nodes") || kind == QLatin1String("bonus")) {
        view.resource.kind = kube::Kind::Node;
        view.resource.need = kind == QLatin1String("bonus") ? Need::Bonus : Need::Wanted;
    }
    static const QMap<QString, Condition> conditions{
        {QStringLiteral("waiting"), Condition::Waiting},     {QStringLiteral("loading"), Condition::Loading},     {QStringLiteral("live"), Condition::Live},
        {QStringLiteral("busy"), Condition::Live},           {QStringLiteral("polled"), Condition::Polled},       {QStringLiteral("resyncing"), Condition::Resyncing},
        {QStringLiteral("retrying"), Condition::Retrying},   {QStringLiteral("forbidden"), Condition::Forbidden}, {QStringLiteral("replaced"), Condition::Forbidden},
        {QStringLiteral("absent"), Condition::Absent},       {QStringLiteral("complete"), Condition::Complete},   {QStringLiteral("unauthorized"), Condition::Unauthorized}};
    view.condition = conditions.value(state);
    view.isBusy = state == QLatin1String("busy");
    view.isReplaced = state == QLatin1String("replaced");
    if (view.condition == Condition::Forbidden || view.condition == Condition::Absent || view.condition == Condition::Retrying
        || view.condition == Condition::Unauthorized)
        view.error = base::Error{ErrorCode::ServerError, kind.toStdString(), state.toStdString(), {}};
    return view;
}

std::vector<LinkView> viewsOf(const QString& words)
{
    std::vector<LinkView> views;
    for (const QString& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        views.push_back(viewOf(word));
    return views;
}

} // namespace

void TestAnswer::phases()
{
    QFETCH(QString, links);
    QFETCH(int, phase);
    QFETCH(int, warnings);
    SessionState state;
    state.phase = Phase::Loading;
    describeLinks(state, viewsOf(links));
    QCOMPARE(int(state.phase), phase);
    QCOMPARE(int(state.warnings.size()), warnings);
    QCOMPARE(state.error.has_value(), state.phase == Phase::Lost || state.phase == Phase::Denied);
    QCOMPARE(qsizetype(state.resources.size()), links.count(QLatin1Char('=')) - links.count(QLatin1String("replaced")));
}

void TestAnswer::liveStaysLiveWhileItReads()
{
    SessionState state;
    state.phase = Phase::Live;
    describeLinks(state, viewsOf(QStringLiteral("services=live slices=busy nodes=loading")));
    QCOMPARE(int(state.phase), int(Phase::Live));
    describeLinks(state, viewsOf(QStringLiteral("services=retrying slices=live")));
    QCOMPARE(int(state.phase), int(Phase::Lost));
    describeLinks(state, viewsOf(QStringLiteral("services=loading slices=live")));
    QCOMPARE(int(state.phase), int(Phase::Loading));
}

void TestAnswer::earliestRetryCounts()
{
    using std::chrono::system_clock;
    std::vector<LinkView> views = viewsOf(QStringLiteral("services=retrying slices=retrying nodes=forbidden"));
    const system_clock::time_point start{};
    views[0].nextRetry = start + std::chrono::seconds(9);
    views[1].nextRetry = start + std::chrono::seconds(4);
    views[2].nextRetry = start + std::chrono::seconds(1); // asked again by the way: nobody waits for it
    SessionState state;
    describeLinks(state, views);
    QVERIFY(state.nextRetry == start + std::chrono::seconds(4));
}

QTEST_GUILESS_MAIN(TestAnswer)
#include "tst_answer.moc"
