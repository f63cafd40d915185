// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/session_private.h"

#include "model/api/version_probe.h"

#include <QDateTime>
#include <QDir>
#include <QRandomGenerator>

#include <algorithm>

namespace api {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr int listsAtATime = 2;             // priority and fairness: a client that asks for everything at once waits longer
constexpr milliseconds firstProbeDelay = 800ms;
constexpr milliseconds longestProbeDelay = 30s;
constexpr milliseconds deniedProbeDelay = 60s;
constexpr milliseconds probeSilence = 15s;  // somebody waits for it
constexpr milliseconds publishSoon = 16ms;  // a frame
constexpr milliseconds publishPause = 250ms;
constexpr std::size_t namespacesOverHttp2 = 24; // three streams each; a server allows 100 a connection
constexpr std::size_t namespacesOverHttp1 = 6;  // three connections each

double randomShare()
{
    return QRandomGenerator::global()->generateDouble();
}

bool isUserCode(base::ErrorCode code)
{
    using base::ErrorCode;
    return code == ErrorCode::ExecNotConfirmed || code == ErrorCode::ExecFailed || code == ErrorCode::CredentialUnusable || code == ErrorCode::Unauthorized;
}

} // namespace

Session::Private::Private(Session* session, kube::ResolvedContext context, Surroundings surroundings, Purpose purpose)
    : q(session), m_context(std::move(context)), m_surroundings(std::move(surroundings)), m_purpose(purpose)
{
    state.context = m_context.context.name;
    for (QTimer* timer : {&m_probeTimer, &m_publishTimer, &m_stateTimer})
        timer->setSingleShot(true);
    connect(&m_probeTimer, &QTimer::timeout, this, &Private::probe);
    connect(&m_publishTimer, &QTimer::timeout, this, &Private::publish);
    connect(&m_stateTimer, &QTimer::timeout, this, &Private::tellState);
    connect(&m_wakeTimer, &QTimer::timeout, this, &Private::wakeUpAfterSleep);
}

Session::Private::~Private()
{
    for (const Link& link : m_links) // before the transport and the worker that they use
        delete link.link;
    delete m_probe;
}

void Session::Private::begin()
{
    auto endpoint = makeEndpoint(m_context, m_surroundings.environment);
    if (endpoint)
        return connectEndpoint(std::move(*endpoint));
    state.phase = Phase::Denied;
    state.error = endpoint.error();
    tellStateSoon();
}

void Session::Private::connectEndpoint(Endpoint endpoint)
{
    state.server = endpoint.hostAndPort();
    state.isVerified = endpoint.isVerified;
    state.phase = Phase::Connecting;
    m_ownNamespaces = {endpoint.nameSpace};
    m_ownNamespaces.insert(m_ownNamespaces.end(), m_surroundings.namespaces.begin(), m_surroundings.namespaces.end());
    m_otherNamespaces = {"kube-system"}; // where the DNS service is, if it may be seen

    CredentialSource::Setting setting;
    setting.exec.isConfirmed = m_surroundings.isExecConfirmed;
    setting.readFile = m_surroundings.environment.readFile;
    setting.now = [] { return QDateTime::currentDateTimeUtc(); };
    const auto path = m_surroundings.environment.variable ? m_surroundings.environment.variable("PATH") : std::nullopt;
    if (path)
        setting.exec.folders = QString::fromStdString(*path).split(QDir::listSeparator(), Qt::SkipEmptyParts);
    for (const std::string& folder : m_surroundings.execSearchPath)
        setting.exec.folders.append(QString::fromStdString(folder));

    m_transport = std::make_unique<Transport>(std::move(endpoint), std::move(setting), nullptr);
    connect(&m_transport->credentials(), &CredentialSource::output, q, &Session::execOutput);
    m_wallClock = std::chrono::system_clock::now();
    m_steadyClock = std::chrono::steady_clock::now();
    m_wakeTimer.start(10s);
    probe();
    tellStateSoon();
}

// ---- version probe

void Session::Private::probe()
{
    m_probeTimer.stop();
    state.nextRetry.reset();
    if (m_probe)
        m_probe->deleteLater();
    m_probe = new Exchange(*m_transport, m_transport->endpoint().url("/version"), Transport::Body::Whole, "version", nullptr);
    m_probe->setSilenceLimit(probeSilence);
    connect(m_probe, &Exchange::finished, this, &Private::probed);
    m_probe->start();
}

void Session::Private::probed(const Exchange::Outcome& outcome)
{
    m_probe->deleteLater();
    m_probe = nullptr;
    if (outcome.failure)
        return probeFailed(*outcome.failure, outcome.credential);
    const ServerVersion version = readServerVersion(outcome.body);
    if (!version.isReadable)
        return probeAgainLater(Phase::Lost, {base::ErrorCode::ServerAnswerMalformed, "version", "no gitVersion", {}});
    state.serverVersion = version.text;
    m_hasStreamingList = version.hasStreamingList;
    state.phase = Phase::Loading;
    state.error.reset();
    addLinks(wholeCluster());
    startLinks();
    tellStateSoon();
}

