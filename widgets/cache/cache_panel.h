// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/items/cache_lanes.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace widgets {

class ElidedLabel;
class LaneView;
class TtlPlot;

/// Every cache on the way as a lane of shrinking entries, the simulated clock's controls, and the plot of TTL over time.
class CachePanel : public QWidget {
    Q_OBJECT
public:
    explicit CachePanel(QWidget* parent = nullptr);
    /// What the caches hold at `now`.
    void setLanes(base::Instant now, const std::vector<items::CacheLane>& lanes);
    void setClockRunning(bool running);
    void clear();
    [[nodiscard]] int laneCount() const { return static_cast<int>(m_columns.size()); }
    [[nodiscard]] TtlPlot* plot() const { return m_plot; }

signals:
    void clockToggled();
    void clockSpeedChanged(double speed);
    void clockStepped(int seconds);
    void cachesForgotten();
    void nameActivated(const QString& name, const QString& type);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Column {
        QWidget* widget = nullptr;
        ElidedLabel* title = nullptr;
        QLabel* summary = nullptr;
        LaneView* view = nullptr;
    };
    void addClock(QHBoxLayout& row);
    Column& columnOf(const QString& process);
    void applyFonts();

    QHBoxLayout* m_row = nullptr;
    QHash<QString, Column> m_columns;
    TtlPlot* m_plot = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_clock = nullptr;
    QToolButton* m_run = nullptr;
    QComboBox* m_speed = nullptr;
};

} // namespace widgets
