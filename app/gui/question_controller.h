// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/simulate.h"
#include "widgets/shell/main_window.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace app {

/// Puts the question to the simulator, and keeps the simulated clock and the caches between questions.
class QuestionController : public QObject {
    Q_OBJECT
public:
    explicit QuestionController(widgets::MainWindow& window, QObject* parent = nullptr);

    /// `isNewSource`: caches and film start anew; otherwise both stay.
    void setCluster(const kube::SnapshotPtr& cluster, const sim::SetupPtr& setup, bool isNewSource);
    void ask();
    [[nodiscard]] const std::shared_ptr<const sim::Trace>& trace() const { return m_trace; }
    [[nodiscard]] const sim::Caches& caches() const { return m_caches; }
    [[nodiscard]] base::Instant now() const { return m_now; }
    /// Moves the simulated clock on, as its timer does.
    void advanceClock(std::chrono::duration<double> elapsed);

signals:
    void asked(const QString& name);

private:
    void showTrace(sim::Simulation simulation);
    void showCaches();
    void showMoment();
    void choosePod();
    void stepClock(int seconds);
    void forgetCaches();
    void jumpTo(base::Instant instant);
    [[nodiscard]] QStringList podsLike(const QString& text) const;

    widgets::MainWindow& m_window;
    kube::SnapshotPtr m_cluster;
    sim::SetupPtr m_setup;
    sim::Caches m_caches;
    std::shared_ptr<const sim::Trace> m_trace;
    base::Instant m_now;             ///< of the simulated clock: when the next question is asked
    QTimer m_clock;
    QElapsedTimer m_elapsed;
    double m_clockSpeed = 1;
};

} // namespace app
