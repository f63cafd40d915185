// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/note_rows.h"
#include "model/words/notes.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using sim::Note;
using sim::NoteCode;

namespace {

/// All codes; themeOf knows each, or the program would not compile.
std::vector<NoteCode> allCodes()
{
    std::vector<NoteCode> codes;
    for (int value = 0; value < 512; ++value) {
        if (const auto code = static_cast<NoteCode>(value); words::themeOf(code) != words::Theme::None)
            codes.push_back(code);
    }
    return codes;
}

/// How many arguments the comment of note.h names: "name, dots, ndots: dots >= ndots, so as typed first" names three.
int namedArguments(QString comment)
{
    comment.remove(QRegularExpression(QStringLiteral("^ *zonal names: ")));
    const QString names = comment.section(QLatin1Char(':'), 0, 0).trimmed();
    return names.isEmpty() ? 0 : static_cast<int>(names.count(QLatin1Char(','))) + 1;
}

/// The enumerators of note.h in order, with the number of arguments that their comments name.
std::vector<std::pair<QString, int>> codesOfHeader()
{
    QFile header(QFINDTESTDATA("../../../model/sim/note.h"));
    if (!header.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(header.readAll()).section(QStringLiteral("enum class NoteCode {"), 1).section(QStringLiteral("};"), 0, 0);
    static const QRegularExpression enumerator(QStringLiteral("\\b([A-Z]\\w+)\\s*,"));
    std::vector<std::pair<QString, int>> codes;
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        const qsizetype comment = line.indexOf(QStringLiteral("//"));
        const QString told = line.section(QStringLiteral("///<"), 1);
        auto matches = enumerator.globalMatch(comment < 0 ? line : line.left(comment));
        while (matches.hasNext())
            codes.emplace_back(matches.next().captured(1), namedArguments(told));
    }
    return codes;
}

std::vector<std::string> plainArguments(int count)
{
    std::vector<std::string> arguments;
    for (int i = 0; i < count; ++i)
        arguments.push_back("argument" + std::to_string(i + 1));
    return arguments;
}

const QRegularExpression placeholder(QStringLiteral("%\\d"));

} // namespace

class TestNotes : public QObject {
    Q_OBJECT

private slots:
    void headerAndTablesAgreeOnTheNumberOfCodes()
    {
        const auto codes = codesOfHeader();
        QCOMPARE(codes.size(), allCodes().size() + 1); // None
        QCOMPARE(codes.front().first, QStringLiteral("None"));
    }

    void everyCodeHasSentenceBriefAndSource()
    {
        for (const NoteCode code : allCodes()) {
            const Note note{code, plainArguments(6)};
            const QByteArray where = QByteArray::number(static_cast<int>(code));
            QVERIFY2(words::sentence(note).size() > 10, where);
            QVERIFY2(words::sentence(note).endsWith(QLatin1Char('.')), where);
            QVERIFY2(!words::brief(note).isEmpty(), where);
            QVERIFY2(!words::brief(note).endsWith(QLatin1Char('.')), where);
            QVERIFY2(!words::source(code).isEmpty(), where);
            const QString url = words::sourceUrl(code);
            QVERIFY2(url.isEmpty() ? words::source(code) == QStringLiteral("Ndots") : url.startsWith(QStringLiteral("https://")), where);
        }
    }

    void noneSaysNothing()
    {
        QVERIFY(words::sentence({}).isEmpty());
        QVERIFY(words::brief({}).isEmpty());
        QVERIFY(words::source(NoteCode::None).isEmpty());
        QVERIFY(words::sourceUrl(NoteCode::None).isEmpty());
        QVERIFY(words::sentence({static_cast<NoteCode>(9999), {"x"}}).isEmpty());
    }

    void sentencesUseOnlyTheArgumentsThatTheHeaderNames()
    {
        const auto codes = codesOfHeader();
        for (std::size_t value = 1; value < codes.size(); ++value) {
            const auto& [name, count] = codes[value];
            const Note note{static_cast<NoteCode>(value), plainArguments(count)};
            for (const QString& text : {words::sentence(note), words::brief(note)}) {
                const QByteArray where = (name + QStringLiteral(": ") + text).toUtf8();
                QVERIFY2(!text.contains(placeholder), where);
                QVERIFY2(!text.contains(QLatin1Char('?')), where); // reads so where an argument is missing
            }
        }
    }

    void briefsFitAChip()
    {
        // A chip holds a few words; names that stand in it are elided by the view.
        for (const NoteCode code : allCodes()) {
            QString text = words::brief({code, std::vector<std::string>(6, "x")});
            QVERIFY2(text.size() <= 28, text.toUtf8());
        }
    }

    void missingArgumentsDoNoHarm()
    {
        for (const NoteCode code : allCodes()) {
            for (int count = 0; count < 3; ++count) {
                QVERIFY(!words::sentence({code, plainArguments(count)}).contains(placeholder));
                QVERIFY(!words::brief({code, plainArguments(count)}).contains(placeholder));
            }
        }
        QCOMPARE(words::sentence({NoteCode::KubeNoSuchPort, {"http"}}),
                 QStringLiteral("The Service ? has no port named \"http\" with the protocol \"?\", so the answer is NXDOMAIN."));
    }

