// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/ip_address.h"
#include "model/base/result.h"
#include "model/dns/name.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dns {

/// RR type (IANA DNS parameters). Values outside the enumerators are legal and print as TYPEnnn (RFC 3597).
enum class Type : std::uint16_t {
    A = 1, NS = 2, CNAME = 5, SOA = 6, PTR = 12, HINFO = 13, MX = 15, TXT = 16, AAAA = 28, SRV = 33, NAPTR = 35, DNAME = 39,
    OPT = 41, DS = 43, RRSIG = 46, NSEC = 47, DNSKEY = 48, SVCB = 64, HTTPS = 65, IXFR = 251, AXFR = 252, ANY = 255, CAA = 257,
};

enum class Class : std::uint16_t { IN = 1, CH = 3, HS = 4, NONE = 254, ANY = 255 };

/// RCODE (RFC 1035, RFC 6895); the extended ones fit too.
enum class Rcode : std::uint16_t {
    NoError = 0, FormErr = 1, ServFail = 2, NxDomain = 3, NotImp = 4, Refused = 5, YxDomain = 6, NotAuth = 9, NotZone = 10, BadVers = 16,
};

[[nodiscard]] std::string toString(Type type);   ///< "A", "TYPE65280"
[[nodiscard]] std::string toString(Class klass); ///< "IN"
[[nodiscard]] std::string toString(Rcode rcode); ///< "NOERROR", "NXDOMAIN", "SERVFAIL" ... "RCODE23"
[[nodiscard]] base::Result<Type> parseType(std::string_view text); ///< any case; TYPEnnn too. Error: TypeUnknown
[[nodiscard]] std::optional<Class> parseClass(std::string_view text);
[[nodiscard]] std::optional<Rcode> parseRcode(std::string_view text);

namespace rdata {
struct Address { base::IpAddress address; auto operator<=>(const Address&) const = default; };       ///< A and AAAA
struct Target { Name name; bool operator==(const Target&) const = default; };                         ///< CNAME, NS, PTR, DNAME
struct Srv { std::uint16_t priority = 0, weight = 0, port = 0; Name target; bool operator==(const Srv&) const = default; }; ///< RFC 2782
struct Mx { std::uint16_t preference = 0; Name exchange; bool operator==(const Mx&) const = default; };
struct Txt { std::vector<std::string> strings; bool operator==(const Txt&) const = default; };       ///< raw octets of each character-string
struct Soa {
    Name mname, rname;
    std::uint32_t serial = 0, refresh = 0, retry = 0, expire = 0, minimum = 0;
    bool operator==(const Soa&) const = default;
};
struct Opaque { std::string bytes; bool operator==(const Opaque&) const = default; };                 ///< any other type, wire format without compression
} // namespace rdata

using Rdata = std::variant<rdata::Address, rdata::Target, rdata::Srv, rdata::Mx, rdata::Txt, rdata::Soa, rdata::Opaque>;

/// TTLs are whole seconds, 0 .. 2^31-1 (RFC 2181 section 8).
using Ttl = std::chrono::duration<std::uint32_t>;

struct Record {
    Name owner;
    Type type = Type::A;
    Class klass = Class::IN;
    Ttl ttl{};
    Rdata data;
    bool operator==(const Record&) const = default;
};

/// Presentation format of the data alone, names absolute: "10.96.0.7", "0 100 80 api.shop.svc.cluster.local.", `\# 3 abcdef` for opaque types.
[[nodiscard]] std::string toString(const Rdata& data);
/// The same for a record, whose type tells an IPv4-mapped AAAA ("::ffff:1.2.3.4") from an A ("1.2.3.4").
[[nodiscard]] std::string dataText(const Record& record);
/// "owner ttl IN TYPE data", as a zone-file line without line end.
[[nodiscard]] std::string toString(const Record& record);
/// Reads the data of `type` in presentation format; relative names get `origin`. Errors: ZoneSyntax, name errors, AddressMalformed.
[[nodiscard]] base::Result<Rdata> parseRdata(Type type, std::string_view text, const Name& origin = {});

[[nodiscard]] Record addressRecord(Name owner, Ttl ttl, const base::IpAddress& address); ///< A or AAAA by family
[[nodiscard]] Record targetRecord(Name owner, Type type, Ttl ttl, Name target);

/// 10.0.0.1 -> 1.0.0.10.in-addr.arpa., IPv6 as nibbles under ip6.arpa. (RFC 1035 3.5, RFC 3596 2.5).
[[nodiscard]] Name reverseName(const base::IpAddress& address);
/// The address of a complete reverse name; nullopt for incomplete or other names.
[[nodiscard]] std::optional<base::IpAddress> addressOfReverseName(const Name& name);

} // namespace dns
