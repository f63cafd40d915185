// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/reflector.h"

#include <algorithm>
#include <cmath>

// List and watch as a Kubernetes client has to do it (reference/kubernetes-client.md sections 2.3 to 2.7):
//
//   sync:  a streaming list where the server has it (>= 1.34), otherwise pages of 500, then a watch from the list's resourceVersion.
//   watch: runs until the server ends it (every 5 to 10 minutes, we ask for that), then begins again where it stopped. Being refused,
//          429 and 5xx are waited out at the same resourceVersion; only 410 (the server forgot that version) reads everything anew,
//          and what is shown stays meanwhile.
//   403 on a watch alone: polled. 403 on the list: asked again every few minutes. 401: one new credential, then slow retries.
//
// One Step is under way, or will be when the wait is over. The executor holds a request or a timer, never both.

namespace api {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

// client-go's constants for reflectors
constexpr milliseconds firstBackOff = 800ms;
constexpr milliseconds longestBackOff = 30s;
constexpr seconds healthyAfter = 120s;

constexpr int pageSize = 500;
constexpr milliseconds forbiddenProbe = 180s;
constexpr milliseconds absentProbe = 600s;
constexpr milliseconds unauthorizedProbe = 60s;
constexpr milliseconds pollInterval = 30s;         // to twice as long
constexpr milliseconds streamingListSilence = 10s; // servers before 1.27 ignore sendInitialEvents and never send the end bookmark
constexpr milliseconds bookmarkSilence = 90s;      // bookmarks come about every minute
constexpr seconds shortestWatch = 300s;
constexpr int patience = 5;                        // failures in a row before a watch or a page is given up for a new list
constexpr int watchTriedEvery = 10;                // polls

bool isServerFault(int status)
{
    return status == 429 || status >= 500;
}

} // namespace

Reflector::Reflector(Options options) : m_options(std::move(options)) {}

Actions Reflector::start(Moment now)
{
    m_condition = Condition::Loading;
    return sync(now);
}

Actions Reflector::sync(Moment now)
{
    m_continueToken.clear();
    Actions actions{BeginListing{}};
    if (!m_options.streamingList || m_options.once || m_pollOnly) {
        const Actions get = list();
        actions.insert(actions.end(), get.begin(), get.end());
        return actions;
    }
    beginStream(now);
    m_step = Step::StreamingList;
    Get get{GetMode::StreamingList, {{"watch", "1"},
                                     {"sendInitialEvents", "true"},
                                     {"resourceVersionMatch", "NotOlderThan"},
                                     {"allowWatchBookmarks", "true"},
                                     {"timeoutSeconds", std::to_string(m_streamTimeout.count())}}};
    if (!m_options.fieldSelector.empty())
        get.query.emplace_back("fieldSelector", m_options.fieldSelector);
    actions.emplace_back(std::move(get));
    return actions;
}

Actions Reflector::list()
{
    m_step = Step::List;
    m_isWaiting = false;
    Get get;
    if (!m_unpaged)
        get.query.emplace_back("limit", std::to_string(pageSize));
    if (!m_continueToken.empty())
        get.query.emplace_back("continue", m_continueToken);
    if (!m_options.fieldSelector.empty())
        get.query.emplace_back("fieldSelector", m_options.fieldSelector);
    return {std::move(get)};
}

void Reflector::beginStream(Moment now)
{
    m_isWaiting = false;
    m_streamStart = now;
    m_streamEvents = 0;
    m_streamBookmark = false;
    // 5 to 10 minutes: watches of many clients do not end at the same moment.
    m_streamTimeout = shortestWatch + seconds(std::lround(random() * static_cast<double>(shortestWatch.count())));
}

Actions Reflector::watch(Moment now)
{
    beginStream(now);
    m_step = Step::Watch;
    Get get{GetMode::Watch, {{"watch", "1"},
                             {"resourceVersion", m_resourceVersion},
                             {"allowWatchBookmarks", "true"},
                             {"timeoutSeconds", std::to_string(m_streamTimeout.count())}}};
    if (!m_options.fieldSelector.empty())
        get.query.emplace_back("fieldSelector", m_options.fieldSelector);
    return {std::move(get)};
}

void Reflector::succeeded()
{
    m_failures = 0;
    m_refusals = 0;
    m_credentialRenewed = false;
    m_error.reset();
}

Actions Reflector::page(Moment now, const ListPage& page)
{
    succeeded();
    if (m_condition == Condition::Retrying)
        m_condition = m_synced ? Condition::Resyncing : Condition::Loading;
    if (!page.continueToken.empty()) { // the only truth: a page may be short, even empty
        m_continueToken = page.continueToken;
        return list();
    }
    m_resourceVersion = page.resourceVersion;
    return listComplete(now);
}

