// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "app/source.h"

#include "model/kube/snapshot_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <optional>

namespace app {

namespace {

using base::ErrorCode;

constexpr qint64 largestFile = qint64(1) << 30;
constexpr std::chrono::milliseconds linkTimeout{60'000};

base::Result<std::string> readAll(QFile& file, const std::string& path)
{
    const QByteArray bytes = file.read(largestFile);
    if (file.error() != QFileDevice::NoError)
        return base::fail(ErrorCode::FileUnreadable, path, file.errorString().toStdString());
    if (bytes.size() == largestFile)
        return base::fail(ErrorCode::FileUnreadable, path, "larger than 1 GiB");
    return bytes.toStdString();
}

base::Result<kube::SnapshotPtr> linkOnce(const kube::ResolvedContext& context, bool allowExec, std::vector<base::Error>& warnings)
{
    api::Surroundings surroundings{.environment = processEnvironment(), .isExecConfirmed = [allowExec](const kube::ExecPlugin&) { return allowExec; }};
    std::optional<base::Result<kube::SnapshotPtr>> outcome;
    QObject owner;
    api::fetchOnce(context, std::move(surroundings), linkTimeout, &owner,
                   [&](base::Result<kube::SnapshotPtr> result, const api::SessionState& state) {
                       warnings.insert(warnings.end(), state.warnings.begin(), state.warnings.end());
                       outcome = std::move(result);
                       QCoreApplication::exit();
                   });
    QCoreApplication::exec();
    if (!outcome)
        return base::fail(ErrorCode::ConnectionLost, context.cluster.server);
    return *outcome;
}

} // namespace

base::Result<std::string> readFile(const std::string& path)
{
    QFile file;
    if (path == "-") {
        if (!file.open(stdin, QIODevice::ReadOnly))
            return base::fail(ErrorCode::FileUnreadable, "<stdin>", file.errorString().toStdString());
        return readAll(file, "<stdin>");
    }
    file.setFileName(QString::fromStdString(path));
    if (!file.exists())
        return base::fail(ErrorCode::FileNotFound, path);
    if (QFileInfo(file).isDir())
        return base::fail(ErrorCode::FileUnreadable, path, "it is a folder");
    if (!file.open(QIODevice::ReadOnly))
        return base::fail(ErrorCode::FileUnreadable, path, file.errorString().toStdString());
    return readAll(file, path);
}

base::Result<kube::SnapshotPtr> openSnapshots(const std::vector<std::string>& paths)
{
    kube::ClusterStore store;
    for (const std::string& path : paths) {
        const auto text = readFile(path);
        if (!text)
            return tl::unexpected(text.error());
        const auto read = kube::readSnapshotText(*text, path == "-" ? "<stdin>" : path, store);
        if (!read)
            return tl::unexpected(read.error());
    }
    return store.snapshot();
}

kube::SnapshotPtr openDemo()
{
    QFile file(QStringLiteral(":/demo/cluster.yaml"));
    const bool opened = file.open(QIODevice::ReadOnly);
    kube::ClusterStore store;
    const auto read = kube::readSnapshotText(file.readAll().toStdString(), "demo", store);
    if (!opened || !read)
        qFatal("the built-in demo cluster does not read: %s", read ? "not compiled in" : read.error().detail.c_str());
    return store.snapshot();
}

kube::KubeconfigEnvironment processEnvironment()
{
    return {.variable = [](const std::string& name) -> std::optional<std::string> {
                if (!qEnvironmentVariableIsSet(name.c_str()))
                    return std::nullopt;
                return qEnvironmentVariable(name.c_str()).toStdString();
            },
            .readFile = [](const std::string& path) { return readFile(path); },
#ifdef Q_OS_WIN
            .windows = true
#else
            .windows = false
#endif
    };
}

base::Result<kube::SnapshotPtr> loadSource(const SourceOptions& options, std::vector<base::Error>& warnings)
{
    if (options.demo)
        return openDemo();
    if (!options.snapshots.empty())
        return openSnapshots(options.snapshots);
    const auto kubeconfig = kube::loadKubeconfig(processEnvironment(), options.kubeconfig);
    if (!kubeconfig)
        return tl::unexpected(kubeconfig.error());
    warnings.insert(warnings.end(), kubeconfig->brokenFiles.begin(), kubeconfig->brokenFiles.end());
    const auto context = kube::resolveContext(*kubeconfig, options.context);
    if (!context)
        return tl::unexpected(context.error());
    return linkOnce(*context, options.allowExec, warnings);
}

base::Result<sim::SetupOverrides> loadOverrides(const OverrideOptions& options)
{
    sim::SetupOverrides overrides{.coreDnsVersion = options.coreDnsVersion, .clusterDns = options.clusterDns, .clusterDomain = options.clusterDomain};
    for (auto [path, target] : {std::pair{&options.corefile, &overrides.corefile}, std::pair{&options.nodeCorefile, &overrides.nodeCorefile}}) {
        if (!*path)
            continue;
        auto text = readFile(**path);
        if (!text)
            return tl::unexpected(text.error());
        *target = sim::SetupOverrides::File{**path, std::move(*text)};
    }
    return overrides;
}

} // namespace app
