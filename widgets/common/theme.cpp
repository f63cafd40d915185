// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "widgets/common/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPalette>
#include <QStyleFactory>
#include <QVariant>

#include <cmath>
#include <memory>

Q_DECLARE_METATYPE(std::shared_ptr<widgets::Theme>)

namespace widgets {

namespace {

constexpr char themeProperty[] = "ndotsTheme";
constexpr int smallestPoint = 7;

/// The platform's own palette, read before ours replaced it.
bool systemIsDark(const QApplication& application)
{
    static const bool dark = [&] {
        const QPalette palette = application.palette();
        return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
    }();
    return dark;
}

QFont sized(QFont font, double points)
{
    font.setPointSizeF(std::max<double>(points, smallestPoint));
    return font;
}

} // namespace

Theme::Theme(film::Scheme scheme, const QFont& interfaceFont, double scale)
    : m_scheme(scheme), m_interface(interfaceFont), m_fixed(QFontDatabase::systemFont(QFontDatabase::FixedFont)), m_scale(scale)
{
}

QColor Theme::color(film::Tone tone) const
{
    return QColor::fromRgba(film::colorOf(tone, m_scheme));
}

QFont Theme::font(film::FontRole role) const
{
    const double base = m_interface.pointSizeF() > 0 ? m_interface.pointSizeF() : 10;
    switch (role) {
    case film::FontRole::Body: return m_interface;
    case film::FontRole::Small: return sized(m_interface, base * 0.92);
    case film::FontRole::Strong: {
        QFont font = sized(m_interface, base * 1.04);
        font.setWeight(QFont::DemiBold);
        return font;
    }
    case film::FontRole::Heading: {
        QFont font = sized(m_interface, base * 0.88);
        font.setWeight(QFont::DemiBold);
        font.setLetterSpacing(QFont::PercentageSpacing, 104);
        return font;
    }
    case film::FontRole::Mono: return sized(m_fixed, base * 0.96);
    case film::FontRole::MonoSmall: return sized(m_fixed, base * 0.88);
    }
    return m_interface;
}

Theme Theme::unscaled() const
{
    QFont font = m_interface;
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() / m_scale);
    return Theme(m_scheme, font, 1);
}

int Theme::px(double pixels) const
{
    return static_cast<int>(std::lround(pixels * m_scale));
}

QPalette Theme::palette() const
{
    using film::Tone;
    QPalette palette;
    palette.setColor(QPalette::Window, color(Tone::Panel));
    palette.setColor(QPalette::WindowText, color(Tone::Text));
    palette.setColor(QPalette::Base, color(Tone::Panel));
    palette.setColor(QPalette::AlternateBase, color(Tone::Raised));
    palette.setColor(QPalette::Text, color(Tone::Text));
    palette.setColor(QPalette::Button, color(Tone::Panel));
    palette.setColor(QPalette::ButtonText, color(Tone::Text));
    palette.setColor(QPalette::BrightText, color(Tone::NxDomain));
    palette.setColor(QPalette::Highlight, color(Tone::AccentGround));
    palette.setColor(QPalette::HighlightedText, color(Tone::Text));
    palette.setColor(QPalette::PlaceholderText, color(Tone::Soft));
    palette.setColor(QPalette::ToolTipBase, color(Tone::Raised));
    palette.setColor(QPalette::ToolTipText, color(Tone::Text));
    palette.setColor(QPalette::Link, color(Tone::Accent));
    palette.setColor(QPalette::Mid, color(Tone::Line));
    palette.setColor(QPalette::Disabled, QPalette::Text, color(Tone::Faint));
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, color(Tone::Faint));
    palette.setColor(QPalette::Disabled, QPalette::WindowText, color(Tone::Faint));
    return palette;
}

