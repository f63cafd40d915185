// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/trace.h"

#include <QByteArray>
#include <QJsonObject>

namespace film {

/// `"schema": "ndots.trace/1"` of product.md section 4.
[[nodiscard]] QJsonObject traceJson(const sim::Trace& trace);
/// The same, indented, with a final line end.
[[nodiscard]] QByteArray traceJsonText(const sim::Trace& trace);

/// {"name", "type", "ttl", "data"} of one record.
[[nodiscard]] QJsonObject recordJson(const dns::Record& record);

} // namespace film
