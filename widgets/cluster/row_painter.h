// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/items/cluster_rows.h"
#include "widgets/common/theme.h"

#include <QFontMetricsF>
#include <QRectF>
#include <QString>

class QPainter;

namespace widgets {

/// Paints one row of the cluster tree. Texts that do not fit are elided: a DNS name in its middle, so that both ends stay.
class RowPainter {
public:
    struct State {
        bool isCurrent = false, isHovered = false, hasFocus = false;
        bool isChosenPod = false;   ///< questions are asked from it
        double glow = 0;            ///< 1: just changed, 0: not lit
    };

    explicit RowPainter(const Theme& theme);

    [[nodiscard]] int rowHeight() const { return m_rowHeight; }
    /// Where the mark that expands a row is, within the row's rectangle.
    [[nodiscard]] QRectF expander(const QRectF& row, int depth) const;
    /// `filter`: text that is lit where a name holds it, lower case.
    void paint(QPainter& painter, const QRectF& row, const items::RowText& text, const State& state, const QString& filter) const;

private:
    struct Face {
        QFont font;
        QFontMetricsF metrics;
    };
    /// What is left of a row, from the left and from the right.
    struct Room {
        double left = 0, right = 0;
        [[nodiscard]] double width() const { return right - left; }
    };

    [[nodiscard]] Face face(film::FontRole role) const;
    [[nodiscard]] double px(double pixels) const { return m_theme.px(pixels); }
    void paintGround(QPainter& painter, const QRectF& row, const State& state) const;
    void paintGlow(QPainter& painter, const QRectF& row, items::ChangeMark mark, double glow) const;
    void paintExpander(QPainter& painter, const QRectF& row, const items::RowText& text) const;
    void paintPodState(QPainter& painter, const QRectF& row, Room& room, items::PodState state, bool isChosen) const;
    void paintChip(QPainter& painter, const QRectF& row, Room& room, const QString& type) const;
    void paintMissingMark(QPainter& painter, const QRectF& row, Room& room) const;
    void paintObject(QPainter& painter, const QRectF& row, Room room, const items::RowText& text, const QString& filter) const;
    void paintName(QPainter& painter, const QRectF& row, Room room, const items::RowText& text, const QString& filter) const;
    void paintMissing(QPainter& painter, const QRectF& row, Room room, const items::RowText& text, const QString& filter) const;
    /// Paints `text` at the left of `room`, at most to its end; moves the left edge behind it.
    void paintText(QPainter& painter, const QRectF& row, Room& room, const Face& face, const QString& text, film::Tone tone, Qt::TextElideMode elide,
                   const QString& filter = {}) const;

    const Theme& m_theme;
    Face m_body, m_strong, m_mono, m_monoSmall, m_small;
    int m_rowHeight;
};

} // namespace widgets
