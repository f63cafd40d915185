// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"
#include "model/sim/trace.h"

#include <QByteArray>
#include <QString>

namespace widgets {
class PathView;
}

namespace app {

/// "png" -> "png", "mermaid" -> "mmd" ...
[[nodiscard]] QString exportSuffix(const QString& format);
/// The trace or what the view shows now as a file's content; `format` is png, svg, mermaid, text or json.
[[nodiscard]] QByteArray exported(const QString& format, const sim::Trace& trace, widgets::PathView& view);
/// Writes the whole file or nothing. Error: FileUnwritable.
[[nodiscard]] base::Result<void> writeFile(const QString& path, const QByteArray& bytes);

} // namespace app
