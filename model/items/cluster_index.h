// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/instant.h"
#include "model/items/row_tree.h"
#include "model/kube/snapshot.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

/// The tree's rows as numbers: which row is which object. It knows no record and makes no text; what it holds for an object is 24 octets.
namespace items {

enum class RowKind : std::uint8_t { TypedName, Namespace, Service, PodGroup, Pod, Record };

/// What a row is, whatever its place. `object` is the Namespace, Service or Pod; of a PodGroup the key {Pod, namespace, Empty}.
struct RowId {
    RowKind kind = RowKind::Namespace;
    kube::ObjectKey object;
    std::uint32_t ordinal = 0; ///< Record: the place among the object's names (see ObjectNames)
    bool operator==(const RowId&) const = default;
};

enum class ChangeMark : std::uint8_t { None, Added, Modified, Removed };

/// What happened to a row and when, for a view that lets it glow.
struct Mark {
    ChangeMark what = ChangeMark::None;
    base::Instant at;
    bool operator==(const Mark&) const = default;
};

struct ObjectRow {
    kube::StringId name{};
    std::uint32_t rows = 1;         ///< its own and those of its names
    std::uint32_t records = 0;      ///< names and missing names at the last derivation
    std::uint32_t names = 0;        ///< distinct names that belong to it
    std::uint32_t fingerprint = 0;  ///< of its records: tells whether they changed
    bool isExpanded : 1 = false;
    bool isExpandedInFilter : 1 = false;
    bool isHit : 1 = false;         ///< the filter's text is in it
    bool isStale : 1 = true;        ///< its names have to be derived anew
    bool isDerived : 1 = false;     ///< they have been at least once
};

/// Expansion of a namespace's two own rows.
struct NamespaceExpansion {
    bool self = false, pods = false;
};

struct NamespaceRows {
    kube::StringId name{};
    RowTree<ObjectRow> services, pods;
    NamespaceExpansion expanded, expandedInFilter;
    bool exists = false;            ///< there is a Namespace object; without one it is shown as long as it holds something
    bool isMatched = false;         ///< the filter's text is in its name
    std::size_t serviceHits = 0, podHits = 0;
    std::size_t names = 0;          ///< sum of the objects'
    std::size_t underived = 0;      ///< objects whose names have never been derived
    Mark change;                    ///< the last one below it

    [[nodiscard]] RowTree<ObjectRow>& of(kube::Kind kind) { return kind == kube::Kind::Pod ? pods : services; }
    [[nodiscard]] std::size_t& hitsOf(kube::Kind kind) { return kind == kube::Kind::Pod ? podHits : serviceHits; }
};

struct NamespaceRow {
    std::uint32_t rows = 1;
    std::unique_ptr<NamespaceRows> content;
};

enum class Filtering : bool { Off, On };

class ClusterIndex {
public:
    using Place = RowTree<ObjectRow>::Place;
    using NamespacePlace = RowTree<NamespaceRow>::Place;

    /// Where a row stands. `object` is meant for Service, Pod and Record rows, `kind` of RowId then tells which of the two trees with `objectKind`.
    struct Location {
        RowKind kind = RowKind::Namespace;
        NamespaceRows* space = nullptr;
        kube::Kind objectKind = kube::Kind::Namespace;
        Place object;
        std::size_t slot = 0;   ///< Record: the place among the shown names
    };
    struct ObjectPlace {
        NamespaceRows* space = nullptr;
        NamespacePlace spacePlace;
        Place object;
    };

    /// Takes over every object of `cluster` in order; nothing is expanded.
    void rebuild(const kube::ClusterSnapshot& cluster);

    [[nodiscard]] std::size_t rows() const { return m_namespaces.rows(); }
    [[nodiscard]] std::size_t namespaceCount() const { return m_namespaces.size(); }
    [[nodiscard]] std::optional<Location> locate(std::size_t row) const;

