// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// kubeconfig as client-go reads it (reference/kubernetes-client.md section 1). Pure: the environment and files come in as functions.
namespace kube {

struct ExecPlugin {
    std::string apiVersion, command;
    std::vector<std::string> arguments;
    std::vector<std::pair<std::string, std::string>> environment;
    std::string installHint;
    bool provideClusterInfo = false;
    std::string interactiveMode;
    bool operator==(const ExecPlugin&) const = default;
};

/// Where a cluster is and how to trust it. Paths are absolute or relative to `origin`'s folder already resolved.
struct KubeCluster {
    std::string name, origin;              ///< origin: the file that defines the entry
    std::string server;
    std::string certificateAuthorityFile, certificateAuthorityData; ///< data: PEM text, base64 removed
    bool insecureSkipTlsVerify = false;
    std::string tlsServerName, proxyUrl;
    bool disableCompression = false;
    std::string execExtension;             ///< JSON of extension client.authentication.k8s.io/exec, "" if none
    bool operator==(const KubeCluster&) const = default;
};

struct KubeUser {
    std::string name, origin;
    std::string clientCertificateFile, clientCertificateData, clientKeyFile, clientKeyData;
    std::string token, tokenFile, username, password;
    std::string impersonate, impersonateUid;
    std::vector<std::string> impersonateGroups;
    std::map<std::string, std::vector<std::string>> impersonateExtra;
    std::optional<ExecPlugin> exec;
    std::string authProvider;              ///< name, "" if none
    std::map<std::string, std::string> authProviderConfig;
    bool operator==(const KubeUser&) const = default;
};

struct KubeContext {
    std::string name, origin, cluster, user, nameSpace;
    bool operator==(const KubeContext&) const = default;
};

struct Kubeconfig {
    std::vector<std::string> files;        ///< that were read, in order
    std::vector<KubeCluster> clusters;
    std::vector<KubeUser> users;
    std::vector<KubeContext> contexts;
    std::string currentContext;
    std::vector<base::Error> brokenFiles;  ///< files that exist but do not read; the others still count
};

/// A context with everything it needs, checked (section 1.5, 1.6): both cluster and user exist, no contradicting fields.
struct ResolvedContext {
    KubeContext context;
    KubeCluster cluster;
    KubeUser user;
    bool operator==(const ResolvedContext&) const = default;
};

/// One file's text, YAML or JSON. Errors, with position: YamlSyntax, JsonSyntax, FileTruncated, KubeconfigWrongShape (subject "cluster prod",
/// detail "cluster.server: expected a string, found a list"); no detail holds a secret. Relative paths are resolved against the file's folder.
[[nodiscard]] base::Result<Kubeconfig> parseKubeconfig(std::string_view text, const std::string& fileName);
/// The first file that defines a name wins, with its whole entry (section 1.2).
[[nodiscard]] Kubeconfig mergeKubeconfigs(std::vector<Kubeconfig> files);

struct KubeconfigEnvironment {
    std::function<std::optional<std::string>(const std::string& name)> variable;
    std::function<base::Result<std::string>(const std::string& path)> readFile; ///< Error FileNotFound where it is absent
    bool windows = false;
};
/// The files that would be read: an explicit one, else KUBECONFIG's list, else HOME/.kube/config (section 1.1).
[[nodiscard]] std::vector<std::string> kubeconfigPaths(const KubeconfigEnvironment& environment, const std::string& explicitPath);
/// Errors: NoKubeconfig where no file exists; FileNotFound for an absent explicit file; the error of the only file if it is broken.
[[nodiscard]] base::Result<Kubeconfig> loadKubeconfig(const KubeconfigEnvironment& environment, const std::string& explicitPath);

/// `contextName` empty: the current one. A context without a user is anonymous; one without a namespace gets "default".
/// Errors: ContextNotFound, NoCurrentContext, ClusterNotFound, UserNotFound, NoServer, CredentialUnusable, CaUnusable.
[[nodiscard]] base::Result<ResolvedContext> resolveContext(const Kubeconfig& kubeconfig, const std::string& contextName);

} // namespace kube