QString Theme::styleSheet() const
{
    using film::Tone;
    const auto name = [this](Tone tone) { return color(tone).name(); };
    // Controls of the design: 7-pixel corners, one-pixel lines, accent for the one action that matters.
    return QStringLiteral(
               "QMainWindow, QDialog, QMenuBar { background: %1; }"
               "QToolTip { color: %3; background: %7; border: 1px solid %2; padding: 4px; }"
               "QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox { background: %7; border: 1px solid %2; border-radius: 7px; padding: 4px 8px; selection-background-color: %5; selection-color: %3; }"
               "QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus { border: 1px solid %4; }"
               "QComboBox::drop-down { border: none; width: 20px; }"
               "QComboBox::down-arrow { image: url(:/icons/chevron.png); width: 11px; height: 11px; }"
               "QComboBox { padding-right: 4px; }"
               "QComboBox QAbstractItemView { background: %1; border: 1px solid %2; selection-background-color: %5; selection-color: %3; outline: none; }"
               "QPushButton, QToolButton { background: %1; border: 1px solid %2; border-radius: 7px; padding: 4px 10px; color: %3; }"
               "QPushButton:hover, QToolButton:hover { background: %7; border-color: %6; }"
               "QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked { background: %5; border-color: %4; }"
               "QPushButton:focus, QToolButton:focus { border-color: %4; }"
               "QPushButton:disabled, QToolButton:disabled { color: %9; }"
               "QPushButton[primary=\"true\"] { background: %4; color: %1; border-color: %4; font-weight: 600; padding: 5px 14px; }"
               "QPushButton[primary=\"true\"]:hover { background: %3; border-color: %3; }"
               "QToolButton::menu-indicator { image: none; }"
               "QMenuBar::item { padding: 4px 8px; border-radius: 5px; } QMenuBar::item:selected { background: %5; }"
               "QMenu { background: %1; border: 1px solid %2; padding: 4px; } QMenu::item { padding: 5px 24px 5px 12px; border-radius: 5px; }"
               "QMenu::item:selected { background: %5; color: %3; } QMenu::item:disabled { color: %9; } QMenu::separator { height: 1px; background: %2; margin: 4px 8px; }"
               "QSplitter::handle { background: %2; } QSplitter::handle:horizontal { width: 1px; } QSplitter::handle:vertical { height: 1px; }"
               "QScrollBar:vertical { background: transparent; width: 11px; margin: 0; } QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }"
               "QScrollBar::handle { background: %2; border-radius: 4px; margin: 2px; } QScrollBar::handle:hover { background: %9; }"
               "QScrollBar::handle:vertical { min-height: 28px; } QScrollBar::handle:horizontal { min-width: 28px; }"
               "QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; } QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }"
               "QSlider::groove:horizontal { height: 4px; background: %2; border-radius: 2px; } QSlider::sub-page:horizontal { background: %4; border-radius: 2px; }"
               "QSlider::handle:horizontal { background: %4; width: 12px; height: 12px; margin: -4px 0; border-radius: 6px; }"
               "QAbstractScrollArea { border: none; } QFrame[panel=\"true\"] { background: %1; }"
               "QTabBar::tab { padding: 5px 12px; border: none; color: %8; } QTabBar::tab:selected { color: %3; border-bottom: 2px solid %4; } QTabWidget::pane { border: none; }"
               "QStatusBar { background: %1; color: %8; }")
        .arg(name(Tone::Panel), name(Tone::Line), name(Tone::Text), name(Tone::Accent), name(Tone::AccentGround), name(Tone::Faint), name(Tone::Raised), name(Tone::Soft), name(Tone::Faint));
}

const Theme& Theme::current()
{
    static const Theme fallback;
    const QVariant kept = qApp ? qApp->property(themeProperty) : QVariant();
    return kept.isValid() ? *kept.value<std::shared_ptr<Theme>>() : fallback;
}

void applyTheme(QApplication& application, ThemeChoice choice, double typeScale)
{
    static const QFont systemFont = application.font();
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark(application));
    QFont font = systemFont;
    const double points = systemFont.pointSizeF() > 0 ? systemFont.pointSizeF() : 10;
    font.setPointSizeF(points * typeScale);
    const auto theme = std::make_shared<Theme>(dark ? film::Scheme::Dark : film::Scheme::Light, font, typeScale);
    application.setProperty(themeProperty, QVariant::fromValue(theme));
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setFont(font);
    application.setPalette(theme->palette());
    application.setStyleSheet(theme->styleSheet());
}

double ThemeMeasure::width(const QString& text, film::FontRole font) const
{
    return QFontMetricsF(Theme::current().unscaled().font(font)).horizontalAdvance(text);
}

double ThemeMeasure::lineHeight(film::FontRole font) const
{
    return QFontMetricsF(Theme::current().unscaled().font(font)).height();
}

} // namespace widgets
