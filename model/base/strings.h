// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace base {

/// An interned text of one Strings table. 0 is the empty text.
enum class StringId : std::uint32_t { Empty = 0 };

/// Interned text in an append-only arena. One thread interns; any thread that got an id through a published snapshot may read it,
/// because neither bytes nor entries ever move. Texts are never freed before the table (a cluster's names come back).
class Strings {
public:
    Strings();
    ~Strings();
    Strings(const Strings&) = delete;
    Strings& operator=(const Strings&) = delete;

    [[nodiscard]] StringId intern(std::string_view text);
    /// The id of a text that was interned before, or Empty; writer's thread only.
    [[nodiscard]] StringId find(std::string_view text) const;
    [[nodiscard]] std::string_view text(StringId id) const;
    [[nodiscard]] std::uint32_t size() const { return m_size; } ///< number of ids, Empty included
    [[nodiscard]] std::size_t bytes() const { return m_bytes; } ///< arena bytes in use

private:
    static constexpr std::uint32_t entriesPerPage = 1u << 14;
    static constexpr std::uint32_t pageCount = 1u << 12; // 67 million texts: beyond every limit of Kubernetes
    struct Page;
    std::array<std::unique_ptr<Page>, pageCount> m_pages;
    std::vector<std::unique_ptr<char[]>> m_blocks;
    std::size_t m_blockUsed = 0;
    std::size_t m_blockSize = 0;
    std::size_t m_bytes = 0;
    std::uint32_t m_size = 0;
    std::unordered_map<std::string_view, StringId> m_ids;
};

} // namespace base
