// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/base/strings.h"

#include <algorithm>
#include <cstring>

namespace base {

namespace {
constexpr std::size_t firstBlockSize = std::size_t{16} << 10;
constexpr std::size_t largestBlockSize = std::size_t{1} << 20;
} // namespace

struct Strings::Page {
    struct Entry {
        const char* text = "";
        std::uint32_t length = 0;
    };
    std::array<Entry, entriesPerPage> entries;
};

Strings::Strings()
{
    m_pages[0] = std::make_unique<Page>();
    m_size = 1; // entry 0 is the empty text
}

Strings::~Strings() = default;

StringId Strings::intern(std::string_view text)
{
    if (text.empty())
        return StringId::Empty;
    if (const auto known = m_ids.find(text); known != m_ids.end())
        return known->second;
    // A full table and a text beyond 4 GiB have no id; neither fits in a file that the readers take.
    if (m_size == entriesPerPage * pageCount || text.size() > UINT32_MAX)
        return StringId::Empty;

    if (text.size() > m_blockSize - m_blockUsed) {
        m_blockSize = std::max(text.size(), std::clamp(m_blockSize * 2, firstBlockSize, largestBlockSize));
        m_blocks.push_back(std::make_unique<char[]>(m_blockSize));
        m_blockUsed = 0;
    }
    char* const place = m_blocks.back().get() + m_blockUsed;
    std::memcpy(place, text.data(), text.size());
    m_blockUsed += text.size();
    m_bytes += text.size();

    const StringId id{m_size++};
    const auto index = static_cast<std::uint32_t>(id);
    std::unique_ptr<Page>& page = m_pages[index / entriesPerPage];
    if (!page)
        page = std::make_unique<Page>();
    page->entries[index % entriesPerPage] = {place, static_cast<std::uint32_t>(text.size())};
    m_ids.emplace(std::string_view(place, text.size()), id);
    return id;
}

StringId Strings::find(std::string_view text) const
{
    const auto known = m_ids.find(text);
    return known == m_ids.end() ? StringId::Empty : known->second;
}

std::string_view Strings::text(StringId id) const
{
    const auto index = static_cast<std::uint32_t>(id);
    const Page::Entry& entry = m_pages[index / entriesPerPage]->entries[index % entriesPerPage];
    return {entry.text, entry.length};
}

} // namespace base
