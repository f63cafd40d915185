// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/api/endpoint.h"
#include "model/api/exec_credential.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace api {

/// What proves who we are, for one request.
struct Credential {
    QByteArray authorization;        ///< header value, empty: none
    ClientIdentity identity;         ///< of a plugin; null: the endpoint's own, if any
    std::uint64_t generation = 0;    ///< grows with every new one
};

/// Hands out the credential of an endpoint: static, re-read from tokenFile, or from a plugin, which runs once for all who ask at the
/// same time and again shortly before its answer expires.
class CredentialSource : public QObject {
    Q_OBJECT
public:
    struct Setting {
        ExecRun::Setting exec;
        std::function<base::Result<std::string>(const std::string& path)> readFile;
        std::function<QDateTime()> now; ///< UTC
    };
    using Obtained = std::function<void(const base::Result<Credential>&)>;

    CredentialSource(const Endpoint& endpoint, Setting setting, QObject* parent);

    /// `obtained` is called once from the event loop, unless `receiver` is gone by then. Errors: ExecNotConfirmed, ExecFailed,
    /// CredentialUnusable (no token in tokenFile).
    void obtain(QObject* receiver, Obtained obtained);
    /// The server answered 401 to this one. Forgets it, unless a newer one is there already.
    void refuse(std::uint64_t generation);
    /// Forgets a failure too: the next obtain() runs the plugin.
    void reset();

signals:
    void output(const QString& line);

private:
    struct Waiter {
        QPointer<QObject> receiver;
        Obtained obtained;
    };
    void answerLater(QObject* receiver, Obtained obtained, base::Result<Credential> result);
    void readTokenFile();
    void runPlugin();
    void pluginFinished(const base::Result<ExecAnswer>& answer);
    [[nodiscard]] bool isFresh() const;

    std::string m_tokenFile;
    std::optional<ExecSource> m_exec;
    Setting m_setting;
    Credential m_credential;
    bool m_hasCredential = false;
    QDateTime m_expires;                     ///< invalid: does not
    std::optional<base::Error> m_failure;    ///< of the last run, kept a while so that ten links do not ask ten times
    QDateTime m_failedAt, m_fileReadAt;
    std::unique_ptr<ExecRun> m_run;
    std::vector<Waiter> m_waiters;
};

} // namespace api