    /// The namespace of that name; nullptr if there is none.
    [[nodiscard]] NamespaceRows* space(const kube::ClusterSnapshot& texts, kube::StringId name) const;
    [[nodiscard]] std::optional<ObjectPlace> object(const kube::ClusterSnapshot& texts, const kube::ObjectKey& key) const;
    /// First row of a Namespace, PodGroup, Service or Pod; nullopt if it is hidden or unknown.
    [[nodiscard]] std::optional<std::size_t> rowOf(const kube::ClusterSnapshot& texts, const RowId& id) const;

    /// Makes the namespace (a Namespace object, or the first object in it).
    NamespaceRows& addSpace(const kube::ClusterSnapshot& texts, kube::StringId name);
    /// Removes the namespace if neither a Namespace object nor anything in it is left; true if it went.
    bool removeSpaceIfEmpty(const kube::ClusterSnapshot& texts, kube::StringId name);
    /// The object, made if it was not there; `second` is true if it was made.
    std::pair<ObjectPlace, bool> addObject(const kube::ClusterSnapshot& texts, const kube::ObjectKey& key);
    /// Removes the object; its namespace stays.
    void removeObject(const kube::ClusterSnapshot& texts, const kube::ObjectKey& key);

    void setFiltering(Filtering filtering) { m_filtering = filtering; }
    [[nodiscard]] bool isFiltering() const { return m_filtering == Filtering::On; }
    [[nodiscard]] bool isVisible(const NamespaceRows& space, const ObjectRow& object) const { return !isFiltering() || object.isHit || space.isMatched; }
    [[nodiscard]] bool isExpanded(const ObjectRow& object) const { return isFiltering() ? object.isExpandedInFilter : object.isExpanded; }
    void setExpanded(ObjectRow& object, bool expanded) const
    {
        if (isFiltering())
            object.isExpandedInFilter = expanded;
        else
            object.isExpanded = expanded;
    }
    [[nodiscard]] NamespaceExpansion& expansion(NamespaceRows& space) const { return isFiltering() ? space.expandedInFilter : space.expanded; }

    /// Sets the rows of one object (0 if it is hidden, otherwise 1 and `records` if it is expanded) and what follows from it.
    void showObject(const ObjectPlace& place, kube::Kind kind, std::size_t records);
    /// Works out a namespace's rows again after its expansion, hits or objects changed.
    void refresh(const kube::ClusterSnapshot& texts, const NamespaceRows& space);
    void refresh(NamespacePlace place);
    /// The same for everything, in one pass: after the filter changed or all was expanded. `recordsOf(object)` is asked for expanded objects.
    template <class RecordsOf>
    void recount(RecordsOf recordsOf)
    {
        m_namespaces.recount([&](NamespaceRow& row) {
            NamespaceRows& space = *row.content;
            const auto rowsOf = [&](const ObjectRow& object) {
                if (!isVisible(space, object))
                    return std::uint32_t{0};
                return 1 + (isExpanded(object) ? static_cast<std::uint32_t>(recordsOf(object)) : 0);
            };
            space.services.recount(rowsOf);
            space.pods.recount(rowsOf);
            return rowsOfSpace(space);
        });
    }

    /// Calls `visit(NamespaceRows&)` in order.
    template <class Visit>
    void forEachSpace(Visit visit)
    {
        for (NamespacePlace at = m_namespaces.begin(); at != m_namespaces.end(); at = m_namespaces.next(at))
            visit(*m_namespaces.at(at).content);
    }
    template <class Visit>
    void forEachSpace(Visit visit) const
    {
        for (NamespacePlace at = m_namespaces.begin(); at != m_namespaces.end(); at = m_namespaces.next(at))
            visit(std::as_const(*m_namespaces.at(at).content));
    }
    /// Calls `visit(ObjectRow&)` in order, without regard to what is visible.
    template <class Visit>
    static void forEachObject(RowTree<ObjectRow>& objects, Visit visit)
    {
        for (Place at = objects.begin(); at != objects.end(); at = objects.next(at))
            visit(objects.at(at));
    }

private:
    [[nodiscard]] std::uint32_t rowsOfSpace(NamespaceRows& space) const;
    [[nodiscard]] NamespacePlace lowerBound(const kube::ClusterSnapshot& texts, kube::StringId name) const;

    RowTree<NamespaceRow> m_namespaces;
    Filtering m_filtering = Filtering::Off;
};

} // namespace items
