// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QPointer>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTcpSocket>

#include <deque>
#include <map>
#include <vector>

/// An API server in this process that answers as planned, over HTTP/1.1, with TLS or without. A request that nobody planned is
/// answered with 500 and stands in `unplanned`.
///
/// Requests are named "list services", "watch services", "get version"; with a namespace or a field selector
/// "list services in shop", "list configmaps in kube-system named coredns".
class FakeServer : public QTcpServer {
    Q_OBJECT
public:
    struct Request {
        QByteArray name;
        QByteArray target;                               ///< path and query as sent
        QList<QPair<QByteArray, QByteArray>> headers;    ///< names in lower case, in order
        [[nodiscard]] QByteArray parameter(const char* key) const;
        [[nodiscard]] QList<QByteArray> header(const char* name) const;
    };
    struct Reply {
        int status = 200;
        QByteArray body;
        QList<QPair<QByteArray, QByteArray>> headers;
        bool isStream = false;     ///< chunked and left open; `body` is its beginning
    };

    explicit FakeServer(QObject* parent = nullptr);
    ~FakeServer() override;
    void useTls(const QSslConfiguration& tls) { m_tls = tls; }

    /// For the next request of that name that has no reply yet.
    void plan(const QByteArray& name, const Reply& reply);
    /// For every request of that name beyond the planned ones.
    void always(const QByteArray& name, const Reply& reply);
    /// An empty cluster: every list that a session asks for is empty, every watch open and silent.
    void beEmptyCluster();

    /// Into all open streams of that name, in slices of `sliceSize` bytes (0: whole).
    void send(const QByteArray& name, const QByteArray& bytes, const QList<int>& slices = {});
    /// Ends the open streams of that name as a server does at its time-out.
    void finish(const QByteArray& name);
    /// Resets every connection and stops listening.
    void die();

    [[nodiscard]] int openStreams(const QByteArray& name = {}) const;
    [[nodiscard]] QList<Request> requests(const QByteArray& name) const;
    [[nodiscard]] QByteArrayList unplanned() const { return m_unplanned; }
    [[nodiscard]] QByteArray url() const;

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    struct Stream {
        QByteArray name;
        QPointer<QTcpSocket> socket;
    };
    void readRequest(QTcpSocket* socket);
    void answer(QTcpSocket* socket, const Request& request);
    [[nodiscard]] Reply replyTo(const Request& request);

    QSslConfiguration m_tls;
    std::map<QByteArray, std::deque<Reply>> m_planned;
    std::map<QByteArray, Reply> m_always;
    std::vector<Stream> m_streams;
    QList<Request> m_requests;
    QByteArrayList m_unplanned;
    QMap<QTcpSocket*, QByteArray> m_buffers;
};

// Bodies
[[nodiscard]] FakeServer::Reply listReply(const char* kind, const QByteArray& resourceVersion, const QByteArrayList& items = {},
                                          const QByteArray& continueToken = {});
[[nodiscard]] FakeServer::Reply statusReply(int code, const char* reason, const QByteArray& message);
[[nodiscard]] FakeServer::Reply streamReply(const QByteArray& begin = {});
[[nodiscard]] FakeServer::Reply versionReply(const char* minor);
/// A Service of namespace shop as the API writes it, with its kind.
[[nodiscard]] QByteArray serviceJson(const QByteArray& name, const QByteArray& resourceVersion, const QByteArray& clusterIp, const QByteArray& annotation = {});
[[nodiscard]] QByteArray eventLine(const char* type, const QByteArray& object);
[[nodiscard]] QByteArray bookmarkLine(const QByteArray& resourceVersion, bool isInitialEnd = false);
[[nodiscard]] QByteArray errorLine(int code, const char* reason);
