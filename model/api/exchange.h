// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/api/answer.h"
#include "model/api/credential_source.h"
#include "model/api/endpoint.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>

#include <chrono>
#include <optional>

namespace api {

/// The connections to one API server. Lists share one QNAM, watches another where HTTP/2 puts them all on one connection; over
/// HTTP/1.1 each watch gets its own, because a QNAM opens six connections per host and hanging watches would starve the rest.
class Transport : public QObject {
    Q_OBJECT
public:
    Transport(Endpoint endpoint, CredentialSource::Setting setting, QObject* parent);

    [[nodiscard]] const Endpoint& endpoint() const { return m_endpoint; }
    [[nodiscard]] CredentialSource& credentials() { return m_credentials; }
    /// What the last answer came through.
    [[nodiscard]] bool usesHttp2() const { return m_usesHttp2; }
    void setUsesHttp2(bool uses) { m_usesHttp2 = uses; }

    enum class Body { Whole, Stream };
    /// `silence`: how long a whole body may pause; streams have no limit here.
    [[nodiscard]] QNetworkReply* get(const QUrl& url, Body body, const Credential& credential, std::chrono::milliseconds silence);

    /// Abandons all connections. Qt 6.4.2: after a 401 over HTTP/2 a connection is deaf, for later requests and for open streams.
    void resetConnections();

signals:
    /// Replies from before will never finish.
    void connectionsReset();

private:
    [[nodiscard]] QNetworkAccessManager* newManager();
    [[nodiscard]] QNetworkAccessManager* managerFor(Body body);

    Endpoint m_endpoint;
    CredentialSource m_credentials;
    QNetworkAccessManager* m_lists = nullptr;
    QNetworkAccessManager* m_watches = nullptr;
    ClientIdentity m_identity;
    bool m_usesHttp2 = false;
};

/// One GET: credential, request, answer. Emits `finished` once unless it is deleted before, which is how to cancel it.
class Exchange : public QObject {
    Q_OBJECT
public:
    struct Outcome {
        std::optional<Failure> failure;    ///< nullopt: 200, and a stream that was open has ended
        QByteArray body;                   ///< of a whole 200
        bool wasOpen = false;              ///< the server answered 200, whatever came after
        std::uint64_t credential = 0;      ///< generation, for CredentialSource::refuse
    };

    Exchange(Transport& transport, QUrl url, Transport::Body body, std::string resource, QObject* parent);
    ~Exchange() override;
    /// Before start(); 60 s otherwise, after which the server itself ends requests that are no watch.
    void setSilenceLimit(std::chrono::milliseconds limit) { m_silence = limit; }
    void start();

signals:
    void opened();
    void received(const QByteArray& bytes); ///< streams only
    void finished(const api::Exchange::Outcome& outcome);

private:
    void send(const Credential& credential);
    void headersCame();
    void bytesCame();
    void replyFinished();
    void beginAnew();
    void dropReply();
    [[nodiscard]] Asked asked() const;

    Transport& m_transport;
    QUrl m_url;
    Transport::Body m_body;
    std::string m_resource;
    std::chrono::milliseconds m_silence{std::chrono::seconds{60}};
    QPointer<QNetworkReply> m_reply;
    QList<QSslError> m_tlsErrors;
    Outcome m_outcome;
};

} // namespace api
