// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "app/gui/path_export.h"

#include "model/film/svg.h"
#include "model/film/trace_json.h"
#include "model/film/trace_text.h"
#include "widgets/path/frame_painter.h"
#include "widgets/path/path_view.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSaveFile>

namespace app {

namespace {

constexpr double pictureScale = 2; // for slides and high-density screens

QByteArray picture(const film::Frame& frame)
{
    const widgets::Theme theme = widgets::Theme::current().unscaled();
    QImage image(static_cast<int>(frame.size.width * pictureScale), static_cast<int>(frame.size.height * pictureScale), QImage::Format_ARGB32_Premultiplied);
    image.fill(theme.color(film::Tone::Ground));
    QPainter painter(&image);
    painter.scale(pictureScale, pictureScale);
    widgets::paintFrame(painter, frame, theme);
    painter.end();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

} // namespace

QString exportSuffix(const QString& format)
{
    if (format == QStringLiteral("mermaid"))
        return QStringLiteral("mmd");
    return format == QStringLiteral("text") ? QStringLiteral("txt") : format;
}

QByteArray exported(const QString& format, const sim::Trace& trace, widgets::PathView& view)
{
    if (format == QStringLiteral("png"))
        return picture(view.frame());
    if (format == QStringLiteral("svg"))
        return film::frameSvg(view.frame(), widgets::Theme::current().scheme(), widgets::ThemeMeasure()).toUtf8();
    if (format == QStringLiteral("mermaid"))
        return film::traceMermaid(trace).toUtf8();
    if (format == QStringLiteral("json"))
        return film::traceJsonText(trace);
    return film::traceText(trace).toUtf8();
}

base::Result<void> writeFile(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return base::fail(base::ErrorCode::FileUnwritable, path.toStdString(), file.errorString().toStdString());
    return {};
}

} // namespace app
