// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/api/fake_server.h"

#include <QSslSocket>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace {

QByteArray chunk(const QByteArray& bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

/// "list services in shop named x" from a request's target.
QByteArray nameOf(const QByteArray& target)
{
    const QUrl url = QUrl::fromEncoded(target);
    const QStringList parts = url.path().split(QLatin1Char('/'), Qt::SkipEmptyParts);
    if (parts.isEmpty() || parts.last() == QLatin1String("version"))
        return "get version";
    const QUrlQuery query(url);
    QByteArray name = query.hasQueryItem(QStringLiteral("watch")) ? "watch " : "list ";
    name += parts.last().toLatin1();
    const qsizetype scope = parts.indexOf(QLatin1String("namespaces"));
    if (scope >= 0 && scope + 2 < parts.size())
        name += " in " + parts.at(scope + 1).toLatin1();
    const QString selector = query.queryItemValue(QStringLiteral("fieldSelector"), QUrl::FullyDecoded);
    if (selector.startsWith(QLatin1String("metadata.name=")))
        name += " named " + selector.mid(14).toLatin1();
    return name;
}

} // namespace

QByteArray FakeServer::Request::parameter(const char* key) const
{
    return QUrlQuery(QUrl::fromEncoded(target)).queryItemValue(QString::fromLatin1(key), QUrl::FullyDecoded).toLatin1();
}

QList<QByteArray> FakeServer::Request::header(const char* wanted) const
{
    QList<QByteArray> values;
    for (const auto& [key, value] : headers) {
        if (key == wanted)
            values.append(value);
    }
    return values;
}

FakeServer::FakeServer(QObject* parent) : QTcpServer(parent)
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port on loopback");
}

FakeServer::~FakeServer()
{
    die();
}

QByteArray FakeServer::url() const
{
    return (m_tls.isNull() ? "http://127.0.0.1:" : "https://127.0.0.1:") + QByteArray::number(serverPort());
}

void FakeServer::plan(const QByteArray& name, const Reply& reply)
{
    m_planned[name].push_back(reply);
}

void FakeServer::always(const QByteArray& name, const Reply& reply)
{
    m_always[name] = reply;
}

void FakeServer::beEmptyCluster()
{
    always("get version", versionReply("30"));
    const QList<QPair<const char*, const char*>> resources{
        {"namespaces", "NamespaceList"}, {"services", "ServiceList"}, {"endpointslices", "EndpointSliceList"}, {"nodes", "NodeList"},
        {"statefulsets", "StatefulSetList"}, {"pods", "PodList"}, {"configmaps in kube-system", "ConfigMapList"}, {"configmaps in openshift-dns", "ConfigMapList"}};
    for (const auto& [resource, kind] : resources) {
        always(QByteArray("list ") + resource, listReply(kind, "1"));
        always(QByteArray("watch ") + resource, streamReply());
    }
    always("list serviceimports", statusReply(404, "NotFound", "the server could not find the requested resource"));
}

void FakeServer::incomingConnection(qintptr descriptor)
{
    auto* const socket = m_tls.isNull() ? new QTcpSocket(this) : new QSslSocket(this);
    socket->setSocketDescriptor(descriptor);
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { readRequest(socket); });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QObject::destroyed, this, [this, socket] { m_buffers.remove(socket); });
    if (auto* const secure = qobject_cast<QSslSocket*>(socket)) {
        secure->setSslConfiguration(m_tls);
        secure->startServerEncryption();
    }
}

void FakeServer::readRequest(QTcpSocket* socket)
{
    QByteArray& buffer = m_buffers[socket];
    buffer += socket->readAll();
    if (buffer.startsWith('\x16')) { // a TLS ClientHello to a plain port
        socket->write("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTPS request to an HTTP server.\n");
        return socket->disconnectFromHost();
    }
    for (qsizetype end = buffer.indexOf("\r\n\r\n"); end >= 0; end = buffer.indexOf("\r\n\r\n")) {
        const QByteArrayList lines = QByteArrayList(buffer.left(end).split('\n'));
        buffer.remove(0, end + 4);
        Request request;
        request.target = lines.first().split(' ').value(1);
        request.name = nameOf(request.target);
        for (const QByteArray& line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.append({line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed()});
        }
        m_requests.append(request);
        answer(socket, request);
    }
}

FakeServer::Reply FakeServer::replyTo(const Request& request)
{
    std::deque<Reply>& planned = m_planned[request.name];
    if (!planned.empty()) {
        const Reply reply = planned.front();
        planned.pop_front();
        return reply;
    }
    const auto found = m_always.find(request.name);
    if (found != m_always.end())
        return found->second;
    m_unplanned.append(request.name);
    return statusReply(500, "InternalError", "unplanned");
}

