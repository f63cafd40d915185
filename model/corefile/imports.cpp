// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/imports.h"

#include <algorithm>

namespace corefile {
namespace {

/// Where Kubernetes mounts the Corefile; used when its own name carries no folder.
constexpr std::string_view defaultFolder = "/etc/coredns";

std::string folderOf(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

std::vector<std::string> components(std::string_view path)
{
    std::vector<std::string> parts;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        parts.emplace_back(path.substr(0, slash));
        path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    }
    return parts;
}

/// filepath.Match on one component, without character classes (a pattern with brackets is refused before).
bool matchesComponent(std::string_view pattern, std::string_view name)
{
    std::size_t p = 0;
    std::size_t n = 0;
    std::size_t starAt = std::string_view::npos;
    std::size_t starName = 0;
    while (n < name.size()) {
        const bool isEscape = p + 1 < pattern.size() && pattern[p] == '\\';
        if (p < pattern.size() && pattern[p] == '*') {
            starAt = p++;
            starName = n;
        } else if (p < pattern.size() && (isEscape ? pattern[p + 1] == name[n] : pattern[p] == '?' || pattern[p] == name[n])) {
            p += isEscape ? 2 : 1;
            ++n;
        } else if (starAt != std::string_view::npos) {
            p = starAt + 1;
            n = ++starName;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

bool matchesPath(const std::vector<std::string>& pattern, const std::vector<std::string>& path)
{
    return std::equal(pattern.begin(), pattern.end(), path.begin(), path.end(), matchesComponent);
}

std::string absolute(const std::string& path, const std::string& corefileFolder)
{
    return cleanPath(path.starts_with('/') ? path : corefileFolder + '/' + path);
}

} // namespace

std::string cleanPath(std::string_view path)
{
    const bool isRooted = path.starts_with('/');
    std::vector<std::string> kept;
    for (std::string& part : components(path)) {
        if (part.empty() || part == ".")
            continue;
        if (part != "..")
            kept.push_back(std::move(part));
        else if (!kept.empty() && kept.back() != "..")
            kept.pop_back();
        else if (!isRooted)
            kept.push_back(std::move(part));
    }
    std::string clean;
    for (const std::string& part : kept)
        clean += (clean.empty() && !isRooted ? "" : "/") + part;
    return clean.empty() ? (isRooted ? "/" : ".") : clean;
}

GlobResult findImports(const std::string& pattern, const std::string& importingFile, const ParseOptions& options)
{
    const std::string ownFolder = folderOf(options.fileName);
    const std::string corefileFolder = ownFolder.starts_with('/') ? ownFolder : std::string(defaultFolder);
    const std::string importer = importingFile == options.fileName ? corefileFolder : folderOf(absolute(importingFile, corefileFolder));

    GlobResult result;
    result.absolutePattern = cleanPath(pattern.starts_with('/') ? pattern : importer + '/' + pattern);
    result.hasWildcard = result.absolutePattern.find_first_of("*?[]") != std::string::npos;
    result.isBroken = result.absolutePattern.find('[') != std::string::npos || result.absolutePattern.ends_with('\\');
    const std::vector<std::string> wanted = components(result.absolutePattern);
    std::vector<std::pair<std::vector<std::string>, std::string>> found;
    for (const auto& [name, content] : options.files) {
        std::vector<std::string> path = components(absolute(name, corefileFolder));
        if (!result.isBroken && matchesPath(wanted, path))
            found.emplace_back(std::move(path), name);
    }
    std::sort(found.begin(), found.end());
    for (auto& [path, name] : found)
        result.files.push_back(std::move(name));
    return result;
}

} // namespace corefile
