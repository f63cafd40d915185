// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/api/tls.h"
#include "model/base/result.h"
#include "model/kube/kubeconfig.h"

#include <QByteArray>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QString>
#include <QUrl>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace api {

/// A query's parameters, not yet percent-encoded.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// What a credential plugin needs: the command and, if it asks for it, the cluster's description (section 1.7).
struct ExecSource {
    kube::ExecPlugin plugin;
    kube::KubeCluster cluster;      ///< for spec.cluster
    std::string certificateAuthority; ///< PEM of the CA, file contents loaded
    std::string user;               ///< for ExecNotConfirmed
    bool operator==(const ExecSource&) const = default;
};

/// A cluster's API server and how to talk to it: everything of a context that does not change between two requests.
/// Credentials that do change (tokenFile, exec) come from a CredentialSource.
struct Endpoint {
    QUrl base;                              ///< scheme, host, port, path prefix without a slash at its end
    QSslConfiguration tls;                  ///< CA pin, client certificate, verify mode
    QString peerVerifyName;                 ///< for SNI and verification; empty: the host
    bool isVerified = true;                 ///< false: insecure-skip-tls-verify or http
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
    bool compression = true;                ///< false on loopback too, where gzip costs more than it saves
    QByteArray authorization;               ///< header value of a token or basic credential; empty: none
    std::string tokenFile;                  ///< its content replaces `authorization`
    std::optional<ExecSource> exec;
    std::vector<std::pair<QByteArray, QByteArray>> impersonation; ///< headers; Impersonate-Group may repeat
    std::string nameSpace;                  ///< the context's, "default" where it names none

    /// "host:port", with brackets around an IPv6 address and the scheme's port where the URL has none.
    [[nodiscard]] std::string hostAndPort() const;
    /// `path` begins with a slash. Values are percent-encoded byte by byte: Go reads a bare "+" as a space.
    [[nodiscard]] QUrl url(const QByteArray& path, const Parameters& query = {}) const;
    /// Everything but the Authorization header: TLS, impersonation, User-Agent, no redirects, no cookies, no cache.
    [[nodiscard]] QNetworkRequest request(const QUrl& url) const;
};

/// Reads files (CA, client certificate, key) through `environment`. Errors: NoServer, CaUnusable, CredentialUnusable, ProxyUnsupported.
[[nodiscard]] base::Result<Endpoint> makeEndpoint(const kube::ResolvedContext& context, const kube::KubeconfigEnvironment& environment);

} // namespace api
