// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/items/cluster_rows.h"
#include "model/items/snapshot_changes.h"
#include "model/kube/snapshot_file.h"
#include "tests/support/random.h"

#include <QRegularExpression>
#include <QStringList>
#include <QTest>


using items::ClusterRows;
using items::RowId;
using items::RowKind;

namespace {

constexpr base::Instant zero{};

const char* const shop = R"(
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: Namespace
metadata: {name: idle}
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop}
spec: {type: ClusterIP, clusterIP: 10.96.0.7, clusterIPs: [10.96.0.7], ports: [{name: http, protocol: TCP, port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {type: ClusterIP, clusterIP: None, clusterIPs: [None], selector: {app: db}, ports: [{name: pg, protocol: TCP, port: 5432}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: db-1, namespace: shop, labels: {kubernetes.io/service-name: db}}
addressType: IPv4
ports: [{name: pg, protocol: TCP, port: 5432}]
endpoints:
- {addresses: [10.244.1.30], hostname: db-0, conditions: {ready: true}, targetRef: {kind: Pod, namespace: shop, name: db-0}}
- {addresses: [10.244.1.31], hostname: db-1, conditions: {ready: false}, targetRef: {kind: Pod, namespace: shop, name: db-1}}
---
apiVersion: v1
kind: Service
metadata: {name: pay, namespace: shop}
spec: {type: ExternalName, externalName: pay.corp.example}
---
apiVersion: v1
kind: Pod
metadata: {name: db-0, namespace: shop, labels: {app: db}}
spec: {hostname: db-0, subdomain: db, nodeName: n1, containers: [{name: m, image: i}]}
status: {phase: Running, podIP: 10.244.1.30, podIPs: [{ip: 10.244.1.30}], conditions: [{type: Ready, status: "True"}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db-1, namespace: shop, labels: {app: db}}
spec: {hostname: db-1, subdomain: db, nodeName: n1, containers: [{name: m, image: i}]}
status: {phase: Running, podIP: 10.244.1.31, podIPs: [{ip: 10.244.1.31}], conditions: [{type: Ready, status: "False"}]}
)";

/// One line a row: what stands before it, its indentation, the texts.
QStringList drawnAsIs(ClusterRows& rows)
{
    QStringList lines;
    for (std::size_t row = 0; row < rows.rowCount(); ++row) {
        const items::RowText text = rows.textOf(row);
        QString line(2 * text.depth, QLatin1Char(' '));
        line += text.isExpandable ? (text.isExpanded ? QLatin1Char('v') : QLatin1Char('>')) : text.isMissing ? QLatin1Char('0') : QLatin1Char('-');
        for (const QString& part : {text.chip, text.name, text.words, text.detail}) {
            if (!part.isEmpty())
                line += QLatin1Char(' ') + part;
        }
        lines << line;
    }
    return lines;
}

QStringList drawn(ClusterRows& rows)
{
    while (rows.settle(0, rows.rowCount())) {
    }
    return drawnAsIs(rows);
}

} // namespace

class TestClusterRows : public QObject {
    Q_OBJECT

    struct Source {
        kube::ClusterStore store;
        kube::SnapshotPtr snapshot;
        sim::SetupPtr setup;

        bool read(std::string_view text)
        {
            return kube::readSnapshotText(text, "test", store) && take();
        }
        bool take()
        {
            snapshot = store.snapshot();
            const auto described = sim::describeDns(snapshot);
            setup = described ? *described : nullptr;
            return setup != nullptr;
        }
        kube::Pod pod(const char* scope, const char* name) const { return *snapshot->findPod(scope, name); }
        kube::Service service(const char* scope, const char* name) const { return *snapshot->findService(scope, name); }
    };

    static void workOff(ClusterRows& rows)
    {
        while (rows.hasWork())
            rows.work(16);
    }
    /// The row whose name is `name`; rows.rowCount() if there is none.
    static std::size_t find(ClusterRows& rows, const QString& name)
    {
        std::size_t row = 0;
        while (row < rows.rowCount() && rows.textOf(row).name != name)
            ++row;
        return row;
    }
    static RowId open(ClusterRows& rows, const QString& name)
    {
        const auto id = rows.idAt(find(rows, name));
        if (!id)
            return {};
        rows.setExpanded(*id, true);
        return *id;
    }
    /// Ids and rows are each other's inverse, for every row.
    static bool isConsistent(ClusterRows& rows)
    {
        while (rows.settle(0, rows.rowCount())) {
        }
        for (std::size_t row = 0; row < rows.rowCount(); ++row) {
            const auto id = rows.idAt(row);
            if (!id || rows.rowOf(*id) != row)
                return false;
        }
        return !rows.idAt(rows.rowCount());
    }

private slots:
    void withoutAClusterThereIsNoRow()
    {
        ClusterRows rows;
        QCOMPARE(rows.rowCount(), std::size_t(0));
        QVERIFY(!rows.idAt(0));
        rows.expandAll();
        rows.setFilter(QStringLiteral("x"));
        rows.setCluster(nullptr, nullptr, zero);
        QCOMPARE(rows.rowCount(), std::size_t(0));
    }

    void theTreeHoldsServicesPodsAndTheirNames()
    {
        Source source;
        QVERIFY(source.read(shop));
        ClusterRows rows;
        rows.setCluster(source.snapshot, source.setup, zero);
        workOff(rows);
        QCOMPARE(drawn(rows).size(), 2);
        open(rows, QStringLiteral("shop"));
        open(rows, QStringLiteral("db"));
        open(rows, QStringLiteral("pay"));
        const QStringList lines = drawn(rows);
        QCOMPARE(lines.at(0), QStringLiteral("- idle 0 names"));
        QVERIFY2(lines.at(1).startsWith(QLatin1String("v shop ")), qPrintable(lines.at(1)));
        QCOMPARE(lines.at(2), QStringLiteral("  > api ClusterIP 10.96.0.7"));
        QCOMPARE(lines.at(3), QStringLiteral("  v db headless  1 of 2 ready"));
        QVERIFY(lines.contains(QStringLiteral("    - A db-0.db.shop.svc.cluster.local. 10.244.1.30")));
        QVERIFY(lines.filter(QStringLiteral("A db-1.db.shop.svc.cluster.local. 10.244.1.31")).isEmpty());
        QCOMPARE(lines.filter(QRegularExpression(QStringLiteral("^    0 .*db-1"))).size(), 1);
        QVERIFY(lines.contains(QStringLiteral("  v pay ExternalName pay.corp.example")));
        QVERIFY(lines.contains(QStringLiteral("    - CNAME pay.shop.svc.cluster.local. pay.corp.example.")));
        QVERIFY(lines.contains(QStringLiteral("  > pods 2")));
        QVERIFY(isConsistent(rows));
    }

    void aNamespaceCountsItsNames()
    {
        Source source;
        QVERIFY(source.read(shop));
        ClusterRows rows;
        rows.setCluster(source.snapshot, source.setup, zero);
        QVERIFY(!rows.counts().names);
        QCOMPARE(rows.textOf(1).detail, QString()); // not known yet
        workOff(rows);
        QVERIFY(rows.counts().names);
        std::size_t shown = rows.textOf(1).detail.section(QLatin1Char(' '), 0, 0).toULongLong();
        QCOMPARE(*rows.counts().names, shown);
        source.store.remove({kube::Kind::Service, source.store.strings().intern("shop"), source.store.strings().intern("pay")});
        QVERIFY(source.take());
        rows.setCluster(source.snapshot, source.setup, zero);
        workOff(rows);
        QCOMPARE(*rows.counts().names, shown - 1);
    }

    void aChangeKeepsExpansionAndSelection()
    {
        Source source;
        QVERIFY(source.read(shop));
        ClusterRows rows;
        rows.setCluster(source.snapshot, source.setup, zero);
        open(rows, QStringLiteral("shop"));
        const RowId db = open(rows, QStringLiteral("db"));
        const QString name = QStringLiteral("db-0.db.shop.svc.cluster.local.");
        rows.select(rows.idAt(find(rows, name)));
        kube::Service added = source.service("shop", "api");
        added.name = source.store.strings().intern("aaa");
        source.store.put(added);
        auto slice = *source.snapshot->slicesOf("shop", "db").begin();
        slice.endpoints[1].ready = kube::Tristate::True;
        source.store.put(slice);
        QVERIFY(source.take());
        rows.setCluster(source.snapshot, source.setup, base::Instant(std::chrono::seconds(1)));
        const QStringList lines = drawn(rows);
        QVERIFY(rows.isExpanded(db));
        QVERIFY(lines.contains(QStringLiteral("    - A db-1.db.shop.svc.cluster.local. 10.244.1.31")));
        QVERIFY(lines.contains(QStringLiteral("  > aaa ClusterIP 10.96.0.7")));
        QCOMPARE(rows.textOf(*rows.rowOf(*rows.selected())).name, name);
        QVERIFY(isConsistent(rows));
    }

    void theSelectionOfAVanishedRowGoesUp()
    {
        Source source;
        QVERIFY(source.read(shop));
        ClusterRows rows;
        rows.setCluster(source.snapshot, source.setup, zero);
        open(rows, QStringLiteral("shop"));
        open(rows, QStringLiteral("pods"));
        const RowId pod = *rows.idAt(find(rows, QStringLiteral("db-1")));
        rows.select(pod);
        source.store.remove(pod.object);
        QVERIFY(source.take());
        rows.setCluster(source.snapshot, source.setup, zero);
        QCOMPARE(rows.selected()->kind, RowKind::PodGroup);
        source.store.remove({kube::Kind::Pod, pod.object.scope, source.store.strings().intern("db-0")});
        QVERIFY(source.take());
        rows.setCluster(source.snapshot, source.setup, zero);
        QCOMPARE(find(rows, QStringLiteral("pods")), rows.rowCount());
        QVERIFY(isConsistent(rows));
    }

    void marksTellWhatChangedAndWhen()
    {
        Source source;
        QVERIFY(source.read(shop));
        ClusterRows rows;
        rows.setCluster(source.snapshot, source.setup, zero);
        QVERIFY(!rows.lastMark()); // what was there at first is not new
        open(rows, QStringLiteral("shop"));
        open(rows, QStringLiteral("api"));
        workOff(rows);
        drawn(rows); // names that nobody looked at are not new to anyone
        kube::Service api = source.service("shop", "api");
        api.ports.push_back({.name = source.store.strings().intern("grpc"), .port = 9090});
        source.store.put(api);
        QVERIFY(source.take());
        const base::Instant later(std::chrono::seconds(7));
        rows.setCluster(source.snapshot, source.setup, later);
        drawn(rows);
        QCOMPARE(*rows.lastMark(), later);
        QCOMPARE(rows.textOf(find(rows, QStringLiteral("api"))).mark, (items::Mark{items::ChangeMark::Modified, later}));
        QCOMPARE(rows.textOf(find(rows, QStringLiteral("_grpc._tcp.api.shop.svc.cluster.local."))).mark, (items::Mark{items::ChangeMark::Added, later}));
        QCOMPARE(rows.textOf(find(rows, QStringLiteral("api.shop.svc.cluster.local."))).mark.what, items::ChangeMark::None);
        QCOMPARE(rows.textOf(find(rows, QStringLiteral("db"))).mark.what, items::ChangeMark::None);
    }

    void skippedGenerationsAndAnotherSource()
    {
        Source source;
        QVERIFY(source.read(shop));
        ClusterRows rows;
        rows.setCluster(source.snapshot, source.setup, zero);
        open(rows, QStringLiteral("shop"));
        open(rows, QStringLiteral("db"));
        for (const char* name : {"one", "two"}) {
            kube::Service added = source.service("shop", "api");
            added.name = source.store.strings().intern(name);
            source.store.put(added);
            QVERIFY(source.take());
        }
        rows.setCluster(source.snapshot, source.setup, zero);
        const QStringList before = drawn(rows);
        QVERIFY(before.contains(QStringLiteral("  > one ClusterIP 10.96.0.7")) && before.contains(QStringLiteral("  > two ClusterIP 10.96.0.7")));
        QVERIFY(before.contains(QStringLiteral("  v db headless  1 of 2 ready")));

        Source other; // the same names under other ids
        static_cast<void>(other.store.strings().intern("something else"));
        QVERIFY(other.read(shop));
        rows.setCluster(other.snapshot, other.setup, zero);
        const QStringList after = drawn(rows);
        QVERIFY(after.contains(QStringLiteral("  v db headless  1 of 2 ready")));
        QVERIFY(!after.contains(QStringLiteral("  > one ClusterIP 10.96.0.7")));
        QVERIFY(isConsistent(rows));
    }

    void filter_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("objects"); // depth 0 to 2 rows that are shown
        const QString podA = QStringLiteral("db-0");
        QTest::newRow("part of a service") << QStringLiteral("ap") << QStringList{QStringLiteral("shop"), QStringLiteral("api")};
        QTest::newRow("case") << QStringLiteral("API") << QStringList{QStringLiteral("shop"), QStringLiteral("api")};
        QTest::newRow("namespace") << QStringLiteral("idl") << QStringList{QStringLiteral("idle")};
        QTest::newRow("pod and its service by host name") << QStringLiteral("db-0") << QStringList{QStringLiteral("shop"), QStringLiteral("db"), QStringLiteral("pods"), podA};
        QTest::newRow("address") << QStringLiteral("10.244.1.30") << QStringList{QStringLiteral("shop"), QStringLiteral("db"), QStringLiteral("pods"), podA};
        QTest::newRow("address with dashes") << QStringLiteral("10-244-1-30") << QStringList{QStringLiteral("shop"), QStringLiteral("db"), QStringLiteral("pods"), podA};
        QTest::newRow("reverse name") << QStringLiteral("30.1.244.10.in-addr.arpa") << QStringList{QStringLiteral("shop"), QStringLiteral("db"), QStringLiteral("pods"), podA};
        QTest::newRow("cluster address") << QStringLiteral("10.96") << QStringList{QStringLiteral("shop"), QStringLiteral("api")};
        QTest::newRow("external name") << QStringLiteral("corp.ex") << QStringList{QStringLiteral("shop"), QStringLiteral("pay")};
        QTest::newRow("whole name") << QStringLiteral("api.shop.svc.cluster.local.") << QStringList{QStringLiteral("shop"), QStringLiteral("api")};
        QTest::newRow("across parts") << QStringLiteral("i.sho") << QStringList{QStringLiteral("shop"), QStringLiteral("api")};
        QTest::newRow("port name") << QStringLiteral("_http._tcp.api") << QStringList{QStringLiteral("shop"), QStringLiteral("api")};
        QTest::newRow("endpoint across parts") << QStringLiteral("db-0.db.shop") << QStringList{QStringLiteral("shop"), QStringLiteral("db"), QStringLiteral("pods"), podA};
        QTest::newRow("namespace and name") << QStringLiteral("shop/pa") << QStringList{QStringLiteral("shop"), QStringLiteral("pay")};
        QTest::newRow("pattern") << QStringLiteral("d*1") << QStringList{QStringLiteral("shop"), QStringLiteral("db"), QStringLiteral("pods"), QStringLiteral("db-1")};
        QTest::newRow("nothing") << QStringLiteral("zzz") << QStringList{};
    }
    void filter()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, objects);
        Source source;
        QVERIFY(source.read(shop));
        // As a person types: each letter narrows what the one before found.
        for (const bool isTyped : {false, true}) {
            ClusterRows rows;
            rows.setCluster(source.snapshot, source.setup, zero);
            for (qsizetype length = isTyped ? 1 : text.size(); length <= text.size(); ++length)
                rows.setFilter(text.left(length));
            drawn(rows);
            QStringList shown;
            for (std::size_t row = 0; row < rows.rowCount(); ++row) {
                if (const items::RowText each = rows.textOf(row); each.kind != RowKind::Record)
                    shown << each.name;
            }
            QCOMPARE(shown, objects);
            QVERIFY(isConsistent(rows));
        }
    }

    void theFilterLeavesTheTreeAsItWas()
    {
        Source source;
        QVERIFY(source.read(shop));
        ClusterRows rows;
        rows.setCluster(source.snapshot, source.setup, zero);
        open(rows, QStringLiteral("shop"));
        open(rows, QStringLiteral("api"));
        const QStringList before = drawn(rows);
        rows.setFilter(QStringLiteral("db-0"));
        rows.collapseAll();
        QVERIFY(drawn(rows) != before);
        rows.setFilter({});
        QCOMPARE(drawn(rows), before);
        rows.setFilter(QStringLiteral("db-0"));
        drawn(rows);
        rows.select(rows.idAt(find(rows, QStringLiteral("db-0"))));
        rows.setFilter({});
        QVERIFY(rows.rowOf(*rows.selected()).has_value()); // what was chosen is in sight
    }

    void aChangeUnderAFilter()
    {
        Source source;
        QVERIFY(source.read(shop));
        ClusterRows rows;
        rows.setCluster(source.snapshot, source.setup, zero);
        rows.setFilter(QStringLiteral("api"));
        QCOMPARE(rows.hits(), std::size_t(1));
        kube::Service added = source.service("shop", "api");
        added.name = source.store.strings().intern("api-2");
        source.store.put(added);
        added.name = source.store.strings().intern("other");
        source.store.put(added);
        source.store.remove({kube::Kind::Service, added.scope, source.store.strings().intern("api")});
        QVERIFY(source.take());
        rows.setCluster(source.snapshot, source.setup, zero);
        QCOMPARE(rows.hits(), std::size_t(1));
        const QStringList lines = drawn(rows);
        QCOMPARE(lines.filter(QStringLiteral("ClusterIP")), QStringList{QStringLiteral("  > api-2 ClusterIP 10.96.0.7")});
        rows.setFilter({});
        open(rows, QStringLiteral("shop"));
        QVERIFY(drawn(rows).contains(QStringLiteral("  > other ClusterIP 10.96.0.7")));
    }

    void aTypedNameThatDoesNotExistGetsItsReason()
    {
        Source source;
        QVERIFY(source.read(shop));
        ClusterRows rows;
        rows.setCluster(source.snapshot, source.setup, zero);
        rows.setFilter(QStringLiteral("nope.shop.svc.cluster.local"));
        QCOMPARE(rows.idAt(0)->kind, RowKind::TypedName);
        const items::RowText text = rows.textOf(0);
        QVERIFY(text.isMissing);
        QCOMPARE(text.name, QStringLiteral("nope.shop.svc.cluster.local."));
        QVERIFY(!text.words.isEmpty());
        QVERIFY(!rows.toolTipOf(0).isEmpty());
        QCOMPARE(rows.nameOf(0)->name, QStringLiteral("nope.shop.svc.cluster.local."));
        rows.setFilter(QStringLiteral("api.shop.svc.cluster.local"));
        QVERIFY(rows.idAt(0)->kind != RowKind::TypedName);
        rows.setFilter(QStringLiteral("nope.shop.svc")); // up to svc is whole enough
        QCOMPARE(rows.idAt(0)->kind, RowKind::TypedName);
        rows.setFilter(QStringLiteral("www.example.com"));
        QCOMPARE(rows.rowCount(), std::size_t(0));
        rows.setFilter(QStringLiteral("nope.shop"));
        QCOMPARE(rows.rowCount(), std::size_t(0));
    }

    void typeAheadGoesOnAndAround()
    {
        Source source;
        QVERIFY(source.read(shop));
        ClusterRows rows;
        rows.setCluster(source.snapshot, source.setup, zero);
        rows.expandAll();
        workOff(rows);
        drawn(rows);
        const std::size_t service = find(rows, QStringLiteral("db"));
        const std::size_t pod = find(rows, QStringLiteral("db-0"));
        QCOMPARE(*rows.findPrefix("d", 0), service);
        QCOMPARE(*rows.findPrefix("db", service), pod);
        QCOMPARE(*rows.findPrefix("ap", pod), find(rows, QStringLiteral("api")));
        QVERIFY(!rows.findPrefix("q", 0));
    }

    void randomChangesEqualAFreshTree()
    {
        support::Random random("cluster rows");
        Source source;
        QVERIFY(source.read(shop));
        ClusterRows rows;
        rows.setCluster(source.snapshot, source.setup, zero);
        rows.expandAll();
        const kube::Service serviceLike = source.service("shop", "api");
        const kube::Pod podLike = source.pod("shop", "db-0");
        const kube::EndpointSlice sliceLike = *source.snapshot->slicesOf("shop", "db").begin();
        base::Strings& strings = source.store.strings();
        for (int round = 0; round < 60; ++round) {
            for (std::size_t left = 1 + random.below(8); left > 0; --left) {
                const std::size_t scopeNumber = random.below(3), nameNumber = random.below(12);
                const base::StringId scope = strings.intern("ns-" + std::to_string(scopeNumber));
                const base::StringId name = strings.intern("x" + std::to_string(nameNumber));
                const std::size_t what = random.below(8);
                kube::Service service = serviceLike;
                kube::Pod pod = podLike;
                kube::EndpointSlice slice = sliceLike;
                service.scope = pod.scope = slice.scope = scope;
                service.name = pod.name = slice.name = name;
                service.headless = random.below(2) == 0;
                // The API server gives an address to one Service only.
                service.clusterIps = {base::IpAddress::v4(10, 96, static_cast<std::uint8_t>(scopeNumber + 1), static_cast<std::uint8_t>(nameNumber))};
                if (service.headless)
                    service.clusterIps = {};
                pod.ip = base::IpAddress::v4(10, 1, static_cast<std::uint8_t>(random.below(3)), static_cast<std::uint8_t>(random.below(20)));
                pod.ready = random.below(2) == 0;
                slice.service = strings.intern("x" + std::to_string(random.below(12)));
                slice.endpoints[random.below(2)].ready = random.below(2) == 0 ? kube::Tristate::True : kube::Tristate::False;
                slice.endpoints[0].targetName = strings.intern("x" + std::to_string(random.below(12)));
                slice.endpoints[0].addresses = {pod.ip};
                switch (what) {
                case 0: source.store.put(kube::Namespace{.name = scope}); break;
                case 1: source.store.remove({kube::Kind::Namespace, base::StringId::Empty, scope}); break;
                case 2: source.store.put(service); break;
                case 3: source.store.put(pod); break;
                case 4:
                case 5: source.store.put(slice); break;
                case 6: source.store.remove({kube::Kind::Pod, scope, name}); break;
                default: source.store.remove({random.below(2) == 0 ? kube::Kind::Service : kube::Kind::EndpointSlice, scope, name});
                }
            }
            QVERIFY(source.take());
            if (random.below(4) == 0)
                QVERIFY(source.take()); // a generation that the rows never see
            rows.setCluster(source.snapshot, source.setup, zero);
            rows.expandAll(); // the new ones too
            workOff(rows);
            ClusterRows fresh;
            fresh.setCluster(source.snapshot, source.setup, zero);
            fresh.expandAll();
            workOff(fresh);
            // Before settle repairs anything.
            const QStringList followed = drawnAsIs(rows), expected = drawnAsIs(fresh);
            for (qsizetype line = 0; line < std::min(followed.size(), expected.size()); ++line)
                QCOMPARE(followed.at(line), expected.at(line));
            QCOMPARE(followed.size(), expected.size());
            QCOMPARE(rows.counts().names, fresh.counts().names);
            QVERIFY(isConsistent(rows));
        }
    }

    void changesBetweenAreWhatHappened()
    {
        Source source;
        QVERIFY(source.read(shop));
        const kube::SnapshotPtr before = source.snapshot;
        kube::Service api = source.service("shop", "api");
        api.ports[0].port = 81;
        source.store.put(api);
        const kube::ObjectKey pod{kube::Kind::Pod, api.scope, source.store.strings().intern("db-1")};
        source.store.remove(pod);
        const kube::StringId fresh = source.store.strings().intern("fresh");
        source.store.put(kube::Namespace{.name = fresh});
        QVERIFY(source.take());
        using kube::ChangeKind;
        const std::vector<kube::Change> expected{{ChangeKind::Added, {kube::Kind::Namespace, {}, fresh}},
                                                 {ChangeKind::Modified, {kube::Kind::Service, api.scope, api.name}},
                                                 {ChangeKind::Removed, pod}};
        QVERIFY(items::changesBetween(*before, *source.snapshot) == expected);
        QVERIFY(items::changesBetween(*source.snapshot, *source.snapshot).empty());
    }
};

QTEST_GUILESS_MAIN(TestClusterRows)
#include "tst_cluster_rows.moc"
