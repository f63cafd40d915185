// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/answer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace api {

namespace {

using base::Error;
using base::ErrorCode;

constexpr qsizetype shownBody = 300;

struct Status {
    std::string message, reason;
};

/// metav1.Status, or the first line of plain text (429 of priority and fairness); HTML of a proxy says nothing to people.
Status statusOf(const QByteArray& body, const QByteArray& reasonPhrase)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    if (object.value(QLatin1String("kind")).toString() == QLatin1String("Status")) {
        Status status{object.value(QLatin1String("message")).toString().toStdString(),
                      object.value(QLatin1String("reason")).toString().toStdString()};
        const QJsonArray causes = object.value(QLatin1String("details")).toObject().value(QLatin1String("causes")).toArray();
        if (!causes.isEmpty() && status.reason == "Timeout")
            status.reason = causes.first().toObject().value(QLatin1String("reason")).toString().toStdString();
        return status;
    }
    const QByteArray text = body.trimmed();
    if (text.isEmpty() || text.startsWith('<') || text.startsWith('{'))
        return {reasonPhrase.toStdString(), {}};
    return {text.split('\n').first().trimmed().left(shownBody).toStdString(), {}};
}

std::string joined(const QList<QSslError>& errors)
{
    QStringList words;
    for (const QSslError& error : errors) {
        if (!words.contains(error.errorString()))
            words.append(error.errorString());
    }
    return words.join(QStringLiteral("; ")).toStdString();
}

Error transportError(const Asked& asked, QNetworkReply::NetworkError error, const std::string& words, const QList<QSslError>& tlsErrors)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError: return {ErrorCode::ConnectionRefused, asked.hostAndPort, {}, {}};
    case QNetworkReply::HostNotFoundError: return {ErrorCode::HostNotFound, asked.host, {}, {}};
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError: // a transfer timeout; our own aborts are not reported
        return {ErrorCode::ConnectionTimeout, asked.hostAndPort, {}, {}};
    case QNetworkReply::SslHandshakeFailedError:
        if (!tlsErrors.isEmpty())
            return {ErrorCode::TlsUntrusted, asked.hostAndPort, joined(tlsErrors), {}};
        return {ErrorCode::TlsFailed, asked.hostAndPort, words, {}};
    default: return {ErrorCode::ConnectionLost, asked.hostAndPort, words, {}};
    }
}

} // namespace

Failure failureOfStatus(const Asked& asked, int status, const QByteArray& reasonPhrase, const QByteArray& body, const QByteArray& retryAfter)
{
    const Status said = statusOf(body, reasonPhrase);
    Failure failure;
    failure.status = status;
    failure.reason = said.reason;
    bool isNumber = false;
    const int seconds = retryAfter.trimmed().toInt(&isNumber);
    if (isNumber && seconds >= 0)
        failure.retryAfter = std::chrono::seconds(seconds);
    switch (status) {
    case 401: failure.error = {ErrorCode::Unauthorized, asked.hostAndPort, said.message, {}}; break;
    case 403: failure.error = {ErrorCode::Forbidden, asked.resource, said.message, {}}; break;
    default: failure.error = {ErrorCode::ServerError, asked.resource, std::to_string(status) + " " + said.message, {}};
    }
    return failure;
}

Failure failureOfTransport(const Asked& asked, QNetworkReply::NetworkError error, const QString& words, const QList<QSslError>& tlsErrors)
{
    Failure failure;
    failure.error = transportError(asked, error, words.toStdString(), tlsErrors);
    return failure;
}

} // namespace api
