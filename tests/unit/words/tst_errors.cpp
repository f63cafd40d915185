// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/errors.h"

#include <QRegularExpression>
#include <QTest>

using base::Error;
using base::ErrorCode;

namespace {

std::vector<ErrorCode> allCodes()
{
    std::vector<ErrorCode> codes;
    for (int value = 0; value <= static_cast<int>(ErrorCode::NotAvailableYet); ++value)
        codes.push_back(static_cast<ErrorCode>(value));
    return codes;
}

Error errorOf(ErrorCode code)
{
    return {.code = code, .subject = "subject", .detail = "detail"};
}

} // namespace

class TestErrors : public QObject {
    Q_OBJECT

private slots:
    void theLastCodeIsTheLast()
    {
        // allCodes() counts up to it; a code behind it would go unseen.
        QVERIFY(words::fault({.code = static_cast<ErrorCode>(static_cast<int>(ErrorCode::NotAvailableYet) + 1)}).isEmpty());
    }

    void everyCodeHasASentence()
    {
        for (const ErrorCode code : allCodes()) {
            const QString sentence = words::sentence(errorOf(code));
            const QByteArray where = QByteArray::number(static_cast<int>(code)) + ' ' + sentence.toUtf8();
            QVERIFY2(sentence.size() > 8, where);
            QVERIFY2(!sentence.contains(QRegularExpression(QStringLiteral("%\\d"))), where);
            QVERIFY2(!sentence.endsWith(QLatin1Char('.')), where);
            QVERIFY2(!words::place(errorOf(code)).isEmpty(), where);
        }
    }

    void missingPartsLeaveNoHoles()
    {
        for (const ErrorCode code : allCodes()) {
            const QString sentence = words::sentence({.code = code});
            QVERIFY2(!sentence.isEmpty() && !sentence.contains(QStringLiteral("()")) && !sentence.contains(QLatin1Char('%')), sentence.toUtf8());
        }
    }

    void theCommandLineSaysWhereWhatAndWhatToDo_data()
    {
        QTest::addColumn<Error>("error");
        QTest::addColumn<QString>("message");
        QTest::newRow("position") << Error{.code = ErrorCode::YamlSyntax, .detail = "bad indentation", .where = {"demo.yaml", 12, 4}}
                                  << QStringLiteral("ndots: demo.yaml:12:4: this is no YAML (bad indentation), mend the file at this place");
        QTest::newRow("line only") << Error{.code = ErrorCode::CorefileSyntax, .detail = "Unexpected EOF", .where = {"Corefile", 3, 0}}
                                   << QStringLiteral("ndots: Corefile:3: the Corefile does not parse: Unexpected EOF, correct the Corefile; CoreDNS would not load it either");
        QTest::newRow("file only") << Error{.code = ErrorCode::FileEmpty, .subject = "a.yaml", .where = {"a.yaml", 0, 0}}
                                   << QStringLiteral("ndots: a.yaml: the file is empty, give a file with Kubernetes objects, for instance of kubectl get -o yaml");
        QTest::newRow("subject as place") << Error{.code = ErrorCode::FileNotFound, .subject = "/tmp/x"} << QStringLiteral("ndots: /tmp/x: there is no such file, check the path");
        QTest::newRow("known place") << Error{.code = ErrorCode::ContextNotFound, .subject = "prod"}
                                     << QStringLiteral("ndots: kubeconfig: context \"prod\" does not exist, choose one of kubectl config get-contexts");
        QTest::newRow("no remedy") << Error{.code = ErrorCode::NamespaceUnknown, .subject = "shop"} << QStringLiteral("ndots: cluster: there is no namespace \"shop\"");
    }

    void theCommandLineSaysWhereWhatAndWhatToDo()
    {
        QFETCH(Error, error);
        QFETCH(QString, message);
        QCOMPARE(words::commandLineMessage(error), message);
    }

    void foreignTextStaysHarmless_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("control characters") << QByteArray("a\x01\x1b[31mred\x07");
        QTest::newRow("line ends") << QByteArray("one\r\ntwo\n\nthree");
        QTest::newRow("ten kilobytes") << QByteArray(10'000, 'x');
        QTest::newRow("placeholders") << QByteArray("%1%2");
    }

    void foreignTextStaysHarmless()
    {
        QFETCH(QByteArray, text);
        const std::string foreign = text.toStdString();
        for (const ErrorCode code : allCodes()) {
            const QString message = words::commandLineMessage({.code = code, .subject = foreign, .detail = foreign, .where = {foreign, 1, 1}});
            QVERIFY2(message.size() < 6'000, message.toUtf8());
            for (const QChar c : message)
                QVERIFY2(c.isPrint(), message.toUtf8());
        }
    }

    void placeholdersInForeignTextAreNotFilled()
    {
        QCOMPARE(words::fault({.code = ErrorCode::ServerError, .subject = "%2", .detail = "%1"}), QStringLiteral("the server says for %2: %1"));
    }

    void aCommandToConfirmIsShownWhole()
    {
        const std::string command = "/usr/bin/helper " + std::string(1'000, 'x') + " --token";
        QVERIFY(words::fault({.code = ErrorCode::ExecNotConfirmed, .subject = "user", .detail = command}).endsWith(QString::fromStdString(command)));
    }

    void exitStatusTellsClusterFromInput()
    {
        QCOMPARE(words::exitStatus({.code = ErrorCode::ConnectionRefused}), 3);
        QCOMPARE(words::exitStatus({.code = ErrorCode::ExecNotConfirmed}), 3);
        QCOMPARE(words::exitStatus({.code = ErrorCode::Forbidden}), 3);
        QCOMPARE(words::exitStatus({.code = ErrorCode::ContextNotFound}), 2);
        QCOMPARE(words::exitStatus({.code = ErrorCode::PodUnknown}), 2);
        QCOMPARE(words::exitStatus({.code = ErrorCode::NotAvailableYet}), 2);
    }
};


QTEST_GUILESS_MAIN(TestErrors)
#include "tst_errors.moc"
