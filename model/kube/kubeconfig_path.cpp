// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/kubeconfig_path.h"

#include <algorithm>
#include <vector>

namespace kube {

namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool hasDrive(std::string_view path) { return path.size() >= 2 && isLetter(path[0]) && path[1] == ':'; }
bool isWindowsPath(std::string_view path) { return hasDrive(path) || path.starts_with("\\\\"); }
bool isAbsolute(std::string_view path) { return path.starts_with('/') || isWindowsPath(path) || path.starts_with('\\'); }

/// Go's filepath.Clean for a path below a folder: no ".", no "name/..", no doubled separators.
std::string joined(std::string_view folder, std::string_view path, char separator)
{
    const std::string_view separators = separator == '\\' ? "\\/" : "/";
    std::vector<std::string_view> parts;
    const std::size_t root = isWindowsPath(folder) ? 2 : 0;
    std::string whole(folder.substr(root));
    whole.append(1, separator).append(path);
    for (std::size_t at = 0; at <= whole.size();) {
        const std::size_t end = std::min(whole.find_first_of(separators, at), whole.size());
        const std::string_view part = std::string_view(whole).substr(at, end - at);
        at = end + 1;
        if (part.empty() || part == ".")
            continue;
        if (part == ".." && !parts.empty() && parts.back() != "..")
            parts.pop_back();
        else
            parts.push_back(part);
    }
    std::string result(folder.substr(0, root));
    const bool isRooted = root > 0 ? !folder.starts_with('\\') : folder.starts_with('/');
    for (const std::string_view part : parts)
        result.append(result.size() > root || isRooted ? 1 : 0, separator).append(part);
    return result;
}

} // namespace

std::string resolvePath(std::string_view path, const std::string& fileName)
{
    if (path.empty() || isAbsolute(path))
        return std::string(path);
    const bool windows = isWindowsPath(fileName);
    const std::size_t last = fileName.find_last_of(windows ? "\\/" : "/");
    if (last == std::string::npos)
        return std::string(path);
    return joined(std::string_view(fileName).substr(0, last == 0 ? 1 : last), path, windows ? '\\' : '/');
}

std::string resolveCommand(std::string_view command, const std::string& fileName)
{
    const char separator = isWindowsPath(fileName) ? '\\' : '/';
    return command.find(separator) == std::string_view::npos ? std::string(command) : resolvePath(command, fileName);
}

} // namespace kube
