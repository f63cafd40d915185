// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "app/gui/question_controller.h"

#include "model/items/cache_lanes.h"
#include "model/words/errors.h"
#include "widgets/cache/cache_panel.h"
#include "widgets/cluster/cluster_panel.h"
#include "widgets/explain/why_panel.h"
#include "widgets/path/path_view.h"
#include "widgets/path/player.h"
#include "widgets/path/transport_bar.h"
#include "widgets/query/question_bar.h"

#include <map>

namespace app {

namespace {

constexpr int mostPodsOffered = 50;
constexpr int clockTick = 200; // ms; seconds are shown, so five a second are enough

} // namespace

QuestionController::QuestionController(widgets::MainWindow& window, QObject* parent) : QObject(parent), m_window(window)
{
    using widgets::CachePanel;
    m_clock.setInterval(clockTick);
    connect(&m_clock, &QTimer::timeout, this, [this] { advanceClock(std::chrono::duration<double>(static_cast<double>(m_elapsed.restart()) / 1000)); });
    connect(&window.question(), &widgets::QuestionBar::traceRequested, this, &QuestionController::ask);
    connect(&window.player(), &widgets::Player::timeChanged, this, &QuestionController::showMoment);
    connect(&window.caches(), &CachePanel::clockToggled, this, [this] {
        m_clock.isActive() ? m_clock.stop() : m_clock.start();
        m_elapsed.start();
        m_window.caches().setClockRunning(m_clock.isActive());
    });
    connect(&window.caches(), &CachePanel::clockSpeedChanged, this, [this](double speed) { m_clockSpeed = speed; });
    connect(&window.caches(), &CachePanel::clockStepped, this, &QuestionController::stepClock);
    connect(&window.caches(), &CachePanel::cachesForgotten, this, &QuestionController::forgetCaches);
    connect(&window.caches(), &CachePanel::nameActivated, this, [this](const QString& name, const QString& type) {
        const auto parsed = dns::parseType(type.toStdString());
        m_window.question().setName(name);
        if (parsed)
            m_window.question().setTypes({*parsed});
        ask();
    });
    connect(&window.path(), &widgets::PathView::lookupClicked, this, [this](std::size_t lookup) { jumpTo(m_trace->runs.front().lookups[lookup].end); });
    connect(&window.path(), &widgets::PathView::eventClicked, this, [this](std::size_t event) { jumpTo(m_trace->runs.front().events[event].at); });
    connect(&window.why(), &widgets::WhyPanel::candidateClicked, this, [this](std::size_t candidate) {
        for (const sim::Lookup& lookup : m_trace->runs.front().lookups) {
            if (lookup.candidate == candidate)
                return jumpTo(lookup.end);
        }
    });
    window.question().setPodSearch([this](const QString& text) { return podsLike(text); });
}

QStringList QuestionController::podsLike(const QString& text) const
{
    QStringList pods;
    if (!m_cluster)
        return pods;
    const std::string wanted = dns::asciiLower(text.toStdString());
    for (const kube::Pod& pod : m_cluster->pods) {
        const std::string name = std::string(m_cluster->text(pod.scope)) + '/' + std::string(m_cluster->text(pod.name));
        if (wanted.empty() || name.find(wanted) != std::string::npos)
            pods.append(QString::fromStdString(name));
        if (pods.size() == mostPodsOffered)
            break;
    }
    return pods;
}

/// A pod to begin with: an ordinary one in the namespace with the most Services outside the system's, else the first.
void QuestionController::choosePod()
{
    const QString kept = m_window.question().question().pod;
    const qsizetype slash = kept.indexOf(QLatin1Char('/'));
    if (slash > 0 && m_cluster->findPod(kept.left(slash).toStdString(), kept.mid(slash + 1).toStdString()))
        return;
    std::map<std::string_view, int> services;
    for (const kube::Service& service : m_cluster->services)
        ++services[m_cluster->text(service.scope)];
    const kube::Pod* chosen = nullptr;
    int best = -1;
    for (const kube::Pod& pod : m_cluster->pods) {
        const std::string_view scope = m_cluster->text(pod.scope);
        const bool ordinary = !scope.starts_with("kube-") && !pod.hostNetwork && pod.ready && pod.dnsPolicy == kube::DnsPolicy::ClusterFirst && !pod.details;
        const int rank = ordinary ? services[scope] : 0;
        if (rank > best) {
            best = rank;
            chosen = &pod;
        }
    }
    if (chosen)
        m_window.question().setPod(QString::fromStdString(std::string(m_cluster->text(chosen->scope)) + '/' + std::string(m_cluster->text(chosen->name))));
}

void QuestionController::setCluster(const kube::SnapshotPtr& cluster, const sim::SetupPtr& setup, bool isNewSource)
{
    m_cluster = cluster;
    m_setup = setup;
    if (isNewSource) {
        m_trace.reset();
        m_now = {};
        m_caches = {};
        m_window.player().load({});
        m_window.path().setTrace(nullptr, 0);
        m_window.why().setRun(nullptr, 0);
        m_window.transport().setRun({}, sim::Badge::Predicted, false);
        m_window.caches().clear();
        m_window.question().setPodSearch([this](const QString& text) { return podsLike(text); });
    }
    choosePod();
    m_window.cluster().setChosenPod(m_window.question().question().pod);
    showCaches();
}

void QuestionController::ask()
{
    const widgets::TypedQuestion question = m_window.question().question();
    if (!m_setup || question.name.isEmpty()) {
        m_window.question().focusName();
        return;
    }
    if (const auto name = dns::Name::parse(question.name.toStdString()); !name)
        return m_window.question().showFault(words::sentence(name.error()));
    const qsizetype slash = question.pod.indexOf(QLatin1Char('/'));
    sim::Query query{.scope = question.pod.left(std::max<qsizetype>(slash, 0)).toStdString(), .pod = question.pod.mid(slash + 1).toStdString(),
                     .name = {question.name.toStdString()}, .types = question.types, .resolver = question.resolver};
    auto simulation = sim::simulate(query, *m_setup, m_caches, {m_now});
    if (!simulation)
        return m_window.question().showFault(words::sentence(simulation.error()));
    m_window.question().showFault({});
    emit asked(question.name);
    showTrace(std::move(*simulation));
}

void QuestionController::showTrace(sim::Simulation simulation)
{
    m_caches = std::move(simulation.caches);
    m_trace = std::make_shared<const sim::Trace>(std::move(simulation.trace));
    const sim::Run& run = m_trace->runs.front();
    m_now = run.end;
    m_window.path().setTrace(m_trace, 0);
    m_window.why().setRun(m_trace, 0);
    m_window.transport().setRun(run.at, m_trace->badge, true);
    m_window.player().load(film::Timeline(run));
    m_window.transport().setRun(run.at, m_trace->badge, true);
    m_window.player().play();
}

void QuestionController::showMoment()
{
    if (!m_trace)
        return;
    const film::Timeline& timeline = m_window.player().timeline();
    const film::FilmTime time = m_window.player().time();
    m_window.why().setMoment(timeline.instant(time), timeline.eventAt(time));
    showCaches();
}

/// While the film has not come to its end the caches are shown as they were at its instant, so that a bar appears as the answer passes.
void QuestionController::showCaches()
{
    if (!m_setup)
        return;
    const bool behind = m_trace && m_window.player().time() < m_window.player().timeline().length();
    const base::Instant now = behind ? m_window.player().timeline().instant(m_window.player().time()) : m_now;
    m_window.caches().setLanes(now, items::lanesOf(m_caches, *m_setup, now));
}

void QuestionController::advanceClock(std::chrono::duration<double> elapsed)
{
    m_now += std::chrono::duration_cast<base::Duration>(elapsed * m_clockSpeed);
    showCaches();
}

void QuestionController::stepClock(int seconds)
{
    m_window.player().toEnd();
    m_now += std::chrono::seconds(seconds);
    showCaches();
}

void QuestionController::forgetCaches()
{
    m_caches = {};
    showCaches();
}

void QuestionController::jumpTo(base::Instant instant)
{
    m_window.player().pause();
    m_window.player().seek(m_window.player().timeline().filmTime(instant));
}

} // namespace app
