// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/credential_source.h"

#include <utility>

namespace api {

namespace {

constexpr qint64 tokenFileSeconds = 50;   // kubelets rotate projected tokens; client-go re-reads about every minute
constexpr qint64 renewBeforeSeconds = 45; // before expirationTimestamp
constexpr qint64 failureSeconds = 60;

} // namespace

CredentialSource::CredentialSource(const Endpoint& endpoint, Setting setting, QObject* parent)
    : QObject(parent), m_tokenFile(endpoint.tokenFile), m_exec(endpoint.exec), m_setting(std::move(setting))
{
    m_credential.authorization = endpoint.authorization;
    m_credential.generation = 1;
    m_hasCredential = !m_exec;
}

void CredentialSource::obtain(QObject* receiver, Obtained obtained)
{
    if (!m_tokenFile.empty())
        readTokenFile();
    if (!m_exec && !m_tokenFile.empty() && m_credential.authorization.isEmpty())
        return answerLater(receiver, std::move(obtained), tl::unexpected(*m_failure));
    if (isFresh())
        return answerLater(receiver, std::move(obtained), m_credential);
    if (m_failure && m_failedAt.secsTo(m_setting.now()) < failureSeconds)
        return answerLater(receiver, std::move(obtained), tl::unexpected(*m_failure));
    m_waiters.push_back({receiver, std::move(obtained)});
    if (!m_run)
        runPlugin();
}

bool CredentialSource::isFresh() const
{
    return m_hasCredential && (!m_expires.isValid() || m_setting.now().secsTo(m_expires) > renewBeforeSeconds);
}

void CredentialSource::answerLater(QObject* receiver, Obtained obtained, base::Result<Credential> result)
{
    QMetaObject::invokeMethod(
        receiver, [obtained = std::move(obtained), result = std::move(result)] { obtained(result); }, Qt::QueuedConnection);
}

void CredentialSource::readTokenFile()
{
    const QDateTime now = m_setting.now();
    if (m_fileReadAt.isValid() && m_fileReadAt.secsTo(now) < tokenFileSeconds)
        return;
    const auto text = m_setting.readFile(m_tokenFile);
    const QByteArray token = text ? QByteArray::fromStdString(*text).trimmed() : QByteArray();
    if (token.isEmpty()) { // the last token stays; without one there is nothing to send
        m_failure = base::Error{base::ErrorCode::CredentialUnusable, m_tokenFile, text ? "the file is empty" : text.error().detail, {m_tokenFile, 0, 0}};
        return;
    }
    m_fileReadAt = now;
    if (m_credential.authorization == "Bearer " + token)
        return;
    m_credential.authorization = "Bearer " + token;
    ++m_credential.generation;
}

void CredentialSource::refuse(std::uint64_t generation)
{
    if (generation != m_credential.generation)
        return;
    m_fileReadAt = {};
    if (m_exec)
        m_hasCredential = false;
}

void CredentialSource::reset()
{
    m_failure.reset();
    m_failedAt = {};
    refuse(m_credential.generation);
}

void CredentialSource::runPlugin()
{
    m_run = std::make_unique<ExecRun>(*m_exec, m_setting.exec, nullptr);
    connect(m_run.get(), &ExecRun::output, this, &CredentialSource::output);
    m_run->run([this](const base::Result<ExecAnswer>& answer) { pluginFinished(answer); });
}

void CredentialSource::pluginFinished(const base::Result<ExecAnswer>& answer)
{
    m_run.release()->retire(); // it is calling us
    base::Result<Credential> result;
    if (answer) {
        m_credential.authorization = answer->token.isEmpty() ? QByteArray() : "Bearer " + answer->token;
        m_credential.identity = answer->identity;
        ++m_credential.generation;
        m_hasCredential = true;
        m_expires = answer->expires.value_or(QDateTime());
        m_failure.reset();
        result = m_credential;
    } else {
        m_failure = answer.error();
        m_failedAt = m_setting.now();
        result = tl::unexpected(answer.error());
    }
    for (Waiter& waiter : std::exchange(m_waiters, {})) {
        if (waiter.receiver)
            waiter.obtained(result);
    }
}

} // namespace api
