// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace items {

/// A sequence of items, each of which stands for `item.rows` rows of a view (0: hidden). Items stand in blocks, and a Fenwick tree (P. M. Fenwick 1994) holds
/// the rows of the blocks: from a row to its item, from an item to its row and a changed number of rows all cost O(log n) plus a walk through one block.
/// An insertion moves one block's items; a block that overflows is cut in two and the tree, one number a block, is made anew.
template <class Item>
class RowTree {
public:
    static constexpr std::size_t blockLimit = 128;

    struct Place {
        std::size_t block = 0, slot = 0;
        bool operator==(const Place&) const = default;
    };
    struct Hit {
        Place place;
        std::size_t offset = 0; ///< rows of the item before the one that was looked for
    };

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] std::size_t rows() const { return m_rows; }

    [[nodiscard]] Place begin() const { return {}; }
    [[nodiscard]] Place end() const { return {m_blocks.size(), 0}; }
    [[nodiscard]] Place next(Place place) const
    {
        if (++place.slot == m_blocks[place.block].size())
            place = {place.block + 1, 0};
        return place;
    }

    [[nodiscard]] const Item& at(Place place) const { return m_blocks[place.block][place.slot]; }
    /// For everything but `rows`, which only setRows and recount may change.
    [[nodiscard]] Item& at(Place place) { return m_blocks[place.block][place.slot]; }

    void assign(std::vector<Item> items)
    {
        m_blocks.clear();
        m_size = items.size();
        // Three quarters full: the next insertions find room.
        constexpr std::size_t filled = blockLimit * 3 / 4;
        for (std::size_t from = 0; from < items.size(); from += filled) {
            const auto first = items.begin() + static_cast<std::ptrdiff_t>(from);
            const auto last = items.begin() + static_cast<std::ptrdiff_t>(std::min(from + filled, items.size()));
            m_blocks.emplace_back(std::make_move_iterator(first), std::make_move_iterator(last));
        }
        sumUp();
    }

    /// Inserts before `place`; returns where the item stands.
    Place insert(Place place, Item item)
    {
        ++m_size;
        const std::size_t rows = item.rows;
        if (m_blocks.empty()) {
            m_blocks.emplace_back().push_back(std::move(item));
            sumUp();
            return {};
        }
        if (place.block == m_blocks.size())
            place = {m_blocks.size() - 1, m_blocks.back().size()};
        if (m_blocks[place.block].size() == blockLimit)
            place = cut(place);
        Block& block = m_blocks[place.block];
        block.insert(block.begin() + static_cast<std::ptrdiff_t>(place.slot), std::move(item));
        add(place.block, rows);
        return place;
    }

    void remove(Place place)
    {
        --m_size;
        Block& block = m_blocks[place.block];
        if (block.size() == 1) {
            m_blocks.erase(m_blocks.begin() + static_cast<std::ptrdiff_t>(place.block));
            sumUp();
            return;
        }
        const std::size_t rows = block[place.slot].rows;
        block.erase(block.begin() + static_cast<std::ptrdiff_t>(place.slot));
        subtract(place.block, rows);
    }

    void setRows(Place place, std::uint32_t rows)
    {
        std::uint32_t& present = at(place).rows;
        if (rows >= present)
            add(place.block, rows - present);
        else
            subtract(place.block, present - rows);
        present = rows;
    }

    /// Sets every item's rows to `rowsOf(item)`, in one pass.
    template <class RowsOf>
    void recount(RowsOf rowsOf)
    {
        for (Block& block : m_blocks) {
            for (Item& item : block)
                item.rows = rowsOf(item);
        }
        sumUp();
    }

    /// Rows of all items before `place`.
    [[nodiscard]] std::size_t rowsBefore(Place place) const
    {
        std::size_t rows = 0;
        for (std::size_t node = place.block; node > 0; node &= node - 1)
            rows += m_sums[node];
        for (std::size_t slot = 0; slot < place.slot; ++slot)
            rows += m_blocks[place.block][slot].rows;
        return rows;
    }

    /// The item that row `row` belongs to; nullopt beyond the last row.
    [[nodiscard]] std::optional<Hit> find(std::size_t row) const
    {
        if (row >= m_rows)
            return std::nullopt;
        std::size_t node = 0;
        for (std::size_t step = m_highestStep; step > 0; step /= 2) {
            if (node + step < m_sums.size() && m_sums[node + step] <= row) {
                node += step;
                row -= m_sums[node];
            }
        }
        const Block& block = m_blocks[node];
        std::size_t slot = 0;
        for (; row >= block[slot].rows; ++slot)
            row -= block[slot].rows;
        return Hit{{node, slot}, row};
    }

    /// The first item for which `before(item)` is false; `before` must be true for a prefix only.
    template <class Before>
    [[nodiscard]] Place partitionPoint(Before before) const
    {
        const auto block = std::partition_point(m_blocks.begin(), m_blocks.end(), [&](const Block& each) { return before(each.back()); });
        if (block == m_blocks.end())
            return end();
        const auto item = std::partition_point(block->begin(), block->end(), before);
        return {static_cast<std::size_t>(block - m_blocks.begin()), static_cast<std::size_t>(item - block->begin())};
    }

private:
    using Block = std::vector<Item>;

    void add(std::size_t block, std::size_t rows)
    {
        m_rows += rows;
        for (std::size_t node = block + 1; node < m_sums.size(); node += node & (~node + 1))
            m_sums[node] += rows;
    }
    void subtract(std::size_t block, std::size_t rows)
    {
        m_rows -= rows;
        for (std::size_t node = block + 1; node < m_sums.size(); node += node & (~node + 1))
            m_sums[node] -= rows;
    }

    void sumUp()
    {
        m_sums.assign(m_blocks.size() + 1, 0);
        m_rows = 0;
        for (std::size_t node = 1; node < m_sums.size(); ++node) {
            std::size_t rows = 0;
            for (const Item& item : m_blocks[node - 1])
                rows += item.rows;
            m_rows += rows;
            m_sums[node] += rows;
            const std::size_t above = node + (node & (~node + 1));
            if (above < m_sums.size())
                m_sums[above] += m_sums[node];
        }
        m_highestStep = 1;
        while (m_highestStep * 2 < m_sums.size())
            m_highestStep *= 2;
    }

    /// Cuts a full block in two; returns where `place` is now.
    Place cut(Place place)
    {
        Block& left = m_blocks[place.block];
        const auto middle = left.begin() + static_cast<std::ptrdiff_t>(blockLimit / 2);
        Block right(std::make_move_iterator(middle), std::make_move_iterator(left.end()));
        left.erase(middle, left.end());
        m_blocks.insert(m_blocks.begin() + static_cast<std::ptrdiff_t>(place.block) + 1, std::move(right));
        sumUp();
        return place.slot <= blockLimit / 2 ? place : Place{place.block + 1, place.slot - blockLimit / 2};
    }

    std::vector<Block> m_blocks;     // never holds an empty block
    std::vector<std::size_t> m_sums; // Fenwick tree, counted from 1: node n covers the n & -n blocks up to block n - 1
    std::size_t m_highestStep = 1;   // the greatest power of two that is a node, or 1
    std::size_t m_size = 0;
    std::size_t m_rows = 0;
};

} // namespace items
