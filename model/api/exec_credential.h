// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/api/exec_protocol.h"

#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <functional>

namespace api {

/// Runs a credential plugin once: asks for consent, starts it, collects its output, ends it when it takes too long.
/// Exactly one of `finished` calls follows run(); none after cancel().
class ExecRun : public QObject {
    Q_OBJECT
public:
    struct Setting {
        std::function<bool(const kube::ExecPlugin& plugin)> isConfirmed; ///< unset: nothing runs
        QStringList folders;                                            ///< where bare commands are looked for
        std::chrono::milliseconds timeout{std::chrono::seconds{90}};
    };
    using Finished = std::function<void(const base::Result<ExecAnswer>&)>;

    ExecRun(ExecSource source, Setting setting, QObject* parent);
    ~ExecRun() override;

    /// Errors: ExecNotConfirmed, ExecFailed. `finished` is called from the event loop.
    void run(Finished finished);
    void cancel();
    /// Cancels, and deletes itself when the process is gone.
    void retire();

signals:
    void output(const QString& line); ///< a line of stderr, without control characters

private:
    void start(const QString& program);
    void readOutput();
    void readErrors(bool isEnd);
    void processEnded(int exitCode, QProcess::ExitStatus status);
    void finish(const base::Result<ExecAnswer>& result);
    void finishLater(base::Result<ExecAnswer> result);
    void fail(std::string detail);
    void endProcess();

    ExecSource m_source;
    Setting m_setting;
    Finished m_finished;
    QProcess m_process;
    QTimer m_timeout;
    QByteArray m_output, m_errors;
};

} // namespace api
