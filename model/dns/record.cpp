// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/dns/record.h"

#include "model/dns/escape.h"

#include <array>
#include <span>
#include <type_traits>
#include <utility>

namespace dns {
namespace {

template <class Value>
struct Mnemonic {
    Value value;
    std::string_view text;
};

constexpr auto typeMnemonics = std::to_array<Mnemonic<Type>>({
    {Type::A, "A"},         {Type::NS, "NS"},       {Type::CNAME, "CNAME"}, {Type::SOA, "SOA"},     {Type::PTR, "PTR"},
    {Type::HINFO, "HINFO"}, {Type::MX, "MX"},       {Type::TXT, "TXT"},     {Type::AAAA, "AAAA"},   {Type::SRV, "SRV"},
    {Type::NAPTR, "NAPTR"}, {Type::DNAME, "DNAME"}, {Type::OPT, "OPT"},     {Type::DS, "DS"},       {Type::RRSIG, "RRSIG"},
    {Type::NSEC, "NSEC"},   {Type::DNSKEY, "DNSKEY"}, {Type::SVCB, "SVCB"}, {Type::HTTPS, "HTTPS"}, {Type::IXFR, "IXFR"},
    {Type::AXFR, "AXFR"},   {Type::ANY, "ANY"},     {Type::CAA, "CAA"},
});

constexpr auto classMnemonics = std::to_array<Mnemonic<Class>>({
    {Class::IN, "IN"}, {Class::CH, "CH"}, {Class::HS, "HS"}, {Class::NONE, "NONE"}, {Class::ANY, "ANY"},
});

/// IANA's names; YXRRSET and NXRRSET have no enumerator because only dynamic update uses them.
constexpr auto rcodeMnemonics = std::to_array<Mnemonic<Rcode>>({
    {Rcode::NoError, "NOERROR"},   {Rcode::FormErr, "FORMERR"},   {Rcode::ServFail, "SERVFAIL"}, {Rcode::NxDomain, "NXDOMAIN"},
    {Rcode::NotImp, "NOTIMP"},     {Rcode::Refused, "REFUSED"},   {Rcode::YxDomain, "YXDOMAIN"}, {Rcode{7}, "YXRRSET"},
    {Rcode{8}, "NXRRSET"},         {Rcode::NotAuth, "NOTAUTH"},   {Rcode::NotZone, "NOTZONE"},   {Rcode::BadVers, "BADVERS"},
});

template <class Value>
std::string mnemonicOf(Value value, std::span<const Mnemonic<Value>> mnemonics, std::string_view numberPrefix)
{
    for (const Mnemonic<Value>& mnemonic : mnemonics) {
        if (mnemonic.value == value)
            return std::string(mnemonic.text);
    }
    std::string text(numberPrefix);
    appendDecimal(text, static_cast<unsigned>(value));
    return text;
}

template <class Value>
std::optional<Value> valueOf(std::string_view text, std::span<const Mnemonic<Value>> mnemonics, std::string_view numberPrefix)
{
    for (const Mnemonic<Value>& mnemonic : mnemonics) {
        if (equalsIgnoringCase(text, mnemonic.text))
            return mnemonic.value;
    }
    if (!equalsIgnoringCase(text.substr(0, numberPrefix.size()), numberPrefix))
        return std::nullopt;
    const std::optional<std::uint16_t> number = parseDecimal<std::uint16_t>(text.substr(numberPrefix.size()));
    return number ? std::optional(Value{*number}) : std::nullopt;
}

/// As miekg/dns writes a character-string (types.go, writeTXTStringByte).
void appendQuoted(std::string& out, std::string_view octets)
{
    out += '"';
    for (const char c : octets) {
        const auto octet = static_cast<unsigned char>(c);
        if (octet < ' ' || octet > '~') {
            appendDecimalEscape(out, octet);
            continue;
        }
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    out += '"';
}

/// Numbers and names with one blank between them.
template <class... Parts>
std::string joined(const Parts&... parts)
{
    std::string text;
    const auto append = [&text](const auto& part) {
        if (!text.empty())
            text += ' ';
        if constexpr (std::is_same_v<std::decay_t<decltype(part)>, Name>)
            text += part.text();
        else
            appendDecimal(text, static_cast<std::uint32_t>(part));
    };
    (append(parts), ...);
    return text;
}

struct DataPrinter {
    std::string operator()(const rdata::Address& data) const { return data.address.toString(); }
    std::string operator()(const rdata::Target& data) const { return data.name.text(); }
    std::string operator()(const rdata::Srv& data) const { return joined(data.priority, data.weight, data.port, data.target); }
    std::string operator()(const rdata::Mx& data) const { return joined(data.preference, data.exchange); }

    std::string operator()(const rdata::Soa& data) const
    {
        return joined(data.mname, data.rname, data.serial, data.refresh, data.retry, data.expire, data.minimum);
    }

    std::string operator()(const rdata::Txt& data) const
    {
        std::string text;
        for (const std::string& string : data.strings) {
            if (!text.empty())
                text += ' ';
            appendQuoted(text, string);
        }
        return text.empty() ? "\"\"" : text; // a TXT record holds one string at least (RFC 1035 section 3.3.14)
    }

    /// RFC 3597 section 5.
    std::string operator()(const rdata::Opaque& data) const
    {
        constexpr std::string_view digits = "0123456789abcdef";
        std::string text = "\\# ";
        appendDecimal(text, data.bytes.size());
        if (!data.bytes.empty())
            text += ' ';
        for (const char c : data.bytes) {
            const auto octet = static_cast<unsigned char>(c);
            text += digits[octet >> 4];
            text += digits[octet & 0xf];
        }
        return text;
    }
};

} // namespace

std::string toString(Type type)
{
    return mnemonicOf<Type>(type, typeMnemonics, "TYPE");
}

std::string toString(Class klass)
{
    return mnemonicOf<Class>(klass, classMnemonics, "CLASS");
}

std::string toString(Rcode rcode)
{
    return mnemonicOf<Rcode>(rcode, rcodeMnemonics, "RCODE");
}

base::Result<Type> parseType(std::string_view text)
{
    const std::optional<Type> type = valueOf<Type>(text, typeMnemonics, "TYPE");
    if (!type)
        return base::fail(base::ErrorCode::TypeUnknown, std::string(text));
    return *type;
}

std::optional<Class> parseClass(std::string_view text)
{
    return valueOf<Class>(text, classMnemonics, "CLASS");
}

std::optional<Rcode> parseRcode(std::string_view text)
{
    return valueOf<Rcode>(text, rcodeMnemonics, "RCODE");
}

std::string toString(const Rdata& data)
{
    return std::visit(DataPrinter{}, data);
}

std::string dataText(const Record& record)
{
    std::string text = toString(record.data);
    const auto* address = std::get_if<rdata::Address>(&record.data);
    if (record.type == Type::AAAA && address != nullptr && address->address.isV4())
        text.insert(0, "::ffff:");
    return text;
}

std::string toString(const Record& record)
{
    std::string text = record.owner.text();
    text += ' ';
    appendDecimal(text, record.ttl.count());
    text += ' ';
    text += toString(record.klass);
    text += ' ';
    text += toString(record.type);
    text += ' ';
    text += dataText(record);
    return text;
}

Record addressRecord(Name owner, Ttl ttl, const base::IpAddress& address)
{
    return Record{std::move(owner), address.isV4() ? Type::A : Type::AAAA, Class::IN, ttl, rdata::Address{address}};
}

Record targetRecord(Name owner, Type type, Ttl ttl, Name target)
{
    return Record{std::move(owner), type, Class::IN, ttl, rdata::Target{std::move(target)}};
}

} // namespace dns
