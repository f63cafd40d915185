// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/film/path.h"
#include "widgets/common/theme.h"

#include <QAbstractScrollArea>

#include <memory>

namespace widgets {

/// The picture of one run at one film time. It only shows; the clock is the player's.
class PathView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit PathView(QWidget* parent = nullptr);

    /// nullptr: nothing asked yet; the empty text is shown.
    void setTrace(std::shared_ptr<const sim::Trace> trace, std::size_t run);
    void setTime(film::FilmTime time);
    void setReducedMotion(bool reduced);
    void setEmptyText(const QString& title, const QString& words);
    [[nodiscard]] film::FilmTime time() const { return m_time; }
    /// The frame that is seen now, for exports and tests.
    [[nodiscard]] film::Frame frame() const;

signals:
    void lookupClicked(std::size_t lookup);
    void eventClicked(std::size_t event);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    [[nodiscard]] const film::Target* targetAt(const film::Frame& frame, QPointF position) const;
    void paintEmpty(QPainter& painter);

    std::shared_ptr<const sim::Trace> m_trace;
    std::size_t m_run = 0;
    film::Timeline m_timeline;
    film::FilmTime m_time{0};
    film::PathOptions m_options;
    ThemeMeasure m_measure;
    std::shared_ptr<const film::PathLayout> m_layout;
    QString m_emptyTitle, m_emptyWords;
};

} // namespace widgets