Actions Reflector::listComplete(Moment now)
{
    m_synced = true;
    m_lastListing = now;
    m_expiredListings = 0;
    m_unpaged = false;
    m_continueToken.clear();
    Actions actions{EndListing{}};
    if (m_options.once) {
        m_step = Step::Done;
        m_condition = Condition::Complete;
        return actions;
    }
    const bool isStreaming = m_step == Step::StreamingList;
    m_condition = m_pollOnly ? Condition::Polled : Condition::Live;
    m_step = isStreaming ? Step::Watch : m_step;
    if (isStreaming)
        return actions;
    const bool isWatchTried = !m_pollOnly || ++m_polls % watchTriedEvery == 0;
    const Actions next = isWatchTried ? watch(now) : poll();
    actions.insert(actions.end(), next.begin(), next.end());
    return actions;
}

void Reflector::opened(Moment now)
{
    succeeded();
    m_streamStart = now;
    if (m_step == Step::Watch) {
        m_hasWatched = true;
        m_pollOnly = false;
    }
    if (m_condition != Condition::Live)
        m_condition = m_step == Step::Watch ? Condition::Live : m_synced ? Condition::Resyncing : Condition::Loading;
}

Actions Reflector::events(Moment now, const WatchBatch& batch)
{
    m_streamEvents += batch.events;
    m_streamBookmark = m_streamBookmark || batch.bookmark;
    if (!batch.resourceVersion.empty())
        m_resourceVersion = batch.resourceVersion;
    Actions actions;
    if (batch.initialEventsEnd && m_step == Step::StreamingList)
        actions = listComplete(now);
    if (!batch.error)
        return actions;
    const Actions next = watchError(now, *batch.error);
    actions.insert(actions.end(), next.begin(), next.end());
    return actions;
}

/// An ERROR event: the stream is over, whether or not its connection is.
Actions Reflector::watchError(Moment now, const WatchError& error)
{
    Actions actions{Abort{}};
    const auto then = [&](const Actions& next) {
        actions.insert(actions.end(), next.begin(), next.end());
        return actions;
    };
    if (m_step == Step::StreamingList && error.code != 429)
        return then(fallBackToPages(now)); // e.g. an old etcd without progress notifications
    if (error.code == 410 || error.reason == "Expired" || error.reason == "Gone")
        return then(gone(now));
    m_error = base::Error{base::ErrorCode::ServerError, m_options.resource, std::to_string(error.code) + " " + error.message, {}};
    m_condition = Condition::Retrying;
    if (isServerFault(error.code) && ++m_failures < patience)
        return then(backOff(now, m_step));
    m_failures = 0;
    m_resourceVersion.clear();
    return then(backOff(now, Step::Idle));
}

Actions Reflector::gone(Moment now)
{
    m_resourceVersion.clear();
    m_condition = m_synced ? Condition::Resyncing : Condition::Loading;
    // A version that is too old right after the list would otherwise be an endless loop of lists.
    if (m_lastListing && now - *m_lastListing < 1s)
        return backOff(now, Step::Idle);
    return resync(now);
}

Actions Reflector::resync(Moment now)
{
    if (m_condition != Condition::Retrying)
        m_condition = m_synced ? Condition::Resyncing : Condition::Loading;
    return sync(now);
}

Actions Reflector::ended(Moment now)
{
    if (m_step == Step::StreamingList) {
        if (++m_failures >= patience)
            return fallBackToPages(now);
        return backOff(now, Step::Idle);
    }
    const auto lived = now - m_streamStart;
    if (lived > 10s || (lived > 1s && m_streamEvents > 0))
        return watch(now);
    return backOff(now, Step::Watch);
}

Actions Reflector::silent(Moment now)
{
    Actions actions{Abort{}};
    const Actions next = m_step == Step::StreamingList ? fallBackToPages(now) : backOff(now, Step::Watch);
    actions.insert(actions.end(), next.begin(), next.end());
    return actions;
}

Actions Reflector::malformed(Moment now, const base::Error& error)
{
    m_error = error;
    m_condition = Condition::Retrying;
    Actions actions{Abort{}};
    const Actions next = backOff(now, Step::Idle);
    actions.insert(actions.end(), next.begin(), next.end());
    return actions;
}

Actions Reflector::fallBackToPages(Moment now)
{
    m_options.streamingList = false;
    m_failures = 0;
    return resync(now);
}

