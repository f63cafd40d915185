// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/note.h"

#include <QString>

namespace words {

/// The note as one or two plain sentences in the user's language; "" for NoteCode::None.
[[nodiscard]] QString sentence(const sim::Note& note);
/// The rule's source as a person would cite it: "resolv.conf(5)", "CoreDNS: kubernetes plugin", "RFC 2308".
[[nodiscard]] QString source(sim::NoteCode code);
/// The same source's page, "" where there is none.
[[nodiscard]] QString sourceUrl(sim::NoteCode code);
/// A few words for a chip or a table cell: "no such namespace", "cache hit".
[[nodiscard]] QString brief(const sim::Note& note);

} // namespace words
