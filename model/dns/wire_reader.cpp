// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
//
// Reads bytes from anyone. Nothing is read past the end, a pointer must go back before the piece of name that holds it (so a loop
// cannot be), and a name takes at most 127 labels and 126 pointers: the work is bounded by the message's size.
#include "model/dns/wire.h"

#include <array>
#include <cstring>

namespace dns {
namespace {

constexpr std::size_t headerSize = 12;
constexpr std::size_t maximumNameSize = 255;
constexpr int maximumPointers = 126; ///< one between each two labels of the longest name, as in miekg/dns

tl::unexpected<base::Error> truncated(std::string_view field)
{
    return base::fail(base::ErrorCode::MessageTruncated, {}, std::string(field));
}

tl::unexpected<base::Error> malformed(std::string_view fault)
{
    return base::fail(base::ErrorCode::MessageMalformed, {}, std::string(fault));
}

/// Types whose data means the same in every class, or whose class is IN. Others, and types without a struct, stay opaque.
bool isStructured(Type type, Class klass)
{
    switch (type) {
    case Type::NS: case Type::CNAME: case Type::PTR: case Type::DNAME: case Type::MX: case Type::TXT: case Type::SOA:
        return true;
    case Type::A: case Type::AAAA: case Type::SRV:
        return klass == Class::IN;
    default:
        return false;
    }
}

} // namespace

base::Result<std::string_view> WireReader::octets(std::size_t count, std::string_view field)
{
    if (count > left())
        return truncated(field);
    const std::string_view result = m_wire.substr(m_at, count);
    m_at += count;
    return result;
}

base::Result<std::uint8_t> WireReader::octet(std::string_view field)
{
    return octets(1, field).map([](std::string_view bytes) { return static_cast<std::uint8_t>(bytes[0]); });
}

base::Result<std::uint16_t> WireReader::number16(std::string_view field)
{
    return octets(2, field).map([](std::string_view bytes) {
        return static_cast<std::uint16_t>(static_cast<std::uint8_t>(bytes[0]) << 8 | static_cast<std::uint8_t>(bytes[1]));
    });
}

base::Result<std::uint32_t> WireReader::number32(std::string_view field)
{
    return octets(4, field).map([](std::string_view bytes) {
        std::uint32_t value = 0;
        for (const char c : bytes)
            value = value << 8 | static_cast<std::uint8_t>(c);
        return value;
    });
}

base::Result<std::string_view> WireReader::characterString()
{
    return octet("character-string").and_then([this](std::uint8_t length) { return octets(length, "character-string"); });
}

base::Result<Name> WireReader::name()
{
    std::array<char, maximumNameSize> uncompressed;
    std::size_t size = 0;
    std::size_t at = m_at;
    std::size_t pieceStart = m_at;
    std::size_t after = 0; ///< behind the first pointer, 0 while there was none
    for (int pointers = 0;;) {
        if (at >= m_wire.size())
            return truncated("name");
        const std::size_t length = static_cast<std::uint8_t>(m_wire[at]);
        if (length >= 0xc0) {
            if (at + 1 >= m_wire.size())
                return truncated("name");
            const std::size_t target = (length & 0x3f) << 8 | static_cast<std::uint8_t>(m_wire[at + 1]);
            if (m_compression == Compression::Refused || target < headerSize || target >= pieceStart || ++pointers > maximumPointers)
                return malformed("compression pointer");
            after = after == 0 ? at + 2 : after;
            at = pieceStart = target;
            continue;
        }
        if (length > 63)
            return malformed("label type");
        if (length + 1 > m_wire.size() - at)
            return truncated("name");
        if (size + length + 1 > maximumNameSize)
            return malformed("name above 255 octets");
        std::memcpy(uncompressed.data() + size, m_wire.data() + at, length + 1);
        size += length + 1;
        at += length + 1;
        if (length == 0)
            break;
    }
    m_at = after == 0 ? at : after;
    return Name::fromWire({uncompressed.data(), size});
}

base::Result<Rdata> WireReader::data(Type type, Class klass, std::size_t length)
{
    if (length > left())
        return truncated("rdata");
    // A dynamic update removes records with empty data of class ANY or NONE (RFC 2136 section 2.5).
    if (!isStructured(type, klass) || (length == 0 && klass != Class::IN))
        return octets(length, "rdata").map([](std::string_view bytes) { return Rdata(rdata::Opaque{std::string(bytes)}); });
    const std::size_t end = m_at + length;
    base::Result<Rdata> result = structuredData(type, end);
    const bool runsOut = !result && result.error().code == base::ErrorCode::MessageTruncated; // though all of `length` is there
    if (runsOut || (result && m_at != end))
        return malformed("rdata of " + toString(type) + " does not fit its length");
    return result;
}

base::Result<Rdata> WireReader::structuredData(Type type, std::size_t end)
{
    switch (type) {
    case Type::A: return addressData(4);
    case Type::AAAA: return addressData(16);
    case Type::TXT: return textData(end);
    case Type::SRV: return serviceData();
    case Type::SOA: return authorityData();
    case Type::MX: {
        const base::Result<std::uint16_t> preference = number16("MX preference");
        if (!preference)
            return tl::unexpected(preference.error());
        return name().map([&](Name&& exchange) { return Rdata(rdata::Mx{*preference, std::move(exchange)}); });
    }
    default: return name().map([](Name&& target) { return Rdata(rdata::Target{std::move(target)}); });
    }
}

base::Result<Rdata> WireReader::addressData(std::size_t length)
{
    return octets(length, "address").map([](std::string_view octets) {
        std::array<std::uint8_t, 16> bytes{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
        std::memcpy(bytes.data() + bytes.size() - octets.size(), octets.data(), octets.size());
        return Rdata(rdata::Address{base::IpAddress(bytes)});
    });
}

base::Result<Rdata> WireReader::textData(std::size_t end)
{
    rdata::Txt text;
    do {
        const base::Result<std::string_view> string = characterString();
        if (!string)
            return tl::unexpected(string.error());
        text.strings.emplace_back(*string);
    } while (m_at < end);
    return text;
}

base::Result<Rdata> WireReader::serviceData()
{
    rdata::Srv service;
    for (std::uint16_t* const field : {&service.priority, &service.weight, &service.port}) {
        const base::Result<std::uint16_t> value = number16("SRV");
        if (!value)
            return tl::unexpected(value.error());
        *field = *value;
    }
    return name().map([&](Name&& target) {
        service.target = std::move(target);
        return Rdata(std::move(service));
    });
}

base::Result<Rdata> WireReader::authorityData()
{
    rdata::Soa soa;
    for (Name* const field : {&soa.mname, &soa.rname}) {
        base::Result<Name> value = name();
        if (!value)
            return tl::unexpected(value.error());
        *field = *std::move(value);
    }
    for (std::uint32_t* const field : {&soa.serial, &soa.refresh, &soa.retry, &soa.expire, &soa.minimum}) {
        const base::Result<std::uint32_t> value = number32("SOA");
        if (!value)
            return tl::unexpected(value.error());
        *field = *value;
    }
    return soa;
}

} // namespace dns
