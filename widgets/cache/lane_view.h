// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/items/cache_lanes.h"

#include <QAbstractScrollArea>

namespace widgets {

/// The entries of one process's caches: mark, name, type, shrinking bar, seconds. Paints the visible rows only.
class LaneView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit LaneView(QWidget* parent = nullptr);
    void setRows(std::vector<items::CacheLaneRow> rows);
    void setEmptyText(const QString& words);
    [[nodiscard]] const std::vector<items::CacheLaneRow>& rows() const { return m_rows; }

signals:
    void nameActivated(const QString& name, const QString& type);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] qsizetype rowAt(int y) const;
    void setScroll();
    void paintRow(QPainter& painter, const items::CacheLaneRow& row, const QRect& rect) const;

    std::vector<items::CacheLaneRow> m_rows;
    QString m_empty;
};

} // namespace widgets