void Session::Private::probeFailed(const Failure& failure, std::uint64_t credential)
{
    if (failure.status == 401 && !m_isCredentialRenewed) {
        m_isCredentialRenewed = true;
        m_transport->credentials().refuse(credential);
        return probe();
    }
    if (isUserCode(failure.error.code))
        return probeAgainLater(Phase::Denied, failure.error);
    const bool isRefusal = failure.status >= 400 && failure.status < 500 && failure.status != 429;
    if (!isRefusal)
        return probeAgainLater(Phase::Lost, failure.error);
    // Gateways may hide /version; the lists decide.
    state.phase = Phase::Loading;
    addLinks(wholeCluster());
    startLinks();
    tellStateSoon();
}

void Session::Private::probeAgainLater(Phase phase, const base::Error& error)
{
    m_probeDelay = phase == Phase::Denied ? deniedProbeDelay : std::clamp(m_probeDelay * 2, firstProbeDelay, longestProbeDelay);
    const auto delay = m_probeDelay + milliseconds(static_cast<int>(randomShare() * static_cast<double>(m_probeDelay.count()) / 2));
    state.phase = phase;
    state.error = error;
    const bool isUnconfirmed = error.code == base::ErrorCode::ExecNotConfirmed;
    if (!isUnconfirmed && m_purpose == Purpose::Follow) { // consent does not come by waiting
        state.nextRetry = std::chrono::system_clock::now() + delay;
        m_probeTimer.start(delay);
    }
    tellStateSoon();
}

// ---- links

void Session::Private::addLinks(const std::vector<Resource>& resources)
{
    for (const Resource& resource : resources) {
        Reflector::Options options;
        options.resource = shownName(resource);
        options.fieldSelector = resource.name.empty() ? std::string() : "metadata.name=" + resource.name;
        options.streamingList = m_hasStreamingList;
        options.once = m_purpose == Purpose::ReadOnce;
        options.random = randomShare;
        auto* const link = new ResourceLink(resource, std::move(options), *m_transport, m_worker, nullptr);
        const std::size_t index = m_links.size();
        m_links.push_back({link, false, false});
        connect(link, &ResourceLink::changed, this, [this, index] { linkChanged(index); });
        connect(link, &ResourceLink::stored, this, &Private::storeChanged);
        connect(link, &ResourceLink::skipped, this, [this](const base::Error& error) {
            constexpr std::size_t mostWarnings = 50;
            const bool isKnown = std::find(m_skipped.begin(), m_skipped.end(), error) != m_skipped.end();
            if (!isKnown && m_skipped.size() < mostWarnings)
                m_skipped.push_back(error);
        });
    }
}

void Session::Private::startLinks()
{
    const auto isListing = [](const Link& link) {
        const Condition condition = link.link->reflector().condition();
        return link.link->isStarted() && (condition == Condition::Loading || condition == Condition::Waiting);
    };
    auto listing = std::count_if(m_links.begin(), m_links.end(), isListing);
    // By index: starting a link calls linkChanged, which may add others.
    for (std::size_t index = 0; index < m_links.size() && listing < listsAtATime; ++index) {
        if (m_links[index].link->isStarted())
            continue;
        m_links[index].link->start();
        ++listing;
    }
}

void Session::Private::linkChanged(std::size_t index)
{
    Link& link = m_links[index];
    const Condition condition = link.link->reflector().condition();
    if (condition == Condition::Forbidden && !link.isReplaced)
        replaceForbidden(index);
    const bool isRetrying = condition == Condition::Retrying;
    const bool hasComeBack = link.wasRetrying && !isRetrying;
    m_links[index].wasRetrying = isRetrying;
    if (hasComeBack)
        QMetaObject::invokeMethod(this, &Private::kickRetrying, Qt::QueuedConnection);
    if (condition != Condition::Loading)
        QMetaObject::invokeMethod(this, &Private::startLinks, Qt::QueuedConnection);
    tellStateSoon();
}

void Session::Private::replaceForbidden(std::size_t index)
{
    const Resource resource = m_links[index].link->resource();
    std::vector<Resource> instead;
    if (hasNamespaces(resource.kind) && resource.nameSpace.empty())
        instead = inNamespaces(resource, m_ownNamespaces, m_otherNamespaces);
    else if (resource.kind == kube::Kind::ConfigMap && resource.name.empty())
        instead = singleConfigMaps(resource);
    else if (resource.kind == kube::Kind::Namespace)
        readOwnNamespaces();
    if (instead.empty())
        return;
    m_links[index].isReplaced = true;
    state.isNamespaced = state.isNamespaced || hasNamespaces(resource.kind);
    addLinks(instead);
}

