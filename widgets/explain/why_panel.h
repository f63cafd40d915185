// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/trace.h"

#include <QWidget>

#include <array>
#include <memory>

class QLabel;
class QTextBrowser;

namespace widgets {

class LadderView;

/// The walk and, in words, why each step is as it is.
class WhyPanel : public QWidget {
    Q_OBJECT
public:
    explicit WhyPanel(QWidget* parent = nullptr);
    /// nullptr: nothing asked yet.
    void setRun(std::shared_ptr<const sim::Trace> trace, std::size_t run);
    /// The film stands at this instant; `event` is the newest one.
    void setMoment(base::Instant now, sim::EventIndex event);
    [[nodiscard]] QString plainText() const;

signals:
    void candidateClicked(std::size_t candidate);

protected:
    void changeEvent(QEvent* event) override;

private:
    void placeFigures();
    void showCost();
    void showExplanations();

    std::shared_ptr<const sim::Trace> m_trace;
    std::size_t m_run = 0;
    sim::EventIndex m_event = sim::noIndex;
    struct Figure {
        QLabel* number = nullptr;
        QLabel* caption = nullptr;
    };
    QLabel* m_title = nullptr;
    QWidget* m_figures = nullptr;
    std::array<Figure, 4> m_figure;
    LadderView* m_ladder = nullptr;
    QTextBrowser* m_text = nullptr;
};

} // namespace widgets
