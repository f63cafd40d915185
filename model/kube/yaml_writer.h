// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kube {

/// Writes block-style YAML as kubectl does (lists not indented below their key), with quotes only where a reader needs them.
/// A mapping in which nothing was written leaves no trace; an empty list becomes [].
class YamlWriter {
public:
    void document(); ///< begins one with ---

    void field(std::string_view key, std::string_view value); ///< a string
    void raw(std::string_view key, std::string_view value);   ///< a number, boolean or safe word as it is
    void text(std::string_view key, std::string_view value);  ///< a string that is best read line by line
    void item(std::string_view value);                        ///< a string in a list

    void open(std::string_view key);     ///< a mapping
    void openList(std::string_view key);
    void openItem();                     ///< a mapping in a list
    void close(int count = 1);

    [[nodiscard]] std::string take() { return std::move(m_out); }

private:
    struct Level {
        enum class Kind { Mapping, List, Item } kind = Kind::Mapping;
        std::size_t indent = 0;
        std::string key{};
        bool isOpened = false; // its own head is written
        bool isFresh = true;   // the next line is its first
    };
    void openAll(std::size_t level);
    void line(std::size_t level, std::string_view text);
    void line(std::string_view text);

    std::string m_out;
    std::vector<Level> m_levels{Level{.isOpened = true}};
};

} // namespace kube
