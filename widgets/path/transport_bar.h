// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/trace.h"
#include "widgets/path/player.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace widgets {

/// The film's controls: to start, step back, play, step, to end, scrubber, time, speed, badge.
class TransportBar : public QWidget {
    Q_OBJECT
public:
    explicit TransportBar(Player& player, QWidget* parent = nullptr);
    /// `start` is the run's first instant: times are shown from there.
    void setRun(base::Instant start, sim::Badge badge, bool exists);

private:
    void showTime();
    QToolButton* addButton(const QString& icon, const QString& name);

    Player& m_player;
    base::Instant m_start;
    QToolButton* m_play = nullptr;
    QSlider* m_slider = nullptr;
    QLabel* m_time = nullptr;
    QComboBox* m_speed = nullptr;
    QLabel* m_badge = nullptr;
};

} // namespace widgets
