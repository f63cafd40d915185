// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "app/options.h"

namespace app {

/// Opens the window on the source of `options` and runs until it is closed; returns the exit status. In a build without Widgets it says so (status 2).
[[nodiscard]] int runWindow(const Options& options, int argc, char** argv);

} // namespace app
