// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Keys, mouse, menu and tool tips of the cluster tree.
#include "widgets/cluster/cluster_view.h"

#include "widgets/cluster/row_painter.h"

#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QStyleHints>
#include <QToolTip>

#include <algorithm>

namespace widgets {

using items::RowKind;

void ClusterView::moveTo(qint64 row)
{
    const auto count = static_cast<qint64>(m_rows.rowCount());
    if (count > 0)
        setCurrentRow(static_cast<std::size_t>(std::clamp<qint64>(row, 0, count - 1)));
}

bool ClusterView::moveByKey(int key)
{
    const auto current = currentRow();
    const qint64 from = current ? static_cast<qint64>(*current) : -1;
    const qint64 page = std::max<qint64>(1, viewport()->height() / m_rowHeight - 1);
    switch (key) {
    case Qt::Key_Down: moveTo(from + 1); return true;
    case Qt::Key_Up: moveTo(from - 1); return true;
    case Qt::Key_PageDown: moveTo(from + page); return true;
    case Qt::Key_PageUp: moveTo(from - page); return true;
    case Qt::Key_Home: moveTo(0); return true;
    case Qt::Key_End: moveTo(static_cast<qint64>(m_rows.rowCount()) - 1); return true;
    case Qt::Key_Right: stepIn(); return true;
    case Qt::Key_Left: stepOut(); return true;
    default: return false;
    }
}

void ClusterView::stepIn()
{
    const auto row = currentRow();
    if (!row || !m_rows.isExpandable(*m_rows.selected()))
        return;
    if (m_rows.isExpanded(*m_rows.selected()))
        moveTo(static_cast<qint64>(*row) + 1);
    else
        setExpanded(*row, true);
}

void ClusterView::stepOut()
{
    const auto row = currentRow();
    if (!row)
        return;
    if (m_rows.isExpanded(*m_rows.selected())) {
        setExpanded(*row, false);
        return;
    }
    const auto parent = items::ClusterRows::parentOf(*m_rows.selected());
    const auto parentRow = parent ? m_rows.rowOf(*parent) : std::nullopt;
    if (parentRow)
        setCurrentRow(*parentRow);
}

void ClusterView::keyPressEvent(QKeyEvent* event)
{
    const auto row = currentRow();
    if (event->matches(QKeySequence::Copy)) {
        if (const QString text = row ? copyText(*row) : QString(); !text.isEmpty())
            emit copyRequested(text);
        return;
    }
    const bool isPlain = (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) == 0;
    if (isPlain && moveByKey(event->key()))
        return;
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && row) {
        activate(*row);
    } else if (isPlain && event->text() == QLatin1String("*")) {
        expandAll();
    } else if (isPlain && row && (event->text() == QLatin1String("+") || (event->text() == QLatin1String("-") && m_typed.isEmpty()))) {
        setExpanded(*row, event->text() == QLatin1String("+"));
    } else if (isPlain && !event->text().isEmpty() && event->text().at(0).isPrint() && !event->text().at(0).isSpace()) {
        typeAhead(event->text());
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void ClusterView::typeAhead(const QString& text)
{
    const qint64 now = m_clock.elapsed();
    const bool isContinued = now - m_typedAt <= QGuiApplication::styleHints()->keyboardInputInterval();
    m_typedAt = now;
    m_typed = isContinued ? m_typed + text.toLower() : text.toLower();
    const auto current = currentRow();
    const QByteArray prefix = m_typed.toUtf8();
    // A longer text may still mean the current row; a new letter means the next one.
    const std::size_t from = current ? *current : 0;
    const bool isStaying = m_typed.size() > 1 && current && from > 0;
    const auto found = m_rows.findPrefix({prefix.data(), static_cast<std::size_t>(prefix.size())}, isStaying ? from - 1 : from);
    if (found)
        setCurrentRow(*found);
}

void ClusterView::activate(std::size_t row)
{
    const auto id = m_rows.idAt(row);
    if (!id)
        return;
    if (id->kind == RowKind::Pod) {
        emit podChosen(m_rows.podOf(*id));
        return;
    }
    if (const auto name = m_rows.nameOf(row)) {
        emit nameActivated(name->name, name->type);
        return;
    }
    setExpanded(row, !m_rows.isExpanded(*id));
}

QString ClusterView::copyText(std::size_t row)
{
    if (const auto name = m_rows.nameOf(row))
        return name->name;
    return m_rows.textOf(row).name;
}

void ClusterView::fillMenu(QMenu& menu, std::size_t row)
{
    const auto id = m_rows.idAt(row);
    if (!id)
        return;
    const auto name = m_rows.nameOf(row);
    const QString text = copyText(row);
    menu.addAction(tr("&Copy name"), this, [this, text] { emit copyRequested(text); })->setShortcut(QKeySequence::Copy);
    if (name && !name->record.isEmpty() && id->kind == RowKind::Record)
        menu.addAction(tr("Copy &record"), this, [this, name] { emit copyRequested(name->record); });
    menu.addSeparator();
    if (name)
        menu.addAction(m_chosenPod.isEmpty() ? tr("&Ask this name") : tr("&Ask this name from %1").arg(m_chosenPod), this,
                       [this, name] { emit nameActivated(name->name, name->type); });
    if (const QString pod = m_rows.podOf(*id); !pod.isEmpty())
        menu.addAction(tr("Ask &from this pod"), this, [this, pod] { emit podChosen(pod); });
    menu.addSeparator();
    menu.addAction(tr("&Expand all"), this, &ClusterView::expandAll);
    menu.addAction(tr("Co&llapse all"), this, &ClusterView::collapseAll);
}

void ClusterView::contextMenuEvent(QContextMenuEvent* event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const auto row = isByKey ? currentRow() : rowAt(event->pos());
    if (!row)
        return;
    setCurrentRow(*row);
    QMenu menu(this);
    fillMenu(menu, *row);
    menu.exec(isByKey ? viewport()->mapToGlobal(rowRect(*row).center()) : event->globalPos());
}

void ClusterView::mousePressEvent(QMouseEvent* event)
{
    const auto row = rowAt(event->position().toPoint());
    if (!row || (event->button() != Qt::LeftButton && event->button() != Qt::RightButton))
        return;
    const items::RowText text = m_rows.textOf(*row);
    const QRectF mark = RowPainter(Theme::current()).expander(rowRect(*row), text.depth);
    if (event->button() == Qt::LeftButton && text.isExpandable && mark.contains(event->position()))
        setExpanded(*row, !text.isExpanded);
    else
        setCurrentRow(*row);
}

void ClusterView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const auto row = rowAt(event->position().toPoint());
    if (!row || event->button() != Qt::LeftButton)
        return;
    const items::RowText text = m_rows.textOf(*row);
    const bool isOnMark = RowPainter(Theme::current()).expander(rowRect(*row), text.depth).contains(event->position());
    // A Service opens by the mouse, as a folder would; Enter asks for its name.
    if (text.isExpandable && (isOnMark || text.kind == RowKind::Service))
        setExpanded(*row, !text.isExpanded);
    else
        activate(*row);
}

void ClusterView::mouseMoveEvent(QMouseEvent* event)
{
    const auto row = rowAt(event->position().toPoint());
    if (row == m_hovered)
        return;
    m_hovered = row;
    viewport()->update();
}

void ClusterView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (!currentRow() && m_rows.rowCount() > 0 && event->reason() != Qt::MouseFocusReason)
        setCurrentRow(firstVisibleRow());
    viewport()->update();
}

void ClusterView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

bool ClusterView::event(QEvent* event)
{
    // The window's own Ctrl+C gives way while the tree has the focus.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

bool ClusterView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave && m_hovered) {
        m_hovered.reset();
        viewport()->update();
    }
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto row = rowAt(help->pos());
    if (!row) {
        QToolTip::hideText();
        return true;
    }
    // As markup that is ours: a name out of a cluster must not be read as markup of its own.
    const QString text = m_rows.toolTipOf(*row).toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"));
    QToolTip::showText(help->globalPos(), QStringLiteral("<qt>%1</qt>").arg(text), viewport(), rowRect(*row));
    return true;
}

} // namespace widgets
