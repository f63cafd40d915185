// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/film/shapes.h"
#include "widgets/common/theme.h"

class QPainter;

namespace widgets {

/// Paints a frame's shapes in order with the theme's colours and fonts.
void paintFrame(QPainter& painter, const film::Frame& frame, const Theme& theme);
/// One outcome mark (also for ladders, cache lanes and the like).
void paintMark(QPainter& painter, const film::MarkShape& mark, const Theme& theme);
/// A rounded box with its hatching.
void paintBox(QPainter& painter, const film::BoxShape& box, const Theme& theme);

} // namespace widgets
