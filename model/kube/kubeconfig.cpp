// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/kubeconfig.h"

#include <algorithm>
#include <array>

namespace kube {

namespace {

/// Splits KUBECONFIG; on Windows at ; outside of quotes, which go (Go's filepath.SplitList). Empty elements and repetitions go too.
std::vector<std::string> splitPaths(std::string_view text, bool windows)
{
    std::vector<std::string> paths;
    std::string path;
    bool isQuoted = false;
    const auto finish = [&] {
        if (!path.empty() && std::find(paths.begin(), paths.end(), path) == paths.end())
            paths.push_back(path);
        path.clear();
    };
    for (const char c : text) {
        if (windows && c == '"')
            isQuoted = !isQuoted;
        else if (c == (windows ? ';' : ':') && !isQuoted)
            finish();
        else
            path += c;
    }
    finish();
    return paths;
}

std::string variable(const KubeconfigEnvironment& environment, const std::string& name)
{
    return environment.variable ? environment.variable(name).value_or("") : std::string();
}

/// client-go's homedir.go: the first of HOME, HOMEDRIVE+HOMEPATH and USERPROFILE that has a .kube\config, else the first that is set of
/// HOME, USERPROFILE and HOMEDRIVE+HOMEPATH.
std::string windowsConfigPath(const KubeconfigEnvironment& environment)
{
    const std::string home = variable(environment, "HOME"), profile = variable(environment, "USERPROFILE");
    const std::string homePath = variable(environment, "HOMEPATH");
    const std::string drive = homePath.empty() ? "" : variable(environment, "HOMEDRIVE") + homePath;
    const auto configIn = [](const std::string& folder) { return folder + "\\.kube\\config"; };
    for (const std::string* folder : {&home, &drive, &profile}) {
        if (!folder->empty() && environment.readFile && environment.readFile(configIn(*folder)))
            return configIn(*folder);
    }
    for (const std::string* folder : {&home, &profile, &drive}) {
        if (!folder->empty())
            return configIn(*folder);
    }
    return {};
}

template <class Entry>
void mergeEntries(std::vector<Entry>& merged, std::vector<Entry>& added)
{
    for (Entry& entry : added) {
        const bool isKnown = std::any_of(merged.begin(), merged.end(), [&](const Entry& known) { return known.name == entry.name; });
        if (!isKnown)
            merged.push_back(std::move(entry));
    }
}

std::string joinedList(const std::vector<std::string>& texts)
{
    std::string list;
    for (const std::string& text : texts)
        list.append(list.empty() ? "" : ", ").append(text);
    return list;
}

} // namespace

Kubeconfig mergeKubeconfigs(std::vector<Kubeconfig> files)
{
    Kubeconfig merged;
    for (Kubeconfig& file : files) {
        std::move(file.files.begin(), file.files.end(), std::back_inserter(merged.files));
        std::move(file.brokenFiles.begin(), file.brokenFiles.end(), std::back_inserter(merged.brokenFiles));
        mergeEntries(merged.clusters, file.clusters);
        mergeEntries(merged.users, file.users);
        mergeEntries(merged.contexts, file.contexts);
        if (merged.currentContext.empty())
            merged.currentContext = std::move(file.currentContext);
    }
    return merged;
}

std::vector<std::string> kubeconfigPaths(const KubeconfigEnvironment& environment, const std::string& explicitPath)
{
    if (!explicitPath.empty())
        return {explicitPath};
    if (const std::string list = variable(environment, "KUBECONFIG"); !list.empty())
        return splitPaths(list, environment.windows);
    std::string path;
    if (environment.windows)
        path = windowsConfigPath(environment);
    else if (const std::string home = variable(environment, "HOME"); !home.empty())
        path = home + "/.kube/config";
    return path.empty() ? std::vector<std::string>{} : std::vector<std::string>{path};
}

base::Result<Kubeconfig> loadKubeconfig(const KubeconfigEnvironment& environment, const std::string& explicitPath)
{
    const std::vector<std::string> paths = kubeconfigPaths(environment, explicitPath);
    std::vector<Kubeconfig> files;
    Kubeconfig broken;
    for (const std::string& path : paths) {
        const auto text = environment.readFile(path);
        if (!text && text.error().code == base::ErrorCode::FileNotFound && explicitPath.empty())
            continue;
        auto file = text ? parseKubeconfig(*text, path) : base::Result<Kubeconfig>(tl::unexpected(text.error()));
        if (file)
            files.push_back(*std::move(file));
        else
            broken.brokenFiles.push_back(file.error());
    }
    if (files.empty() && broken.brokenFiles.empty())
        return base::fail(base::ErrorCode::NoKubeconfig, joinedList(paths));
    if (files.empty() && broken.brokenFiles.size() == 1)
        return tl::unexpected(broken.brokenFiles.front());
    files.push_back(std::move(broken));
    return mergeKubeconfigs(std::move(files));
}

} // namespace kube