    void hostileArgumentsStayText_data()
    {
        QTest::addColumn<QByteArray>("argument");
        QTest::newRow("control characters") << QByteArray("a\x01\x1b[31mred\x07\x7f");
        QTest::newRow("line ends") << QByteArray("one\r\ntwo\n\n\tthree");
        QTest::newRow("zero octet") << QByteArray("a\0b", 3);
        QTest::newRow("right to left override") << QByteArray("safe\xe2\x80\xae" "evil");
        QTest::newRow("no UTF-8") << QByteArray("\xff\xfe\x80");
        QTest::newRow("ten kilobytes") << QByteArray(10'000, 'x');
        QTest::newRow("ten kilobytes of signs") << QByteArray("\xe2\x82\xac").repeated(3'400);
        QTest::newRow("placeholders") << QByteArray("%1%2%9%n%");
    }

    void hostileArgumentsStayText()
    {
        QFETCH(QByteArray, argument);
        const std::vector<std::string> arguments(6, argument.toStdString());
        for (const NoteCode code : allCodes()) {
            for (const QString& text : {words::sentence({code, arguments}), words::brief({code, arguments})}) {
                QVERIFY2(text.size() < 1500, text.toUtf8());
                for (const QChar c : text)
                    QVERIFY2(c.isPrint() || c.isSurrogate(), text.toUtf8());
            }
        }
    }

    void placeholdersInArgumentsAreNotFilled()
    {
        QCOMPARE(words::sentence({NoteCode::KubeNoService, {"%2", "%1"}}), QStringLiteral("There is no Service \"%2\" in the namespace \"%1\", so the answer is NXDOMAIN."));
    }

    void linesBecomeOne()
    {
        QCOMPARE(words::sentence({NoteCode::HostsAnswer, {"  one\r\n\ttwo "}}), QStringLiteral("The hosts plugin has an entry for one two and answers."));
    }

    void absoluteNamesDoNotDoubleTheFinalDot()
    {
        QCOMPARE(words::sentence({NoteCode::HostsMiss, {"db.example."}}), QStringLiteral("The hosts plugin has no entry for db.example."));
        QVERIFY(words::sentence({NoteCode::HostsAnswer, {"db.example."}}).contains(QStringLiteral("db.example. and answers")));
    }

    void longArgumentsKeepBothEnds()
    {
        const QString text = words::brief({NoteCode::BlockChosen, {"begin" + std::string(9'000, '-') + "end", "x"}});
        QVERIFY(text.startsWith(QStringLiteral("block begin---")));
        QVERIFY(text.endsWith(QStringLiteral("---end")));
        QVERIFY(text.contains(QChar(0x2026)));
    }

    void theLadderReadsAsPromised()
    {
        QCOMPARE(words::sentence({NoteCode::CandidateSearch, {"www.example.com", "2", "5", "shop.svc.cluster.local", "1"}}),
                 QStringLiteral("\"www.example.com\" has fewer dots (2) than ndots:5, so the resolver tries its search list first: suffix 1 is shop.svc.cluster.local."));
        QCOMPARE(words::brief({NoteCode::CandidateSearch, {"www.example.com", "2", "5", "shop.svc.cluster.local", "1"}}), QStringLiteral("search suffix 1"));
        QCOMPARE(words::sentence({NoteCode::KubeNoNamespace, {"com"}}),
                 QStringLiteral("There is no namespace \"com\" in the cluster, so the kubernetes plugin answers NXDOMAIN."));
        QCOMPARE(words::brief({NoteCode::KubeNoNamespace, {"com"}}), QStringLiteral("no such namespace"));
        QCOMPARE(words::source(NoteCode::KubeNoNamespace), QStringLiteral("CoreDNS: kubernetes"));
        QCOMPARE(words::sourceUrl(NoteCode::KubeNoNamespace), QStringLiteral("https://coredns.io/plugins/kubernetes/"));
    }

    void secondsAreShort_data()
    {
        QTest::addColumn<std::string>("seconds");
        QTest::addColumn<QString>("shown");
        QTest::newRow("whole") << std::string("30") << QStringLiteral("30");
        QTest::newRow("noise") << std::string("2.5000000001") << QStringLiteral("2.5");
        QTest::newRow("milliseconds") << std::string("0.00312345") << QStringLiteral("0.00312");
        QTest::newRow("hours") << std::string("86400") << QStringLiteral("86400");
        QTest::newRow("no number") << std::string("soon") << QStringLiteral("soon");
        QTest::newRow("endless") << std::string("inf") << QStringLiteral("inf");
    }

    void secondsAreShort()
    {
        QFETCH(std::string, seconds);
        QFETCH(QString, shown);
        QCOMPARE(words::brief({NoteCode::CacheHit, {seconds}}), QStringLiteral("hit, %1 s left").arg(shown));
    }

    void wordsOfTheSimulatorBecomeSentences()
    {
        QCOMPARE(words::sentence({NoteCode::CacheStored, {"30", "maximum"}}), QStringLiteral("The cache keeps the answer for 30 s. What decided: the cache's maximum."));
        QCOMPARE(words::sentence({NoteCode::CacheNotStored, {"no SOA"}}),
                 QStringLiteral("The cache does not keep this reply: it has no SOA record, which would tell how long it is valid."));
        QCOMPARE(words::sentence({NoteCode::SearchStopped, {"a.example.", "timeout"}}),
                 QStringLiteral("musl stops at a.example. (no reply): it asks no further suffix and not the name as typed."));
        QVERIFY(words::sentence({NoteCode::SearchStopped, {"a.example.", "NODATA"}}).contains(QStringLiteral("(NODATA)")));
        QVERIFY(words::sentence({NoteCode::CandidateAbsolute, {"timeout"}}).startsWith(QStringLiteral("\"timeout\" ends"))); // a name, not a word
    }

    void noTwoCodesSayTheSame()
    {
        QSet<QString> sentences;
        for (const NoteCode code : allCodes())
            sentences.insert(words::sentence({code, plainArguments(6)}));
        QCOMPARE(static_cast<std::size_t>(sentences.size()), allCodes().size());
    }
};

QTEST_GUILESS_MAIN(TestNotes)
#include "tst_notes.moc"
