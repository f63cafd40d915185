// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/endpoint.h"

#include "model/api/proxy.h"
#include "model/base/ip_address.h"

#include <QHttp2Configuration>
#include <QSysInfo>

#include <cctype>

namespace api {

namespace {

using base::ErrorCode;

// 8 MiB per stream and 32 MiB per connection keep a big list from stopping ten watches.
constexpr unsigned streamWindow = 8u << 20;
constexpr unsigned sessionWindow = 32u << 20;

/// Data beats the file; an empty result means that neither is set.
base::Result<std::string> dataOrFile(const std::string& data, const std::string& file, const kube::KubeconfigEnvironment& environment)
{
    if (!data.empty() || file.empty())
        return data;
    return environment.readFile(file);
}

QByteArray bytes(const std::string& text)
{
    return QByteArray::fromStdString(text);
}

base::Result<QUrl> baseUrl(const kube::KubeCluster& cluster, bool hasTlsMaterial)
{
    std::string text = cluster.server;
    if (text.find("://") == std::string::npos) // as kubectl: plain http unless something speaks for TLS
        text.insert(0, hasTlsMaterial ? "https://" : "http://");
    QUrl url(QString::fromStdString(text), QUrl::StrictMode);
    const bool isKnownScheme = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (!url.isValid() || url.host().isEmpty() || !isKnownScheme)
        return base::fail(ErrorCode::NoServer, cluster.name);
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    url.setPath(path, QUrl::StrictMode);
    url.setQuery(QString());
    url.setFragment(QString());
    url.setUserInfo(QString());
    return url;
}

/// `cluster` may hold both a CA and the insecure flag only in a kubeconfig that resolveContext refuses.
base::Result<QSslConfiguration> serverTrust(const kube::KubeCluster& cluster, const std::string& caPem)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(cluster.insecureSkipTlsVerify ? QSslSocket::VerifyNone : QSslSocket::VerifyPeer);
    if (caPem.empty())
        return tls;
    auto authorities = readCertificates(bytes(caPem));
    if (!authorities)
        return base::fail(ErrorCode::CaUnusable, cluster.name, authorities.error());
    tls.setCaCertificates(*authorities); // the only trust: the system's roots are not added
    return tls;
}

base::Result<void> addClientIdentity(QSslConfiguration& tls, const kube::KubeUser& user, const kube::KubeconfigEnvironment& environment)
{
    const auto certificate = dataOrFile(user.clientCertificateData, user.clientCertificateFile, environment);
    if (!certificate)
        return base::fail(ErrorCode::CredentialUnusable, user.name, "client certificate: " + certificate.error().detail, {user.clientCertificateFile, 0, 0});
    const auto key = dataOrFile(user.clientKeyData, user.clientKeyFile, environment);
    if (!key)
        return base::fail(ErrorCode::CredentialUnusable, user.name, "client key: " + key.error().detail, {user.clientKeyFile, 0, 0});
    if (certificate->empty() && key->empty())
        return {};
    const auto identity = readClientIdentity(bytes(*certificate), bytes(*key));
    if (!identity)
        return base::fail(ErrorCode::CredentialUnusable, user.name, identity.error());
    tls.setLocalCertificateChain(identity->chain);
    tls.setPrivateKey(identity->key);
    return {};
}

/// Bytes outside an HTTP token (RFC 9110 section 5.6.2), and '%', are percent-encoded, as client-go does.
QByteArray extraHeaderName(const std::string& key)
{
    QByteArray name = "Impersonate-Extra-";
    for (const char c : key) {
        const bool isToken = std::isalnum(static_cast<unsigned char>(c)) || std::string_view("!#$&'*+-.^_`|~").find(c) != std::string_view::npos;
        if (isToken)
            name += c;
        else
            name += '%' + QByteArray(1, c).toHex().toUpper();
    }
    return name;
}

base::Result<std::vector<std::pair<QByteArray, QByteArray>>> impersonationOf(const kube::KubeUser& user)
{
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    if (user.impersonate.empty())
        return headers;
    headers.emplace_back("Impersonate-User", bytes(user.impersonate));
    if (!user.impersonateUid.empty())
        headers.emplace_back("Impersonate-Uid", bytes(user.impersonateUid));
    for (const std::string& group : user.impersonateGroups)
        headers.emplace_back("Impersonate-Group", bytes(group));
    for (const auto& [key, values] : user.impersonateExtra) {
        for (const std::string& value : values)
            headers.emplace_back(extraHeaderName(key), bytes(value));
    }
    for (const auto& [name, value] : headers) {
        if (value.contains('\r') || value.contains('\n'))
            return base::fail(ErrorCode::CredentialUnusable, user.name, name.toStdString() + ": a line break in the value");
    }
    return headers;
}

/// Credentials go to https servers only; an http server gets none (section 1.6).
base::Result<void> addCredentials(Endpoint& endpoint, const kube::ResolvedContext& context, const std::string& caPem,
                                  const kube::KubeconfigEnvironment& environment)
{
    const kube::KubeUser& user = context.user;
    if (auto added = addClientIdentity(endpoint.tls, user, environment); !added)
        return added;
    if (!user.token.empty())
        endpoint.authorization = "Bearer " + bytes(user.token);
    else if (!user.username.empty())
        endpoint.authorization = "Basic " + bytes(user.username + ":" + user.password).toBase64();
    endpoint.tokenFile = user.tokenFile;
    if (user.authProvider == "oidc") {
        const auto token = user.authProviderConfig.find("id-token");
        if (token != user.authProviderConfig.end() && endpoint.authorization.isEmpty())
            endpoint.authorization = "Bearer " + bytes(token->second);
    } else if (!user.authProvider.empty()) {
        return base::fail(ErrorCode::CredentialUnusable, user.name, "no Auth Provider found for name \"" + user.authProvider + "\"");
    }
    const bool hasOther = !endpoint.authorization.isEmpty() || !endpoint.tokenFile.empty() || !endpoint.tls.localCertificate().isNull();
    if (user.exec && !hasOther)
        endpoint.exec = ExecSource{*user.exec, context.cluster, caPem, user.name};
    return {};
}

bool isLoopback(const QUrl& url)
{
    const std::string host = url.host().toStdString();
    const auto address = base::IpAddress::parse(host);
    return host == "localhost" || host == "::1" || (address && address->isV4() && address->bytes()[12] == 127);
}

} // namespace

