// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "widgets/explain/ladder_view.h"

#include "model/words/film_words.h"
#include "widgets/path/frame_painter.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

namespace widgets {

namespace {

constexpr int rowPixels = 28;
constexpr int mostMarks = 6;

} // namespace

LadderView::LadderView(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("The walk: candidate names in order"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LadderView::setRun(std::shared_ptr<const sim::Trace> trace, std::size_t run)
{
    m_trace = std::move(trace);
    m_run = run;
    updateGeometry();
    update();
}

void LadderView::setNow(base::Instant now)
{
    m_now = now;
    update();
}

int LadderView::rowHeight() const
{
    return Theme::current().px(rowPixels);
}

QSize LadderView::sizeHint() const
{
    return {200, run() ? rowHeight() * static_cast<int>(run()->candidates.size()) : 0};
}

std::size_t LadderView::currentCandidate() const
{
    std::size_t current = sim::noIndex;
    for (const sim::Lookup& lookup : run()->lookups) {
        if (lookup.at <= m_now)
            current = lookup.candidate;
    }
    return current;
}

void LadderView::paintRow(QPainter& painter, std::size_t candidate, const QRect& rect) const
{
    const Theme& theme = Theme::current();
    const sim::Candidate& rung = run()->candidates[candidate];
    const bool current = candidate == currentCandidate();
    if (current) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(film::Tone::AccentGround));
        painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6);
    }
    int right = rect.right() - 10, marks = 0;
    film::Outcome last = film::Outcome::Pending;
    for (std::size_t index = run()->lookups.size(); index-- > 0;) {
        const sim::Lookup& lookup = run()->lookups[index];
        if (lookup.candidate != candidate || lookup.end > m_now || marks == mostMarks)
            continue;
        last = film::outcomeOf(lookup);
        const bool cached = lookup.cache == sim::CacheResult::Hit || lookup.cache == sim::CacheResult::Stale;
        paintMark(painter, {.center = {static_cast<double>(right), rect.center().y() + 0.5}, .size = 11, .outcome = last, .fromCache = cached, .stale = lookup.cache == sim::CacheResult::Stale}, theme);
        right -= 20;
        ++marks;
    }
    const QRect number(rect.x() + 6, rect.y() + 5, rect.height() - 10, rect.height() - 10);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(marks ? film::groundOf(last) : film::Tone::Raised));
    painter.drawRoundedRect(number, 4, 4);
    painter.setFont(theme.font(film::FontRole::MonoSmall));
    painter.setPen(theme.color(marks ? film::toneOf(last) : film::Tone::Soft));
    painter.drawText(number, Qt::AlignCenter, QString::number(candidate + 1));
    painter.setPen(theme.color(current ? film::Tone::Accent : marks ? film::Tone::Text : film::Tone::Soft));
    const QRect place(number.right() + 9, rect.y(), right - number.right() - 12, rect.height());
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, painter.fontMetrics().elidedText(words::candidateName(rung), Qt::ElideMiddle, place.width()));
}

void LadderView::paintEvent(QPaintEvent*)
{
    if (!run())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t candidate = 0; candidate < run()->candidates.size(); ++candidate)
        paintRow(painter, candidate, QRect(0, static_cast<int>(candidate) * rowHeight(), width(), rowHeight()));
    if (hasFocus()) {
        painter.setPen(QPen(Theme::current().color(film::Tone::Accent), 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect().adjusted(0, 0, -1, -1), 6, 6);
    }
}

void LadderView::mousePressEvent(QMouseEvent* event)
{
    const auto candidate = static_cast<std::size_t>(event->position().y() / rowHeight());
    if (run() && candidate < run()->candidates.size())
        emit candidateClicked(candidate);
}

void LadderView::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (!run() || step == 0 || run()->candidates.empty())
        return QWidget::keyPressEvent(event);
    const std::size_t current = currentCandidate();
    const auto next = static_cast<qsizetype>(current == sim::noIndex ? 0 : current) + step;
    emit candidateClicked(static_cast<std::size_t>(std::clamp<qsizetype>(next, 0, static_cast<qsizetype>(run()->candidates.size()) - 1)));
}

bool LadderView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && run()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto candidate = static_cast<std::size_t>(help->pos().y() / rowHeight());
        if (candidate < run()->candidates.size())
            QToolTip::showText(help->globalPos(), QString::fromStdString(run()->candidates[candidate].name), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace widgets
