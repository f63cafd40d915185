// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/reflector.h"

#include <QHash>
#include <QStringList>
#include <QTest>

using namespace api;

/// Scripts: each line is an input, after "=>" what the machine must do and be: "ACTIONS [condition]".
///
/// Inputs: start, page RV [CONTINUE], opened, events N RV, bookmark RV, initial-end RV, error CODE, ended, failed STATUS [retry=S] [reason=R],
/// malformed, silent, timer, renewed, +MS (lets time pass; no action). Random is always 0.
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
    const auto row = [](const char* name, const char* kind, const char* lines) {
        QTest::newRow(name) << QString::fromUtf8(kind) << QString::fromUtf8(lines).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    };

    row("pages, then a watch from the list's version", "plain",
        "start => begin, list limit=500 [loading]\n"
        "page 7 tokenA => list limit=500 continue=tokenA [loading]\n"
        "page 7 tokenB => list limit=500 continue=tokenB [loading]\n"
        "page 7 => end, watch resourceVersion=7 [live]\n");
    row("an ended watch begins again where it stopped", "plain",
        "start => begin, list limit=500 [loading]\n"
        "page 7 => end, watch resourceVersion=7 [live]\n"
        "opened =>  [live]\n"
        "events 2 9 =>  [live]\n"
        "+2000\n"
        "ended => watch resourceVersion=9 [live]\n"
        "opened =>  [live]\n"
        "bookmark 30 =>  [live]\n"
        "+300000\n"
        "ended => watch resourceVersion=30 [live]\n");
    row("a watch that ends at once is not hammered", "plain",
        "start => begin, list limit=500 [loading]\n"
        "page 7 => end, watch resourceVersion=7 [live]\n"
        "opened =>  [live]\n"
        "ended => wait 800 [live]\n"
        "timer => watch resourceVersion=7 [live]\n"
        "opened =>  [live]\n"
        "ended => wait 1600 [live]\n");
    row("a timer that nobody waits for does nothing", "plain",
        "start => begin, list limit=500 [loading]\n"
        "timer =>  [loading]\n");
    row("refused connections wait and keep the version", "plain",
        "start => begin, list limit=500 [loading]\n"
        "page 7 => end, watch resourceVersion=7 [live]\n"
        "failed 0 => wait 800 [retrying]\n"
        "timer => watch resourceVersion=7 [retrying]\n"
        "failed 0 => wait 1600 [retrying]\n"
        "timer => watch resourceVersion=7 [retrying]\n"
        "failed 0 => wait 3200 [retrying]\n"
        "timer => watch resourceVersion=7 [retrying]\n"
        "failed 0 => wait 6400 [retrying]\n"
        "timer => watch resourceVersion=7 [retrying]\n"
        "failed 0 => wait 12800 [retrying]\n"
        "timer => watch resourceVersion=7 [retrying]\n"
        "failed 0 => wait 25600 [retrying]\n"
        "timer => watch resourceVersion=7 [retrying]\n"
        "failed 0 => wait 30000 [retrying]\n"
        "timer => watch resourceVersion=7 [retrying]\n"
        "opened =>  [live]\n");
    row("back-off begins anew after two good minutes", "plain",
        "start => begin, list limit=500 [loading]\n"
        "failed 0 => wait 800 [retrying]\n"
        "timer => begin, list limit=500 [retrying]\n"
        "failed 0 => wait 1600 [retrying]\n"
        "timer => begin, list limit=500 [retrying]\n"
        "page 7 => end, watch resourceVersion=7 [live]\n"
        "+121000\n"
        "failed 0 => wait 800 [retrying]\n");
    row("410 as a status of the watch: everything anew, data stays", "plain",
        "start => begin, list limit=500 [loading]\n"
        "page 7 => end, watch resourceVersion=7 [live]\n"
        "+5000\n"
        "failed 410 => begin, list limit=500 [resyncing]\n"
        "page 90 => end, watch resourceVersion=90 [live]\n");
    row("410 as an event", "plain",
        "start => begin, list limit=500 [loading]\n"
        "page 7 => end, watch resourceVersion=7 [live]\n"
        "opened =>  [live]\n"
        "+5000\n"
        "error 410 => abort, begin, list limit=500 [resyncing]\n");
    row("410 right after the list is no endless loop of lists", "plain",
        "start => begin, list limit=500 [loading]\n"
        "page 7 => end, watch resourceVersion=7 [live]\n"
        "opened =>  [live]\n"
        "+500\n"
        "error 410 => abort, wait 800 [resyncing]\n"
        "timer => begin, list limit=500 [resyncing]\n");
    row("an expired continue token: once more in pages, then in one piece", "plain",
        "start => begin, list limit=500 [loading]\n"
        "page 7 tokenA => list limit=500 continue=tokenA [loading]\n"
        "failed 410 => begin, list limit=500 [loading]\n"
        "page 8 tokenB => list limit=500 continue=tokenB [loading]\n"
        "failed 410 => begin, list [loading]\n"
        "page 9 => end, watch resourceVersion=9 [live]\n");
    row("a page that fails is asked for again with its token", "plain",
        "start => begin, list limit=500 [loading]\n"
        "page 7 tokenA => list limit=500 continue=tokenA [loading]\n"
        "failed 0 => wait 800 [retrying]\n"
        "timer => list limit=500 continue=tokenA [retrying]\n"
        "page 7 => end, watch resourceVersion=7 [live]\n");
    row("429 waits as long as the server says", "plain",
        "start => begin, list limit=500 [loading]\n"
        "failed 429 retry=3 => wait 3000 [retrying]\n"
        "timer => begin, list limit=500 [retrying]\n"
        "page 7 => end, watch resourceVersion=7 [live]\n"
        "failed 503 retry=1 => wait 1000 [retrying]\n"
        "timer => watch resourceVersion=7 [retrying]\n");
    row("Retry-After of a fault that waiting does not heal is not believed", "plain",
        "start => begin, list limit=500 [loading]\n"
        "failed 406 retry=100 => wait 800 [retrying]\n");
    row("five server faults in a row end in a new list", "plain",
        "start => begin, list limit=500 [loading]\n"
        "page 7 => end, watch resourceVersion=7 [live]\n"
        "failed 504 => wait 800 [retrying]\n"
        "timer => watch resourceVersion=7 [retrying]\n"
        "failed 504 => wait 1600 [retrying]\n"
        "timer => watch resourceVersion=7 [retrying]\n"
        "failed 504 => wait 3200 [retrying]\n"
        "timer => watch resourceVersion=7 [retrying]\n"
        "failed 504 => wait 6400 [retrying]\n"
        "timer => watch resourceVersion=7 [retrying]\n"
        "failed 504 => wait 12800 [retrying]\n"
        "timer => begin, list limit=500 [retrying]\n");
    row("error event 429: same version; 400: everything anew", "plain",
        "start => begin, list limit=500 [loading]\n"
        "page 7 => end, watch resourceVersion=7 [live]\n"
        "opened =>  [live]\n"
        "error 429 => abort, wait 800 [retrying]\n"
        "timer => watch resourceVersion=7 [retrying]\n"
        "opened =>  [live]\n"
        "error 400 => abort, wait 1600 [retrying]\n"
        "timer => begin, list limit=500 [retrying]\n");
    row("401: one new credential, then slowly", "plain",
        "start => begin, list limit=500 [loading]\n"
        "failed 401 => renew [loading]\n"
        "renewed => list limit=500 [loading]\n"
        "failed 401 => wait 60000 [unauthorized]\n"
        "timer => begin, list limit=500 [unauthorized]\n"
        "failed 401 => wait 60000 [unauthorized]\n"
        "timer => begin, list limit=500 [unauthorized]\n"
        "page 7 => end, watch resourceVersion=7 [live]\n"
        "failed 401 => renew [live]\n"
        "renewed => watch resourceVersion=7 [live]\n");
    row("403 on the list: asked again after minutes", "plain",
        "start => begin, list limit=500 [loading]\n"
        "failed 403 => wait 180000 [forbidden]\n"
        "timer => begin, list limit=500 [forbidden]\n"
        "page 7 => end, watch resourceVersion=7 [live]\n");
    row("list without watch: polled, now and then tried", "plain",
        "start => begin, list limit=500 [loading]\n"
        "page 1 => end, watch resourceVersion=1 [live]\n"
        "failed 403 => wait 30000 [polled]\n"
        "timer => begin, list limit=500 [polled]\n"
        "page 2 => end, wait 30000 [polled]\n"
        "timer => begin, list limit=500 [polled]\n"
        "page 3 => end, wait 30000 [polled]\n");
    row("403 after the watch was allowed: the server may have just started", "plain",
        "start => begin, list limit=500 [loading]\n"
        "page 1 => end, watch resourceVersion=1 [live]\n"
        "opened =>  [live]\n"
        "+20000\n"
        "ended => watch resourceVersion=1 [live]\n"
        "failed 403 => wait 800 [retrying]\n"
        "timer => watch resourceVersion=1 [retrying]\n"
        "opened =>  [live]\n");
    row("404: the server has no such resource", "plain",
        "start => begin, list limit=500 [loading]\n"
        "failed 404 => wait 600000 [absent]\n");
    row("an unreadable answer is asked for again", "plain",
        "start => begin, list limit=500 [loading]\n"
        "malformed => abort, wait 800 [retrying]\n"
        "timer => begin, list limit=500 [retrying]\n"
        "page 1 => end, watch resourceVersion=1 [live]\n"
        "opened =>  [live]\n"
        "malformed => abort, wait 1600 [retrying]\n"
        "timer => begin, list limit=500 [retrying]\n"
        "page 2 tokenA => list limit=500 continue=tokenA [resyncing]\n");
    row("a dead stream", "plain",
        "start => begin, list limit=500 [loading]\n"
        "page 1 => end, watch resourceVersion=1 [live]\n"
        "opened =>  [live]\n"
        "silent => abort, wait 800 [live]\n"
        "timer => watch resourceVersion=1 [live]\n");
    row("once: no watch", "once",
        "start => begin, list limit=500 [loading]\n"
        "page 1 tokenA => list limit=500 continue=tokenA [loading]\n"
        "page 1 => end [complete]\n");
    row("once: forbidden and absent are final", "once",
        "start => begin, list limit=500 [loading]\n"
        "failed 403 =>  [forbidden]\n");
    row("once: 401 twice is final", "once",
        "start => begin, list limit=500 [loading]\n"
        "failed 401 => renew [loading]\n"
        "renewed => list limit=500 [loading]\n"
        "failed 401 =>  [unauthorized]\n");
    row("streaming list goes on as a watch", "streaming",
        "start => begin, stream [loading]\n"
        "opened =>  [loading]\n"
        "events 400 20 =>  [loading]\n"
        "initial-end 21 => end [live]\n"
        "events 1 22 =>  [live]\n"
        "+400000\n"
        "ended => watch resourceVersion=22 [live]\n");
    row("streaming list that breaks begins anew; after five it is done in pages", "streaming",
        "start => begin, stream [loading]\n"
        "ended => wait 800 [loading]\n"
        "timer => begin, stream [loading]\n"
        "ended => wait 1600 [loading]\n"
        "timer => begin, stream [loading]\n"
        "ended => wait 3200 [loading]\n"
        "timer => begin, stream [loading]\n"
        "ended => wait 6400 [loading]\n"
        "timer => begin, stream [loading]\n"
        "ended => begin, list limit=500 [loading]\n");
    row("streaming list switched off at the server (422)", "streaming",
        "start => begin, stream [loading]\n"
        "failed 422 => begin, list limit=500 [loading]\n"
        "page 3 => end, watch resourceVersion=3 [live]\n"
        "+5000\n"
        "failed 410 => begin, list limit=500 [resyncing]\n");
    row("streaming list forbidden, list allowed", "streaming",
        "start => begin, stream [loading]\n"
        "failed 403 => begin, list limit=500 [loading]\n"
        "page 3 => end, watch resourceVersion=3 [live]\n"
        "failed 403 => wait 30000 [polled]\n");
    row("streaming list without its end (server before 1.27)", "streaming",
        "start => begin, stream [loading]\n"
        "opened =>  [loading]\n"
        "events 3 20 =>  [loading]\n"
        "silent => abort, begin, list limit=500 [loading]\n");
    row("streaming list and an etcd without progress", "streaming",
        "start => begin, stream [loading]\n"
        "opened =>  [loading]\n"
        "error 500 => abort, begin, list limit=500 [loading]\n");
    row("streaming list and 401", "streaming",
        "start => begin, stream [loading]\n"
        "failed 401 => renew [loading]\n"
        "renewed => begin, stream [loading]\n");
    row("one object by its name", "named",
        "start => begin, list limit=500 fieldSelector=metadata.name=coredns [loading]\n"
        "page 3 => end, watch resourceVersion=3 fieldSelector=metadata.name=coredns [live]\n");
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
