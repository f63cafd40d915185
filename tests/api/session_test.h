// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/api/session.h"
#include "tests/api/fake_server.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QTest>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

/// What the tests of a whole session share.
namespace session_test {

inline QByteArray file(const QString& folder, const char* name)
{
    QFile file(folder + QLatin1Char('/') + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QSslConfiguration serverTls(const QString& folder, const char* certificate)
{
    QSslConfiguration tls;
    tls.setLocalCertificate(QSslCertificate(file(folder, certificate)));
    tls.setPrivateKey(QSslKey(file(folder, "server.key"), QSsl::Ec));
    return tls;
}

inline kube::ResolvedContext contextFor(const FakeServer& server)
{
    kube::ResolvedContext context;
    context.context.name = "test";
    context.context.nameSpace = "shop";
    context.cluster.name = "c";
    context.cluster.server = server.url().toStdString();
    context.user.name = "u";
    return context;
}

inline api::Surroundings plainSurroundings()
{
    api::Surroundings surroundings;
    surroundings.environment.variable = [](const std::string&) { return std::nullopt; };
    surroundings.environment.readFile = [](const std::string& path) -> base::Result<std::string> {
        return base::fail(base::ErrorCode::FileNotFound, path);
    };
    return surroundings;
}

/// A session, and everything that it told.
struct Watched {
    explicit Watched(const kube::ResolvedContext& context, api::Surroundings surroundings = plainSurroundings()) : session(context, std::move(surroundings))
    {
        QObject::connect(&session, &api::Session::stateChanged, &session, [this](const api::SessionState& state) { states.push_back(state); });
        QObject::connect(&session, &api::Session::snapshotReady, &session, [this](const kube::SnapshotPtr& snapshot) { snapshots.push_back(snapshot); });
        QObject::connect(&session, &api::Session::execOutput, &session, [this](const QString& line) { execLines.append(line); });
        session.open();
    }
    [[nodiscard]] api::Phase phase() const { return states.empty() ? api::Phase::Closed : states.back().phase; }
    [[nodiscard]] bool hasBeen(api::Phase phase) const
    {
        return std::any_of(states.begin(), states.end(), [&](const api::SessionState& state) { return state.phase == phase; });
    }
    [[nodiscard]] base::Error error() const { return states.empty() || !states.back().error ? base::Error{} : *states.back().error; }
    [[nodiscard]] std::size_t services() const { return snapshots.empty() ? 0 : snapshots.back()->services.size(); }
    [[nodiscard]] bool hasService(const char* name) const { return !snapshots.empty() && snapshots.back()->findService("shop", name); }
    [[nodiscard]] api::ResourceState stateOf(kube::Kind kind, const std::string& nameSpace = {}, const std::string& name = {}) const
    {
        for (const api::ResourceStatus& status : states.empty() ? std::vector<api::ResourceStatus>() : states.back().resources) {
            if (status.kind == kind && status.nameSpace == nameSpace && status.name == name)
                return status.state;
        }
        return api::ResourceState::Waiting;
    }

    api::Session session;
    std::vector<api::SessionState> states;
    std::vector<kube::SnapshotPtr> snapshots;
    QStringList execLines;
};

} // namespace session_test
