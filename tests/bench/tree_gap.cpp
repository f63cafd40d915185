// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
//
// How long the window stands still while a cluster is read and then changes: the cluster panel with everything expanded, fed by another thread as the program
// feeds it. The gap is the longest time between two events of a 1 ms timer. A machine that is busy with other programs makes gaps of its own, so two more figures
// stand beside it: the processor time that the window's thread used within one gap, and the longest gap of such a timer in an idle thread at the same time.
// Peak memory is compared with that of an empty window in the same run.
//
//   tree_gap GENERATE FLOOR [--pods 20000] [--seconds 10] [--rate 200]
//
// GENERATE is the generator, FLOOR the empty window. Exit status 1: a goal was missed (16.7 ms of work within a gap or, on a quiet machine, a gap of 16.7 ms;
// memory 5 times the empty window's).

#include "model/kube/reader.h"
#include "model/kube/store.h"
#include "model/sim/dns_setup.h"
#include "tests/bench/peak_memory.h"
#include "widgets/cluster/cluster_panel.h"
#include "widgets/cluster/cluster_view.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QProcess>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <memory>

namespace {

constexpr int pageSize = 500;
constexpr std::chrono::milliseconds batchTime{100}; // changes and pages are gathered that long before a snapshot
constexpr double frameMilliseconds = 1000.0 / 60;
constexpr double quietMilliseconds = 3; // an idle thread that waits longer shares its processor with other programs
constexpr double mostMemory = 5;

struct Options {
    QString generate, floor;
    int pods = 20000, seconds = 10, rate = 200;
};

/// Processor time of the calling thread in milliseconds; 0 where the system does not tell.
double threadTime()
{
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec time{};
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0)
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
#endif
    return 0;
}

/// Longest and late beats of a timer that should beat every millisecond.
class Pulse : public QObject {
public:
    Pulse()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(1);
        QObject::connect(&m_timer, &QTimer::timeout, this, [this] { beat(); });
    }
    void start()
    {
        longest = busiest = 0;
        late = beats = 0;
        m_since.start();
        m_used = threadTime();
        m_timer.start();
    }
    void stop()
    {
        beat(); // what is still going on counts too
        m_timer.stop();
    }
    double longest = 0, busiest = 0; ///< milliseconds
    int late = 0, beats = 0;

private:
    void beat()
    {
        const double gap = static_cast<double>(m_since.nsecsElapsed()) / 1e6, used = threadTime();
        m_since.start();
        longest = std::max(longest, gap);
        busiest = std::max(busiest, used - m_used);
        m_used = used;
        late += gap > frameMilliseconds ? 1 : 0;
        ++beats;
    }
    QTimer m_timer{this};
    QElapsedTimer m_since;
    double m_used = 0;
};

/// The window's pulse and that of an idle thread, over one phase.
class Phase {
public:
    explicit Phase(const char* name) : m_name(name)
    {
        m_idle.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(&m_idle, [this] { m_idle.start(); }, Qt::BlockingQueuedConnection);
        m_window.start();
    }
    ~Phase()
    {
        m_thread.quit();
        m_thread.wait();
    }
    /// Prints the phase; true if the goal holds.
    bool report()
    {
        m_window.stop();
        QMetaObject::invokeMethod(&m_idle, [this] { m_idle.stop(); }, Qt::BlockingQueuedConnection);
        std::printf("%-26s longest gap %5.1f ms (%d of %d beats later than a frame), work within one %5.1f ms; an idle thread's %5.1f ms\n", m_name, m_window.longest, m_window.late,
                    m_window.beats, m_window.busiest, m_idle.longest);
        const bool isQuiet = m_idle.longest <= quietMilliseconds;
        return m_window.busiest <= frameMilliseconds && (!isQuiet || m_window.longest <= frameMilliseconds);
    }
    Q_DISABLE_COPY_MOVE(Phase)

private:
    const char* m_name;
    Pulse m_window, m_idle;
    QThread m_thread;
};

/// The thread that reads and changes the cluster. It hands finished snapshots over, their address index built.
class Feeder {
public:
    Feeder(const Options& options, widgets::ClusterPanel& panel) : m_options(options), m_panel(panel) {}

