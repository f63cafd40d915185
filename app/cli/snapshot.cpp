// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "app/cli/commands.h"

#include "model/kube/snapshot_file.h"

#include <QSaveFile>

namespace app::cli {

base::Result<void> saveSnapshot(const Options& options, const kube::ClusterSnapshot& cluster)
{
    const std::string text = kube::printSnapshotText(cluster, options.redact ? kube::Redaction::ConsistentNames : kube::Redaction::None);
    QSaveFile file(QString::fromStdString(options.output));
    const bool written = file.open(QIODevice::WriteOnly) && file.write(text.data(), static_cast<qint64>(text.size())) == static_cast<qint64>(text.size()) && file.commit();
    if (!written)
        return base::fail(base::ErrorCode::FileUnwritable, options.output, file.errorString().toStdString());
    return {};
}

} // namespace app::cli