void FakeServer::answer(QTcpSocket* socket, const Request& request)
{
    const Reply reply = replyTo(request);
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + " Status\r\nContent-Type: application/json\r\n";
    for (const auto& [name, value] : reply.headers)
        head += name + ": " + value + "\r\n";
    if (!reply.isStream) {
        socket->write(head + "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n\r\n" + reply.body);
        return;
    }
    socket->write(head + "Transfer-Encoding: chunked\r\n\r\n" + (reply.body.isEmpty() ? QByteArray() : chunk(reply.body)));
    m_streams.push_back({request.name, socket});
}

void FakeServer::send(const QByteArray& name, const QByteArray& bytes, const QList<int>& slices)
{
    for (const Stream& stream : m_streams) {
        if (stream.name != name || !stream.socket)
            continue;
        qsizetype at = 0;
        for (const int size : slices) {
            stream.socket->write(chunk(bytes.mid(at, size)));
            stream.socket->flush();
            at += size;
        }
        if (at < bytes.size())
            stream.socket->write(chunk(bytes.mid(at)));
    }
}

void FakeServer::finish(const QByteArray& name)
{
    for (const Stream& stream : m_streams) {
        if (stream.name == name && stream.socket)
            stream.socket->write("0\r\n\r\n");
    }
    std::erase_if(m_streams, [&](const Stream& stream) { return stream.name == name; });
}

void FakeServer::die()
{
    close();
    m_streams.clear();
    // Direct ones: a QSslSocket holds a plain socket of its own.
    for (QTcpSocket* const socket : findChildren<QTcpSocket*>(QString(), Qt::FindDirectChildrenOnly)) {
        socket->disconnect(this);
        socket->abort();
        delete socket;
    }
    m_buffers.clear();
}

int FakeServer::openStreams(const QByteArray& name) const
{
    return static_cast<int>(std::count_if(m_streams.begin(), m_streams.end(), [&](const Stream& stream) {
        return stream.socket && (name.isEmpty() || stream.name == name);
    }));
}

QList<FakeServer::Request> FakeServer::requests(const QByteArray& name) const
{
    QList<Request> found;
    std::copy_if(m_requests.begin(), m_requests.end(), std::back_inserter(found), [&](const Request& request) { return request.name == name; });
    return found;
}

FakeServer::Reply listReply(const char* kind, const QByteArray& resourceVersion, const QByteArrayList& items, const QByteArray& continueToken)
{
    FakeServer::Reply reply;
    reply.body = QByteArray("{\"kind\":\"") + kind + "\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"" + resourceVersion
        + "\",\"continue\":\"" + continueToken + "\"},\"items\":[" + items.join(',') + "]}";
    return reply;
}

FakeServer::Reply statusReply(int code, const char* reason, const QByteArray& message)
{
    FakeServer::Reply reply;
    reply.status = code;
    reply.body = "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"" + message + "\",\"reason\":\""
        + reason + "\",\"code\":" + QByteArray::number(code) + "}";
    return reply;
}

FakeServer::Reply streamReply(const QByteArray& begin)
{
    FakeServer::Reply reply;
    reply.body = begin;
    reply.isStream = true;
    return reply;
}

FakeServer::Reply versionReply(const char* minor)
{
    FakeServer::Reply reply;
    reply.body = QByteArray("{\"major\":\"1\",\"minor\":\"") + minor + "\",\"gitVersion\":\"v1." + minor + ".0\"}";
    return reply;
}

QByteArray serviceJson(const QByteArray& name, const QByteArray& resourceVersion, const QByteArray& clusterIp, const QByteArray& annotation)
{
    return "{\"kind\":\"Service\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"" + name + "\",\"namespace\":\"shop\",\"resourceVersion\":\""
        + resourceVersion + "\",\"annotations\":{\"a\":\"" + annotation + "\"}},\"spec\":{\"type\":\"ClusterIP\",\"clusterIP\":\"" + clusterIp
        + "\",\"clusterIPs\":[\"" + clusterIp + "\"],\"ports\":[{\"port\":80,\"protocol\":\"TCP\"}]},\"status\":{\"loadBalancer\":{}}}";
}

QByteArray eventLine(const char* type, const QByteArray& object)
{
    return QByteArray("{\"type\":\"") + type + "\",\"object\":" + object + "}\n";
}

QByteArray bookmarkLine(const QByteArray& resourceVersion, bool isInitialEnd)
{
    const QByteArray annotations = isInitialEnd ? ",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}" : "";
    return eventLine("BOOKMARK", "{\"kind\":\"Service\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"" + resourceVersion + "\"" + annotations + "}}");
}

QByteArray errorLine(int code, const char* reason)
{
    return eventLine("ERROR", statusReply(code, reason, "said so").body);
}