    /// Reads the generator's list in pages; false if it does not read.
    bool load()
    {
        QProcess generator;
        generator.start(m_options.generate, {QStringLiteral("--pods"), QString::number(m_options.pods)});
        std::string page;
        int lines = 0;
        generator.waitForReadyRead(-1);
        while (generator.state() != QProcess::NotRunning || generator.canReadLine()) {
            if (!generator.canReadLine()) {
                generator.waitForReadyRead(100);
                continue;
            }
            QByteArray line = generator.readLine().trimmed();
            if (!line.startsWith("{") || line.endsWith("[")) // the list's own head and end
                continue;
            if (line.endsWith(','))
                line.chop(1);
            page += (lines > 0 ? "," : "") + line.toStdString();
            if (++lines < pageSize)
                continue;
            lines = 0;
            if (!take(std::exchange(page, {})))
                return false;
        }
        const bool isWhole = generator.exitCode() == 0 && (lines == 0 || take(page));
        deliver();
        return isWhole;
    }

    /// Changes pods and their slices, `rate` a second, for the time of the options.
    void change()
    {
        const int batches = m_options.seconds * 1000 / static_cast<int>(batchTime.count());
        QElapsedTimer clock;
        clock.start();
        int changes = 0;
        for (int batch = 1; batch <= batches; ++batch) {
            for (const int due = m_options.rate * static_cast<int>(batchTime.count()) * batch / 1000; changes < due; ++changes)
                changeOne(changes);
            deliver();
            const qint64 wait = batch * batchTime.count() - clock.elapsed();
            if (wait > 0)
                QThread::msleep(static_cast<unsigned long>(wait));
        }
        std::printf("%d changes in %.1f s, snapshot ready %.1f ms after its last change at the latest\n", changes, static_cast<double>(clock.elapsed()) / 1000, m_slowest);
    }

private:
    bool take(const std::string& items)
    {
        const auto read = kube::readJson(kube::PaddedText(R"({"apiVersion":"v1","kind":"List","items":[)" + items + "]}"), m_store.strings());
        if (!read)
            return false;
        for (const kube::Object& object : read->objects) {
            if (const auto* pod = std::get_if<kube::Pod>(&object))
                m_pods.push_back({kube::Kind::Pod, pod->scope, pod->name});
            m_store.put(object);
        }
        if (!m_delivered.isValid() || m_delivered.elapsed() > batchTime.count())
            deliver();
        return true;
    }

    void changeOne(int number)
    {
        const kube::ObjectKey& key = m_pods[static_cast<std::size_t>(number) * 7919 % m_pods.size()];
        const kube::Pod* present = m_snapshot->findPod(m_snapshot->text(key.scope), m_snapshot->text(key.name));
        if (present == nullptr)
            return;
        kube::Pod pod = *present;
        pod.ready = !pod.ready;
        if (number % 10 == 0) { // rolled: another one comes in its place
            m_store.remove(key);
            pod.name = m_store.strings().intern(std::string(m_snapshot->text(key.name)) + "-r" + std::to_string(number));
        }
        m_store.put(pod);
        for (const kube::EndpointSlice& slice : m_snapshot->slicesIn(m_snapshot->text(key.scope))) {
            const auto at = std::find_if(slice.endpoints.begin(), slice.endpoints.end(), [&](const kube::Endpoint& each) { return each.targetName == key.name; });
            if (at == slice.endpoints.end())
                continue;
            kube::EndpointSlice changed = slice;
            kube::Endpoint& endpoint = changed.endpoints[static_cast<std::size_t>(at - slice.endpoints.begin())];
            endpoint.ready = pod.ready ? kube::Tristate::True : kube::Tristate::False;
            endpoint.targetName = pod.name;
            m_store.put(changed);
        }
    }

    void deliver()
    {
        QElapsedTimer clock;
        clock.start();
        m_snapshot = m_store.snapshot();
        static_cast<void>(m_snapshot->byAddress({}));
        const auto setup = sim::describeDns(m_snapshot);
        m_slowest = std::max(m_slowest, static_cast<double>(clock.nsecsElapsed()) / 1e6);
        m_delivered.start();
        QMetaObject::invokeMethod(&m_panel, [panel = &m_panel, snapshot = m_snapshot, described = setup ? *setup : nullptr] { panel->setCluster(snapshot, described); });
    }

