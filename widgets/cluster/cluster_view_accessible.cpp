// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "widgets/cluster/cluster_view_accessible.h"

#include "widgets/cluster/cluster_view.h"

#include <QAccessible>
#include <QPointer>

namespace widgets {

namespace {

/// One place of the view, whatever row stands there.
class RowAccessible : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    RowAccessible(ClusterView* view, int place) : m_view(view), m_place(place) {}

    [[nodiscard]] int place() const { return m_place; }
    [[nodiscard]] bool isValid() const override { return m_view != nullptr && static_cast<std::size_t>(m_place) < m_view->visibleRowCount(); }
    [[nodiscard]] QObject* object() const override { return nullptr; }
    [[nodiscard]] QWindow* window() const override { return m_view ? m_view->windowHandle() : nullptr; }
    [[nodiscard]] QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    [[nodiscard]] QAccessibleInterface* child(int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::TreeItem; }
    void setText(QAccessible::Text, const QString&) override {}

    [[nodiscard]] QString text(QAccessible::Text what) const override
    {
        if (!isValid())
            return {};
        if (what == QAccessible::Name)
            return m_view->spokenText(row());
        return what == QAccessible::Description ? m_view->rows().toolTipOf(row()) : QString();
    }

    [[nodiscard]] QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect shown = m_view->rowRect(row());
        return {m_view->viewport()->mapToGlobal(shown.topLeft()), shown.size()};
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        const items::RowText text = m_view->rows().textOf(row());
        const bool isCurrent = m_view->currentRow() == row();
        state.selectable = state.focusable = true;
        state.selected = isCurrent;
        state.focused = isCurrent && m_view->hasFocus();
        state.expandable = text.isExpandable;
        state.expanded = text.isExpanded;
        state.collapsed = text.isExpandable && !text.isExpanded;
        return state;
    }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
    }
    [[nodiscard]] QStringList actionNames() const override { return {pressAction(), toggleAction(), setFocusAction()}; }
    [[nodiscard]] QStringList keyBindingsForAction(const QString&) const override { return {}; }
    void doAction(const QString& action) override
    {
        if (!isValid())
            return;
        if (action == pressAction())
            m_view->activate(row());
        else if (action == toggleAction())
            m_view->setExpanded(row(), !m_view->rows().textOf(row()).isExpanded);
        else if (action == setFocusAction())
            m_view->setCurrentRow(row());
    }

private:
    [[nodiscard]] std::size_t row() const { return m_view->firstVisibleRow() + static_cast<std::size_t>(m_place); }

    QPointer<ClusterView> m_view;
    int m_place;
};

QAccessibleInterface* makeInterface(const QString& className, QObject* object)
{
    auto* view = className == QLatin1String("widgets::ClusterView") ? qobject_cast<ClusterView*>(object) : nullptr;
    return view != nullptr ? new ClusterViewAccessible(view) : nullptr;
}

} // namespace

void ClusterViewAccessible::install()
{
    QAccessible::installFactory(makeInterface); // Qt keeps one entry of a function
}

ClusterViewAccessible::ClusterViewAccessible(ClusterView* view) : QAccessibleWidget(view, QAccessible::Tree) {}

ClusterViewAccessible::~ClusterViewAccessible()
{
    for (const QAccessible::Id id : m_rows) {
        if (id != 0)
            QAccessible::deleteAccessibleInterface(id);
    }
}

ClusterView* ClusterViewAccessible::view() const { return qobject_cast<ClusterView*>(object()); }

int ClusterViewAccessible::childCount() const { return view() != nullptr ? static_cast<int>(view()->visibleRowCount()) : 0; }

QAccessibleInterface* ClusterViewAccessible::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    const auto place = static_cast<std::size_t>(index);
    if (m_rows.size() <= place)
        m_rows.resize(place + 1, 0);
    if (m_rows[place] == 0)
        m_rows[place] = QAccessible::registerAccessibleInterface(new RowAccessible(view(), index));
    return QAccessible::accessibleInterface(m_rows[place]);
}

QAccessibleInterface* ClusterViewAccessible::childAt(int x, int y) const
{
    const auto row = view() != nullptr ? view()->rowAt(view()->viewport()->mapFromGlobal(QPoint(x, y))) : std::nullopt;
    return row ? child(static_cast<int>(*row - view()->firstVisibleRow())) : nullptr;
}

QAccessibleInterface* ClusterViewAccessible::focusChild() const
{
    const auto row = view() != nullptr ? view()->currentRow() : std::nullopt;
    if (!row || *row < view()->firstVisibleRow())
        return nullptr;
    return child(static_cast<int>(*row - view()->firstVisibleRow()));
}

int ClusterViewAccessible::indexOfChild(const QAccessibleInterface* child) const
{
    const auto* row = dynamic_cast<const RowAccessible*>(child);
    return row != nullptr ? row->place() : -1;
}

QString ClusterView::spokenText(std::size_t row)
{
    const items::RowText text = m_rows.textOf(row);
    QStringList parts;
    if (text.isMissing)
        parts << tr("missing");
    if (!text.chip.isEmpty())
        parts << text.chip;
    const auto id = m_rows.idAt(row);
    switch (text.kind) {
    case items::RowKind::Namespace: parts << tr("namespace"); break;
    case items::RowKind::Service: parts << tr("service"); break;
    case items::RowKind::Pod: parts << tr("pod"); break;
    case items::RowKind::PodGroup:
    case items::RowKind::Record:
    case items::RowKind::TypedName: break;
    }
    QString spoken = (parts << text.name).join(QLatin1Char(' '));
    for (const QString& more : {text.words, text.detail}) {
        if (!more.isEmpty())
            spoken += QStringLiteral(", ") + more;
    }
    if (text.podState == items::PodState::Ready)
        spoken += QStringLiteral(", ") + tr("ready");
    if (text.kind == items::RowKind::Pod && !m_chosenPod.isEmpty() && m_rows.podOf(*id) == m_chosenPod)
        spoken += QStringLiteral(", ") + tr("questions are asked from it");
    return spoken;
}

void ClusterView::announceCurrent()
{
    const auto row = currentRow();
    if (!row || !QAccessible::isActive() || *row < firstVisibleRow())
        return;
    QAccessibleEvent focused(this, QAccessible::Focus);
    focused.setChild(static_cast<int>(*row - firstVisibleRow()));
    QAccessible::updateAccessibility(&focused);
}

} // namespace widgets
