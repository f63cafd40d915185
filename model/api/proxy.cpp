// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/proxy.h"

#include "model/base/ip_address.h"

#include <algorithm>
#include <cctype>

namespace api {

namespace {

using base::ErrorCode;

constexpr int httpProxyPort = 80;
constexpr int socksPort = 1080;

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t";
    const std::size_t begin = text.find_first_not_of(blank);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

/// "host:port", "[v6]:port" or a bare host, bare IPv6 included; port 0 where none stands.
std::pair<std::string_view, int> splitPort(std::string_view entry)
{
    const std::size_t colon = entry.rfind(':');
    const bool isBracketed = !entry.empty() && entry.front() == '[';
    const bool isBareV6 = !isBracketed && colon != std::string_view::npos && entry.find(':') != colon;
    int port = 0;
    std::string_view host = entry;
    if (colon != std::string_view::npos && !isBareV6 && (!isBracketed || entry[colon - 1] == ']')) {
        const std::string_view digits = entry.substr(colon + 1);
        if (!digits.empty() && digits.size() <= 5 && std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isdigit(c); })) {
            port = std::stoi(std::string(digits));
            host = entry.substr(0, colon);
        }
    }
    if (host.size() >= 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    return {host, port};
}

bool isNamedBy(std::string_view entry, const std::string& host, int port)
{
    const auto [pattern, patternPort] = splitPort(entry);
    const auto address = base::IpAddress::parse(host);
    if (const auto prefix = entry.find('/') == std::string_view::npos ? std::nullopt : base::IpPrefix::parse(entry))
        return address && prefix->contains(*address);
    if (pattern.empty() || (patternPort != 0 && patternPort != port))
        return false;
    if (const auto named = base::IpAddress::parse(pattern))
        return address && *named == *address;
    if (address)
        return false;
    std::string suffix = lowered(pattern);
    if (suffix.starts_with("*."))
        suffix.erase(0, 1);
    // ".example.com" names only what is below it, "example.com" itself too.
    if (suffix.front() == '.')
        return host.size() > suffix.size() && host.ends_with(suffix);
    return host == suffix || host.ends_with("." + suffix);
}

bool isLoopbackHost(const std::string& host)
{
    if (host == "localhost")
        return true;
    const auto address = base::IpAddress::parse(host);
    if (!address)
        return false;
    static const auto loopback4 = base::IpPrefix::parse("127.0.0.0/8");
    static const auto loopback6 = base::IpAddress::parse("::1");
    return (loopback4 && loopback4->contains(*address)) || address == loopback6;
}

std::string environmentValue(const Variable& variable, const char* upper, const char* lower)
{
    for (const char* name : {upper, lower}) {
        const auto value = variable ? variable(name) : std::nullopt;
        if (value && !value->empty())
            return *value;
    }
    return {};
}

} // namespace

base::Result<QNetworkProxy> proxyFromUrl(std::string_view text)
{
    const QUrl url(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), QUrl::StrictMode);
    const std::string shown = url.isValid() ? url.toString(QUrl::RemoveUserInfo).toStdString() : std::string("proxy-url");
    if (!url.isValid() || url.host().isEmpty())
        return base::fail(ErrorCode::ProxyUnsupported, shown, "not a URL with a host");
    const QString scheme = url.scheme();
    if (scheme == QLatin1String("https"))
        return base::fail(ErrorCode::ProxyUnsupported, shown, "TLS to the proxy itself is not supported");
    const bool isHttp = scheme == QLatin1String("http");
    if (!isHttp && scheme != QLatin1String("socks5"))
        return base::fail(ErrorCode::ProxyUnsupported, shown,
                          "unsupported scheme \"" + scheme.toStdString() + "\", must be http, https, or socks5");
    QNetworkProxy proxy(isHttp ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy, url.host(),
                        static_cast<quint16>(url.port(isHttp ? httpProxyPort : socksPort)), url.userName(QUrl::FullyDecoded),
                        url.password(QUrl::FullyDecoded));
    // HostNameLookup: the proxy resolves the name. Tunneling: also plain http goes through CONNECT or SOCKS, one way for all.
    proxy.setCapabilities(QNetworkProxy::TunnelingCapability | QNetworkProxy::HostNameLookupCapability);
    return proxy;
}

base::Result<QNetworkProxy> proxyFromEnvironment(const QUrl& server, const Variable& variable)
{
    const QNetworkProxy none(QNetworkProxy::NoProxy);
    const bool isHttps = server.scheme() == QLatin1String("https");
    std::string value = isHttps ? environmentValue(variable, "HTTPS_PROXY", "https_proxy") : environmentValue(variable, "HTTP_PROXY", "http_proxy");
    const std::string host = lowered(server.host().toStdString());
    if (value.empty() || isLoopbackHost(host))
        return none;
    if (isExcludedFromProxy(environmentValue(variable, "NO_PROXY", "no_proxy"), host, server.port(isHttps ? 443 : 80)))
        return none;
    if (value.find("://") == std::string::npos) // Go takes "host:port" for http
        value.insert(0, "http://");
    return proxyFromUrl(value);
}

bool isExcludedFromProxy(std::string_view noProxy, std::string_view host, int port)
{
    const std::string lower = lowered(host);
    while (!noProxy.empty()) {
        const std::size_t comma = noProxy.find(',');
        const std::string_view entry = trimmed(noProxy.substr(0, comma));
        if (entry == "*" || (!entry.empty() && isNamedBy(entry, lower, port)))
            return true;
        noProxy = comma == std::string_view::npos ? std::string_view{} : noProxy.substr(comma + 1);
    }
    return false;
}

} // namespace api
