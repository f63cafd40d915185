// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/plugin_common.h"

#include <algorithm>

// The forward plugin (dns-semantics 5.7): a list of upstreams in the policy's order, gone through until one replies. An error starts health checks,
// which may take an upstream out of the round before the query's 5 s are over. The outcome of all failures is SERVFAIL that is only returned, so it
// never reaches a cache above.

namespace sim {

namespace {

using corefile::ForwardConfig;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds queryDeadline{5};
constexpr seconds healthCheckTimeout{1};
constexpr int attemptsPerUpstream = 2;
constexpr corefile::Version attemptsCapped{1, 14, 7};
constexpr corefile::Version failoverCounted{1, 14, 7};  // before, a full round of failover rcodes began again until the deadline
constexpr int roundsShown = 2;                          // of instant failures without a cap: CoreDNS would spin on thousands of times

std::string text(const ForwardConfig::Upstream& upstream)
{
    std::string address = upstream.address.toString();
    return upstream.port == 53 ? address : address + ':' + std::to_string(upstream.port);
}

std::string text(Transport transport)
{
    return transport == Transport::Tcp ? "TCP" : "UDP";
}

bool contains(const std::vector<dns::Rcode>& rcodes, dns::Rcode rcode)
{
    return std::find(rcodes.begin(), rcodes.end(), rcode) != rcodes.end();
}

class ForwardTurn {
public:
    ForwardTurn(const ForwardConfig& config, Chain& chain, const Request& request)
        : m_config(config), m_chain(chain), m_request(request), m_start(chain.now()), m_list(order()), m_downAt(m_list.size())
    {
    }

    Outcome run()
    {
        if (!m_config.missingFile.empty())
            m_chain.note(m_request, PluginOutcome::Passed, {NoteCode::ForwardFileUnknown, {m_config.missingFile}});
        if (m_list.empty())
            return failed("no upstream known");
        const int cap = attemptCap();
        while (context().now < m_start + queryDeadline && (cap == 0 || m_attempts < cap)) {
            const std::optional<std::size_t> index = pick();
            if (!index) {
                if (m_giveUp)
                    break;
                continue;
            }
            if (std::optional<Outcome> outcome = tryUpstream(*index))
                return *outcome;
            if (m_giveUp || !mayGoOn())
                break;
            if (cap == 0 && m_instantFailures >= roundsShown * static_cast<int>(m_list.size()))
                skipSpinning();
        }
        return failed(m_lastFailure.empty() ? "no healthy proxies" : m_lastFailure);
    }

private:
    [[nodiscard]] ServeContext& context() { return m_chain.context(); }

    /// Upstreams in the order of the policy.
    std::vector<ForwardConfig::Upstream> order()
    {
        std::vector<ForwardConfig::Upstream> list;
        std::copy_if(m_config.upstreams.begin(), m_config.upstreams.end(), std::back_inserter(list),
                     [](const ForwardConfig::Upstream& upstream) { return !upstream.address.isNone(); });
        if (list.size() < 2 || m_config.policy == ForwardConfig::Policy::Sequential)
            return list;
        if (m_config.policy == ForwardConfig::Policy::RoundRobin) {
            std::uint32_t& turn = context().caches.rotations[{m_chain.process().id, m_chain.server().index, m_chain.position()}];
            const std::size_t first = ++turn % list.size(); // the first query goes to the second upstream
            std::rotate(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(first), list.begin() + static_cast<std::ptrdiff_t>(first) + 1);
            return list;
        }
        for (std::size_t i = 0; i + 1 < list.size(); ++i)
            std::swap(list[i], list[i + context().choose(list.size() - i)]);
        return list;
    }

    [[nodiscard]] int attemptCap() const
    {
        if (m_config.maxConnectAttempts)
            return *m_config.maxConnectAttempts;
        return m_chain.version() >= attemptsCapped ? attemptsPerUpstream * static_cast<int>(m_list.size()) : 0;
    }

    [[nodiscard]] bool isDown(std::size_t index) { return m_config.maxFails > 0 && m_downAt[index] && context().now >= *m_downAt[index]; }

