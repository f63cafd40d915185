// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <QIcon>
#include <QString>

namespace widgets {

/// One of resources/icons by its file's name, in the theme's text colour whatever the theme is when it is painted.
[[nodiscard]] QIcon icon(const QString& name);

/// The program's own mark, in its own colours.
[[nodiscard]] QIcon applicationIcon();

} // namespace widgets
