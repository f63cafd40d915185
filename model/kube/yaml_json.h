// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kube {

/// A YAML node as JSON text, and where its parts stood in the YAML.
struct JsonFromYaml {
    struct Place {
        std::size_t offset = 0; ///< into `text`
        int line = 0, column = 0;
    };
    std::string text;
    std::vector<Place> places; ///< by offset
    std::string kind;          ///< the scalar in the root's field `kind`, "" if there is none

    /// Where the node at or before `offset` begins; npos: where the whole begins.
    [[nodiscard]] base::Position positionOf(std::size_t offset, const std::string& fileName) const;
};

enum class YamlPart : std::uint8_t {
    Item,              ///< an element of the root's field `items`, or of a root that is a list
    Document,          ///< the document; without its items if it had some
    DocumentWithItems, ///< the same, where items came before
};

enum class YamlSplit : std::uint8_t { Items, Nothing };
/// Loose, for kubeconfigs: plain scalars are texts as they are spelled, but for null, true and false, and for what stands below a field
/// `extension`, which is handed on as JSON.
enum class YamlScalars : std::uint8_t { Resolved, Loose };

struct YamlOptions {
    std::string fileName;
    YamlSplit split = YamlSplit::Items;
    YamlScalars scalars = YamlScalars::Resolved;
};

/// Hands out each document of `text` (UTF-8) as JSON, its items one at a time before it, so that a long list needs the memory of one item.
/// Aliases and the merge key << are expanded, up to 16 MiB of text. What `receive` returns as an error ends the reading.
/// Errors: YamlSyntax with position (also for nesting beyond 100 levels and aliases beyond the limit), FileTruncated.
using ReceiveJson = std::function<base::Result<void>(JsonFromYaml& json, YamlPart part)>;
[[nodiscard]] base::Result<void> transcodeYaml(std::string_view text, const YamlOptions& options, const ReceiveJson& receive);

} // namespace kube
