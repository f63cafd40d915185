// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "widgets/explain/why_panel.h"

#include "model/film/trace_text.h"
#include "model/words/explain.h"
#include "widgets/common/theme.h"
#include "widgets/explain/ladder_view.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QScrollBar>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace widgets {

namespace {

QString cardHtml(const words::Explanation& card, const Theme& theme)
{
    const auto color = [&](film::Tone tone) { return theme.color(tone).name(); };
    QString html = QStringLiteral("<table width=\"100%\" cellspacing=\"0\" cellpadding=\"10\" style=\"margin-bottom:8px; background:%1; border:1px solid %2;\"><tr><td>").arg(color(film::Tone::Raised), color(film::Tone::Line));
    html += QStringLiteral("<div style=\"font-weight:600; color:%1;\">%2</div>").arg(color(film::Tone::Text), card.title.toHtmlEscaped());
    html += QStringLiteral("<div style=\"color:%1; margin-top:4px;\">%2</div>").arg(color(film::Tone::Text), card.text.toHtmlEscaped());
    if (!card.source.isEmpty()) {
        const QString name = card.source.toHtmlEscaped();
        html += QStringLiteral("<div style=\"margin-top:4px;\">%1</div>")
                    .arg(card.url.isEmpty() ? name : QStringLiteral("<a style=\"color:%1; text-decoration:none;\" href=\"%2\">%3</a>").arg(color(film::Tone::Accent), card.url.toHtmlEscaped(), name));
    }
    if (!card.message.isEmpty()) {
        const QFont fixed = theme.font(film::FontRole::MonoSmall);
        html += QStringLiteral("<pre style=\"font-family:'%1'; font-size:%2pt; color:%3; margin-top:6px; white-space:pre-wrap;\">%4</pre>")
                    .arg(fixed.family()).arg(fixed.pointSizeF() * 0.9).arg(color(film::Tone::Soft), card.message.trimmed().toHtmlEscaped());
    }
    return html + QStringLiteral("</td></tr></table>");
}

} // namespace

WhyPanel::WhyPanel(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 4, 4);
    column->setSpacing(8);
    m_title = new QLabel(tr("THE WALK"));
    m_title->setFont(Theme::current().font(film::FontRole::Heading));
    column->addWidget(m_title);

    m_figures = new QWidget;
    auto* figures = new QGridLayout(m_figures);
    figures->setContentsMargins(0, 0, 8, 0);
    figures->setVerticalSpacing(0);
    const std::array captions{tr("queries"), tr("useful"), tr("to CoreDNS"), tr("in all")};
    for (std::size_t index = 0; index < m_figure.size(); ++index)
        m_figure[index] = {new QLabel, new QLabel(captions[index])};
    column->addWidget(m_figures);

    m_ladder = new LadderView;
    connect(m_ladder, &LadderView::candidateClicked, this, &WhyPanel::candidateClicked);
    column->addWidget(m_ladder);
    m_text = new QTextBrowser;
    m_text->setOpenExternalLinks(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("Why"));
    column->addWidget(m_text, 1);
    setMinimumWidth(200);
    setRun(nullptr, 0);
}

void WhyPanel::setRun(std::shared_ptr<const sim::Trace> trace, std::size_t run)
{
    m_trace = std::move(trace);
    m_run = run;
    m_event = sim::noIndex;
    m_ladder->setRun(m_trace, m_run);
    m_figures->setVisible(m_trace != nullptr);
    showCost();
    showExplanations();
}

void WhyPanel::setMoment(base::Instant now, sim::EventIndex event)
{
    m_ladder->setNow(now);
    if (event == m_event)
        return;
    m_event = event;
    showExplanations();
}

/// Four in a row, or two by two where large type leaves no room.
void WhyPanel::placeFigures()
{
    auto* grid = static_cast<QGridLayout*>(m_figures->layout());
    const int columns = Theme::current().scale() > 1.1 ? 2 : 4;
    for (std::size_t index = 0; index < m_figure.size(); ++index) {
        const int row = static_cast<int>(index) / columns * 2, column = static_cast<int>(index) % columns;
        grid->addWidget(m_figure[index].number, row, column);
        grid->addWidget(m_figure[index].caption, row + 1, column);
    }
}

void WhyPanel::showCost()
{
    const Theme& theme = Theme::current();
    placeFigures();
    for (const Figure& figure : m_figure) {
        QFont font = theme.font(film::FontRole::Strong);
        font.setPointSizeF(font.pointSizeF() * 1.25);
        figure.number->setFont(font);
        figure.caption->setFont(theme.font(film::FontRole::Small));
        figure.caption->setForegroundRole(QPalette::PlaceholderText);
    }
    m_title->setFont(theme.font(film::FontRole::Heading));
    m_title->setForegroundRole(QPalette::PlaceholderText);
    if (!m_trace)
        return;
    const words::WalkCost cost = words::walkCost(*m_trace, m_run);
    m_figure[0].number->setText(QString::number(cost.queries));
    m_figure[1].number->setText(QString::number(cost.useful));
    m_figure[2].number->setText(QString::number(cost.reachCoreDns));
    m_figure[3].number->setText(film::durationText(cost.seconds));
}

void WhyPanel::showExplanations()
{
    if (!m_trace) {
        m_text->setHtml(QStringLiteral("<div style=\"color:%1;\">%2</div>").arg(Theme::current().color(film::Tone::Soft).name(), tr("Ask a question: here stands why each name is asked and who answers it.").toHtmlEscaped()));
        return;
    }
    QString html;
    for (const words::Explanation& card : words::explain(*m_trace, m_run, m_event))
        html += cardHtml(card, Theme::current());
    m_text->setHtml(html);
    m_text->verticalScrollBar()->setValue(0);
}

QString WhyPanel::plainText() const
{
    return m_text->toPlainText();
}

void WhyPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        showCost();
        showExplanations();
    }
    QWidget::changeEvent(event);
}

} // namespace widgets
