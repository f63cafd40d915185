// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "widgets/cluster/cluster_panel.h"

#include "widgets/cluster/cluster_view.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace widgets {

namespace {

QString number(std::size_t value) { return QLocale().toString(static_cast<qulonglong>(value)); }

} // namespace

ClusterPanel::ClusterPanel(QWidget* parent)
    : QWidget(parent), m_title(new QLabel(tr("CLUSTER"))), m_counts(new QLabel), m_filter(new QLineEdit), m_view(new ClusterView), m_empty(new QLabel)
{
    const Theme& theme = Theme::current();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, theme.px(10), 0, 0);
    column->setSpacing(theme.px(8));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(theme.px(14), 0, theme.px(14), 0);
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(m_counts);
    column->addLayout(head);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(theme.px(12), 0, theme.px(12), 0);
    line->addWidget(m_filter);
    column->addLayout(line);
    auto* body = new QWidget;
    m_stack = new QStackedLayout(body);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    column->addWidget(body, 1);

    m_filter->setPlaceholderText(tr("Find a name, IP, pod …"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Find in the cluster"));
    m_filter->setToolTip(tr("Part of a name or an address; * stands for any text. A whole name that does not exist gets its reason."));
    m_filter->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setMargin(theme.px(16));
    m_title->setTextFormat(Qt::PlainText);
    m_counts->setTextFormat(Qt::PlainText);

    auto* find = new QAction(this);
    find->setShortcut(QKeySequence::Find);
    connect(find, &QAction::triggered, this, &ClusterPanel::find);
    addAction(find);
    connect(m_filter, &QLineEdit::textChanged, m_view, &ClusterView::setFilter);
    connect(m_view, &ClusterView::countsChanged, this, &ClusterPanel::showCounts);
    connect(m_view, &ClusterView::nameActivated, this, &ClusterPanel::nameActivated);
    connect(m_view, &ClusterView::podChosen, this, &ClusterPanel::podChosen);
    connect(m_view, &ClusterView::copyRequested, this, &ClusterPanel::copyRequested);
    setFocusProxy(m_view);
    applyTheme();
    showCounts();
}

void ClusterPanel::setCluster(kube::SnapshotPtr cluster, sim::SetupPtr setup) { m_view->setCluster(std::move(cluster), std::move(setup)); }

void ClusterPanel::setChosenPod(const QString& pod) { m_view->setChosenPod(pod); }

void ClusterPanel::setReducedMotion(bool reduced) { m_view->setReducedMotion(reduced); }

void ClusterPanel::find()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void ClusterPanel::showCounts()
{
    items::ClusterRows& rows = m_view->rows();
    const items::ClusterCounts counts = rows.counts();
    if (rows.isFiltered()) {
        m_counts->setText(rows.hits() == 1 ? tr("1 match") : tr("%1 matches").arg(number(rows.hits())));
        m_empty->setText(tr("Nothing in this cluster matches “%1”.").arg(m_filter->text().trimmed()));
    } else {
        m_counts->setText(counts.names ? (*counts.names == 1 ? tr("1 name") : tr("%1 names").arg(number(*counts.names))) : QString());
        m_empty->setText(rows.cluster() ? tr("This cluster shows no namespace, service or pod.") : tr("No cluster is open."));
    }
    m_counts->setToolTip(tr("%1 namespaces, %2 services, %3 pods").arg(number(counts.namespaces), number(counts.services), number(counts.pods)));
    m_stack->setCurrentWidget(rows.rowCount() > 0 ? static_cast<QWidget*>(m_view) : m_empty);
}

bool ClusterPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_filter || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Escape:
        if (m_filter->text().isEmpty())
            m_view->setFocus(Qt::OtherFocusReason);
        m_filter->clear();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        // From the text into what it found.
        m_view->setFocus(Qt::TabFocusReason);
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

void ClusterPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

void ClusterPanel::applyTheme()
{
    const Theme& theme = Theme::current();
    const auto dress = [&](QLabel* label, film::FontRole font, film::Tone tone) {
        label->setFont(theme.font(font));
        QPalette palette = label->palette();
        if (palette.color(QPalette::WindowText) == theme.color(tone))
            return;
        palette.setColor(QPalette::WindowText, theme.color(tone));
        label->setPalette(palette);
    };
    dress(m_title, film::FontRole::Heading, film::Tone::Soft);
    dress(m_counts, film::FontRole::Small, film::Tone::Soft);
    dress(m_empty, film::FontRole::Body, film::Tone::Soft);
}

} // namespace widgets
