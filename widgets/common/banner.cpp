// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "widgets/common/banner.h"

#include "widgets/common/icons.h"
#include "widgets/common/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace widgets {

Banner::Banner(QWidget* parent) : QWidget(parent), m_words(new QLabel), m_action(new QToolButton)
{
    setAttribute(Qt::WA_StyledBackground);
    setObjectName(QStringLiteral("banner"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 6, 8, 6);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_words->setTextFormat(Qt::PlainText);
    row->addWidget(m_words, 1);
    row->addWidget(m_action);
    auto* close = new QToolButton;
    close->setIcon(icon(QStringLiteral("close")));
    close->setAccessibleName(tr("Close the message"));
    close->setToolTip(tr("Close the message"));
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &Banner::dismiss);
    connect(m_action, &QToolButton::clicked, this, &Banner::actionRequested);
    setVisible(false);
}

void Banner::show(Kind kind, const QString& words, const QString& action)
{
    m_kind = kind;
    m_words->setText(words);
    m_words->setAccessibleName(words);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    applyColors();
    setVisible(true);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Banner::dismiss()
{
    setVisible(false);
    m_words->clear();
}

QString Banner::words() const
{
    return m_words->text();
}

void Banner::applyColors()
{
    const Theme& theme = Theme::current();
    const auto [ground, ink] = m_kind == Kind::Fault ? std::pair(film::Tone::NxDomainGround, film::Tone::NxDomain)
                             : m_kind == Kind::Warning ? std::pair(film::Tone::NoDataGround, film::Tone::NoData) : std::pair(film::Tone::AccentGround, film::Tone::Accent);
    setStyleSheet(QStringLiteral("#banner { background: %1; border-bottom: 1px solid %2; } QLabel { color: %2; }").arg(theme.color(ground).name(), theme.color(ink).name()));
}

void Banner::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && isVisible())
        applyColors();
    QWidget::changeEvent(event);
}

} // namespace widgets
