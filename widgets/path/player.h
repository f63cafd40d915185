// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/film/timeline.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace widgets {

/// Runs film time: play, pause, step, scrub, speed, backwards. Its timer runs only while something moves.
class Player : public QObject {
    Q_OBJECT
public:
    explicit Player(QObject* parent = nullptr);

    void load(film::Timeline timeline);      ///< goes to the start, paused
    [[nodiscard]] const film::Timeline& timeline() const { return m_timeline; }
    [[nodiscard]] film::FilmTime time() const { return m_time; }
    [[nodiscard]] bool isPlaying() const { return m_timer.isActive(); }
    [[nodiscard]] double speed() const { return m_speed; }
    /// Moves the film by `elapsed` of the viewer's time, as the timer does; for tests without waiting.
    void advance(std::chrono::duration<double> elapsed);

public slots:
    void play();
    void pause();
    void toggle();
    void stepForward();
    void stepBack();
    void toStart();
    void toEnd();
    void seek(film::FilmTime time);
    void setSpeed(double speed);             ///< 0.1 slow motion ... 4; negative runs backwards
    void setLoop(bool loop) { m_loop = loop; }

signals:
    void timeChanged(film::FilmTime time);
    void playingChanged(bool playing);
    void finished();

private:
    void setTime(film::FilmTime time);

    film::Timeline m_timeline;
    film::FilmTime m_time{0};
    QTimer m_timer;
    QElapsedTimer m_elapsed;
    double m_speed = 1;
    bool m_loop = false;
};

} // namespace widgets
