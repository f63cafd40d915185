// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/resource_link.h"

#include <utility>

namespace api {

namespace {

// etcd holds objects up to 1.5 MB; their JSON may be some times larger.
constexpr qsizetype longestEvent = qsizetype{8} << 20;

Moment now()
{
    return std::chrono::steady_clock::now();
}

} // namespace

ResourceLink::ResourceLink(Resource resource, Reflector::Options options, Transport& transport, StoreWorker& worker, QObject* parent)
    : QObject(parent), m_resource(std::move(resource)), m_reflector(std::move(options)), m_transport(transport), m_worker(worker),
      m_id(worker.addLink(m_resource))
{
    m_wait.setSingleShot(true);
    m_silence.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &ResourceLink::retryNow);
    connect(&m_silence, &QTimer::timeout, this, &ResourceLink::restartStream);
}

ResourceLink::~ResourceLink() = default;

void ResourceLink::start()
{
    m_isStarted = true;
    perform(m_reflector.start(now()));
}

void ResourceLink::retryNow()
{
    if (!m_reflector.isWaiting())
        return;
    m_wait.stop();
    m_nextRetry.reset();
    perform(m_reflector.timer(now()));
}

void ResourceLink::restartStream()
{
    if (m_reflector.silenceLimit() && m_exchange)
        perform(m_reflector.silent(now()));
}

void ResourceLink::perform(const Actions& actions)
{
    for (const Action& action : actions)
        performOne(action);
    watchSilence();
    emit changed();
}

void ResourceLink::performOne(const Action& action)
{
    if (const auto* wanted = std::get_if<Get>(&action)) {
        get(*wanted);
    } else if (const auto* wait = std::get_if<Wait>(&action)) {
        m_nextRetry = std::chrono::system_clock::now() + wait->delay;
        m_wait.start(wait->delay);
    } else if (std::holds_alternative<BeginListing>(action)) {
        m_worker.beginListing(m_id);
    } else if (std::holds_alternative<EndListing>(action)) {
        ++m_jobs;
        m_worker.endListing(m_id, this, [this] {
            --m_jobs;
            emit stored();
            emit changed();
        });
    } else if (std::holds_alternative<RenewCredential>(action)) {
        m_transport.credentials().refuse(m_credential);
        perform(m_reflector.credentialRenewed(now()));
    } else {
        endExchange();
    }
}

void ResourceLink::get(const Get& wanted)
{
    endExchange();
    m_hasEnded = false;
    const auto body = wanted.mode == GetMode::List ? Transport::Body::Whole : Transport::Body::Stream;
    const QUrl url = m_transport.endpoint().url(pathOf(m_resource), wanted.query);
    m_exchange = new Exchange(m_transport, url, body, shownName(m_resource), this);
    connect(m_exchange, &Exchange::received, this, &ResourceLink::linesCame);
    connect(m_exchange, &Exchange::finished, this, &ResourceLink::exchangeFinished);
    if (body == Transport::Body::Stream) {
        connect(m_exchange, &Exchange::opened, this, [this] {
            m_reflector.opened(now());
            watchSilence();
            emit changed();
        });
    }
    m_exchange->start();
}

void ResourceLink::endExchange()
{
    ++m_stream;
    m_bytes.clear();
    m_hasLine = false;
    m_isReading = false;
    m_silence.stop();
    if (!m_exchange)
        return;
    m_exchange->disconnect(this);
    m_exchange->deleteLater();
    m_exchange = nullptr;
}

void ResourceLink::watchSilence()
{
    const auto limit = m_reflector.silenceLimit();
    if (limit && m_exchange)
        m_silence.start(*limit);
    else
        m_silence.stop();
}

void ResourceLink::linesCame(const QByteArray& bytes)
{
    watchSilence();
    m_bytes += bytes;
    m_hasLine = m_hasLine || bytes.contains('\n');
    readLines();
    if (m_exchange && !m_hasLine && m_bytes.size() > longestEvent)
        broken({base::ErrorCode::ServerAnswerMalformed, shownName(m_resource), "a watch event of more than 8 MiB", {}});
}

void ResourceLink::readLines()
{
    if (m_isReading || !m_hasLine)
        return;
    const qsizetype end = m_bytes.lastIndexOf('\n');
    QByteArray lines = m_bytes.left(end + 1);
    m_bytes.remove(0, end + 1);
    m_hasLine = false;
    m_isReading = true;
    ++m_jobs;
    m_worker.readEvents(m_id, std::move(lines), this, [this, stream = m_stream](const StoreWorker::EventsOutcome& outcome) {
        --m_jobs;
        eventsRead(stream, outcome);
    });
}

void ResourceLink::eventsRead(int stream, const StoreWorker::EventsOutcome& outcome)
{
    emit stored();
    for (const base::Error& error : outcome.skipped)
        emit skipped(error);
    if (stream != m_stream)
        return;
    m_isReading = false;
    const Actions actions = m_reflector.events(now(), outcome.batch);
    const bool isOver = outcome.batch.error.has_value();
    perform(actions);
    if (isOver || stream != m_stream)
        return;
    if (outcome.fault)
        return broken({base::ErrorCode::ServerAnswerMalformed, shownName(m_resource), outcome.fault->detail, {}});
    readLines();
    if (m_hasEnded && !m_isReading)
        streamEnded();
}

void ResourceLink::broken(base::Error error)
{
    perform(m_reflector.malformed(now(), error));
}

void ResourceLink::exchangeFinished(const Exchange::Outcome& outcome)
{
    m_credential = outcome.credential;
    if (outcome.failure) {
        endExchange();
        return perform(m_reflector.failed(now(), *outcome.failure));
    }
    if (m_reflector.silenceLimit()) { // a stream: its last lines may still be being read; a half line is lost with its connection
        m_hasEnded = true;
        m_silence.stop();
        if (!m_isReading)
            streamEnded();
        return;
    }
    const int stream = m_stream;
    ++m_jobs;
    m_worker.readPage(m_id, outcome.body, this, [this, stream](const StoreWorker::PageOutcome& page) {
        --m_jobs;
        pageRead(stream, page);
    });
}

void ResourceLink::streamEnded()
{
    endExchange();
    perform(m_reflector.ended(now()));
}

void ResourceLink::pageRead(int stream, const StoreWorker::PageOutcome& outcome)
{
    emit stored();
    if (stream != m_stream)
        return;
    endExchange();
    if (!outcome.fault)
        return perform(m_reflector.page(now(), outcome.page));
    base::Error error = *outcome.fault;
    if (error.code != base::ErrorCode::ObjectWrongShape) // e.g. a login page with status 200
        error = {base::ErrorCode::ServerAnswerMalformed, shownName(m_resource), outcome.fault->detail, {}};
    broken(std::move(error));
}

} // namespace api
