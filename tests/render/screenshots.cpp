// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Draws the window on the demo cluster at the sizes and in the themes that people look at, and fails where a picture is blank or hard to read.
// Usage: screenshots FOLDER

#include "app/gui/composition.h"
#include "widgets/cache/cache_panel.h"
#include "widgets/cluster/cluster_panel.h"
#include "widgets/cluster/cluster_view.h"
#include "widgets/path/player.h"
#include "widgets/query/question_bar.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QStandardPaths>

#include <cmath>
#include <cstdio>
#include <set>

namespace {

constexpr QSize sizes[] = {{1280, 800}, {1920, 1080}};

/// Lets the window work until `done`, at most ten seconds.
template <class Done>
bool waitFor(Done done)
{
    QElapsedTimer timer;
    timer.start();
    while (!done() && timer.elapsed() < 10'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    return done();
}

/// Lets pending layouts and derivations come to rest.
void settle()
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 300)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

double luminance(const QColor& color)
{
    const auto part = [](double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
}

/// WCAG 2 contrast of every text tone on every ground that it is used on.
bool isReadable(const widgets::Theme& theme)
{
    using film::Tone;
    bool readable = true;
    for (const Tone ink : {Tone::Text, Tone::Soft, Tone::Accent, Tone::Answer, Tone::NoData, Tone::NxDomain, Tone::Failure, Tone::Cache}) {
        const double a = luminance(theme.color(ink)), b = luminance(theme.color(Tone::Panel));
        const double contrast = (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
        if (contrast < 4.5) {
            std::fprintf(stderr, "tone %d has a contrast of %.2f, under 4.5\n", static_cast<int>(ink), contrast);
            readable = false;
        }
    }
    return readable;
}

bool isBlank(const QImage& image)
{
    std::set<QRgb> colors;
    for (int y = 0; y < image.height(); y += 7) {
        for (int x = 0; x < image.width(); x += 7)
            colors.insert(image.pixel(x, y));
    }
    return colors.size() < 40;
}

bool save(QWidget& widget, const QString& path)
{
    const QImage image = widget.grab().toImage();
    const bool good = !image.isNull() && !isBlank(image) && image.save(path);
    std::printf("%s %dx%d%s\n", qPrintable(path), image.width(), image.height(), good ? "" : " FAILED");
    return good;
}

void seek(app::Composition& composition, double share)
{
    widgets::Player& player = composition.window().player();
    player.pause();
    player.seek(player.timeline().length() * share);
}

/// Opens the first row with this name.
void expand(widgets::ClusterView& view, const QString& name)
{
    for (std::size_t row = 0; row < view.rows().rowCount(); ++row) {
        if (view.rows().textOf(row).name == name) {
            view.setExpanded(row, true);
            QCoreApplication::processEvents();
            return;
        }
    }
}

/// A session as people have it: some names asked, some seconds gone, then the walk of a name outside the cluster under way.
bool tellStory(app::Composition& composition)
{
    composition.open();
    if (!waitFor([&] { return composition.questions().trace() != nullptr; }))
        return false;
    const auto ask = [&](const char* name) {
        composition.window().question().setName(QString::fromLatin1(name));
        composition.questions().ask();
        seek(composition, 1);
    };
    emit composition.window().caches().cachesForgotten();
    for (const char* name : {"api", "cart", "payments", "nosuch"})
        ask(name);
    for (int second = 0; second < 12; ++second)
        emit composition.window().caches().clockStepped(1);
    ask("postgres-0.postgres");
    for (int second = 0; second < 9; ++second)
        emit composition.window().caches().clockStepped(1);
    ask("www.example.com");
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("ndots-screenshots"));
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral(".");
    QDir().mkpath(folder);
    bool good = true;
    for (const auto& [theme, name] : {std::pair{widgets::ThemeChoice::Light, "light"}, {widgets::ThemeChoice::Dark, "dark"}}) {
        widgets::applyTheme(application, theme, 1);
        good = isReadable(widgets::Theme::current()) && good;
        app::Options options;
        options.source.demo = true;
        app::Composition composition(options, {}, {.theme = theme});
        widgets::MainWindow& window = composition.window();
        window.show();
        good = tellStory(composition) && good;
        for (const char* object : {"shop", "api", "postgres"})
            expand(window.cluster().view(), QString::fromLatin1(object));
        for (const QSize size : sizes) {
            window.resize(size);
            QCoreApplication::processEvents();
            seek(composition, 0.62);
            settle();
            good = save(window, QStringLiteral("%1/window-%2-%3x%4.png").arg(folder, QString::fromLatin1(name)).arg(size.width()).arg(size.height())) && good;
        }
        seek(composition, 1);
        QCoreApplication::processEvents();
        good = save(window.caches(), QStringLiteral("%1/caches-%2.png").arg(folder, QString::fromLatin1(name))) && good;
    }
    return good ? 0 : 1;
}
