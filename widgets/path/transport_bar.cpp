// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "widgets/path/transport_bar.h"

#include "model/film/trace_text.h"
#include "model/words/film_words.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QToolButton>

namespace widgets {

namespace {

constexpr int sliderSteps = 10000;
constexpr double speeds[] = {0.1, 0.25, 0.5, 1, 2, 4};
constexpr int usualSpeed = 3;

} // namespace

TransportBar::TransportBar(Player& player, QWidget* parent) : QWidget(parent), m_player(player)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    connect(addButton(QStringLiteral("to-start"), tr("To the start")), &QToolButton::clicked, &m_player, &Player::toStart);
    connect(addButton(QStringLiteral("step-back"), tr("One step back")), &QToolButton::clicked, &m_player, &Player::stepBack);
    m_play = addButton(QStringLiteral("play"), tr("Play or pause"));
    connect(m_play, &QToolButton::clicked, &m_player, &Player::toggle);
    connect(addButton(QStringLiteral("step"), tr("One step forward")), &QToolButton::clicked, &m_player, &Player::stepForward);
    connect(addButton(QStringLiteral("to-end"), tr("To the end")), &QToolButton::clicked, &m_player, &Player::toEnd);

    m_slider = new QSlider(Qt::Horizontal);
    m_slider->setRange(0, sliderSteps);
    m_slider->setMinimumWidth(90);
    m_slider->setAccessibleName(tr("Position in the film"));
    connect(m_slider, &QSlider::sliderMoved, this, [this](int value) { m_player.seek(m_player.timeline().length() * (static_cast<double>(value) / sliderSteps)); });
    row->addWidget(m_slider, 1);

    m_time = new QLabel;
    m_time->setFont(Theme::current().font(film::FontRole::MonoSmall));
    row->addWidget(m_time);
    m_speed = new QComboBox;
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("Speed of the film"));
    for (const double speed : speeds)
        m_speed->addItem(QStringLiteral("%1×").arg(speed), speed);
    m_speed->setCurrentIndex(usualSpeed);
    connect(m_speed, &QComboBox::currentIndexChanged, this, [this] { m_player.setSpeed(m_speed->currentData().toDouble()); });
    row->addWidget(m_speed);
    m_badge = new QLabel;
    row->addWidget(m_badge);

    connect(&m_player, &Player::timeChanged, this, &TransportBar::showTime);
    connect(&m_player, &Player::playingChanged, this, [this](bool playing) { m_play->setIcon(icon(playing ? QStringLiteral("pause") : QStringLiteral("play"))); });
    setRun({}, sim::Badge::Predicted, false);
}

QToolButton* TransportBar::addButton(const QString& iconName, const QString& name)
{
    auto* button = new QToolButton;
    button->setIcon(icon(iconName));
    button->setAccessibleName(name);
    button->setToolTip(name);
    layout()->addWidget(button);
    return button;
}

void TransportBar::setRun(base::Instant start, sim::Badge badge, bool exists)
{
    m_start = start;
    setEnabled(exists);
    m_badge->setVisible(exists);
    m_badge->setText(words::badgeWord(badge));
    // Predicted is dashed, observed solid, inferred dotted (design section 6).
    const char* line = badge == sim::Badge::Predicted ? "dashed" : badge == sim::Badge::Observed ? "solid" : "dotted";
    m_badge->setStyleSheet(QStringLiteral("border: 1px %1 %2; border-radius: 9px; padding: 2px 8px; color: %2;").arg(QString::fromLatin1(line), Theme::current().color(film::Tone::Soft).name()));
    showTime();
}

void TransportBar::showTime()
{
    const film::Timeline& timeline = m_player.timeline();
    const double length = timeline.length().count();
    if (!m_slider->isSliderDown())
        m_slider->setValue(length > 0 ? static_cast<int>(m_player.time().count() / length * sliderSteps) : 0);
    const double now = base::toSeconds(timeline.instant(m_player.time()) - m_start), end = base::toSeconds(timeline.instant(timeline.length()) - m_start);
    m_time->setText(isEnabled() ? QStringLiteral("%1 / %2").arg(film::durationText(std::max(now, 0.0)), film::durationText(std::max(end, 0.0))) : QString());
}

} // namespace widgets
