// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/session.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace api {

namespace {

using base::ErrorCode;
using Done = std::function<void(base::Result<kube::SnapshotPtr>, const SessionState&)>;

/// A server that is busy or restarting may answer within the time-out; nothing else gets better by waiting.
bool isWorthWaiting(const SessionState& state)
{
    return state.phase == Phase::Lost && state.error && state.error->code == ErrorCode::ServerError;
}

bool hasRequired(const SessionState& state)
{
    const auto isMissing = [](const ResourceStatus& status) {
        const bool isRequired = status.kind == kube::Kind::Service || status.kind == kube::Kind::EndpointSlice;
        const bool isThere = status.state == ResourceState::Complete || status.state == ResourceState::Forbidden || status.state == ResourceState::Absent;
        return isRequired && !isThere;
    };
    return !state.resources.empty() && std::none_of(state.resources.begin(), state.resources.end(), isMissing);
}

/// Ends itself, and with it the session, after calling `done`.
class OneFetch : public QObject {
public:
    OneFetch(kube::ResolvedContext context, Surroundings surroundings, QObject* owner, Done done)
        : QObject(owner), m_session(std::move(context), std::move(surroundings), Session::Purpose::ReadOnce), m_done(std::move(done))
    {
        connect(&m_session, &Session::stateChanged, this, &OneFetch::look);
        m_session.open();
    }

    void timeOut()
    {
        const SessionState& state = m_session.state();
        if (m_session.snapshot() && hasRequired(state) && state.phase != Phase::Denied)
            return finish(m_session.snapshot(), state);
        finish(tl::unexpected(state.error.value_or(base::Error{ErrorCode::ConnectionTimeout, state.server, {}, {}})), state);
    }

private:
    void look(const SessionState& state)
    {
        if (state.phase == Phase::Live)
            return finish(m_session.snapshot(), state);
        const bool isOver = state.phase == Phase::Denied || (state.phase == Phase::Lost && !isWorthWaiting(state));
        if (isOver && state.error)
            finish(tl::unexpected(*state.error), state);
    }

    void finish(base::Result<kube::SnapshotPtr> result, const SessionState& state)
    {
        if (!m_done)
            return;
        deleteLater();
        const Done done = std::exchange(m_done, {});
        done(std::move(result), state);
    }

    Session m_session;
    Done m_done;
};

} // namespace

void fetchOnce(kube::ResolvedContext context, Surroundings surroundings, std::chrono::milliseconds timeout, QObject* owner, Done done)
{
    auto* const fetch = new OneFetch(std::move(context), std::move(surroundings), owner, std::move(done));
    QTimer::singleShot(timeout, fetch, &OneFetch::timeOut);
}

} // namespace api
