// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/snapshot_file.h"
#include "widgets/cluster/cluster_panel.h"
#include "widgets/cluster/cluster_view.h"
#include "widgets/common/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using widgets::ClusterPanel;
using widgets::ClusterView;

namespace {

/// A namespace "shop" with Services a0 ... and one Pod, and a namespace "zoo".
std::string clusterText(int services)
{
    std::string text = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: zoo}\n";
    for (int i = 0; i < services; ++i) {
        const std::string name = "a" + std::to_string(i), ip = "10.96.1." + std::to_string(i + 1);
        text += "---\napiVersion: v1\nkind: Service\nmetadata: {name: " + name + ", namespace: shop}\nspec: {type: ClusterIP, clusterIP: " + ip
            + ", clusterIPs: [" + ip + "], ports: [{protocol: TCP, port: 80}]}\n";
    }
    return text
        + "---\napiVersion: v1\nkind: Pod\nmetadata: {name: web-0, namespace: shop}\nspec: {nodeName: node-a, containers: [{name: m, image: i}]}\n"
          "status: {phase: Running, podIP: 10.244.1.2, podIPs: [{ip: 10.244.1.2}], conditions: [{type: Ready, status: \"True\"}]}\n";
}

} // namespace

class TestClusterView : public QObject {
    Q_OBJECT

    struct Fixture {
        kube::ClusterStore store;
        kube::SnapshotPtr snapshot;
        ClusterPanel panel;
        ClusterView& view = panel.view();

        explicit Fixture(int services = 3)
        {
            panel.resize(300, 500);
            panel.show();
            const auto read = kube::readSnapshotText(clusterText(services), "test", store);
            if (!read)
                qWarning("line %d: %s %s", read.error().where.line, read.error().subject.c_str(), read.error().detail.c_str());
            take();
            view.setFocus();
        }
        void take()
        {
            snapshot = store.snapshot();
            const auto setup = sim::describeDns(snapshot);
            panel.setCluster(snapshot, setup ? *setup : nullptr);
            while (view.rows().hasWork())
                QCoreApplication::processEvents();
        }
        QString current() { return view.currentRow() ? view.rows().textOf(*view.currentRow()).name : QString(); }
        void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }
        std::size_t find(const QString& name)
        {
            std::size_t row = 0;
            while (row < view.rows().rowCount() && view.rows().textOf(row).name != name)
                ++row;
            return row;
        }
        QAccessibleInterface* tree() { return QAccessible::queryAccessibleInterface(&view); }
    };

