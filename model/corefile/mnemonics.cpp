// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// The words that miekg/dns knows (StringToType, StringToClass, StringToRcode): a Corefile takes these and no numbers.
#include "model/corefile/setup.h"

#include <array>

namespace corefile {
namespace {

struct Mnemonic {
    std::string_view word;
    std::uint16_t value;
};

constexpr std::array<Mnemonic, 88> types{{
    {"A", 1}, {"AAAA", 28}, {"AFSDB", 18}, {"AMTRELAY", 260}, {"ANY", 255}, {"APL", 42}, {"ATMA", 34}, {"AVC", 258}, {"AXFR", 252},
    {"CAA", 257}, {"CDNSKEY", 60}, {"CDS", 59}, {"CERT", 37}, {"CNAME", 5}, {"CSYNC", 62}, {"DHCID", 49}, {"DLV", 32769}, {"DNAME", 39},
    {"DNSKEY", 48}, {"DS", 43}, {"EID", 31}, {"EUI48", 108}, {"EUI64", 109}, {"GID", 102}, {"GPOS", 27}, {"HINFO", 13}, {"HIP", 55},
    {"HTTPS", 65}, {"IPSECKEY", 45}, {"ISDN", 20}, {"IXFR", 251}, {"KEY", 25}, {"KX", 36}, {"L32", 105}, {"L64", 106}, {"LOC", 29},
    {"LP", 107}, {"MAILA", 254}, {"MAILB", 253}, {"MB", 7}, {"MD", 3}, {"MF", 4}, {"MG", 8}, {"MINFO", 14}, {"MR", 9}, {"MX", 15},
    {"NAPTR", 35}, {"NID", 104}, {"NIMLOC", 32}, {"NINFO", 56}, {"NS", 2}, {"NSAP-PTR", 23}, {"NSEC", 47}, {"NSEC3", 50},
    {"NSEC3PARAM", 51}, {"NULL", 10}, {"NXNAME", 128}, {"NXT", 30}, {"None", 0}, {"OPENPGPKEY", 61}, {"OPT", 41}, {"PTR", 12}, {"PX", 26},
    {"RESINFO", 261}, {"RKEY", 57}, {"RP", 17}, {"RRSIG", 46}, {"RT", 21}, {"Reserved", 65535}, {"SIG", 24}, {"SMIMEA", 53}, {"SOA", 6},
    {"SPF", 99}, {"SRV", 33}, {"SSHFP", 44}, {"SVCB", 64}, {"TA", 32768}, {"TALINK", 58}, {"TKEY", 249}, {"TLSA", 52}, {"TSIG", 250},
    {"TXT", 16}, {"UID", 101}, {"UINFO", 100}, {"UNSPEC", 103}, {"URI", 256}, {"X25", 19}, {"ZONEMD", 63},
}};

constexpr std::array<Mnemonic, 6> classes{{{"IN", 1}, {"CS", 2}, {"CH", 3}, {"HS", 4}, {"NONE", 254}, {"ANY", 255}}};

constexpr std::array<Mnemonic, 21> rcodes{{
    {"NOERROR", 0}, {"FORMERR", 1}, {"SERVFAIL", 2}, {"NXDOMAIN", 3}, {"NOTIMP", 4}, {"NOTIMPL", 4}, {"REFUSED", 5}, {"YXDOMAIN", 6},
    {"YXRRSET", 7}, {"NXRRSET", 8}, {"NOTAUTH", 9}, {"NOTZONE", 10}, {"DSOTYPENI", 11}, {"BADSIG", 16}, {"BADKEY", 17}, {"BADTIME", 18},
    {"BADMODE", 19}, {"BADNAME", 20}, {"BADALG", 21}, {"BADTRUNC", 22}, {"BADCOOKIE", 23},
}};

template <class Value, class Table>
std::optional<Value> find(const Table& table, std::string_view word)
{
    for (const Mnemonic& mnemonic : table) {
        if (mnemonic.word == word)
            return static_cast<Value>(mnemonic.value);
    }
    return std::nullopt;
}

} // namespace

std::optional<dns::Type> typeOfWord(std::string_view word)
{
    return find<dns::Type>(types, word);
}

std::optional<dns::Class> classOfWord(std::string_view word)
{
    return find<dns::Class>(classes, word);
}

std::optional<dns::Rcode> rcodeOfWord(std::string_view word)
{
    return find<dns::Rcode>(rcodes, word);
}

} // namespace corefile
