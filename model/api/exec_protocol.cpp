// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/exec_protocol.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStandardPaths>

namespace api {

namespace {

using base::ErrorCode;

QString text(const std::string& value)
{
    return QString::fromStdString(value);
}

tl::unexpected<base::Error> failed(const kube::ExecPlugin& plugin, std::string detail)
{
    return base::fail(ErrorCode::ExecFailed, plugin.command, std::move(detail));
}

void insertUnlessEmpty(QJsonObject& object, QLatin1String key, const std::string& value)
{
    if (!value.empty())
        object.insert(key, text(value));
}

QJsonObject clusterInfo(const ExecSource& source)
{
    const kube::KubeCluster& cluster = source.cluster;
    QJsonObject info{{QStringLiteral("server"), text(cluster.server)}};
    insertUnlessEmpty(info, QLatin1String("tls-server-name"), cluster.tlsServerName);
    insertUnlessEmpty(info, QLatin1String("proxy-url"), cluster.proxyUrl);
    if (cluster.insecureSkipTlsVerify)
        info.insert(QStringLiteral("insecure-skip-tls-verify"), true);
    if (cluster.disableCompression)
        info.insert(QStringLiteral("disable-compression"), true);
    if (!source.certificateAuthority.empty())
        info.insert(QStringLiteral("certificate-authority-data"),
                    QString::fromLatin1(QByteArray::fromStdString(source.certificateAuthority).toBase64()));
    const QJsonDocument config = QJsonDocument::fromJson(QByteArray::fromStdString(cluster.execExtension));
    if (config.isObject())
        info.insert(QStringLiteral("config"), config.object());
    return info;
}

} // namespace

QByteArray execInfo(const ExecSource& source)
{
    QJsonObject spec{{QStringLiteral("interactive"), false}};
    if (source.plugin.provideClusterInfo)
        spec.insert(QStringLiteral("cluster"), clusterInfo(source));
    const QJsonObject info{{QStringLiteral("kind"), QStringLiteral("ExecCredential")},
                           {QStringLiteral("apiVersion"), text(source.plugin.apiVersion)},
                           {QStringLiteral("spec"), spec}};
    return QJsonDocument(info).toJson(QJsonDocument::Compact);
}

base::Result<void> checkExecPlugin(const kube::ExecPlugin& plugin)
{
    const bool isV1 = plugin.apiVersion == "client.authentication.k8s.io/v1";
    if (!isV1 && plugin.apiVersion != "client.authentication.k8s.io/v1beta1")
        return failed(plugin, "exec plugin: invalid apiVersion \"" + plugin.apiVersion + "\"");
    if (isV1 && plugin.interactiveMode.empty())
        return failed(plugin, "interactiveMode must be specified to use exec authentication plugin");
    if (plugin.interactiveMode == "Always")
        return failed(plugin, "exec plugin cannot support interactive mode: standard input is not a terminal");
    return {};
}

base::Result<ExecAnswer> readExecAnswer(const QByteArray& output, const kube::ExecPlugin& plugin)
{
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(output, &fault);
    if (!document.isObject()) // the output itself may hold a secret: only the place of the fault is told
        return failed(plugin, "decoding stdout: " + fault.errorString().toStdString() + " at offset " + std::to_string(fault.offset));
    const QJsonObject credential = document.object();
    const std::string version = credential.value(QLatin1String("apiVersion")).toString().toStdString();
    if (version != plugin.apiVersion)
        return failed(plugin, "exec plugin is configured to use API version " + plugin.apiVersion + ", plugin returned version " + version);
    if (!credential.value(QLatin1String("status")).isObject())
        return failed(plugin, "exec plugin didn't return a status field");
    const QJsonObject status = credential.value(QLatin1String("status")).toObject();

    ExecAnswer answer;
    answer.token = status.value(QLatin1String("token")).toString().toUtf8();
    const QByteArray certificate = status.value(QLatin1String("clientCertificateData")).toString().toUtf8();
    const QByteArray key = status.value(QLatin1String("clientKeyData")).toString().toUtf8();
    if (answer.token.isEmpty() && certificate.isEmpty() && key.isEmpty())
        return failed(plugin, "exec plugin didn't return a token or cert/key pair");
    if (certificate.isEmpty() != key.isEmpty())
        return failed(plugin, "exec plugin returned only certificate or key, not both");
    if (!certificate.isEmpty()) {
        auto identity = readClientIdentity(certificate, key);
        if (!identity)
            return failed(plugin, "failed parsing client key/certificate: " + identity.error());
        answer.identity = std::move(*identity);
    }
    const QString expires = status.value(QLatin1String("expirationTimestamp")).toString();
    if (!expires.isEmpty()) {
        const QDateTime instant = QDateTime::fromString(expires, Qt::ISODateWithMs);
        if (!instant.isValid())
            return failed(plugin, "expirationTimestamp is no RFC 3339 time");
        answer.expires = instant.toUTC();
    }
    return answer;
}

base::Result<QString> findExecPlugin(const kube::ExecPlugin& plugin, const QStringList& folders)
{
    const QString command = text(plugin.command);
    QStringList searched;
    QString found;
    if (QDir::fromNativeSeparators(command).contains(QLatin1Char('/'))) {
        const QFileInfo file(command);
        if (file.isFile() && file.isExecutable())
            found = file.absoluteFilePath();
    } else {
        for (const QString& folder : folders) {
            if (QDir::isAbsolutePath(folder))
                searched.append(folder);
        }
        // An empty list would make Qt look into PATH by itself.
        found = searched.isEmpty() ? QString() : QStandardPaths::findExecutable(command, searched);
    }
    if (!found.isEmpty())
        return found;
    std::string detail = "exec: executable " + plugin.command + " not found";
    if (!searched.isEmpty())
        detail += " in " + searched.join(QDir::listSeparator()).toStdString();
    if (!plugin.installHint.empty())
        detail += "\n" + plainText(text(plugin.installHint)).toStdString();
    return failed(plugin, std::move(detail));
}

QString plainText(QString text)
{
    static const QRegularExpression ansi(QStringLiteral("\x1b(\\[[0-9;?]*[ -/]*[@-~]|\\][^\x07\x1b]*(\x07|\x1b\\\\)?|[@-Z\\\\^_])"));
    text.remove(ansi);
    text.removeIf([](QChar c) { return c.category() == QChar::Other_Control && c != QLatin1Char('\n') && c != QLatin1Char('\t'); });
    return text;
}

} // namespace api
