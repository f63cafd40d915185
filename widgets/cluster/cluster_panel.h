// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/dns/record.h"
#include "model/kube/snapshot.h"
#include "model/sim/dns_setup.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QStackedLayout;

namespace widgets {

class ClusterView;

/// The left panel: what the cluster holds and every name that comes of it, with a line that finds.
class ClusterPanel : public QWidget {
    Q_OBJECT
public:
    explicit ClusterPanel(QWidget* parent = nullptr);

    /// Shows a moment of the cluster; null: nothing is open. What is open, selected and in view stays while the source is the same. Cheap for the window only if
    /// `cluster->byAddress({})` was called before, where the snapshot was made. `setup` may be null.
    void setCluster(kube::SnapshotPtr cluster, sim::SetupPtr setup);
    /// The pod that questions are asked from, "shop/web-0".
    void setChosenPod(const QString& pod);
    void setReducedMotion(bool reduced);

    [[nodiscard]] ClusterView& view() { return *m_view; }
    /// Puts the cursor into the filter line.
    void find();

signals:
    void nameActivated(const QString& name, dns::Type type);
    void podChosen(const QString& pod);
    void copyRequested(const QString& text);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showCounts();
    void applyTheme();

    QLabel* m_title = nullptr;
    QLabel* m_counts = nullptr;
    QLineEdit* m_filter = nullptr;
    ClusterView* m_view = nullptr;
    QLabel* m_empty = nullptr;
    QStackedLayout* m_stack = nullptr;
};

} // namespace widgets
