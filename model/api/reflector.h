// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// The list-and-watch protocol of one resource as a machine without a network: answers go in, actions come out.
namespace api {

/// The instant handed in with every input; any monotonic clock.
using Moment = std::chrono::steady_clock::time_point;

// What the executor shall do, in order. There is never more than one request or wait under way.
enum class GetMode { List, Watch, StreamingList };
struct Get {
    GetMode mode = GetMode::List;
    std::vector<std::pair<std::string, std::string>> query;
    bool operator==(const Get&) const = default;
};
struct Wait { ///< then call timer()
    std::chrono::milliseconds delay{};
    bool operator==(const Wait&) const = default;
};
struct BeginListing { ///< forget which objects were named so far
    bool operator==(const BeginListing&) const = default;
};
struct EndListing { ///< every object that the listing did not name is gone
    bool operator==(const EndListing&) const = default;
};
struct RenewCredential { ///< get a new one, then call credentialRenewed()
    bool operator==(const RenewCredential&) const = default;
};
struct Abort { ///< end the request under way; its end is not an input
    bool operator==(const Abort&) const = default;
};
using Action = std::variant<Get, Wait, BeginListing, EndListing, RenewCredential, Abort>;
using Actions = std::vector<Action>;

// What came in.
struct ListPage {
    std::string resourceVersion;
    std::string continueToken;
};
struct WatchError { ///< an ERROR event's Status
    int code = 0;
    std::string reason, message;
};
/// Events of a watch in a row: objects are stored already.
struct WatchBatch {
    int events = 0;                    ///< without bookmarks
    std::string resourceVersion;       ///< of the last event or bookmark; empty: none
    bool bookmark = false;             ///< a periodic one was among them
    bool initialEventsEnd = false;
    std::optional<WatchError> error;   ///< always the last event
};
struct Failure {
    base::Error error;
    int status = 0;                    ///< HTTP status, 0: no answer came
    std::string reason;                ///< Status.reason or a cause's, "" if none
    std::optional<std::chrono::seconds> retryAfter;
};

enum class Condition { Waiting, Loading, Live, Polled, Resyncing, Retrying, Forbidden, Absent, Unauthorized, Complete };

class Reflector {
public:
    struct Options {
        std::string resource;                ///< for errors
        std::string fieldSelector;           ///< "" for all
        bool streamingList = false;          ///< server >= 1.34
        bool once = false;                   ///< read once, do not watch
        std::function<double()> random;      ///< [0, 1), for jitter
    };
    explicit Reflector(Options options);

    [[nodiscard]] Actions start(Moment now);
    [[nodiscard]] Actions page(Moment now, const ListPage& page);
    /// The server answered a watch with 200; events may take long.
    void opened(Moment now);
    [[nodiscard]] Actions events(Moment now, const WatchBatch& batch);
    /// An open stream ended, cleanly or not.
    [[nodiscard]] Actions ended(Moment now);
    /// A request was answered with an error, or not at all.
    [[nodiscard]] Actions failed(Moment now, const Failure& failure);
    /// An answer could not be read.
    [[nodiscard]] Actions malformed(Moment now, const base::Error& error);
    /// No byte for silenceLimit().
    [[nodiscard]] Actions silent(Moment now);
    /// A Wait is over, or the user does not want to wait.
    [[nodiscard]] Actions timer(Moment now);
    [[nodiscard]] Actions credentialRenewed(Moment now);

    [[nodiscard]] Condition condition() const { return m_condition; }
    [[nodiscard]] const std::optional<base::Error>& error() const { return m_error; }
    /// True once everything was read at least once.
    [[nodiscard]] bool isSynced() const { return m_synced; }
    [[nodiscard]] bool isWaiting() const { return m_isWaiting; }
    /// How long a stream may be without a byte before it counts as dead; nullopt for lists, which have a transfer timeout.
    [[nodiscard]] std::optional<std::chrono::milliseconds> silenceLimit() const;

private:
    enum class Step { Idle, List, StreamingList, Watch, Done };

    [[nodiscard]] Actions sync(Moment now);
    [[nodiscard]] Actions resync(Moment now);
    [[nodiscard]] Actions list();
    [[nodiscard]] Actions watch(Moment now);
    [[nodiscard]] Actions fallBackToPages(Moment now);
    [[nodiscard]] Actions listComplete(Moment now);
    [[nodiscard]] Actions wait(std::chrono::milliseconds delay, Step then);
    [[nodiscard]] Actions backOff(Moment now, Step then);
    [[nodiscard]] Actions poll();
    [[nodiscard]] Actions unauthorized();
    [[nodiscard]] Actions forbidden(Moment now);
    [[nodiscard]] Actions gone(Moment now);
    [[nodiscard]] Actions stop(Condition condition, std::chrono::milliseconds probeAgain);
    [[nodiscard]] Actions watchError(Moment now, const WatchError& error);
    [[nodiscard]] double random() const { return m_options.random ? m_options.random() : 0.0; }
    void succeeded();
    void beginStream(Moment now);
    [[nodiscard]] std::chrono::milliseconds backOffDelay(Moment now);

    Options m_options;
    Step m_step = Step::Idle;      ///< what is under way, or comes after the wait
    bool m_isWaiting = false;
    Condition m_condition = Condition::Waiting;
    std::optional<base::Error> m_error;
    std::string m_resourceVersion, m_continueToken;
    bool m_synced = false, m_pollOnly = false, m_unpaged = false, m_credentialRenewed = false;
    bool m_hasWatched = false;
    int m_expiredListings = 0, m_failures = 0, m_refusals = 0, m_backOffs = 0, m_polls = 0;
    std::optional<Moment> m_lastBackOff, m_lastListing;
    Moment m_streamStart{};
    int m_streamEvents = 0;
    bool m_streamBookmark = false;
    std::chrono::seconds m_streamTimeout{};
};

} // namespace api