    const Options& m_options;
    widgets::ClusterPanel& m_panel;
    kube::ClusterStore m_store;
    kube::SnapshotPtr m_snapshot;
    std::vector<kube::ObjectKey> m_pods;
    QElapsedTimer m_delivered;
    double m_slowest = 0;
};

template <class Work>
void inThread(Work work)
{
    const std::unique_ptr<QThread> thread(QThread::create(work));
    QEventLoop loop;
    QObject::connect(thread.get(), &QThread::finished, &loop, &QEventLoop::quit);
    thread->start();
    loop.exec();
    thread->wait();
}

void waitUntilDerived(widgets::ClusterPanel& panel)
{
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (!panel.view().rows().hasWork())
            loop.quit();
    });
    look.start(20);
    loop.exec();
}

/// From a keystroke to the painted rows; the texts as they grow while a person types, processor time.
void find(widgets::ClusterPanel& panel)
{
    double longest = 0;
    for (const char* text : {"c", "ca", "car", "cart", "cart-1", "1", "10", "10-", "10-128", "10.128.3", "team-1/", "api-0.team", "zzz"}) {
        const double before = threadTime();
        panel.view().setFilter(QString::fromLatin1(text));
        panel.view().viewport()->repaint();
        const double used = threadTime() - before;
        longest = std::max(longest, used);
        std::printf("find %-10s %6.2f ms, %zu hits, %zu rows\n", text, used, panel.view().rows().hits(), panel.view().rows().rowCount());
    }
    panel.view().setFilter({});
    std::printf("find: longest %.2f ms (goal: at most 8)\n", longest);
}

double floorMegabytes(const QString& program)
{
    QProcess process;
    process.start(program, {});
    process.waitForFinished();
    return process.readAllStandardOutput().trimmed().toDouble();
}

Options readOptions(const QCoreApplication& application)
{
    Options options;
    QCommandLineParser parser;
    const auto number = [&](const char* name, int value) {
        return QCommandLineOption(QString::fromLatin1(name), {}, QStringLiteral("number"), QString::number(value));
    };
    const QCommandLineOption pods = number("pods", options.pods), seconds = number("seconds", options.seconds), rate = number("rate", options.rate);
    parser.addOptions({pods, seconds, rate});
    parser.process(application);
    options.generate = parser.positionalArguments().value(0);
    options.floor = parser.positionalArguments().value(1);
    options.pods = parser.value(pods).toInt();
    options.seconds = parser.value(seconds).toInt();
    options.rate = parser.value(rate).toInt();
    return options;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const Options options = readOptions(application);
    const double floor = floorMegabytes(options.floor);
    widgets::applyTheme(application, widgets::ThemeChoice::Light, 1);
    widgets::ClusterPanel panel;
    panel.resize(300, 820);
    panel.show();
    Feeder feeder(options, panel);
    bool isSmooth = true, isLoaded = false;
    {
        Phase phase("reading in pages of 500:");
        inThread([&] { isLoaded = feeder.load(); });
        waitUntilDerived(panel);
        isSmooth = phase.report() && isSmooth;
    }
    if (!isLoaded) {
        std::fprintf(stderr, "tree_gap: the generated cluster does not read\n");
        return 2;
    }
    {
        Phase phase("expanding all:");
        panel.view().expandAll();
        waitUntilDerived(panel);
        isSmooth = phase.report() && isSmooth;
    }
    std::printf("rows expanded: %zu\n", panel.view().rows().rowCount());
    {
        Phase phase("changing:");
        inThread([&] { feeder.change(); });
        waitUntilDerived(panel);
        isSmooth = phase.report() && isSmooth;
    }
    panel.view().collapseAll();
    find(panel);
    const double peak = bench::peakMegabytes();
    std::printf("peak memory %.1f MB, empty window %.1f MB: %.2f times (goal: at most %.0f)\n", peak, floor, floor > 0 ? peak / floor : 0, mostMemory);
    std::printf("window stands still for at most a frame: %s\n", isSmooth ? "yes" : "no");
    return isSmooth && (floor <= 0 || peak <= mostMemory * floor) ? 0 : 1;
}
