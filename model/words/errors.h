// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"

#include <QString>

/// The one place where codes and values become sentences for people, in the user's language.
namespace words {

/// Where it is: "Corefile:3:5", "demo.yaml:12", or the subject's place ("kubeconfig", "cluster").
[[nodiscard]] QString place(const base::Error& error);
/// What is wrong, without place and remedy; no final dot.
[[nodiscard]] QString fault(const base::Error& error);
/// What to do; "" where nothing can be advised.
[[nodiscard]] QString remedy(const base::Error& error);
/// "fault, remedy" as one line for a banner.
[[nodiscard]] QString sentence(const base::Error& error);
/// "ndots: WHERE: what is wrong, what to do" (product.md section 4), one line, without line end. English where no translator is installed.
[[nodiscard]] QString commandLineMessage(const base::Error& error);

/// The exit status of product.md section 4: 3 where the cluster could not be reached or its exec plugin is not confirmed, otherwise 2.
[[nodiscard]] int exitStatus(const base::Error& error);

} // namespace words
