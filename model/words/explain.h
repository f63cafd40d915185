// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/trace.h"

#include <QString>

#include <vector>

namespace words {

/// One card of the Why panel.
struct Explanation {
    QString title;
    QString text;         ///< plain sentences
    QString source, url;  ///< the rule's source; may be empty
    QString message;      ///< fixed-font text, such as a DNS message as dig prints it; may be empty
    bool operator==(const Explanation&) const = default;
};

/// What there is to say about a run when the film stands at `event` (noIndex: before the first).
[[nodiscard]] std::vector<Explanation> explain(const sim::Trace& trace, std::size_t run, sim::EventIndex event);

/// The walk in four numbers.
struct WalkCost {
    std::size_t queries = 0;       ///< questions sent by the pod
    std::size_t useful = 0;        ///< questions of the candidate that won
    std::size_t reachCoreDns = 0;
    std::size_t reachUpstream = 0;
    double seconds = 0;
    bool operator==(const WalkCost&) const = default;
};
[[nodiscard]] WalkCost walkCost(const sim::Trace& trace, std::size_t run);

} // namespace words
