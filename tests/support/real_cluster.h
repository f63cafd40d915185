// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/api/endpoint.h"
#include "model/api/session.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// The real servers of tests/cluster, for tests of the link and of the window.
namespace real_cluster {

inline kube::KubeconfigEnvironment filesOnly()
{
    kube::KubeconfigEnvironment environment;
    environment.variable = [](const std::string&) { return std::nullopt; };
    environment.readFile = [](const std::string& path) -> base::Result<std::string> {
        QFile file(QString::fromStdString(path));
        if (!file.open(QIODevice::ReadOnly))
            return base::fail(base::ErrorCode::FileNotFound, path);
        return file.readAll().toStdString();
    };
    return environment;
}

/// A cluster of tests/cluster, from construction to destruction.
class RealCluster {
public:
    explicit RealCluster(const QString& scripts, const QString& serverFlags = {}) : m_scripts(scripts)
    {
        QProcess up;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("NDOTS_APISERVER_FLAGS"), serverFlags);
        up.setProcessEnvironment(environment);
        up.start(scripts + QStringLiteral("/up"), {folder()});
        constexpr int buildTime = 1'800'000; // milliseconds: the first run compiles the servers
        up.waitForFinished(buildTime);
        status = up.exitStatus() == QProcess::NormalExit ? up.exitCode() : -1;
        message = up.readAllStandardError().trimmed();
    }
    ~RealCluster()
    {
        if (status == 0)
            QProcess::execute(m_scripts + QStringLiteral("/down"), {folder()});
    }
    [[nodiscard]] QString folder() const { return m_folder.filePath(QStringLiteral("cluster")); }
    [[nodiscard]] kube::ResolvedContext context(const char* name) const
    {
        const auto kubeconfig = kube::loadKubeconfig(filesOnly(), folder().toStdString() + "/kubeconfig");
        const auto resolved = kubeconfig ? kube::resolveContext(*kubeconfig, name) : tl::unexpected(kubeconfig.error());
        if (!resolved)
            qFatal("context %s: %s %s", name, resolved.error().subject.c_str(), resolved.error().detail.c_str());
        return *resolved;
    }
    [[nodiscard]] QJsonObject state() const
    {
        QFile file(folder() + QStringLiteral("/state.json"));
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    }

    int status = -1;
    QByteArray message;

private:
    QString m_scripts;
    QTemporaryDir m_folder;
};

inline api::Surroundings realSurroundings()
{
    api::Surroundings surroundings;
    surroundings.environment = filesOnly();
    return surroundings;
}

/// A write by the API, as an administrator. Returns the HTTP status.
inline int change(const api::Endpoint& endpoint, const QByteArray& method, const QByteArray& path, const QByteArray& body, const char* type)
{
    QNetworkAccessManager manager;
    QNetworkRequest request = endpoint.request(endpoint.url(path));
    request.setRawHeader("Authorization", endpoint.authorization);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QString::fromLatin1(type));
    QNetworkReply* const reply = manager.sendCustomRequest(request, method, body);
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 10'000))
        return 0;
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

} // namespace real_cluster
