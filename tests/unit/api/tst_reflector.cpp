// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/reflector.h"

#include <QFile>
#include <QStringList>
#include <QTest>

using namespace api;

class TestReflector : public QObject {
    Q_OBJECT
private slots:
    void script_data();
    void script();
    void jitterIsAdded();
    void watchesLastFiveToTenMinutes();
    void silenceLimits();
    void errorsAreShownUntilTheNextSuccess();
};

namespace {

QString textOf(Condition condition)
{
    static const QStringList names{QStringLiteral("waiting"),   QStringLiteral("loading"), QStringLiteral("live"),         QStringLiteral("polled"),
                                   QStringLiteral("resyncing"), QStringLiteral("retrying"), QStringLiteral("forbidden"),    QStringLiteral("absent"),
                                   QStringLiteral("unauthorized"), QStringLiteral("complete")};
    return names.at(static_cast<int>(condition));
}

QString textOf(const Get& get)
{
    QStringList words{get.mode == GetMode::List ? QStringLiteral("list") : get.mode == GetMode::Watch ? QStringLiteral("watch") : QStringLiteral("stream")};
    for (const auto& [key, value] : get.query) {
        const bool isConstant = key == "watch" || key == "allowWatchBookmarks" || key == "timeoutSeconds" || key == "sendInitialEvents"
            || key == "resourceVersionMatch";
        if (!isConstant)
            words.append(QString::fromStdString(key + "=" + value));
    }
    return words.join(QLatin1Char(' '));
}

QString textOf(const Action& action)
{
    if (const auto* get = std::get_if<Get>(&action))
        return textOf(*get);
    if (const auto* wait = std::get_if<Wait>(&action))
        return QStringLiteral("wait %1").arg(wait->delay.count());
    if (std::holds_alternative<BeginListing>(action))
        return QStringLiteral("begin");
    if (std::holds_alternative<EndListing>(action))
        return QStringLiteral("end");
    if (std::holds_alternative<RenewCredential>(action))
        return QStringLiteral("renew");
    return QStringLiteral("abort");
}

QString textOf(const Actions& actions)
{
    QStringList texts;
    for (const Action& action : actions)
        texts.append(textOf(action));
    return texts.join(QStringLiteral(", "));
}

Failure failureOf(const QStringList& words)
{
    Failure failure;
    failure.status = words.at(1).toInt();
    failure.error = {failure.status == 0 ? base::ErrorCode::ConnectionRefused : base::ErrorCode::ServerError, "x", {}, {}};
    for (const QString& word : words.mid(2)) {
        if (word.startsWith(QLatin1String("retry=")))
            failure.retryAfter = std::chrono::seconds(word.mid(6).toInt());
    }
    return failure;
}

WatchBatch batchOf(const QStringList& words)
{
    WatchBatch batch;
    const QString& what = words.at(0);
    if (what == QLatin1String("events"))
        batch.events = words.at(1).toInt();
    batch.bookmark = what == QLatin1String("bookmark");
    batch.initialEventsEnd = what == QLatin1String("initial-end");
    if (what == QLatin1String("error"))
        batch.error = WatchError{words.at(1).toInt(), {}, "said"};
    else
        batch.resourceVersion = words.last().toStdString();
    return batch;
}

Actions feed(Reflector& reflector, Moment now, const QStringList& words)
{
    const QString& what = words.at(0);
    if (what == QLatin1String("start"))
        return reflector.start(now);
    if (what == QLatin1String("page"))
        return reflector.page(now, {words.at(1).toStdString(), words.value(2).toStdString()});
    if (what == QLatin1String("opened")) {
        reflector.opened(now);
        return {};
    }
    if (what == QLatin1String("ended"))
        return reflector.ended(now);
    if (what == QLatin1String("failed"))
        return reflector.failed(now, failureOf(words));
    if (what == QLatin1String("malformed"))
        return reflector.malformed(now, {base::ErrorCode::ServerAnswerMalformed, {}, {}, {}});
    if (what == QLatin1String("silent"))
        return reflector.silent(now);
    if (what == QLatin1String("timer"))
        return reflector.timer(now);
    if (what == QLatin1String("renewed"))
        return reflector.credentialRenewed(now);
    return reflector.events(now, batchOf(words));
}

Reflector::Options plain()
{
    Reflector::Options options;
    options.resource = "services";
    return options;
}

Reflector::Options streaming()
{
    Reflector::Options options = plain();
    options.streamingList = true;
    return options;
}

} // namespace