    /// The next upstream of the round; nullopt: this one is down, look at the next.
    std::optional<std::size_t> pick()
    {
        if (m_next >= m_list.size()) {
            m_next = 0;
            m_downSeen = 0;
        }
        const std::size_t index = m_next++;
        if (!isDown(index))
            return index;
        if (++m_downSeen < m_list.size())
            return std::nullopt;
        if (m_config.failfastAllUnhealthy) {
            m_giveUp = true;
            return std::nullopt;
        }
        return context().choose(m_list.size()); // all are down: perhaps the checks are broken
    }

    /// After an error: all were down before, so this was the last try.
    [[nodiscard]] bool mayGoOn() const { return m_downSeen < m_list.size(); }

    /// Asks one upstream. Nullopt: no usable reply, go on.
    std::optional<Outcome> tryUpstream(std::size_t index)
    {
        const ForwardConfig::Upstream& upstream = m_list[index];
        Request request = m_request;
        request.transport = transportFor(upstream);
        if (m_retry)
            addEvent(EventKind::Retry, request, *m_retry);
        NetworkReply reply = exchange(request, upstream);
        if (reply.kind == NetworkReply::Kind::Message && reply.message.flags.tc && m_config.preferUdp && request.transport == Transport::Udp) {
            addEvent(EventKind::TcpRetry, request, {NoteCode::RetriedOverTcp, {text(upstream)}});
            request.transport = Transport::Tcp;
            reply = exchange(request, upstream);
        }
        if (reply.kind != NetworkReply::Kind::Message) {
            fail(index, reply.kind);
            return std::nullopt;
        }
        m_instantFailures = 0;
        m_lastFailure.clear();
        return evaluate(upstream, std::move(reply));
    }

    [[nodiscard]] Transport transportFor(const ForwardConfig::Upstream& upstream) const
    {
        if (m_config.forceTcp || upstream.scheme != "dns")
            return Transport::Tcp;
        return m_config.preferUdp ? Transport::Udp : m_request.transport;
    }

    NetworkReply exchange(const Request& request, const ForwardConfig::Upstream& upstream)
    {
        m_chain.note(request, PluginOutcome::Answered, {NoteCode::ForwardTo, {text(upstream), text(request.transport)}});
        const base::Instant sent = context().now;
        const std::size_t firstEvent = context().trace.run().events.size();
        const EventIndex parent = context().trace.parent();
        NetworkReply reply = context().network.exchange(request, upstream.address, upstream.port, sent, context().trace);
        context().trace.setParent(parent);
        if (reply.kind == NetworkReply::Kind::Message && reply.at - sent > m_config.readTimeout)
            reply.kind = NetworkReply::Kind::NoReply; // nobody reads it any more
        if (reply.kind == NetworkReply::Kind::NoReply) {
            context().now = sent + m_config.readTimeout;
            addUnlessThere(EventKind::Timeout, request, firstEvent);
        } else {
            context().now = std::max(sent, reply.at);
            if (reply.kind == NetworkReply::Kind::Unreachable)
                addUnlessThere(EventKind::Refused, request, firstEvent);
        }
        return reply;
    }

    void addEvent(EventKind kind, const Request& request, Note note, StationIndex peer = noIndex)
    {
        Event event;
        event.at = context().now;
        event.kind = kind;
        event.station = context().station;
        event.peer = peer;
        event.transport = request.transport;
        event.question = request.question;
        event.plugin = m_chain.pluginName();
        event.note = std::move(note);
        context().trace.add(std::move(event));
    }

    /// The network tells of its own what happened there; this station's end of waiting is told here.
    void addUnlessThere(EventKind kind, const Request& request, std::size_t firstEvent)
    {
        const std::vector<Event>& events = context().trace.run().events;
        StationIndex peer = noIndex;
        for (std::size_t i = firstEvent; i < events.size(); ++i) {
            if (events[i].station != context().station)
                continue;
            if (events[i].kind == kind)
                return;
            if (events[i].kind == EventKind::Sent)
                peer = events[i].peer;
        }
        addEvent(kind, request, {}, peer);
    }

    void fail(std::size_t index, NetworkReply::Kind kind)
    {
        const bool refused = kind == NetworkReply::Kind::Unreachable;
        m_lastFailure = refused ? "connection refused" : "i/o timeout";
        m_instantFailures = refused ? m_instantFailures + 1 : 0;
        ++m_attempts;
        if (m_config.maxFails > 0 && !m_downAt[index]) {
            // Checks begin at once and repeat until one is answered; more than max_fails failures in a row mean down.
            const base::Duration one = refused ? base::Duration(0) : base::Duration(healthCheckTimeout);
            m_downAt[index] = context().now + one + m_config.maxFails * (one + m_config.healthCheck);
        }
        m_retry = Note{NoteCode::ForwardNextUpstream, {text(m_list[index]), m_lastFailure}};
    }

