// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/trace.h"

#include <QWidget>

#include <memory>

namespace widgets {

/// The walk as a ladder: one row a candidate, with the outcomes of its lookups up to an instant.
class LadderView : public QWidget {
    Q_OBJECT
public:
    explicit LadderView(QWidget* parent = nullptr);
    void setRun(std::shared_ptr<const sim::Trace> trace, std::size_t run);
    void setNow(base::Instant now);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void candidateClicked(std::size_t candidate);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] const sim::Run* run() const { return m_trace ? &m_trace->runs[m_run] : nullptr; }
    void paintRow(QPainter& painter, std::size_t candidate, const QRect& rect) const;
    [[nodiscard]] std::size_t currentCandidate() const;

    std::shared_ptr<const sim::Trace> m_trace;
    std::size_t m_run = 0;
    base::Instant m_now;
};

} // namespace widgets
