// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/dns/wire.h"

#include <algorithm>

namespace dns {
namespace {

constexpr std::size_t pointerLimit = 1 << 14; ///< a pointer has 14 bits (RFC 1035 section 4.1.4)
constexpr unsigned pointerMark = 0xc000;
constexpr std::size_t maximumStringLength = 255;

/// The types of RFC 1035. Later ones must not be compressed (RFC 3597 section 4, RFC 2782).
Compression compressionOf(Type type)
{
    switch (type) {
    case Type::NS: case Type::CNAME: case Type::PTR: case Type::MX: case Type::SOA:
        return Compression::Allowed;
    default:
        return Compression::Refused;
    }
}

struct DataWriter {
    WireWriter& out;
    Type type;

    void operator()(const rdata::Address& data) const
    {
        const auto& bytes = data.address.bytes();
        const std::string_view all(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        out.octets(type == Type::A ? all.substr(12) : all);
    }

    void operator()(const rdata::Target& data) const { out.name(data.name, compressionOf(type)); }

    void operator()(const rdata::Srv& data) const
    {
        out.number16(data.priority);
        out.number16(data.weight);
        out.number16(data.port);
        out.name(data.target, compressionOf(type));
    }

    void operator()(const rdata::Mx& data) const
    {
        out.number16(data.preference);
        out.name(data.exchange, compressionOf(type));
    }

    /// A string above 255 octets becomes several, as miekg/dns splits it when it reads a zone file.
    void operator()(const rdata::Txt& data) const
    {
        for (std::string_view string : data.strings) {
            while (string.size() > maximumStringLength) {
                out.characterString(string);
                string.remove_prefix(maximumStringLength);
            }
            out.characterString(string);
        }
        if (data.strings.empty())
            out.characterString({});
    }

    void operator()(const rdata::Soa& data) const
    {
        out.name(data.mname, compressionOf(type));
        out.name(data.rname, compressionOf(type));
        for (const std::uint32_t value : {data.serial, data.refresh, data.retry, data.expire, data.minimum})
            out.number32(value);
    }

    void operator()(const rdata::Opaque& data) const { out.octets(data.bytes); }
};

} // namespace

void WireWriter::number16(unsigned value)
{
    octet(value >> 8);
    octet(value);
}

void WireWriter::number32(std::uint32_t value)
{
    number16(value >> 16);
    number16(value);
}

void WireWriter::characterString(std::string_view bytes)
{
    const std::size_t length = std::min(bytes.size(), maximumStringLength);
    octet(static_cast<unsigned>(length));
    octets(bytes.substr(0, length));
}

void WireWriter::name(const Name& name, Compression compression)
{
    std::string_view rest = name.isRoot() ? std::string_view() : std::string_view(name.text());
    while (!rest.empty()) {
        const auto known = m_offsets.find(rest);
        if (known != m_offsets.end() && compression == Compression::Allowed)
            return number16(pointerMark | known->second);
        if (known == m_offsets.end() && m_wire.size() < pointerLimit)
            m_offsets.emplace(rest, static_cast<std::uint16_t>(m_wire.size()));
        rest.remove_prefix(Name::appendWireLabel(rest, m_wire));
    }
    octet(0);
}

void WireWriter::data(Type type, const Rdata& data)
{
    const std::size_t lengthAt = m_wire.size();
    number16(0);
    std::visit(DataWriter{*this, type}, data);
    const std::size_t length = m_wire.size() - lengthAt - 2;
    m_wire[lengthAt] = static_cast<char>(length >> 8 & 0xff);
    m_wire[lengthAt + 1] = static_cast<char>(length & 0xff);
}

} // namespace dns
