// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/film/palette.h"
#include "model/film/shapes.h"

#include <QString>

namespace film {

/// A frame as an SVG document that stands alone.
[[nodiscard]] QString frameSvg(const Frame& frame, Scheme scheme, const TextMeasure& measure);

/// The whole path of a trace's last run, at its end: stations, rails, sequence strip, with typical text widths.
[[nodiscard]] QString traceSvg(const sim::Trace& trace, Scheme scheme = Scheme::Light);

/// Typical widths of a sans-serif and a fixed font, where no device tells the real ones.
class TypicalMeasure : public TextMeasure {
public:
    [[nodiscard]] double width(const QString& text, FontRole font) const override;
    [[nodiscard]] double lineHeight(FontRole font) const override;
};

/// `text` cut to `width` with an ellipsis where `elide` says.
[[nodiscard]] QString elided(const QString& text, FontRole font, Elide elide, double width, const TextMeasure& measure);

} // namespace film
