// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/version_probe.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace api {

ServerVersion readServerVersion(const QByteArray& body)
{
    const QJsonObject version = QJsonDocument::fromJson(body).object();
    ServerVersion result;
    result.text = version.value(QLatin1String("gitVersion")).toString().toStdString();
    result.isReadable = !result.text.empty();
    // GKE and EKS write the minor version as "34+".
    QString minor = version.value(QLatin1String("minor")).toString();
    while (!minor.isEmpty() && !minor.back().isDigit())
        minor.chop(1);
    result.hasStreamingList = version.value(QLatin1String("major")).toString() == QLatin1String("1") && minor.toInt() >= 34;
    return result;
}

} // namespace api
