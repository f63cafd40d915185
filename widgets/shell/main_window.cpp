// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "widgets/shell/main_window.h"

#include "widgets/cache/cache_panel.h"
#include "widgets/cluster/cluster_panel.h"
#include "widgets/common/banner.h"
#include "widgets/common/icons.h"
#include "widgets/explain/why_panel.h"
#include "widgets/path/path_view.h"
#include "widgets/path/player.h"
#include "widgets/path/transport_bar.h"
#include "widgets/query/question_bar.h"

#include <QActionGroup>
#include <QDataStream>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace widgets {

namespace {

constexpr int layoutVersion = 1;

QFrame* line()
{
    auto* frame = new QFrame;
    frame->setFrameShape(QFrame::HLine);
    frame->setFrameShadow(QFrame::Plain);
    frame->setForegroundRole(QPalette::Mid);
    frame->setFixedHeight(1);
    return frame;
}

} // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent)
{
    setWindowTitle(QStringLiteral("Ndots"));
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    m_player = new Player(this);
    m_question = new QuestionBar;
    m_cluster = new ClusterPanel;
    m_path = new PathView;
    m_why = new WhyPanel;
    m_caches = new CachePanel;
    m_banner = new Banner;
    m_transport = new TransportBar(*m_player);

    m_columns = new QSplitter(Qt::Horizontal);
    m_columns->addWidget(m_cluster);
    m_columns->addWidget(m_path);
    m_columns->addWidget(m_why);
    m_columns->setStretchFactor(0, 2);
    m_columns->setStretchFactor(1, 5);
    m_columns->setStretchFactor(2, 2);
    m_columns->setSizes({250, 870, 260});
    m_rows = new QSplitter(Qt::Vertical);
    m_rows->addWidget(m_columns);
    m_rows->addWidget(m_caches);
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 0);
    m_rows->setSizes({640, 180});

    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildToolbar());
    column->addWidget(line());
    column->addWidget(m_banner);
    column->addWidget(m_rows, 1);
    setCentralWidget(centre);
    buildMenus();
    connect(m_player, &Player::timeChanged, m_path, &PathView::setTime);
    connect(m_banner, &Banner::actionRequested, this, &MainWindow::retryRequested);
    resize(1280, 800);
    m_question->focusName();
}

MainWindow::~MainWindow() = default;

QWidget* MainWindow::buildToolbar()
{
    auto* bar = new QWidget;
    auto* rows = new QVBoxLayout(bar);
    rows->setContentsMargins(12, 6, 12, 8);
    rows->setSpacing(6);
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    m_source = new QToolButton;
    m_source->setPopupMode(QToolButton::InstantPopup);
    m_source->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_source->setAccessibleName(tr("Source: context, snapshot or demo"));
    m_sourceMenu = new QMenu(m_source);
    m_source->setMenu(m_sourceMenu);
    m_light = new QLabel(QStringLiteral("●"));
    m_state = new QLabel;
    m_counts = new QLabel;
    m_counts->setForegroundRole(QPalette::PlaceholderText);
    first->addWidget(m_source);
    first->addWidget(m_light);
    first->addWidget(m_state);
    first->addWidget(m_counts);
    first->addSpacing(12);
    first->addStretch(1);
    first->addWidget(m_transport, 3);
    rows->addLayout(first);
    rows->addWidget(m_question);
    return bar;
}

QAction* MainWindow::add(QMenu* menu, const QString& text, const QKeySequence& keys)
{
    QAction* action = menu->addAction(text);
    action->setShortcut(keys);
    return action;
}