private slots:
    void initTestCase() { widgets::applyTheme(*qApp, widgets::ThemeChoice::Light, 1); }
    // The offscreen platform has no size hints, and says so for each window.
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support propagateSizeHints)"))); }

    void keysMoveOpenAndClose()
    {
        Fixture f;
        f.press(Qt::Key_Home);
        QCOMPARE(f.current(), QStringLiteral("shop"));
        QCOMPARE(f.view.rows().rowCount(), std::size_t(2));
        f.press(Qt::Key_Right);
        QCOMPARE(f.view.rows().rowCount(), std::size_t(6)); // three Services and "pods"
        f.press(Qt::Key_Right);
        QCOMPARE(f.current(), QStringLiteral("a0"));
        f.press(Qt::Key_Right);
        f.press(Qt::Key_Right);
        QCOMPARE(f.current(), QStringLiteral("a0.shop.svc.cluster.local."));
        f.press(Qt::Key_Left);
        QCOMPARE(f.current(), QStringLiteral("a0"));
        f.press(Qt::Key_Left);
        QCOMPARE(f.view.rows().rowCount(), std::size_t(6));
        f.press(Qt::Key_End);
        QCOMPARE(f.current(), QStringLiteral("zoo"));
        f.press(Qt::Key_Down);
        QCOMPARE(f.current(), QStringLiteral("zoo"));
        f.press(Qt::Key_Up);
        QCOMPARE(f.current(), QStringLiteral("pods"));
        f.press(Qt::Key_PageUp);
        QCOMPARE(f.current(), QStringLiteral("shop"));
        f.press(Qt::Key_Left);
        QCOMPARE(f.view.rows().rowCount(), std::size_t(2));
    }

    void starOpensAllAndLettersFind()
    {
        Fixture f;
        f.press(Qt::Key_Home);
        QTest::keyClick(&f.view, '*');
        QVERIFY(f.view.rows().rowCount() > 10);
        QTest::keyClicks(&f.view, QStringLiteral("web"));
        QCOMPARE(f.current(), QStringLiteral("web-0"));
    }

    void enterAsks()
    {
        Fixture f;
        QSignalSpy names(&f.panel, &ClusterPanel::nameActivated), pods(&f.panel, &ClusterPanel::podChosen);
        f.view.expandAll();
        f.view.setCurrentRow(f.find(QStringLiteral("a1")));
        f.press(Qt::Key_Return);
        QCOMPARE(names.size(), 1);
        QCOMPARE(names.at(0).at(0).toString(), QStringLiteral("a1.shop.svc.cluster.local."));
        QVERIFY(names.at(0).at(1).value<dns::Type>() == dns::Type::A);
        f.view.setCurrentRow(f.find(QStringLiteral("web-0")));
        f.press(Qt::Key_Return);
        QCOMPARE(pods.size(), 1);
        QCOMPARE(pods.at(0).at(0).toString(), QStringLiteral("shop/web-0"));
        QCOMPARE(names.size(), 1);
        f.press(Qt::Key_Home);
        f.press(Qt::Key_Return); // a namespace has no name: it closes
        QCOMPARE(f.view.rows().rowCount(), std::size_t(2));
    }

    void copyTakesTheNameAndTheMenuTheRecord()
    {
        Fixture f;
        QSignalSpy copies(&f.panel, &ClusterPanel::copyRequested);
        f.view.expandAll();
        const std::size_t row = f.find(QStringLiteral("a0.shop.svc.cluster.local."));
        f.view.setCurrentRow(row);
        f.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(copies.takeFirst().at(0).toString(), QStringLiteral("a0.shop.svc.cluster.local."));
        QMenu menu;
        f.view.fillMenu(menu, row);
        for (QAction* action : menu.actions()) {
            if (action->text().contains(QLatin1String("record")))
                action->trigger();
        }
        QCOMPARE(copies.size(), 1);
        QVERIFY(copies.at(0).at(0).toString().endsWith(QLatin1String("IN A 10.96.1.1")));
        QMenu ofPod;
        f.panel.setChosenPod(QStringLiteral("shop/web-0"));
        f.view.fillMenu(ofPod, f.find(QStringLiteral("web-0")));
        QSignalSpy pods(&f.panel, &ClusterPanel::podChosen);
        for (QAction* action : ofPod.actions()) {
            if (action->text().contains(QLatin1String("from this pod")))
                action->trigger();
        }
        QCOMPARE(pods.size(), 1);
    }

    void theMouseOpensByTheMarkAndSelectsElsewhere()
    {
        Fixture f;
        const QRect row = f.view.rowRect(0);
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, QPoint(100, row.center().y()));
        QCOMPARE(f.current(), QStringLiteral("shop"));
        QCOMPARE(f.view.rows().rowCount(), std::size_t(2));
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, QPoint(18, row.center().y()));
        QCOMPARE(f.view.rows().rowCount(), std::size_t(6));
    }

    void aChangeAboveDoesNotMoveTheView()
    {
        Fixture f(100);
        f.view.expandAll();
        QCoreApplication::processEvents();
        f.view.verticalScrollBar()->setValue(f.view.verticalScrollBar()->maximum() / 2);
        const items::RowId top = *f.view.rows().idAt(f.view.firstVisibleRow());
        const int edge = f.view.rowRect(f.view.firstVisibleRow()).top();
        kube::Service above = *f.snapshot->findService("shop", "a0");
        for (int i = 0; i < 20; ++i) {
            above.name = f.store.strings().intern("Above-" + std::to_string(i)); // capitals come first
            f.store.put(above);
        }
        f.take();
        QCOMPARE(*f.view.rows().idAt(f.view.firstVisibleRow()), top);
        QCOMPARE(f.view.rowRect(f.view.firstVisibleRow()).top(), edge);
    }

    void theFilterLineFindsAndSaysWhenNothingIsThere()
    {
        Fixture f;
        auto* line = f.panel.findChild<QLineEdit*>();
        f.panel.find();
        line->setText(QStringLiteral("a2"));
        QCOMPARE(f.view.rows().hits(), std::size_t(1));
        line->setText(QStringLiteral("nothing like it"));
        QVERIFY(!f.view.isVisible());
        QTest::keyClick(line, Qt::Key_Escape);
        QVERIFY(f.view.isVisible());
        QCOMPARE(f.view.rows().rowCount(), std::size_t(2));
        f.panel.setCluster(nullptr, nullptr);
        QVERIFY(!f.view.isVisible());
    }

    void aScreenReaderGetsTheRowsInView()
    {
        Fixture f(100);
        QCOMPARE(f.view.accessibleName(), QStringLiteral("Cluster tree"));
        QAccessibleInterface* tree = f.tree();
        QVERIFY(tree != nullptr);
        QCOMPARE(tree->role(), QAccessible::Tree);
        QCOMPARE(tree->text(QAccessible::Name), QStringLiteral("Cluster tree"));
        QCOMPARE(tree->childCount(), 2);
        QAccessibleInterface* shop = tree->child(0);
        QVERIFY(shop->text(QAccessible::Name).startsWith(QLatin1String("namespace shop, ")));
        QVERIFY(shop->state().collapsed);
        QCOMPARE(shop->rect(), QRect(f.view.viewport()->mapToGlobal(f.view.rowRect(0).topLeft()), f.view.rowRect(0).size()));
        shop->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
        QVERIFY(shop->state().expanded);
        const int inView = tree->childCount();
        QVERIFY(inView > 5 && inView < 40);
        QCOMPARE(tree->child(1)->role(), QAccessible::TreeItem);
        QCOMPARE(tree->child(1)->text(QAccessible::Name), QStringLiteral("service a0, ClusterIP, 10.96.1.1"));
        QVERIFY(tree->child(inView) == nullptr);
        f.view.setCurrentRow(1);
        QCOMPARE(tree->indexOfChild(tree->focusChild()), 1);
        QVERIFY(tree->child(1)->state().selected && !tree->child(0)->state().selected);
        QCOMPARE(tree->child(1)->parent(), tree);
        f.press(Qt::Key_End);
        QVERIFY(tree->focusChild() != nullptr);
        QCOMPARE(tree->focusChild()->text(QAccessible::Name).section(QLatin1Char(','), 0, 0), QStringLiteral("namespace zoo"));
    }

    void everyRowHasAToolTipAndNothingIsMarkup()
    {
        Fixture f;
        f.view.expandAll();
        for (std::size_t row = 0; row < f.view.rows().rowCount(); ++row)
            QVERIFY(!f.view.rows().toolTipOf(row).isEmpty());
    }

    void itPaintsInBothSchemes()
    {
        for (const widgets::ThemeChoice choice : {widgets::ThemeChoice::Light, widgets::ThemeChoice::Dark}) {
            widgets::applyTheme(*qApp, choice, 1);
            Fixture f;
            f.view.expandAll();
            const QImage picture = f.panel.grab().toImage();
            const QRgb ground = widgets::Theme::current().color(film::Tone::Panel).rgb();
            int others = 0;
            for (int y = f.view.y(); y < picture.height(); ++y) {
                for (int x = 0; x < picture.width(); ++x)
                    others += picture.pixel(x, y) != ground ? 1 : 0;
            }
            QVERIFY(others > 500 && others < picture.width() * picture.height() / 2);
        }
    }
};

QTEST_MAIN(TestClusterView)
#include "tst_cluster_view.moc"
