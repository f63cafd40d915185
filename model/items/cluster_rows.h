// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/items/cluster_index.h"
#include "model/items/name_filter.h"
#include "model/items/object_names.h"

#include <QString>

#include <deque>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace items {

enum class PodState : std::uint8_t { None, Ready, NotReady, Terminal };

/// What a row shows. Made when it is in view; no text is kept.
struct RowText {
    RowKind kind = RowKind::Namespace;
    int depth = 0;
    bool isExpandable = false, isExpanded = false;
    bool isMissing = false;     ///< a name that does not exist; `words` say why
    bool isOneOfSeveral = false; ///< records beside it have its name and type, so that only the detail tells them apart
    QString chip;               ///< a name's type: "A"
    QString name;
    QString words;              ///< soft words behind it: "ClusterIP", "headless  2 of 3 ready"
    QString detail;             ///< soft, at the right edge: an address, a count, a record's data
    PodState podState = PodState::None;
    Mark mark;
};

/// The name of a row that can be asked for or copied.
struct RowName {
    QString name;               ///< absolute
    dns::Type type = dns::Type::A;
    QString record;             ///< the whole record as a zone-file line, "" for a name that does not exist
};

struct ClusterCounts {
    std::size_t namespaces = 0, services = 0, pods = 0;
    std::optional<std::size_t> names; ///< known once every object's names have been derived
};

/// The rows of the cluster tree: namespace > services and "pods" > their names. Follows the snapshots by their changes; keeps expansion and selection by
/// object. Names are derived for objects that are expanded and in view (settle), and for the rest, which only needs their number, in portions (work).
class ClusterRows {
public:
    static constexpr std::size_t mostHitsExpanded = 5000;      ///< a filter with fewer hits opens the namespaces above them
    static constexpr std::size_t mostObjectsExpanded = 64;     ///< and with as few also the objects themselves
    static constexpr std::size_t mostChangesMarked = 200;      ///< more at once is a load and nothing that glows

    /// Shows another moment of the cluster, or another cluster. `setup` may be null (then there are no names); `now` is for marks and only grows.
    void setCluster(kube::SnapshotPtr cluster, sim::SetupPtr setup, base::Instant now);
    [[nodiscard]] const kube::SnapshotPtr& cluster() const { return m_cluster; }
    [[nodiscard]] const sim::SetupPtr& setup() const { return m_setup; }

    void setFilter(const QString& text);
    [[nodiscard]] bool isFiltered() const { return !m_filter.isEmpty(); }
    /// Objects and namespaces that the filter's text is in.
    [[nodiscard]] std::size_t hits() const { return m_hits; }

    [[nodiscard]] std::size_t rowCount() const { return m_index.rows() + (m_typed ? 1 : 0); }
    [[nodiscard]] std::optional<RowId> idAt(std::size_t row);
    /// nullopt while the row is hidden under something collapsed, by the filter, or gone.
    [[nodiscard]] std::optional<std::size_t> rowOf(const RowId& id);
    [[nodiscard]] static std::optional<RowId> parentOf(const RowId& id);
    [[nodiscard]] RowText textOf(std::size_t row);
    [[nodiscard]] QString toolTipOf(std::size_t row);
    [[nodiscard]] std::optional<RowName> nameOf(std::size_t row);
    /// "shop/web-0" for a Pod and its names, "" otherwise.
    [[nodiscard]] QString podOf(const RowId& id) const;
    /// The next visible Namespace, Service or Pod after `row` whose name begins with `prefix` (lower case), starting over at the end.
    [[nodiscard]] std::optional<std::size_t> findPrefix(std::string_view prefix, std::size_t row);
    [[nodiscard]] ClusterCounts counts() const;

    [[nodiscard]] bool isExpandable(const RowId& id) const;
    [[nodiscard]] bool isExpanded(const RowId& id) const;
    void setExpanded(const RowId& id, bool expanded);
    void expandAll();
    void collapseAll();
    /// Expands what is above a row.
    void reveal(const RowId& id);

