// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/store.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace kube;

namespace {

Pod makePod(ClusterStore& store, const std::string& scope, const std::string& name, bool ready = false)
{
    Pod pod;
    pod.scope = store.strings().intern(scope);
    pod.name = store.strings().intern(name);
    pod.ready = ready;
    return pod;
}

EndpointSlice makeSlice(ClusterStore& store, const std::string& service, const std::string& name)
{
    EndpointSlice slice;
    slice.scope = store.strings().intern("shop");
    slice.service = store.strings().intern(service);
    slice.name = store.strings().intern(name);
    return slice;
}

std::shared_ptr<const PodDetails> withHostname(const std::string& hostname)
{
    PodDetails details;
    details.hostname = hostname;
    return std::make_shared<const PodDetails>(details);
}

LabelsId makeLabels(ClusterStore& store, std::initializer_list<std::string> texts)
{
    std::string labels;
    for (const std::string& text : texts)
        labels.append(text).push_back('\0');
    return store.strings().intern(labels);
}

template <class T>
std::string namesOf(const ClusterSnapshot& snapshot, const T& objects)
{
    std::string names;
    for (const auto& object : objects)
        names.append(names.empty() ? "" : " ").append(snapshot.text(object.scope)).append("/").append(snapshot.text(object.name));
    return names;
}

/// "+shop/a ~shop/b -shop/c"
std::string changesOf(const ClusterSnapshot& snapshot)
{
    std::string text;
    for (const Change& change : snapshot.changes) {
        const char sign = change.what == ChangeKind::Added ? '+' : change.what == ChangeKind::Removed ? '-' : '~';
        text.append(text.empty() ? "" : " ").append(1, sign).append(snapshot.text(change.key.scope)).append("/").append(snapshot.text(change.key.name));
    }
    return text;
}

} // namespace

class TestStore : public QObject {
    Q_OBJECT
private slots:
    void isSortedByTextNotById()
    {
        ClusterStore store;
        for (const char* name : {"zeta", "alpha", "mid"}) {
            store.put(makePod(store, "b", name));
            store.put(makePod(store, "a", name));
        }
        const SnapshotPtr snapshot = store.snapshot();
        QCOMPARE(namesOf(*snapshot, snapshot->pods), std::string("a/alpha a/mid a/zeta b/alpha b/mid b/zeta"));
    }

    void slicesAreSortedByServiceFirst()
    {
        ClusterStore store;
        store.put(makeSlice(store, "web", "a"));
        store.put(makeSlice(store, "api", "z"));
        store.put(makeSlice(store, "api", "b"));
        const SnapshotPtr snapshot = store.snapshot();
        QCOMPARE(namesOf(*snapshot, snapshot->slices), std::string("shop/b shop/z shop/a"));
        QCOMPARE(namesOf(*snapshot, snapshot->slicesOf("shop", "api")), std::string("shop/b shop/z"));
        QVERIFY(snapshot->slicesOf("shop", "ap").empty());
        QVERIFY(snapshot->slicesOf("other", "api").empty());
        QCOMPARE(namesOf(*snapshot, snapshot->slicesIn("shop")), std::string("shop/b shop/z shop/a"));
    }

    void aSliceThatChangesItsServiceMoves()
    {
        ClusterStore store;
        store.put(makeSlice(store, "web", "s"));
        (void)store.snapshot();
        store.put(makeSlice(store, "api", "s"));
        SnapshotPtr snapshot = store.snapshot();
        QCOMPARE(snapshot->slices.size(), std::size_t{1});
        QCOMPARE(changesOf(*snapshot), std::string("~shop/s"));
        QVERIFY(snapshot->slicesOf("shop", "web").empty());
        QVERIFY(!snapshot->slicesOf("shop", "api").empty());
        store.remove({Kind::EndpointSlice, store.strings().intern("shop"), store.strings().intern("s")});
        QVERIFY(store.snapshot()->slices.empty());
    }