    /// Without a cap, instant failures repeat until the checks have taken all upstreams out or the time is over.
    void skipSpinning()
    {
        base::Instant until = m_start + queryDeadline;
        if (m_config.maxFails > 0 && std::all_of(m_downAt.begin(), m_downAt.end(), [](const auto& down) { return down.has_value(); }))
            until = std::min(until, **std::max_element(m_downAt.begin(), m_downAt.end()));
        context().now = std::max(context().now, until);
        m_giveUp = true;
        m_instantFailures = 0;
    }

    /// A reply came: pass it on, or ask another.
    std::optional<Outcome> evaluate(const ForwardConfig::Upstream& upstream, NetworkReply reply)
    {
        if (!isReplyTo(m_chain.version(), m_request.question, reply.message)) {
            m_chain.note(m_request, PluginOutcome::Answered, {NoteCode::ForwardFailed, {"wrong reply from " + text(upstream)}});
            dns::Message message = replyTo(m_request);
            message.rcode = dns::Rcode::FormErr;
            Outcome outcome = written(m_chain, std::move(message));
            outcome.code = dns::Rcode::NoError;
            return outcome;
        }
        const dns::Rcode rcode = reply.message.rcode;
        if (contains(m_config.failover, rcode)) {
            ++m_failovers;
            const bool another = m_failovers < m_list.size() || (m_chain.version() < failoverCounted && m_failovers == m_list.size());
            if (m_failovers == m_list.size() && another)
                context().now = std::max(context().now, m_start + queryDeadline);
            if (another) {
                m_retry = Note{NoteCode::ForwardNextUpstream, {text(upstream), dns::toString(rcode)}};
                return std::nullopt;
            }
        }
        const bool nodata = m_config.nextOnNodata && rcode == dns::Rcode::NoError && reply.message.answer.empty();
        if ((nodata || contains(m_config.next, rcode)) && followedByForward())
            return passOn(m_chain, m_request, {NoteCode::ForwardNext, {nodata ? "NODATA" : dns::toString(rcode)}});
        Outcome outcome = written(m_chain, std::move(reply.message));
        outcome.code = dns::Rcode::NoError;
        outcome.upstreamAnsweredBy = std::move(reply.answeredBy);
        outcome.upstreamCache = reply.cache;
        outcome.oneOf = std::move(reply.oneOf);
        return outcome;
    }

    [[nodiscard]] bool followedByForward() const
    {
        const std::vector<corefile::Plugin>& plugins = m_chain.server().chain;
        return m_chain.position() + 1 < plugins.size() && std::holds_alternative<ForwardConfig>(plugins[m_chain.position() + 1].config);
    }

    Outcome failed(const std::string& why)
    {
        m_chain.note(m_request, PluginOutcome::Answered, {NoteCode::ForwardFailed, {why}});
        return unwritten(m_chain, dns::Rcode::ServFail, why);
    }

    const ForwardConfig& m_config;
    Chain& m_chain;
    const Request& m_request;
    const base::Instant m_start;
    const std::vector<ForwardConfig::Upstream> m_list;
    std::vector<std::optional<base::Instant>> m_downAt; ///< by index in m_list: when the health checks take it out
    std::size_t m_next = 0;
    std::size_t m_downSeen = 0;
    std::size_t m_failovers = 0;
    int m_attempts = 0;
    int m_instantFailures = 0;
    bool m_giveUp = false;
    std::string m_lastFailure;
    std::optional<Note> m_retry;        ///< why the next attempt is made
};

} // namespace

Outcome serve(const ForwardConfig& config, Chain& chain, const Request& request)
{
    const dns::Name& name = request.question.name;
    if (!name.isAtOrBelow(config.from))
        return passOn(chain, request, {NoteCode::PluginZoneMismatch, {"forward", config.from.text()}});
    const std::optional<dns::Name> except = matchingZone(config.except, name);
    if (except && name != config.from)
        return passOn(chain, request, {NoteCode::ForwardExcept, {name.text(), except->text()}});
    return ForwardTurn(config, chain, request).run();
}

} // namespace sim