    void select(const std::optional<RowId>& id) { m_selected = id; }
    /// Follows its object: the same record after a change, the row above after a removal.
    [[nodiscard]] const std::optional<RowId>& selected() const { return m_selected; }

    /// Derives what rows `first` to `first + count - 1` need; true if rows moved by it. To be called before they are shown.
    bool settle(std::size_t first, std::size_t count);
    /// True while objects wait for `work`.
    [[nodiscard]] bool hasWork() const { return !m_waiting.empty(); }
    /// Derives the names of at most `objects` waiting objects.
    void work(std::size_t objects);

    /// When something last changed that is marked; nullopt if nothing did yet.
    [[nodiscard]] std::optional<base::Instant> lastMark() const { return m_lastMark; }

private:
    using ObjectPlace = ClusterIndex::ObjectPlace;
    using Location = ClusterIndex::Location;
    struct TypedName {
        dns::Name name;
        dns::Type type = dns::Type::A;
        sim::Note why;
        bool exists = false;
    };
    struct Touched; // what a batch of changes leads to besides the changed objects

    // cluster_rows.cpp
    [[nodiscard]] const corefile::KubernetesConfig* config() const { return m_setup ? m_setup->kubernetes() : nullptr; }
    [[nodiscard]] std::string_view text(kube::StringId id) const { return m_cluster->text(id); }
    [[nodiscard]] std::optional<Location> locate(std::size_t row) const;
    [[nodiscard]] kube::ObjectKey keyAt(const Location& location) const;
    [[nodiscard]] bool settleObject(const Location& location);
    void wait(const kube::ObjectKey& key, ObjectRow& row);
    void derive(const kube::ObjectKey& key, const ObjectPlace& place);
    void followSelection(const kube::ObjectKey& key, const ObjectNamesPtr& before, const ObjectNames& after);

    // cluster_rows_changes.cpp
    void rebuild(const kube::SnapshotPtr& before);
    void apply(const kube::ClusterSnapshot& before, const std::vector<kube::Change>& changes);
    void applyNamespace(const kube::Change& change);
    void applyObject(const kube::Change& change);
    void removeObject(const kube::ObjectKey& key);
    void touchSlices(const kube::ClusterSnapshot& before, const Touched& touched);
    void touchDependents(const kube::ClusterSnapshot& before, const Touched& touched);
    void touchServicesOf(kube::StringId scope, const std::unordered_set<kube::StringId>& pods);
    void waitIfExpanded(const kube::ObjectKey& key);
    void waitForAll();
    void mark(const kube::ObjectKey& key, ChangeMark what);
    void dropOldMarks();

    // cluster_rows_filter.cpp
    [[nodiscard]] std::string_view zone() const;
    void scan(bool narrows);
    void scanSlices();
    void expandHits();
    void testHit(const kube::ObjectKey& key, const ObjectPlace& place);
    void leaveFilter();
    void lookUpTyped();

    // cluster_rows_text.cpp
    void describeNamespace(RowText& text, const Location& location) const;
    void describeService(RowText& text, const kube::Service& service) const;
    void describePod(RowText& text, const kube::Pod& pod) const;
    void describeName(RowText& text, const Location& location);
    void describeTyped(RowText& text) const;
    [[nodiscard]] Mark markOf(const Location& location) const;
    [[nodiscard]] Mark marked(const kube::ObjectKey& key) const;

    kube::SnapshotPtr m_cluster;
    sim::SetupPtr m_setup;
    ClusterIndex m_index;
    NameSource m_names;
    NameFilter m_filter;
    std::size_t m_hits = 0;
    std::optional<TypedName> m_typed;
    std::optional<RowId> m_selected;
    std::deque<kube::ObjectKey> m_waiting;   ///< objects whose names are stale; one that is no longer stale is passed over
    std::unordered_map<kube::ObjectKey, Mark> m_marks;
    std::optional<base::Instant> m_lastMark;
    base::Instant m_now;
    bool m_isMarking = false;
};

} // namespace items
