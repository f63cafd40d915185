// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "widgets/path/player.h"

#include <algorithm>

namespace widgets {

Player::Player(QObject* parent) : QObject(parent)
{
    m_timer.setInterval(16); // one frame at 60 Hz
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] { advance(std::chrono::duration<double>(static_cast<double>(m_elapsed.nsecsElapsed()) * 1e-9)); });
}

void Player::load(film::Timeline timeline)
{
    pause();
    m_timeline = std::move(timeline);
    setTime(film::FilmTime(0));
}

void Player::advance(std::chrono::duration<double> elapsed)
{
    m_elapsed.restart();
    const film::FilmTime next = m_time + elapsed * m_speed;
    const bool atEnd = m_speed > 0 ? next >= m_timeline.length() : next <= film::FilmTime(0);
    if (!atEnd)
        return setTime(next);
    if (m_loop) {
        setTime(m_speed > 0 ? film::FilmTime(0) : m_timeline.length());
        return;
    }
    setTime(m_speed > 0 ? m_timeline.length() : film::FilmTime(0));
    pause();
    emit finished();
}

void Player::play()
{
    if (m_speed > 0 && m_time >= m_timeline.length())
        setTime(film::FilmTime(0));
    if (m_speed < 0 && m_time <= film::FilmTime(0))
        setTime(m_timeline.length());
    m_elapsed.start();
    m_timer.start();
    emit playingChanged(true);
}

void Player::pause()
{
    if (!m_timer.isActive())
        return;
    m_timer.stop();
    emit playingChanged(false);
}

void Player::toggle()
{
    isPlaying() ? pause() : play();
}

void Player::stepForward()
{
    pause();
    setTime(m_timeline.stepForward(m_time));
}

void Player::stepBack()
{
    pause();
    setTime(m_timeline.stepBack(m_time));
}

void Player::toStart()
{
    pause();
    setTime(film::FilmTime(0));
}

void Player::toEnd()
{
    pause();
    setTime(m_timeline.length());
}

void Player::seek(film::FilmTime time)
{
    setTime(std::clamp(time, film::FilmTime(0), m_timeline.length()));
}

void Player::setSpeed(double speed)
{
    m_speed = speed;
}

void Player::setTime(film::FilmTime time)
{
    m_time = time;
    emit timeChanged(time);
}

} // namespace widgets
