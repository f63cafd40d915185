// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/exchange.h"

#include <QSslConfiguration>

namespace api {

namespace {

constexpr qint64 errorBodyLimit = 64 << 10;

} // namespace

Transport::Transport(Endpoint endpoint, CredentialSource::Setting setting, QObject* parent)
    : QObject(parent), m_endpoint(std::move(endpoint)), m_credentials(m_endpoint, std::move(setting), nullptr)
{
    m_lists = newManager();
    m_watches = newManager();
}

QNetworkAccessManager* Transport::newManager()
{
    auto* const manager = new QNetworkAccessManager(this);
    manager->setProxy(m_endpoint.proxy); // NoProxy too: the application's proxy is nobody's choice here
    return manager;
}

QNetworkAccessManager* Transport::managerFor(Body body)
{
    if (body == Body::Whole)
        return m_lists;
    return m_usesHttp2 ? m_watches : newManager();
}

void Transport::resetConnections()
{
    m_lists->deleteLater();
    m_watches->deleteLater();
    m_lists = newManager();
    m_watches = newManager();
    emit connectionsReset();
}

QNetworkReply* Transport::get(const QUrl& url, Body body, const Credential& credential, std::chrono::milliseconds silence)
{
    QNetworkRequest request = m_endpoint.request(url);
    if (!credential.authorization.isEmpty())
        request.setRawHeader("Authorization", credential.authorization);
    if (!credential.identity.isNull()) {
        QSslConfiguration tls = m_endpoint.tls;
        tls.setLocalCertificateChain(credential.identity.chain);
        tls.setPrivateKey(credential.identity.key);
        request.setSslConfiguration(tls);
    }
    if (!(credential.identity == m_identity)) { // connections made with the old certificate would be used on
        m_identity = credential.identity;
        m_lists->clearConnectionCache();
        m_watches->clearConnectionCache();
    }
    // A compressed stream may be held back until a block is full; without the header Qt asks for gzip by itself.
    if (body == Body::Stream || !m_endpoint.compression)
        request.setRawHeader("Accept-Encoding", "identity");
    if (body == Body::Whole)
        request.setTransferTimeout(static_cast<int>(silence.count()));
    QNetworkAccessManager* const manager = managerFor(body);
    QNetworkReply* const reply = manager->get(request);
    if (manager != m_lists && manager != m_watches)
        connect(reply, &QObject::destroyed, manager, &QObject::deleteLater);
    return reply;
}

Exchange::Exchange(Transport& transport, QUrl url, Transport::Body body, std::string resource, QObject* parent)
    : QObject(parent), m_transport(transport), m_url(std::move(url)), m_body(body), m_resource(std::move(resource))
{
    connect(&transport, &Transport::connectionsReset, this, &Exchange::beginAnew);
}

Exchange::~Exchange()
{
    dropReply();
}

void Exchange::dropReply()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
}

void Exchange::beginAnew()
{
    if (!m_reply)
        return;
    dropReply();
    if (m_body == Transport::Body::Stream && m_outcome.wasOpen) { // as if the server had ended it
        emit finished(m_outcome);
        return;
    }
    m_outcome = {};
    start();
}

Asked Exchange::asked() const
{
    const Endpoint& endpoint = m_transport.endpoint();
    return {endpoint.base.host().toStdString(), endpoint.hostAndPort(), m_resource};
}

void Exchange::start()
{
    m_transport.credentials().obtain(this, [this](const base::Result<Credential>& credential) {
        if (credential)
            return send(*credential);
        m_outcome.failure = Failure{credential.error(), 0, {}, {}};
        emit finished(m_outcome);
    });
}

void Exchange::send(const Credential& credential)
{
    m_outcome.credential = credential.generation;
    m_reply = m_transport.get(m_url, m_body, credential, m_silence);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError>& errors) { m_tlsErrors += errors; });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &Exchange::headersCame);
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::replyFinished);
    if (m_body == Transport::Body::Stream)
        connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::bytesCame);
}

void Exchange::headersCame()
{
    if (m_outcome.wasOpen || m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 200)
        return;
    m_outcome.wasOpen = true;
    emit opened();
}

void Exchange::bytesCame()
{
    headersCame();
    if (m_outcome.wasOpen)
        emit received(m_reply->readAll());
}

void Exchange::replyFinished()
{
    const QNetworkReply::NetworkError error = m_reply->error();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_transport.setUsesHttp2(status != 0 ? m_reply->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool() : m_transport.usesHttp2());
    m_reply->deleteLater();
    if (status == 200 && m_body == Transport::Body::Stream) {
        bytesCame();
    } else if (status != 0 && status != 200) {
        m_outcome.failure = failureOfStatus(asked(), status, m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray(),
                                            m_reply->read(errorBodyLimit), m_reply->rawHeader("Retry-After"));
    } else if (error != QNetworkReply::NoError) {
        m_outcome.failure = failureOfTransport(asked(), error, m_reply->errorString(), m_tlsErrors);
    } else {
        headersCame();
        m_outcome.body = m_reply->readAll();
    }
    const bool isDeaf = status == 401 && m_reply->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool();
    m_reply = nullptr;
    const QPointer<Transport> transport = &m_transport;
    emit finished(m_outcome); // first: who asked refuses the credential, so that nobody else begins anew with it
    if (isDeaf && transport)
        transport->resetConnections();
}

} // namespace api