void TestReflector::script_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QStringList>("lines");
    QFile file(QFINDTESTDATA("reflector.scripts"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList scripts = QString::fromUtf8(file.readAll()).split(QStringLiteral("\n## ")).mid(1);
    QVERIFY(scripts.size() > 30);
    for (const QString& script : scripts) {
        const QStringList lines = script.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        const QString kind = lines.first().section(QLatin1String(": "), 0, 0);
        QTest::newRow(qPrintable(lines.first().section(QLatin1String(": "), 1))) << kind << lines.mid(1);
    }
}

void TestReflector::script()
{
    QFETCH(QString, kind);
    QFETCH(QStringList, lines);
    Reflector::Options options = kind == QLatin1String("streaming") ? streaming() : plain();
    options.once = kind == QLatin1String("once");
    if (kind == QLatin1String("named"))
        options.fieldSelector = "metadata.name=coredns";

    Reflector reflector(options);
    Moment now{};
    for (const QString& line : lines) {
        if (line.startsWith(QLatin1Char('+'))) {
            now += std::chrono::milliseconds(line.mid(1).toInt());
            continue;
        }
        const qsizetype arrow = line.indexOf(QLatin1String(" => "));
        QVERIFY2(arrow > 0, qPrintable(line));
        const QString input = line.left(arrow);
        const QString done = textOf(feed(reflector, now, input.split(QLatin1Char(' '))));
        QCOMPARE(input + QLatin1String(" => ") + done + QLatin1String(" [") + textOf(reflector.condition()) + QLatin1Char(']'), line);
    }
}

void TestReflector::jitterIsAdded()
{
    Reflector::Options options = plain();
    options.random = [] { return 0.5; };
    Reflector reflector(options);
    (void)reflector.start({});
    QCOMPARE(textOf(reflector.failed({}, failureOf({QString(), QStringLiteral("0")}))), QStringLiteral("wait 1200"));
    (void)reflector.timer({});
    QCOMPARE(textOf(reflector.failed({}, failureOf({QString(), QStringLiteral("429"), QStringLiteral("retry=2")}))), QStringLiteral("wait 2250"));
}

void TestReflector::watchesLastFiveToTenMinutes()
{
    for (const auto& [share, seconds] : {std::pair{0.0, "300"}, std::pair{0.5, "450"}, std::pair{0.999, "600"}}) {
        Reflector::Options options = plain();
        options.random = [share = share] { return share; };
        Reflector reflector(options);
        (void)reflector.start({});
        const Actions actions = reflector.page({}, {"1", {}});
        const Get get = std::get<Get>(actions.back());
        const std::pair<std::string, std::string> expected{"timeoutSeconds", seconds};
        QVERIFY(std::find(get.query.begin(), get.query.end(), expected) != get.query.end());
    }
}

void TestReflector::silenceLimits()
{
    using namespace std::chrono_literals;
    Reflector reflector(streaming());
    (void)reflector.start({});
    QCOMPARE(reflector.silenceLimit().value().count(), 10'000); // no end bookmark would ever come from an old server
    (void)reflector.events({}, batchOf({QStringLiteral("initial-end"), QStringLiteral("5")}));
    QCOMPARE(reflector.silenceLimit().value().count(), 330'000);
    (void)reflector.events({}, batchOf({QStringLiteral("bookmark"), QStringLiteral("6")}));
    QCOMPARE(reflector.silenceLimit().value().count(), 90'000);
    (void)reflector.failed({}, failureOf({QString(), QStringLiteral("0")}));
    QVERIFY(!reflector.silenceLimit());

    Reflector lists(plain());
    (void)lists.start({});
    QVERIFY(!lists.silenceLimit()); // lists have a transfer timeout instead
}

void TestReflector::errorsAreShownUntilTheNextSuccess()
{
    Reflector reflector(plain());
    (void)reflector.start({});
    (void)reflector.failed({}, failureOf({QString(), QStringLiteral("0")}));
    QVERIFY(reflector.error());
    QVERIFY(reflector.error()->code == base::ErrorCode::ConnectionRefused);
    QVERIFY(!reflector.isSynced());
    (void)reflector.timer({});
    (void)reflector.page({}, {"1", {}});
    QVERIFY(!reflector.error());
    QVERIFY(reflector.isSynced());
}

QTEST_GUILESS_MAIN(TestReflector)
#include "tst_reflector.moc"
