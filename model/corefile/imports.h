// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/corefile/parse.h"

#include <string>
#include <string_view>
#include <vector>

/// Which files an `import` names (dns-semantics 3.4). Files are known by name only, see ParseOptions::files.
namespace corefile {

/// A path without ".", ".." and doubled slashes (Go's filepath.Clean).
[[nodiscard]] std::string cleanPath(std::string_view path);

struct GlobResult {
    std::vector<std::string> files; ///< keys of ParseOptions::files, in the order in which they are read
    bool hasWildcard = false;
    std::string absolutePattern;
    bool isBroken = false;          ///< a pattern that filepath.Match refuses
};

/// `pattern` is relative to the folder of `importingFile`, which is the Corefile or a key of ParseOptions::files.
[[nodiscard]] GlobResult findImports(const std::string& pattern, const std::string& importingFile, const ParseOptions& options);

} // namespace corefile
