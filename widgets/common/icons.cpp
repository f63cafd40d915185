// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "widgets/common/icons.h"

#include "widgets/common/theme.h"

#include <QIconEngine>
#include <QPainter>
#include <QPixmap>

namespace widgets {

namespace {

/// Tints a mask when it is painted, so that a change of theme needs no new icons.
class MaskEngine : public QIconEngine {
public:
    explicit MaskEngine(QString name) : m_name(std::move(name)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1;
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override { return scaledPixmap(size, mode, state, 1); }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        QPixmap picture = QPixmap(QStringLiteral(":/icons/%1.png").arg(m_name)).scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        if (picture.isNull())
            return picture;
        QPainter painter(&picture);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(picture.rect(), Theme::current().color(mode == QIcon::Disabled ? film::Tone::Faint : film::Tone::Text));
        return picture;
    }

    QIconEngine* clone() const override { return new MaskEngine(m_name); }

private:
    QString m_name;
};

} // namespace

QIcon icon(const QString& name)
{
    return QIcon(new MaskEngine(name));
}

QIcon applicationIcon()
{
    return QIcon(QStringLiteral(":/icons/ndots.png"));
}

} // namespace widgets
