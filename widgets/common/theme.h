// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/film/palette.h"
#include "model/film/shapes.h"

#include <QColor>
#include <QFont>

class QApplication;
class QPalette;
class QWidget;

namespace widgets {

enum class ThemeChoice { System, Light, Dark };

/// Colours and fonts of the program (design: tokens). One per application, set by applyTheme; widgets ask for it when they paint.
class Theme {
public:
    explicit Theme(film::Scheme scheme = film::Scheme::Light, const QFont& interfaceFont = {}, double scale = 1);

    [[nodiscard]] film::Scheme scheme() const { return m_scheme; }
    [[nodiscard]] QColor color(film::Tone tone) const;
    [[nodiscard]] QFont font(film::FontRole role) const;
    [[nodiscard]] QPalette palette() const;
    [[nodiscard]] QString styleSheet() const;
    /// `pixels` of the design at this type size, whole.
    [[nodiscard]] int px(double pixels) const;
    [[nodiscard]] double scale() const { return m_scale; }

    /// The same at type size 1, for pictures that are painted with a scaled painter.
    [[nodiscard]] Theme unscaled() const;

    /// The application's theme (kept as its property).
    [[nodiscard]] static const Theme& current();

private:
    film::Scheme m_scheme;
    QFont m_interface, m_fixed;
    double m_scale;
};

/// Sets palette, font and style sheet of the application; `typeScale` 1 is the system's own size. Widgets get a PaletteChange and repaint.
void applyTheme(QApplication& application, ThemeChoice choice, double typeScale);

/// Text widths with the theme's fonts at type size 1: the unit of film layouts.
class ThemeMeasure : public film::TextMeasure {
public:
    [[nodiscard]] double width(const QString& text, film::FontRole font) const override;
    [[nodiscard]] double lineHeight(film::FontRole font) const override;
};

} // namespace widgets