Actions Reflector::failed(Moment now, const Failure& failure)
{
    const bool isStream = m_step != Step::List;
    if (failure.status == 401) {
        m_error = failure.error;
        return unauthorized();
    }
    if (m_step == Step::StreamingList && failure.status >= 400 && failure.status < 500 && failure.status != 429)
        return fallBackToPages(now); // 422 without the WatchList feature, 403 for those who may list but not watch
    m_error = failure.error;
    if (failure.status == 403)
        return forbidden(now);
    if (failure.status == 404)
        return stop(Condition::Absent, absentProbe);
    if (failure.status == 410 && isStream)
        return gone(now);
    if (failure.status == 410) { // the continue token is too old: once more from the first page, then without pages
        m_unpaged = ++m_expiredListings > 1;
        return resync(now);
    }
    m_condition = Condition::Retrying;
    const bool isHopeless = failure.status != 0 && ++m_failures >= patience;
    if (isHopeless) {
        m_failures = 0;
        m_continueToken.clear();
    }
    const Step then = isHopeless || m_step == Step::StreamingList || (m_step == Step::List && m_continueToken.empty()) ? Step::Idle : m_step;
    if (failure.retryAfter && isServerFault(failure.status)) {
        const auto spread = milliseconds(std::lround(random() * 500.0));
        return wait(std::clamp<milliseconds>(*failure.retryAfter, 0ms, 300s) + spread, then);
    }
    return backOff(now, then);
}

Actions Reflector::unauthorized()
{
    if (!m_credentialRenewed) {
        m_credentialRenewed = true;
        return {RenewCredential{}};
    }
    m_condition = Condition::Unauthorized;
    if (m_options.once) {
        m_step = Step::Done;
        return {};
    }
    return wait(unauthorizedProbe, m_step == Step::Watch ? Step::Watch : Step::Idle);
}

Actions Reflector::credentialRenewed(Moment now)
{
    m_isWaiting = true;
    return timer(now);
}

Actions Reflector::forbidden(Moment now)
{
    const bool wasAllowed = m_step == Step::Watch ? m_hasWatched : m_synced;
    if (wasAllowed && ++m_refusals < patience) { // an API server that has just started refuses all until it has read its roles
        m_condition = Condition::Retrying;
        return backOff(now, m_step == Step::Watch ? Step::Watch : Step::Idle);
    }
    m_refusals = 0;
    if (m_step != Step::Watch)
        return stop(Condition::Forbidden, forbiddenProbe);
    // The list was allowed: live data is replaced by polled data. A right that was taken away altogether shows at the next list.
    m_pollOnly = true;
    m_error.reset();
    m_condition = Condition::Polled;
    if (m_lastListing && now - *m_lastListing < pollInterval)
        return poll();
    return sync(now);
}

Actions Reflector::poll()
{
    return wait(pollInterval + milliseconds(std::lround(random() * static_cast<double>(pollInterval.count()))), Step::Idle);
}

Actions Reflector::stop(Condition condition, milliseconds probeAgain)
{
    m_condition = condition;
    if (m_options.once) {
        m_step = Step::Done;
        return {};
    }
    return wait(probeAgain, Step::Idle);
}

Actions Reflector::wait(milliseconds delay, Step then)
{
    m_step = then;
    m_isWaiting = true;
    return {Wait{delay}};
}

milliseconds Reflector::backOffDelay(Moment now)
{
    if (m_lastBackOff && now - *m_lastBackOff > healthyAfter)
        m_backOffs = 0;
    m_lastBackOff = now;
    const milliseconds plain = std::min(longestBackOff, firstBackOff * (1 << std::min(m_backOffs, 10)));
    ++m_backOffs;
    return plain + milliseconds(std::lround(random() * static_cast<double>(plain.count())));
}

Actions Reflector::backOff(Moment now, Step then)
{
    return wait(backOffDelay(now), then);
}

Actions Reflector::timer(Moment now)
{
    if (!m_isWaiting)
        return {};
    m_isWaiting = false;
    switch (m_step) {
    case Step::Watch: return watch(now);
    case Step::List: return list(); // the same page again: its token still holds
    case Step::StreamingList:
    case Step::Idle: return sync(now);
    case Step::Done: break;
    }
    return {};
}

std::optional<milliseconds> Reflector::silenceLimit() const
{
    if (m_isWaiting || (m_step != Step::Watch && m_step != Step::StreamingList))
        return std::nullopt;
    if (m_step == Step::StreamingList)
        return streamingListSilence;
    return m_streamBookmark ? bookmarkSilence : milliseconds(m_streamTimeout + 30s);
}

} // namespace api