    void anEqualObjectIsNoChange()
    {
        ClusterStore store;
        store.put(makePod(store, "shop", "a", true));
        (void)store.snapshot();
        store.put(makePod(store, "shop", "a", true));
        QVERIFY(!store.hasChanges());
        store.put(makePod(store, "shop", "a", false));
        QVERIFY(store.hasChanges());
    }

    void detailsAreComparedByContent()
    {
        ClusterStore store;
        Pod pod = makePod(store, "shop", "a");
        pod.details = withHostname("x");
        store.put(pod);
        (void)store.snapshot();
        pod.details = withHostname("x");
        store.put(pod);
        QVERIFY(!store.hasChanges());
        pod.details = withHostname("y");
        store.put(pod);
        QVERIFY(store.hasChanges());
    }

    void changesAreCoalesced_data()
    {
        QTest::addColumn<QByteArray>("before"); // a: the pod is in the snapshot before
        QTest::addColumn<QByteArray>("steps");  // a, A: put not ready, ready; r: remove
        QTest::addColumn<QByteArray>("changes");
        QTest::newRow("added") << QByteArray("") << QByteArray("a") << QByteArray("+shop/a");
        QTest::newRow("added, modified") << QByteArray("") << QByteArray("aA") << QByteArray("+shop/a");
        QTest::newRow("added, removed") << QByteArray("") << QByteArray("ar") << QByteArray("");
        QTest::newRow("added, removed, added") << QByteArray("") << QByteArray("arA") << QByteArray("+shop/a");
        QTest::newRow("modified") << QByteArray("a") << QByteArray("A") << QByteArray("~shop/a");
        QTest::newRow("modified twice") << QByteArray("a") << QByteArray("Aa") << QByteArray("~shop/a");
        QTest::newRow("removed") << QByteArray("a") << QByteArray("r") << QByteArray("-shop/a");
        QTest::newRow("modified, removed") << QByteArray("a") << QByteArray("Ar") << QByteArray("-shop/a");
        QTest::newRow("removed, added") << QByteArray("a") << QByteArray("rA") << QByteArray("~shop/a");
        QTest::newRow("removed, added, removed") << QByteArray("a") << QByteArray("rAr") << QByteArray("-shop/a");
        QTest::newRow("removed twice") << QByteArray("") << QByteArray("rr") << QByteArray("");
    }
    void changesAreCoalesced()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, steps);
        QFETCH(QByteArray, changes);
        ClusterStore store;
        const auto apply = [&](const QByteArray& letters) {
            for (const char step : letters) {
                if (step == 'r')
                    store.remove({Kind::Pod, store.strings().intern("shop"), store.strings().intern("a")});
                else
                    store.put(makePod(store, "shop", "a", step == 'A'));
            }
        };
        apply(before);
        const SnapshotPtr first = store.snapshot();
        apply(steps);
        const SnapshotPtr second = store.snapshot();
        QCOMPARE(QByteArray::fromStdString(changesOf(*second)), changes);
        QCOMPARE(second->generation, first->generation + 1);
        QCOMPARE(second->sourceId, first->sourceId);
        QVERIFY(!store.hasChanges());
        QVERIFY(store.snapshot()->changes.empty());
    }

    void aSnapshotDoesNotChange()
    {
        ClusterStore store;
        for (int i = 0; i < 1000; ++i)
            store.put(makePod(store, "shop", "pod-" + std::to_string(i)));
        const SnapshotPtr before = store.snapshot();
        const Pod* const pod = before->findPod("shop", "pod-500");
        store.put(makePod(store, "shop", "pod-500", true));
        store.remove({Kind::Pod, pod->scope, store.strings().intern("pod-501")});
        const SnapshotPtr after = store.snapshot();
        QVERIFY(!before->findPod("shop", "pod-500")->ready);
        QCOMPARE(before->findPod("shop", "pod-500"), pod);
        QVERIFY(before->findPod("shop", "pod-501"));
        QVERIFY(after->findPod("shop", "pod-500")->ready);
        QVERIFY(!after->findPod("shop", "pod-501"));
        QCOMPARE(before->pods.size(), std::size_t{1000});
        QCOMPARE(after->pods.size(), std::size_t{999});
    }

    void aChangeCopiesOneChunk()
    {
        ClusterStore store;
        for (int i = 0; i < 5000; ++i)
            store.put(makePod(store, "shop", "pod-" + std::to_string(100000 + i)));
        const SnapshotPtr before = store.snapshot();
        const std::size_t chunks = before->pods.chunkCount();
        QCOMPARE(chunks, std::size_t{20}); // put in order, chunks are full
        store.put(makePod(store, "shop", "pod-102500", true));
        const SnapshotPtr changed = store.snapshot();
        QCOMPARE(changed->pods.chunksSharedWith(before->pods), chunks - 1);
        store.put(makePod(store, "shop", "pod-102500x"));
        const SnapshotPtr inserted = store.snapshot();
        QCOMPARE(inserted->pods.chunkCount(), chunks + 1); // one chunk was split
        QCOMPARE(inserted->pods.chunksSharedWith(changed->pods), chunks - 1);
        QCOMPARE(inserted->services.chunkCount(), std::size_t{0});
    }

    void retainRemovesWhatIsNotNamed()
    {
        ClusterStore store;
        for (const char* name : {"a", "b", "c"}) {
            store.put(makePod(store, "shop", name));
            store.put(makePod(store, "team", name));
        }
        (void)store.snapshot();
        const StringId shop = store.strings().intern("shop");
        store.retain(Kind::Pod, shop, {{Kind::Pod, shop, store.strings().intern("b")}});
        SnapshotPtr snapshot = store.snapshot();
        QCOMPARE(namesOf(*snapshot, snapshot->pods), std::string("shop/b team/a team/b team/c"));
        QCOMPARE(changesOf(*snapshot), std::string("-shop/a -shop/c"));
        store.retain(Kind::Pod, StringId::Empty, {{Kind::Pod, shop, store.strings().intern("b")}});
        snapshot = store.snapshot();
        QCOMPARE(namesOf(*snapshot, snapshot->pods), std::string("shop/b"));
        store.retain(Kind::Service, StringId::Empty, {});
        QVERIFY(!store.hasChanges());
    }

    void retainKeepsOtherChunksShared()
    {
        ClusterStore store;
        std::vector<ObjectKey> keys;
        for (int i = 0; i < 2560; ++i) {
            const Pod pod = makePod(store, "shop", "pod-" + std::to_string(100000 + i));
            keys.push_back(keyOf(Object(pod)));
            store.put(pod);
        }
        const SnapshotPtr before = store.snapshot();
        keys.erase(keys.begin() + 300);
        store.retain(Kind::Pod, StringId::Empty, keys);
        const SnapshotPtr after = store.snapshot();
        QCOMPARE(after->pods.size(), std::size_t{2559});
        QCOMPARE(after->pods.chunksSharedWith(before->pods), std::size_t{9});
    }

    void clearStartsANewSource()
    {
        ClusterStore store, other;
        store.put(makePod(store, "shop", "a"));
        store.put(makeSlice(store, "web", "s"));
        const SnapshotPtr before = store.snapshot();
        QVERIFY(before->sourceId != other.snapshot()->sourceId);
        store.clear();
        QVERIFY(store.hasChanges());
        const SnapshotPtr after = store.snapshot();
        QVERIFY(after->pods.empty());
        QVERIFY(after->slices.empty());
        QVERIFY(after->changes.empty());
        QVERIFY(after->sourceId != before->sourceId);
        QCOMPARE(after->generation, before->generation + 1);
        QCOMPARE(before->pods.size(), std::size_t{1});
        store.put(makeSlice(store, "web", "s"));
        QCOMPARE(changesOf(*store.snapshot()), std::string("+shop/s"));
    }

    void findsOwnersOfAnAddress()
    {
        ClusterStore store;
        const IpAddress clusterIp = IpAddress::v4(10, 96, 0, 7), podIp = IpAddress::v4(10, 244, 0, 7), second = *IpAddress::parse("fd00::7");
        Service service;
        service.scope = store.strings().intern("shop");
        service.name = store.strings().intern("api");
        service.clusterIps[0] = clusterIp;
        store.put(service);
        EndpointSlice slice = makeSlice(store, "api", "api-1");
        slice.endpoints.emplace_back().addresses = {podIp};
        store.put(slice);
        Pod pod = makePod(store, "shop", "api-0");
        pod.ip = podIp;
        pod.secondIp = second;
        store.put(pod);
        const SnapshotPtr snapshot = store.snapshot();
        QCOMPARE(snapshot->byAddress(clusterIp)->services.size(), std::size_t{1});
        QVERIFY(snapshot->byAddress(clusterIp)->pods.empty());
        QCOMPARE(snapshot->byAddress(podIp)->pods.size(), std::size_t{1});
        QCOMPARE(snapshot->byAddress(podIp)->endpoints.size(), std::size_t{1});
        QCOMPARE(snapshot->byAddress(second)->pods.front(), snapshot->findPod("shop", "api-0"));
        QVERIFY(!snapshot->byAddress(IpAddress::v4(10, 0, 0, 1)));
        QVERIFY(!snapshot->byAddress(IpAddress{}));
        // The index belongs to one snapshot: it points into its chunks.
        QCOMPARE(ClusterSnapshot(*snapshot).byAddress(podIp)->pods.size(), std::size_t{1});
    }

    void labelsAreReadAndMatched()
    {
        ClusterStore store;
        const LabelsId labels = makeLabels(store, {"app", "web", "tier", "", "zone", "a"});
        const SnapshotPtr snapshot = store.snapshot();
        QCOMPARE(snapshot->label(labels, "app"), std::optional<std::string_view>("web"));
        QCOMPARE(snapshot->label(labels, "tier"), std::optional<std::string_view>(""));
        QVERIFY(!snapshot->label(labels, "web"));
        QCOMPARE(snapshot->labels(labels).size(), std::size_t{3});
        QVERIFY(snapshot->labels(LabelsId::Empty).empty());
        QVERIFY(snapshot->matches(labels, labels));
        QVERIFY(snapshot->matches(makeLabels(store, {"app", "web"}), labels));
        QVERIFY(snapshot->matches(makeLabels(store, {"app", "web", "zone", "a"}), labels));
        QVERIFY(!snapshot->matches(makeLabels(store, {"app", "api"}), labels));
        QVERIFY(!snapshot->matches(makeLabels(store, {"app", "web", "b", "a"}), labels));
        QVERIFY(!snapshot->matches(makeLabels(store, {"zzz", "a"}), labels));
        QVERIFY(!snapshot->matches(LabelsId::Empty, labels));
        QVERIFY(!snapshot->matches(labels, LabelsId::Empty));
    }

    void agreesWithASetUnderRandomChanges()
    {
        const unsigned seed = std::random_device{}();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        ClusterStore store;
        std::set<std::string> expected;
        for (int round = 0; round < 20000; ++round) {
            const std::string name = "p" + std::to_string(random() % 3000);
            if (random() % 3 == 0) {
                store.remove({Kind::Pod, store.strings().intern("shop"), store.strings().intern(name)});
                expected.erase(name);
            } else {
                store.put(makePod(store, "shop", name, random() % 2 == 0));
                expected.insert(name);
            }
            if (random() % 500 == 0)
                (void)store.snapshot();
        }
        const SnapshotPtr snapshot = store.snapshot();
        QCOMPARE(snapshot->pods.size(), expected.size());
        auto name = expected.begin();
        for (const Pod& pod : snapshot->pods)
            QCOMPARE(snapshot->text(pod.name), std::string_view(*name++));
        for (const std::string& known : expected)
            QVERIFY(snapshot->findPod("shop", known));
    }
};

QTEST_APPLESS_MAIN(TestStore)
#include "tst_store.moc"
