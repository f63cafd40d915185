// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/api/endpoint.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

/// The texts that go to and come from a credential plugin (reference/kubernetes-client.md section 1.7). Pure.
namespace api {

/// KUBERNETES_EXEC_INFO: one line of JSON.
[[nodiscard]] QByteArray execInfo(const ExecSource& source);

struct ExecAnswer {
    QByteArray token;                    ///< may be empty where there is an identity
    ClientIdentity identity;
    std::optional<QDateTime> expires;    ///< nullopt: until a 401
};
/// A plugin's standard output. Error: ExecFailed, subject the command, detail in client-go's words.
[[nodiscard]] base::Result<ExecAnswer> readExecAnswer(const QByteArray& output, const kube::ExecPlugin& plugin);

/// Faults that show before anything runs: API version, interactive mode. Error: ExecFailed.
[[nodiscard]] base::Result<void> checkExecPlugin(const kube::ExecPlugin& plugin);

/// The file to run: the command itself where it has a directory, else the first hit in `folders` (relative ones are skipped: Go does
/// not run what it finds in the current directory). Error: ExecFailed with the install hint.
[[nodiscard]] base::Result<QString> findExecPlugin(const kube::ExecPlugin& plugin, const QStringList& folders);

/// Without ANSI sequences and control characters.
[[nodiscard]] QString plainText(QString text);

} // namespace api
