// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/instant.h"
#include "model/dns/message.h"
#include "model/dns/resolv_conf.h"
#include "model/sim/trace.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The resolver libraries inside the pod (dns-semantics section 9): which names they ask, whom, when, and what they make of the replies.
namespace sim {

/// What a person or program typed; never a dns::Name, because dots and the trailing dot decide the walk.
struct TypedName {
    std::string text;
    [[nodiscard]] bool hasTrailingDot() const { return !text.empty() && text.back() == '.'; }
    [[nodiscard]] int dots() const;
    bool operator==(const TypedName&) const = default;
};

struct LibcVersion {
    int major = 0, minor = 0, patch = 0;  ///< glibc 2.36, musl 1.2.5; 0: the newest that is modelled
    auto operator<=>(const LibcVersion&) const = default;
};

enum class AddressFamily : std::uint8_t { Unspec, Inet, Inet6 };

struct HostsEntry {
    std::string address;
    std::vector<std::string> names;
};

struct StubQuestion {
    TypedName name;
    /// {A, AAAA}: getaddrinfo with AF_UNSPEC; {A} or {AAAA}: one family; any other type: res_search for that type (musl: res_query, no search).
    std::vector<dns::Type> types;
    bool wantCanonicalName = false;       ///< AI_CANONNAME
};

/// What one asking over the network brought.
struct AskReply {
    /// Closed: the server took a TCP question and ended the connection without a reply.
    enum class Kind : std::uint8_t { Message, NoReply, Unreachable, Closed } kind = Kind::NoReply;
    dns::Message message;
    base::Instant at;                     ///< of arrival; of the refusal or the end of the connection; unused for NoReply
};

/// The network as the resolver sees it; it records the lookups.
class Asker {
public:
    virtual ~Asker() = default;
    struct Ask {
        std::string nameserver;           ///< as in resolv.conf
        dns::Question question;
        Transport transport = Transport::Udp;
        bool edns0 = false;
        bool authenticData = false;
        base::Instant at;
        std::size_t candidate = noIndex;
        bool repeated = false;            ///< a retry of the same question
        Note why;                         ///< of a retry
    };
    virtual AskReply ask(const Ask& ask) = 0;
    /// The resolver stops waiting for the newest ask of `question` at `nameserver` at this instant.
    virtual void timedOut(const Ask& ask, base::Instant at) = 0;
    /// It got a reply but does not take it.
    virtual void ignored(const Ask& ask, base::Instant at) = 0;
    /// It takes a reply after all whose ask it had called timedOut (glibc and musl keep the socket open over a round).
    virtual void takenLate(const Ask& /*ask*/, base::Instant /*at*/) {}
};

struct WalkResult {
    std::vector<Candidate> candidates;    ///< the whole ladder, asked or not, with fates
    LookupResult result;
    std::vector<Note> notes;              ///< why nothing was asked, why the walk was repeated or cut off
    base::Instant end;
    int rounds = 0;                       ///< how often the name servers were gone through, over all candidates
    bool tcpUsed = false;
};

struct ResolverConfig {
    Libc libc = Libc::Glibc;
    LibcVersion version{};
    dns::ResolvConf resolvConf{};         ///< parsed from the text by readAs()
    std::vector<HostsEntry> hosts{};
    std::uint64_t seed = 0;               ///< rotate's first server
};

/// The effective settings that a library reads from a resolv.conf text (9.1, 9.4, 9.5): its limits, defaults and quirks applied.
struct ResolverSettings {
    std::vector<std::string> nameservers, search;
    int ndots = 1, timeoutSeconds = 5, attempts = 2;
    bool rotate = false, useVc = false, singleRequest = false, singleRequestReopen = false, noAaaa = false, edns0 = false, trustAd = false,
         noTldQuery = false, strictError = false, noReload = false;
    std::vector<std::string> unknownOptions; ///< Go: these make it fall back to cgo
    std::vector<std::string> lookup;      ///< OpenBSD's lookup line (Go)
    std::vector<std::string> sortlist;    ///< "192.0.2.0/255.255.255.0": order of IPv4 addresses in gethostbyname (glibc); no part of a walk
    bool operator==(const ResolverSettings&) const = default;
};
struct SettingsEnvironment {
    std::string hostname;                 ///< glibc and Go derive a search list from it where none is configured
    std::optional<std::string> localDomain, resOptions; ///< LOCALDOMAIN, RES_OPTIONS (glibc)
};
[[nodiscard]] ResolverSettings readSettings(Libc libc, const LibcVersion& version, std::string_view resolvConfText, const SettingsEnvironment& environment = {});

/// The ladder alone, before anything is sent.
[[nodiscard]] std::vector<Candidate> candidates(Libc libc, const LibcVersion& version, const ResolverSettings& settings, const TypedName& name);

/// Walks the ladder: asks, waits, retries, evaluates. Pure but for what `asker` does. Ends within the library's own limits.
[[nodiscard]] WalkResult walk(const ResolverConfig& config, const ResolverSettings& settings, const StubQuestion& question, Asker& asker, base::Instant start);

/// A guess at the libc from a container image ("alpine" -> musl, "golang"/distroless static -> Go is never guessed); glibc otherwise.
[[nodiscard]] Libc guessLibc(std::string_view image);

} // namespace sim