void Session::Private::readOwnNamespaces()
{
    m_worker.putNamespaces(m_ownNamespaces);
    storeChanged();
}

/// Namespaces that may be listed although services may not be in all of them at once: each is tried.
void Session::Private::readOtherNamespaces()
{
    if (!state.isNamespaced || !snapshot)
        return;
    const std::size_t most = m_transport->usesHttp2() ? namespacesOverHttp2 : namespacesOverHttp1;
    for (const kube::Namespace& nameSpace : snapshot->namespaces) {
        const std::string name(snapshot->text(nameSpace.name));
        const bool isKnown = std::find(m_ownNamespaces.begin(), m_ownNamespaces.end(), name) != m_ownNamespaces.end()
            || std::find(m_otherNamespaces.begin(), m_otherNamespaces.end(), name) != m_otherNamespaces.end();
        if (isKnown || m_ownNamespaces.size() + m_otherNamespaces.size() >= most)
            continue;
        m_otherNamespaces.push_back(name);
        for (std::size_t index = 0, end = m_links.size(); index < end; ++index) {
            const Resource resource = m_links[index].link->resource();
            if (m_links[index].isReplaced && hasNamespaces(resource.kind))
                addLinks({{resource.kind, name, {}, Need::Bonus}});
        }
    }
    startLinks();
}

void Session::Private::kickRetrying()
{
    for (std::size_t index = 0; index < m_links.size(); ++index) {
        if (m_links[index].link->reflector().condition() == Condition::Retrying)
            m_links[index].link->retryNow();
    }
}

void Session::Private::retryNow()
{
    if (m_transport && m_links.empty() && !m_probe) {
        m_isCredentialRenewed = false;
        return probe();
    }
    for (std::size_t index = 0; index < m_links.size(); ++index)
        m_links[index].link->retryNow();
}

void Session::Private::renewCredential()
{
    if (m_transport)
        m_transport->credentials().reset();
    retryNow();
}

/// The monotonic clock stands still while the machine sleeps (Linux), the wall clock does not: connections are dead by then.
void Session::Private::wakeUpAfterSleep()
{
    const auto wall = std::chrono::system_clock::now();
    const auto steady = std::chrono::steady_clock::now();
    const auto slept = (wall - m_wallClock) - (steady - m_steadyClock);
    m_wallClock = wall;
    m_steadyClock = steady;
    if (slept < 20s)
        return;
    for (std::size_t index = 0; index < m_links.size(); ++index)
        m_links[index].link->restartStream();
    retryNow();
}

// ---- snapshots and state

/// The first change after a quiet time shows within a frame, a storm four times a second.
void Session::Private::storeChanged()
{
    m_isStale = true;
    if (m_publishTimer.isActive() || m_isPublishing)
        return;
    const milliseconds since{m_sincePublished.isValid() ? m_sincePublished.elapsed() : publishPause.count()};
    m_publishTimer.start(std::clamp(publishPause - since, publishSoon, publishPause));
}

void Session::Private::publish()
{
    m_isStale = false;
    m_isPublishing = true;
    const auto how = snapshot ? StoreWorker::Publish::IfChanged : StoreWorker::Publish::Always;
    m_worker.takeSnapshot(how, this, [this](const kube::SnapshotPtr& newest) { published(newest); });
}

void Session::Private::published(const kube::SnapshotPtr& newest)
{
    m_isPublishing = false;
    m_sincePublished.start();
    if (newest) {
        snapshot = newest;
        readOtherNamespaces();
        emit q->snapshotReady(snapshot);
    }
    if (m_isStale)
        storeChanged();
    tellStateSoon();
}

std::vector<LinkView> Session::Private::linkViews() const
{
    std::vector<LinkView> views;
    for (const Link& link : m_links) {
        const Reflector& reflector = link.link->reflector();
        const std::size_t count = snapshot ? countOf(*snapshot, link.link->resource()) : 0;
        views.push_back({link.link->resource(), reflector.condition(), reflector.error(), link.link->nextRetry(), link.link->isBusy(), link.isReplaced, count});
    }
    return views;
}

void Session::Private::tellStateSoon()
{
    if (!m_stateTimer.isActive())
        m_stateTimer.start(0ms);
}

void Session::Private::tellState()
{
    if (!m_links.empty()) {
        const Phase before = state.phase;
        state.warnings = m_skipped;
        describeLinks(state, linkViews());
        // Who waits for Live may take the snapshot and go: it has to be complete.
        if (state.phase == Phase::Live && before != Phase::Live && !isNewestPublished())
            state.phase = before == Phase::Lost || before == Phase::Denied ? before : Phase::Loading;
    }
    if (state == m_told)
        return;
    m_told = state;
    emit q->stateChanged(m_told);
}

} // namespace api
