// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Drives the whole window as a person does, on the demo and, where the real servers can be started, on tests/cluster.

#include "app/gui/composition.h"
#include "widgets/cache/cache_panel.h"
#include "widgets/cache/ttl_plot.h"
#include "widgets/cluster/cluster_panel.h"
#include "widgets/cluster/cluster_view.h"
#include "widgets/common/banner.h"
#include "widgets/explain/why_panel.h"
#include "widgets/path/path_view.h"
#include "widgets/path/player.h"
#include "widgets/query/question_bar.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QSignalSpy>
#include <QTest>

namespace {

app::Options demoOptions()
{
    app::Options options;
    options.source.demo = true;
    return options;
}

const sim::Run& run(app::Composition& composition)
{
    return composition.questions().trace()->runs.front();
}

QLineEdit* field(app::Composition& composition, const char* name)
{
    for (QLineEdit* edit : composition.window().question().findChildren<QLineEdit*>()) {
        if (edit->accessibleName() == QLatin1String(name))
            return edit;
    }
    return nullptr;
}

/// Types a name and presses Enter.
void ask(app::Composition& composition, const QString& name)
{
    QLineEdit* edit = field(composition, "Name to look up");
    QVERIFY(edit);
    edit->selectAll();
    QTest::keyClicks(edit, name);
    QTest::keyClick(edit, Qt::Key_Return);
}

void openDemo(app::Composition& composition)
{
    composition.window().show();
    composition.open();
    QTRY_VERIFY(composition.questions().trace());
}

} // namespace

class TestWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("Ndots"));
        QCoreApplication::setApplicationName(QStringLiteral("ndots-test"));
    }

    void demoOpensWithItsStory()
    {
        app::Composition composition(demoOptions(), {}, {});
        openDemo(composition);
        QCOMPARE(run(composition).lookups.size(), std::size_t(8));
        QVERIFY(composition.window().player().isPlaying());
    }

    void askAndAskAgain()
    {
        app::Composition composition(demoOptions(), {}, {});
        openDemo(composition);
        QLineEdit* pod = field(composition, "Pod that asks");
        QVERIFY(pod);
        pod->selectAll();
        QTest::keyClicks(pod, QStringLiteral("shop/web-0"));
        ask(composition, QStringLiteral("api"));
        QCOMPARE(composition.questions().trace()->pod, std::string("shop/web-0"));
        QCOMPARE(run(composition).lookups.size(), std::size_t(2));
        QVERIFY(run(composition).lookups.front().cache == sim::CacheResult::Miss);

        widgets::Player& player = composition.window().player();
        QSignalSpy ended(&player, &widgets::Player::finished);
        player.advance(player.timeline().length() + std::chrono::duration<double>(1));
        QCOMPARE(ended.count(), 1);
        QVERIFY(!player.isPlaying());
        QVERIFY(composition.window().why().plainText().contains(QStringLiteral("10.96.14.7")));

        emit composition.window().caches().clockStepped(1);
        ask(composition, QStringLiteral("api"));
        const sim::Run& again = run(composition);
        QVERIFY(again.lookups.front().cache == sim::CacheResult::Hit);
        QCOMPARE(again.lookups.front().reply->answer.front().ttl.count(), 29u);
        QVERIFY(again.result.seconds < 0.001);
        QVERIFY(composition.window().caches().plot()->lineCount() > 0);
    }

    void cachesExpireOnTheSimulatedClock()
    {
        app::Composition composition(demoOptions(), {}, {});
        openDemo(composition);
        ask(composition, QStringLiteral("api"));
        emit composition.window().caches().clockStepped(31);
        ask(composition, QStringLiteral("api"));
        QVERIFY(run(composition).lookups.front().cache == sim::CacheResult::Miss);
    }

    void filmStepsScrubsAndRunsBackwards()
    {
        app::Composition composition(demoOptions(), {}, {});
        openDemo(composition);
        widgets::Player& player = composition.window().player();
        player.toStart();
        QCOMPARE(player.time().count(), 0.0);
        const QString first = film::printFrame(composition.window().path().frame());
        player.stepForward();
        QVERIFY(player.time().count() > 0);
        const QString second = film::printFrame(composition.window().path().frame());
        QVERIFY(first != second);
        player.stepBack();
        QCOMPARE(film::printFrame(composition.window().path().frame()), first);
        player.toEnd();
        player.setSpeed(-1);
        player.play();
        player.advance(std::chrono::duration<double>(0.5));
        QVERIFY(player.time() < player.timeline().length());
    }

    void wrongQuestionsGetOneSentence_data()
    {
        QTest::addColumn<QString>("pod");
        QTest::addColumn<QString>("name");
        QTest::newRow("unknown pod") << QStringLiteral("shop/nobody") << QStringLiteral("api");
        QTest::newRow("long label") << QStringLiteral("shop/web-0") << QString(64, QLatin1Char('a'));
        QTest::newRow("empty label") << QStringLiteral("shop/web-0") << QStringLiteral("a..b");
        QTest::newRow("long name") << QStringLiteral("shop/web-0") << QStringLiteral("abcdefghi.").repeated(26);
    }

    void wrongQuestionsGetOneSentence()
    {
        QFETCH(QString, pod);
        QFETCH(QString, name);
        app::Composition composition(demoOptions(), {}, {});
        openDemo(composition);
        const auto before = composition.questions().trace();
        composition.window().question().setPod(pod);
        ask(composition, name);
        QCOMPARE(composition.questions().trace(), before); // what was there stays
        QLabel* fault = nullptr;
        for (QLabel* label : composition.window().question().findChildren<QLabel*>()) {
            if (label->accessibleName() == QStringLiteral("Why this question cannot be asked"))
                fault = label;
        }
        QVERIFY(fault && fault->isVisible() && !fault->text().isEmpty());
    }

    void brokenFileLeavesWhatWasOpen()
    {
        app::Composition composition(demoOptions(), {}, {});
        openDemo(composition);
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("broken.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("kind: Service\n  metadata: [");
        file.close();
        const auto before = composition.source().cluster();
        emit composition.window().filesDropped({file.fileName()});
        QTRY_VERIFY(composition.window().banner().isVisible());
        QVERIFY2(composition.window().banner().words().contains(QStringLiteral("broken.yaml:2")), qPrintable(composition.window().banner().words()));
        QCOMPARE(composition.source().cluster(), before);
    }

    void everyControlHasAName()
    {
        app::Composition composition(demoOptions(), {}, {});
        openDemo(composition);
        for (const QAbstractButton* button : composition.window().findChildren<QAbstractButton*>()) {
            const bool inside = button->parentWidget() && qobject_cast<const QLineEdit*>(button->parentWidget());
            if (!inside && button->isVisible())
                QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), button->metaObject()->className());
        }
    }
};

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