void MainWindow::buildFileMenu()
{
    QMenu* file = menuBar()->addMenu(tr("&File"));
    connect(add(file, tr("&Open snapshot or kubeconfig …"), QKeySequence::Open), &QAction::triggered, this, &MainWindow::openRequested);
    m_recent = file->addMenu(tr("Open &recent"));
    connect(add(file, tr("Open the &demo cluster"), {}), &QAction::triggered, this, &MainWindow::demoRequested);
    connect(add(file, tr("Always use this &kubeconfig …"), {}), &QAction::triggered, this, &MainWindow::kubeconfigRequested);
    connect(add(file, tr("Use kubectl's o&wn kubeconfig"), {}), &QAction::triggered, this, &MainWindow::ownKubeconfigRequested);
    file->addSeparator();
    connect(add(file, tr("&Save snapshot …"), QKeySequence::Save), &QAction::triggered, this, [this] { emit saveSnapshotRequested(false); });
    connect(add(file, tr("Save &redacted snapshot …"), {}), &QAction::triggered, this, [this] { emit saveSnapshotRequested(true); });
    QMenu* exports = file->addMenu(tr("&Export the path"));
    for (const auto& [format, name] : {std::pair{"png", tr("Picture (PNG) …")}, {"svg", tr("Drawing (SVG) …")}, {"mermaid", tr("Mermaid diagram …")}, {"text", tr("Text …")}, {"json", tr("JSON …")}})
        connect(exports->addAction(name), &QAction::triggered, this, [this, chosen = QString::fromLatin1(format)] { emit exportRequested(chosen); });
    m_path->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_path->addAction(exports->menuAction());
    file->addSeparator();
    connect(add(file, tr("&Quit"), QKeySequence::Quit), &QAction::triggered, this, &QWidget::close);
    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    connect(add(edit, tr("&Find a name, IP or pod"), QKeySequence::Find), &QAction::triggered, this, [this] { m_cluster->find(); });
    QAction* copy = add(edit, tr("Copy the trace as &text"), QKeySequence(tr("Ctrl+Shift+C")));
    connect(copy, &QAction::triggered, this, &MainWindow::copyTextRequested);
    m_path->addAction(copy);
}

void MainWindow::buildQueryMenu()
{
    QMenu* query = menuBar()->addMenu(tr("&Query"));
    connect(add(query, tr("Type a &name"), QKeySequence(tr("Ctrl+L"))), &QAction::triggered, m_question, &QuestionBar::focusName);
    connect(add(query, tr("&Trace"), QKeySequence(tr("Ctrl+Return"))), &QAction::triggered, m_question, &QuestionBar::traceRequested);
    query->addSeparator();
    connect(add(query, tr("&Play or pause"), QKeySequence(tr("Ctrl+Space"))), &QAction::triggered, m_player, &Player::toggle);
    connect(add(query, tr("Step &forward"), QKeySequence(tr("Ctrl+Right"))), &QAction::triggered, m_player, &Player::stepForward);
    connect(add(query, tr("Step &back"), QKeySequence(tr("Ctrl+Left"))), &QAction::triggered, m_player, &Player::stepBack);
    connect(add(query, tr("To the &start"), QKeySequence(tr("Ctrl+Home"))), &QAction::triggered, m_player, &Player::toStart);
    connect(add(query, tr("To the &end"), QKeySequence(tr("Ctrl+End"))), &QAction::triggered, m_player, &Player::toEnd);
    QAction* loop = add(query, tr("&Loop"), {});
    loop->setCheckable(true);
    connect(loop, &QAction::toggled, m_player, &Player::setLoop);
}

void MainWindow::buildViewMenu()
{
    QMenu* view = menuBar()->addMenu(tr("&View"));
    for (const auto& [panel, name] : {std::pair<QWidget*, QString>{m_cluster, tr("&Cluster tree")}, {m_why, tr("&Why")}, {m_caches, tr("TTL c&aches")}}) {
        QAction* action = view->addAction(name);
        action->setCheckable(true);
        action->setChecked(true);
        connect(action, &QAction::toggled, panel, &QWidget::setVisible);
    }
    view->addSeparator();
    const auto choice = [&](QMenu* menu, QActionGroup* group, const QString& name, const QVariant& value) {
        QAction* action = group->addAction(name);
        action->setCheckable(true);
        action->setData(value);
        menu->addAction(action);
    };
    m_themes = new QActionGroup(this);
    QMenu* themes = view->addMenu(tr("&Theme"));
    choice(themes, m_themes, tr("As the system"), static_cast<int>(ThemeChoice::System));
    choice(themes, m_themes, tr("Light"), static_cast<int>(ThemeChoice::Light));
    choice(themes, m_themes, tr("Dark"), static_cast<int>(ThemeChoice::Dark));
    connect(m_themes, &QActionGroup::triggered, this, [this](QAction* action) { emit themeChosen(static_cast<ThemeChoice>(action->data().toInt())); });
    m_scales = new QActionGroup(this);
    QMenu* scales = view->addMenu(tr("Type &size"));
    for (const int percent : {100, 115, 130, 150, 175, 200})
        choice(scales, m_scales, tr("%1 %").arg(percent), percent);
    connect(m_scales, &QActionGroup::triggered, this, [this](QAction* action) { emit typeScaleChosen(action->data().toInt() / 100.0); });
    m_languages = new QActionGroup(this);
    QMenu* languages = view->addMenu(tr("&Language"));
    choice(languages, m_languages, tr("As the system"), QString());
    choice(languages, m_languages, QStringLiteral("English"), QStringLiteral("en"));
    choice(languages, m_languages, QStringLiteral("Deutsch"), QStringLiteral("de"));
    connect(m_languages, &QActionGroup::triggered, this, [this](QAction* action) { emit languageChosen(action->data().toString()); });
    m_reducedMotion = view->addAction(tr("Reduced &motion"));
    m_reducedMotion->setCheckable(true);
    connect(m_reducedMotion, &QAction::triggered, this, &MainWindow::reducedMotionChosen);
}

