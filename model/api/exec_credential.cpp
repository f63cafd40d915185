// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/exec_credential.h"

#include <QProcessEnvironment>

#include <string_view>

#ifdef Q_OS_UNIX
#include <csignal>
#include <unistd.h>
#endif

namespace api {

namespace {

constexpr qsizetype outputLimit = qsizetype{1} << 20;
constexpr qsizetype errorLineLimit = 4096;
#ifdef Q_OS_WIN
constexpr qsizetype windowsEnvironmentLimit = 32767; // characters of the whole block, CreateProcess
#endif

std::string shownCommand(const kube::ExecPlugin& plugin)
{
    std::string command = plugin.command;
    for (const std::string& argument : plugin.arguments)
        command += " " + argument;
    return command;
}

bool isBatchFile(const QString& program)
{
    return program.endsWith(QLatin1String(".cmd"), Qt::CaseInsensitive) || program.endsWith(QLatin1String(".bat"), Qt::CaseInsensitive);
}

/// cmd.exe would read these as its own.
bool hasShellCharacters(const std::vector<std::string>& arguments)
{
    for (const std::string& argument : arguments) {
        if (argument.find_first_of("\"%!^&|<>") != std::string::npos)
            return true;
    }
    return false;
}

} // namespace

ExecRun::ExecRun(ExecSource source, Setting setting, QObject* parent)
    : QObject(parent), m_source(std::move(source)), m_setting(std::move(setting))
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        fail("no answer within " + std::to_string(std::chrono::duration_cast<std::chrono::seconds>(m_setting.timeout).count()) + " s");
    });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ExecRun::readOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] { readErrors(false); });
    connect(&m_process, &QProcess::finished, this, &ExecRun::processEnded);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail("cannot be started: " + m_process.errorString().toStdString());
    });
}

ExecRun::~ExecRun()
{
    cancel();
}

void ExecRun::run(Finished finished)
{
    m_finished = std::move(finished);
    const kube::ExecPlugin& plugin = m_source.plugin;
    if (const auto checked = checkExecPlugin(plugin); !checked)
        return finishLater(tl::unexpected(checked.error()));
    if (!m_setting.isConfirmed || !m_setting.isConfirmed(plugin))
        return finishLater(base::fail(base::ErrorCode::ExecNotConfirmed, m_source.user, shownCommand(plugin)));
    const auto program = findExecPlugin(plugin, m_setting.folders);
    if (!program)
        return finishLater(tl::unexpected(program.error()));
    if (isBatchFile(*program) && hasShellCharacters(plugin.arguments))
        return finishLater(base::fail(base::ErrorCode::ExecFailed, plugin.command, "an argument holds characters that cmd.exe would interpret"));
    start(*program);
}

void ExecRun::start(const QString& program)
{
    QStringList arguments;
    for (const std::string& argument : m_source.plugin.arguments)
        arguments.append(QString::fromStdString(argument));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto& [name, value] : m_source.plugin.environment)
        environment.insert(QString::fromStdString(name), QString::fromStdString(value));
    environment.insert(QStringLiteral("KUBERNETES_EXEC_INFO"), QString::fromUtf8(execInfo(m_source)));
#ifdef Q_OS_WIN
    if (environment.toStringList().join(QLatin1Char('\n')).size() > windowsEnvironmentLimit)
        return finishLater(base::fail(base::ErrorCode::ExecFailed, m_source.plugin.command, "the environment exceeds 32767 characters (CA bundle)"));
#endif
    m_process.setProcessEnvironment(environment);
    m_process.setStandardInputFile(QProcess::nullDevice());
#ifdef Q_OS_UNIX
    // Its own process group: what the plugin starts ends with it.
    m_process.setChildProcessModifier([] { ::setpgid(0, 0); });
#endif
    m_timeout.start(m_setting.timeout);
    m_process.start(program, arguments);
}

void ExecRun::readOutput()
{
    m_output += m_process.readAllStandardOutput();
    if (m_output.size() > outputLimit)
        fail("more than 1 MiB of output");
}

void ExecRun::readErrors(bool isEnd)
{
    m_errors += m_process.readAllStandardError();
    qsizetype begin = 0;
    for (qsizetype end = m_errors.indexOf('\n'); end >= 0; end = m_errors.indexOf('\n', begin)) {
        emit output(plainText(QString::fromUtf8(m_errors.mid(begin, end - begin))));
        begin = end + 1;
    }
    m_errors.remove(0, begin);
    if (m_errors.isEmpty() || (!isEnd && m_errors.size() < errorLineLimit))
        return;
    emit output(plainText(QString::fromUtf8(m_errors)));
    m_errors.clear();
}

void ExecRun::processEnded(int exitCode, QProcess::ExitStatus status)
{
    m_timeout.stop();
    if (!m_finished)
        return;
    readOutput();
    readErrors(true);
    if (status == QProcess::CrashExit)
        return fail("exec: executable " + m_source.plugin.command + " was ended by a signal");
    if (exitCode != 0)
        return fail("exec: executable " + m_source.plugin.command + " failed with exit code " + std::to_string(exitCode));
    finish(readExecAnswer(m_output, m_source.plugin));
}

void ExecRun::fail(std::string detail)
{
    endProcess();
    finish(base::fail(base::ErrorCode::ExecFailed, m_source.plugin.command, std::move(detail)));
}

void ExecRun::finish(const base::Result<ExecAnswer>& result)
{
    m_timeout.stop();
    m_output.fill('\0'); // it holds a secret
    m_output.clear();
    if (const Finished finished = std::exchange(m_finished, {}))
        finished(result);
}

void ExecRun::finishLater(base::Result<ExecAnswer> result)
{
    QMetaObject::invokeMethod(this, [this, result = std::move(result)] { finish(result); }, Qt::QueuedConnection);
}

void ExecRun::cancel()
{
    m_finished = {};
    m_timeout.stop();
    endProcess();
}

void ExecRun::retire()
{
    cancel();
    if (m_process.state() == QProcess::NotRunning)
        deleteLater();
    else
        connect(&m_process, &QProcess::finished, this, &QObject::deleteLater);
}

void ExecRun::endProcess()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
#ifdef Q_OS_UNIX
    if (const qint64 id = m_process.processId(); id > 0)
        ::kill(static_cast<pid_t>(-id), SIGKILL);
#endif
    m_process.kill();
}

} // namespace api
