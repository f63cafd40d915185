// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "app/window.h"

#include "app/cli/commands.h"

namespace app {

int runWindow(const Options&, int, char**)
{
    return cli::reportError({base::ErrorCode::NotAvailableYet, "window", "this build has no window; use a command of ndots --help", {}});
}

} // namespace app