std::string Endpoint::hostAndPort() const
{
    const std::string host = base.host().toStdString();
    const std::string shown = host.find(':') == std::string::npos ? host : "[" + host + "]";
    return shown + ":" + std::to_string(base.port(base.scheme() == QLatin1String("https") ? 443 : 80));
}

QUrl Endpoint::url(const QByteArray& path, const Parameters& query) const
{
    QUrl url = base;
    url.setPath(base.path(QUrl::FullyEncoded) + QString::fromLatin1(path), QUrl::StrictMode);
    QByteArray encoded;
    for (const auto& [key, value] : query) {
        if (!encoded.isEmpty())
            encoded += '&';
        encoded += QUrl::toPercentEncoding(QString::fromStdString(key)) + '=' + QUrl::toPercentEncoding(QString::fromStdString(value));
    }
    if (!encoded.isEmpty())
        url.setQuery(QString::fromLatin1(encoded), QUrl::StrictMode);
    return url;
}

QNetworkRequest Endpoint::request(const QUrl& url) const
{
    QNetworkRequest request(url);
    request.setSslConfiguration(tls);
    if (!peerVerifyName.isEmpty())
        request.setPeerVerifyName(peerVerifyName);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    // Over cleartext Qt would ask for an upgrade to h2c, which kubectl proxy and most gateways do not know.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, base.scheme() == QLatin1String("https"));
    QHttp2Configuration http2;
    http2.setServerPushEnabled(false);
    http2.setStreamReceiveWindowSize(streamWindow);
    http2.setSessionReceiveWindowSize(sessionWindow);
    request.setHttp2Configuration(http2);
    request.setDecompressedSafetyCheckThreshold(-1); // lists repeat themselves: a ratio says nothing about them
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("User-Agent", "ndots (" + QSysInfo::kernelType().toLatin1() + "/" + QSysInfo::currentCpuArchitecture().toLatin1() + ")");
    for (const auto& [name, value] : impersonation) {
        const QByteArray before = request.rawHeader(name);
        request.setRawHeader(name, before.isEmpty() ? value : before + "\r\n" + name + ": " + value);
        // The server wants a line for each group and QNetworkRequest holds one value a name (Qt 6.4). Over HTTP/1.1 a value may
        // bring its own line break; makeEndpoint has made sure that no other value does.
        if (!before.isEmpty())
            request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    }
    return request;
}

base::Result<Endpoint> makeEndpoint(const kube::ResolvedContext& context, const kube::KubeconfigEnvironment& environment)
{
    const kube::KubeCluster& cluster = context.cluster;
    const kube::KubeUser& user = context.user;
    const auto caPem = dataOrFile(cluster.certificateAuthorityData, cluster.certificateAuthorityFile, environment);
    if (!caPem)
        return base::fail(ErrorCode::CaUnusable, cluster.name, caPem.error().detail, {cluster.certificateAuthorityFile, 0, 0});
    const bool hasTlsMaterial = !caPem->empty() || cluster.insecureSkipTlsVerify || !user.clientCertificateData.empty() || !user.clientCertificateFile.empty();

    Endpoint endpoint;
    auto url = baseUrl(cluster, hasTlsMaterial);
    if (!url)
        return tl::unexpected(url.error());
    endpoint.base = *url;
    endpoint.nameSpace = context.context.nameSpace.empty() ? "default" : context.context.nameSpace;
    endpoint.compression = !cluster.disableCompression && !isLoopback(endpoint.base);
    auto impersonation = impersonationOf(user);
    if (!impersonation)
        return tl::unexpected(impersonation.error());
    endpoint.impersonation = std::move(*impersonation);

    auto proxy = cluster.proxyUrl.empty() ? proxyFromEnvironment(endpoint.base, environment.variable) : proxyFromUrl(cluster.proxyUrl);
    if (!proxy)
        return tl::unexpected(proxy.error());
    endpoint.proxy = *proxy;

    const bool isHttps = endpoint.base.scheme() == QLatin1String("https");
    endpoint.isVerified = isHttps && !cluster.insecureSkipTlsVerify;
    if (!isHttps)
        return endpoint;
    auto tls = serverTrust(cluster, *caPem);
    if (!tls)
        return tl::unexpected(tls.error());
    endpoint.tls = *tls;
    endpoint.peerVerifyName = QString::fromStdString(cluster.tlsServerName);
    if (auto added = addCredentials(endpoint, context, *caPem, environment); !added)
        return tl::unexpected(added.error());
    return endpoint;
}

} // namespace api
