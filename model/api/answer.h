// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/api/reflector.h"

#include <QByteArray>
#include <QList>
#include <QNetworkReply>
#include <QSslError>

#include <string>

/// What an answer or its absence means, as codes and values.
namespace api {

/// Who was asked, and for what.
struct Asked {
    std::string host;        ///< without a port
    std::string hostAndPort;
    std::string resource;    ///< "services"
};

/// An HTTP status other than 200. `body` is a Status object, or whatever a proxy put there.
[[nodiscard]] Failure failureOfStatus(const Asked& asked, int status, const QByteArray& reasonPhrase, const QByteArray& body,
                                      const QByteArray& retryAfter);
/// No HTTP status came. `tlsErrors` are those that Qt named during the handshake.
[[nodiscard]] Failure failureOfTransport(const Asked& asked, QNetworkReply::NetworkError error, const QString& words,
                                         const QList<QSslError>& tlsErrors);

} // namespace api
