// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"

#include <QNetworkProxy>
#include <QUrl>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

/// Which proxy a request takes. Set per QNAM, never for the application (reference/kubernetes-client.md section 1.5).
namespace api {

using Variable = std::function<std::optional<std::string>(const std::string& name)>;

/// A kubeconfig's proxy-url or an environment variable's value. Error: ProxyUnsupported, subject without user info.
/// Qt cannot speak TLS to a proxy, so https:// is refused too.
[[nodiscard]] base::Result<QNetworkProxy> proxyFromUrl(std::string_view url);

/// HTTPS_PROXY, HTTP_PROXY and NO_PROXY (either case) as Go reads them; loopback and "localhost" never take a proxy.
[[nodiscard]] base::Result<QNetworkProxy> proxyFromEnvironment(const QUrl& server, const Variable& variable);

/// True if a NO_PROXY list names the host: "*", a name, ".suffix", "*.suffix", an address, a CIDR, each optionally with ":port".
[[nodiscard]] bool isExcludedFromProxy(std::string_view noProxy, std::string_view host, int port);

} // namespace api