void MainWindow::buildMenus()
{
    buildFileMenu();
    buildQueryMenu();
    buildViewMenu();
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    connect(help->addAction(tr("&About Ndots")), &QAction::triggered, this, &MainWindow::aboutRequested);
}

void MainWindow::setSourceStatus(const SourceStatus& status)
{
    m_source->setText(status.source + QStringLiteral("  ▾"));
    m_state->setText(status.state);
    m_counts->setText(status.counts);
    const film::Tone tone = status.light == SourceStatus::Light::Live ? film::Tone::Answer : status.light == SourceStatus::Light::Lost ? film::Tone::NxDomain
                          : status.light == SourceStatus::Light::Busy ? film::Tone::NoData : film::Tone::Soft;
    m_light->setText(status.light == SourceStatus::Light::Lost ? QStringLiteral("▲") : status.light == SourceStatus::Light::Busy ? QStringLiteral("◐") : QStringLiteral("●"));
    m_light->setStyleSheet(QStringLiteral("color: %1;").arg(Theme::current().color(tone).name()));
    m_state->setStyleSheet(m_light->styleSheet());
    setWindowTitle(QStringLiteral("%1 — Ndots").arg(status.source));
}

void MainWindow::setContexts(const QStringList& contexts, const QString& current)
{
    m_sourceMenu->clear();
    for (const QString& context : contexts) {
        QAction* action = m_sourceMenu->addAction(context);
        action->setCheckable(true);
        action->setChecked(context == current);
        connect(action, &QAction::triggered, this, [this, context] { emit contextRequested(context); });
    }
    if (!contexts.isEmpty())
        m_sourceMenu->addSeparator();
    connect(m_sourceMenu->addAction(tr("Demo cluster")), &QAction::triggered, this, &MainWindow::demoRequested);
    connect(m_sourceMenu->addAction(tr("Open snapshot or kubeconfig …")), &QAction::triggered, this, &MainWindow::openRequested);
}

void MainWindow::setRecentFiles(const QStringList& files)
{
    m_recent->clear();
    m_recent->setEnabled(!files.isEmpty());
    for (const QString& file : files)
        connect(m_recent->addAction(file), &QAction::triggered, this, [this, file] { emit filesDropped({file}); });
}

void MainWindow::setAppearance(ThemeChoice theme, double typeScale, bool reducedMotion, const QString& language)
{
    for (QAction* action : m_themes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(theme));
    for (QAction* action : m_scales->actions())
        action->setChecked(action->data().toInt() == qRound(typeScale * 100));
    for (QAction* action : m_languages->actions())
        action->setChecked(action->data().toString() == language);
    m_reducedMotion->setChecked(reducedMotion);
    m_path->setReducedMotion(reducedMotion);
}

QByteArray MainWindow::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << layoutVersion << saveGeometry() << m_columns->saveState() << m_rows->saveState();
    return layout;
}

void MainWindow::restoreLayout(const QByteArray& layout)
{
    QDataStream stream(layout);
    int version = 0;
    QByteArray geometry, columns, rows;
    stream >> version >> geometry >> columns >> rows;
    if (version != layoutVersion || stream.status() != QDataStream::Ok)
        return;
    restoreGeometry(geometry);
    m_columns->restoreState(columns);
    m_rows->restoreState(rows);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    if (!paths.isEmpty())
        emit filesDropped(paths);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    emit closing();
    QMainWindow::closeEvent(event);
}

} // namespace widgets
