// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/items/cluster_rows.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QTimer>

#include <optional>

class QMenu;

namespace widgets {

/// The cluster tree. It paints only the rows in view and keeps the user's place when rows come and go above it. Names that are not in view are derived
/// between events, a few milliseconds at a time.
class ClusterView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit ClusterView(QWidget* parent = nullptr);

    /// Building the snapshot's address index is for the thread that made it (`cluster->byAddress({})`): here it would hold up the window.
    void setCluster(kube::SnapshotPtr cluster, sim::SetupPtr setup);
    void setFilter(const QString& text);
    /// The pod that questions are asked from, "shop/web-0".
    void setChosenPod(const QString& pod);
    void setReducedMotion(bool reduced) { m_isMotionReduced = reduced; }

    [[nodiscard]] items::ClusterRows& rows() { return m_rows; }

    [[nodiscard]] std::optional<std::size_t> currentRow();
    void setCurrentRow(std::size_t row);
    [[nodiscard]] std::size_t firstVisibleRow() const;
    [[nodiscard]] std::size_t visibleRowCount() const;
    /// In the viewport's coordinates.
    [[nodiscard]] QRect rowRect(std::size_t row) const;
    [[nodiscard]] std::optional<std::size_t> rowAt(QPoint point) const;

    void setExpanded(std::size_t row, bool expanded);
    void expandAll();
    void collapseAll();
    /// Enter or a double click: asks for a name, chooses a pod, opens or closes what has no name.
    void activate(std::size_t row);
    /// What Ctrl+C takes.
    [[nodiscard]] QString copyText(std::size_t row);
    void fillMenu(QMenu& menu, std::size_t row);
    /// What a screen reader says.
    [[nodiscard]] QString spokenText(std::size_t row);

    [[nodiscard]] QSize sizeHint() const override;

signals:
    void nameActivated(const QString& name, dns::Type type);
    void podChosen(const QString& pod);
    void copyRequested(const QString& text);
    /// Hits of the filter, or counts of the cluster.
    void countsChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    /// A row that keeps its place on the screen.
    struct Anchor {
        std::optional<items::RowId> row;
        int offset = 0;         ///< its upper edge in the viewport
    };
    [[nodiscard]] Anchor anchor();
    void hold(const Anchor& anchor);
    void settleVisible();
    void fitScrollBar();
    void scrollTo(std::size_t row);
    void rowsChanged();
    void deriveSome();
    void fade();
    [[nodiscard]] double glowOf(const items::Mark& mark) const;
    [[nodiscard]] base::Instant now() const { return base::Instant(std::chrono::nanoseconds(m_clock.nsecsElapsed())); }
    void moveTo(qint64 row);
    bool moveByKey(int key);
    void stepIn();
    void stepOut();
    void typeAhead(const QString& text);
    void announceCurrent();

    items::ClusterRows m_rows;
    QString m_filter;
    QString m_chosenPod;
    QElapsedTimer m_clock;
    QTimer m_deriving, m_fading;
    Anchor m_beforeFilter;
    std::optional<std::size_t> m_hovered;
    QString m_typed;
    qint64 m_typedAt = 0;       ///< milliseconds of m_clock
    int m_rowHeight = 1;
    bool m_isMotionReduced = false;
    bool m_isSettling = false;
};

} // namespace widgets
