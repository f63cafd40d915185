// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <QAccessibleWidget>

#include <vector>

namespace widgets {

class ClusterView;

/// The cluster tree for screen readers: a tree whose children are the rows in view, from top to bottom.
class ClusterViewAccessible : public QAccessibleWidget {
public:
    /// Makes Qt ask us for the interface of a ClusterView; may be called again.
    static void install();

    explicit ClusterViewAccessible(ClusterView* view);
    ~ClusterViewAccessible() override;

    [[nodiscard]] int childCount() const override;
    [[nodiscard]] QAccessibleInterface* child(int index) const override;
    [[nodiscard]] QAccessibleInterface* childAt(int x, int y) const override;
    [[nodiscard]] QAccessibleInterface* focusChild() const override;
    [[nodiscard]] int indexOfChild(const QAccessibleInterface* child) const override;

    [[nodiscard]] ClusterView* view() const;

private:
    mutable std::vector<QAccessible::Id> m_rows; ///< made when asked for, by place in the view
};

} // namespace widgets
