// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/film/shapes.h"
#include "model/film/timeline.h"

#include <memory>
#include <vector>

namespace film {

/// Where everything of one run's path stands in an area: station cards, rails, sequence strip. Made once a run and size.
class PathLayout;

struct PathOptions {
    bool showSequence = true;
    bool reducedMotion = false;   ///< packets jump from stop to stop
};

[[nodiscard]] std::shared_ptr<const PathLayout> layoutPath(const sim::Trace& trace, std::size_t run, Size area, const TextMeasure& measure,
                                                           const PathOptions& options = {});

/// What is seen at `time`: pure; the window, the exports and the tests call nothing else.
[[nodiscard]] Frame pathFrame(const sim::Trace& trace, const PathLayout& layout, const Timeline& timeline, FilmTime time);
/// The height that the content needs at this width; the view scrolls when there is less.
[[nodiscard]] double neededHeight(const PathLayout& layout);

} // namespace film
