// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/kubeconfig.h"

#include <algorithm>

// The rules are client-go's clientcmd/validation.go; its words are kept where it has some, so that they can be searched for.

namespace kube {

namespace {

template <class Entry>
const Entry* findEntry(const std::vector<Entry>& entries, const std::string& name)
{
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.name == name; });
    return found == entries.end() ? nullptr : &*found;
}

/// What contradicts itself in a cluster's trust, "" if nothing does.
std::string faultOfTrust(const KubeCluster& cluster)
{
    const bool hasFile = !cluster.certificateAuthorityFile.empty(), hasData = !cluster.certificateAuthorityData.empty();
    if (hasFile && hasData)
        return "certificate-authority-data and certificate-authority are both specified";
    if (cluster.insecureSkipTlsVerify && (hasFile || hasData))
        return "specifying a root certificates file with the insecure flag is not allowed";
    if (hasData && cluster.certificateAuthorityData.find("-----BEGIN") == std::string::npos)
        return "certificate-authority-data holds no PEM certificate";
    return {};
}

std::string faultOfClientCertificate(const KubeUser& user)
{
    const bool hasFile = !user.clientCertificateFile.empty(), hasData = !user.clientCertificateData.empty();
    const bool hasKeyFile = !user.clientKeyFile.empty(), hasKeyData = !user.clientKeyData.empty();
    if (!hasFile && !hasData)
        return {};
    if (hasFile && hasData)
        return "client-certificate-data and client-certificate are both specified";
    if (hasKeyFile && hasKeyData)
        return "client-key-data and client-key are both specified";
    if (!hasKeyFile && !hasKeyData)
        return "client-key-data or client-key must be specified to use the clientCert authentication method";
    return {};
}

std::string faultOfExec(const KubeUser& user)
{
    if (!user.exec)
        return {};
    const ExecPlugin& exec = *user.exec;
    if (!user.authProvider.empty())
        return "authProvider cannot be provided in combination with an exec plugin";
    if (exec.command.empty())
        return "command must be specified to use exec authentication plugin";
    if (exec.apiVersion.empty())
        return "apiVersion must be specified to use exec authentication plugin";
    // v1alpha1 went with Kubernetes 1.24.
    const bool isV1 = exec.apiVersion == "client.authentication.k8s.io/v1";
    if (!isV1 && exec.apiVersion != "client.authentication.k8s.io/v1beta1")
        return "exec plugin: invalid apiVersion \"" + exec.apiVersion + '"';
    for (const auto& [name, value] : exec.environment) {
        if (name.empty())
            return "env variable name must be specified to use exec authentication plugin";
    }
    const std::string& mode = exec.interactiveMode;
    if (mode.empty() && isV1) // v1beta1 defaults to IfAvailable
        return "interactiveMode must be specified to use exec authentication plugin";
    if (!mode.empty() && mode != "Never" && mode != "IfAvailable" && mode != "Always")
        return "invalid interactiveMode: \"" + mode + '"';
    return {};
}

std::string faultOfAuthProvider(const KubeUser& user)
{
    if (user.authProvider.empty() || user.authProvider == "oidc")
        return {};
    if (user.authProvider == "gcp")
        return "the gcp auth plugin has been removed, use the gke-gcloud-auth-plugin";
    if (user.authProvider == "azure")
        return "the azure auth plugin has been removed, use kubelogin";
    return "no Auth Provider found for name \"" + user.authProvider + '"';
}

/// What contradicts itself in a user, "" if nothing does.
std::string faultOfUser(const KubeUser& user)
{
    for (std::string fault : {faultOfClientCertificate(user), faultOfExec(user), faultOfAuthProvider(user)}) {
        if (!fault.empty())
            return fault;
    }
    const bool hasBasic = !user.username.empty() || !user.password.empty();
    if (!user.token.empty() && hasBasic)
        return "more than one authentication method found; found [token basicAuth], only one is allowed";
    const bool asksMore = !user.impersonateUid.empty() || !user.impersonateGroups.empty() || !user.impersonateExtra.empty();
    if (asksMore && user.impersonate.empty())
        return "requesting uid, groups or user-extra without impersonating a user";
    return {};
}

base::Position inFile(const std::string& origin)
{
    return {origin, 0, 0};
}

} // namespace

base::Result<ResolvedContext> resolveContext(const Kubeconfig& kubeconfig, const std::string& contextName)
{
    const std::string& wanted = contextName.empty() ? kubeconfig.currentContext : contextName;
    if (wanted.empty()) {
        std::string files;
        for (const std::string& file : kubeconfig.files)
            files.append(files.empty() ? "" : ", ").append(file);
        return base::fail(base::ErrorCode::NoCurrentContext, files);
    }
    const KubeContext* const context = findEntry(kubeconfig.contexts, wanted);
    if (context == nullptr)
        return base::fail(base::ErrorCode::ContextNotFound, wanted);
    const KubeCluster* const cluster = findEntry(kubeconfig.clusters, context->cluster);
    if (cluster == nullptr)
        return base::fail(base::ErrorCode::ClusterNotFound, context->cluster, wanted, inFile(context->origin));
    // A context without a user is an anonymous one (a `kubectl proxy` on loopback).
    const KubeUser* const user = findEntry(kubeconfig.users, context->user);
    if (user == nullptr && !context->user.empty())
        return base::fail(base::ErrorCode::UserNotFound, context->user, wanted, inFile(context->origin));
    if (cluster->server.empty())
        return base::fail(base::ErrorCode::NoServer, cluster->name, {}, inFile(cluster->origin));
    if (std::string fault = faultOfTrust(*cluster); !fault.empty())
        return base::fail(base::ErrorCode::CaUnusable, cluster->name, std::move(fault), inFile(cluster->origin));
    if (user != nullptr) {
        if (std::string fault = faultOfUser(*user); !fault.empty())
            return base::fail(base::ErrorCode::CredentialUnusable, user->name, std::move(fault), inFile(user->origin));
    }
    ResolvedContext resolved{*context, *cluster, user != nullptr ? *user : KubeUser{}};
    if (resolved.context.nameSpace.empty())
        resolved.context.nameSpace = "default";
    return resolved;
}

} // namespace kube
