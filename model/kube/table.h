// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace kube {

/// Elements in a chunk at most: what one change copies, and the divisor of what a snapshot copies. Types whose elements own much
/// (an EndpointSlice has up to 1000 endpoints, each with two vectors) specialise it with less.
template <class T>
inline constexpr std::size_t tableChunkLimit = 256;

/// A sorted sequence in chunks that are shared between snapshots: a copy of the table copies pointers, a change copies one chunk,
/// and only if another table still holds it. Order and identity come from the comparison handed to each call (it needs the string
/// table, so it is not a type parameter). Elements stay where they are while a copy of the table that holds them lives unchanged.
template <class T>
class Table {
public:
    static constexpr std::size_t chunkLimit = tableChunkLimit<T>;
    using Chunk = std::vector<T>;

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }

    class Iterator {
    public:
        using value_type = T;
        using reference = const T&;
        using pointer = const T*;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::forward_iterator_tag;
        Iterator() = default;
        Iterator(const Table* table, std::size_t chunk, std::size_t row) : m_table(table), m_chunk(chunk), m_row(row) {}
        const T& operator*() const { return (*m_table->m_chunks[m_chunk])[m_row]; }
        const T* operator->() const { return &**this; }
        Iterator& operator++()
        {
            if (++m_row == m_table->m_chunks[m_chunk]->size()) {
                m_row = 0;
                ++m_chunk;
            }
            return *this;
        }
        Iterator operator++(int)
        {
            Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator&) const = default;

    private:
        friend class Table;
        const Table* m_table = nullptr;
        std::size_t m_chunk = 0;
        std::size_t m_row = 0;
    };
    [[nodiscard]] Iterator begin() const { return {this, 0, 0}; }
    [[nodiscard]] Iterator end() const { return {this, m_chunks.size(), 0}; }

    /// The first element for which `before(element)` is false; `before` must be true for a prefix of the table only.
    template <class Before>
    [[nodiscard]] Iterator partitionPoint(Before before) const
    {
        std::size_t low = 0, high = m_chunks.size();
        while (low < high) {
            const std::size_t middle = (low + high) / 2;
            if (before(m_chunks[middle]->back()))
                low = middle + 1;
            else
                high = middle;
        }
        if (low == m_chunks.size())
            return end();
        const Chunk& chunk = *m_chunks[low];
        std::size_t first = 0, last = chunk.size();
        while (first < last) {
            const std::size_t middle = (first + last) / 2;
            if (before(chunk[middle]))
                first = middle + 1;
            else
                last = middle;
        }
        return {this, low, first};
    }

    /// Inserts before `at` (which must keep the order).
    void insert(Iterator at, T value)
    {
        ++m_size;
        if (m_chunks.empty()) {
            m_chunks.push_back(std::make_shared<Chunk>());
            m_chunks.back()->push_back(std::move(value));
            return;
        }
        std::size_t chunkIndex = at.m_chunk, row = at.m_row;
        if (chunkIndex == m_chunks.size()) {
            --chunkIndex;
            row = m_chunks[chunkIndex]->size();
        }
        // Appending in order (a list's page) fills chunks to the brim; anything else splits in the middle.
        if (m_chunks[chunkIndex]->size() == chunkLimit) {
            const bool appended = chunkIndex + 1 == m_chunks.size() && row == chunkLimit;
            const std::size_t cut = appended ? chunkLimit : chunkLimit / 2;
            split(chunkIndex, cut);
            if (row >= cut) {
                ++chunkIndex;
                row -= cut;
            }
        }
        Chunk& chunk = writable(chunkIndex);
        chunk.insert(chunk.begin() + static_cast<std::ptrdiff_t>(row), std::move(value));
    }

    void replace(Iterator at, T value) { writable(at.m_chunk)[at.m_row] = std::move(value); }

    void remove(Iterator at)
    {
        --m_size;
        if (m_chunks[at.m_chunk]->size() == 1) {
            m_chunks.erase(m_chunks.begin() + static_cast<std::ptrdiff_t>(at.m_chunk));
            return;
        }
        Chunk& chunk = writable(at.m_chunk);
        chunk.erase(chunk.begin() + static_cast<std::ptrdiff_t>(at.m_row));
    }

    /// Removes every element of which `unwanted` is true; chunks without one stay shared. `unwanted` is asked up to twice for an element.
    template <class Unwanted>
    void removeIf(Unwanted unwanted)
    {
        for (std::size_t index = 0; index < m_chunks.size(); ++index) {
            const Chunk& chunk = *m_chunks[index];
            if (std::any_of(chunk.begin(), chunk.end(), unwanted))
                m_size -= std::erase_if(writable(index), unwanted);
        }
        std::erase_if(m_chunks, [](const auto& chunk) { return chunk->empty(); });
    }

    void clear()
    {
        m_chunks.clear();
        m_size = 0;
    }

    [[nodiscard]] std::size_t chunkCount() const { return m_chunks.size(); }
    /// Number of chunks that this table and `other` hold in common: what a copy did not cost.
    [[nodiscard]] std::size_t chunksSharedWith(const Table& other) const
    {
        return static_cast<std::size_t>(std::count_if(m_chunks.begin(), m_chunks.end(), [&other](const auto& chunk) {
            return std::find(other.m_chunks.begin(), other.m_chunks.end(), chunk) != other.m_chunks.end();
        }));
    }

private:
    /// The chunk for a change: itself if no other table holds it, otherwise a copy in its place.
    Chunk& writable(std::size_t index)
    {
        std::shared_ptr<Chunk>& chunk = m_chunks[index];
        if (chunk.use_count() == 1) {
            // Another thread may just have dropped the last other snapshot; use_count() alone does not order its reads before our write.
            std::atomic_thread_fence(std::memory_order_acquire);
            return *chunk;
        }
        auto copy = std::make_shared<Chunk>();
        copy->reserve(std::min(chunk->size() + chunk->size() / 8 + 1, chunkLimit));
        copy->insert(copy->end(), chunk->begin(), chunk->end());
        chunk = std::move(copy);
        return *chunk;
    }

    /// Moves the elements from `cut` on into a new chunk behind.
    void split(std::size_t index, std::size_t cut)
    {
        auto right = std::make_shared<Chunk>();
        if (cut < m_chunks[index]->size()) {
            Chunk& left = writable(index);
            const auto middle = left.begin() + static_cast<std::ptrdiff_t>(cut);
            right->assign(std::make_move_iterator(middle), std::make_move_iterator(left.end()));
            left.erase(middle, left.end());
        }
        m_chunks.insert(m_chunks.begin() + static_cast<std::ptrdiff_t>(index) + 1, std::move(right));
    }

    std::vector<std::shared_ptr<Chunk>> m_chunks; // never holds an empty chunk; shared ones are never written
    std::size_t m_size = 0;
};

} // namespace kube
