// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/items/cache_lanes.h"

#include <QMap>
#include <QWidget>

class QCPGraph;
class QCustomPlot;

namespace widgets {

/// Remaining TTL over simulated time, one line an entry (QCustomPlot). Keeps the last 90 s of at most 12 entries.
class TtlPlot : public QWidget {
    Q_OBJECT
public:
    explicit TtlPlot(QWidget* parent = nullptr);
    /// What the caches hold at `now`. Moments before the newest one are passed over.
    void addSample(base::Instant now, const std::vector<items::CacheLane>& lanes);
    void clear();
    /// Number of lines that are drawn, for tests.
    [[nodiscard]] int lineCount() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyColors();
    QCPGraph* graphOf(const QString& key, const items::CacheLaneRow& row);

    QCustomPlot* m_plot = nullptr;
    QMap<QString, QCPGraph*> m_graphs;
    double m_last = -1;
};

} // namespace widgets
