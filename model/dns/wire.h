// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"
#include "model/dns/record.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

/// Fields of the wire format (RFC 1035 sections 3 and 4.1), for the message codec and RFC 3597 rdata text.
namespace dns {

enum class Compression { Allowed, Refused };

class WireWriter {
public:
    void octet(unsigned value) { m_wire += static_cast<char>(value & 0xff); }
    void number16(unsigned value);
    void number32(std::uint32_t value);
    void octets(std::string_view bytes) { m_wire += bytes; }
    /// A character-string: a length octet and at most 255 octets.
    void characterString(std::string_view bytes);
    /// Refused still lets later names point here, as miekg/dns does (msg.go, packDomainName).
    /// The name must outlive the writer.
    void name(const Name& name, Compression compression);
    /// RDLENGTH and RDATA.
    void data(Type type, const Rdata& data);

    [[nodiscard]] std::string take() { return std::move(m_wire); }

private:
    std::string m_wire;
    std::unordered_map<std::string_view, std::uint16_t> m_offsets; ///< tails of names already written, by their text, letter case kept
};

class WireReader {
public:
    explicit WireReader(std::string_view wire, Compression compression) : m_wire(wire), m_compression(compression) {}

    [[nodiscard]] std::size_t position() const { return m_at; }
    [[nodiscard]] std::size_t left() const { return m_wire.size() - m_at; }

    /// `field` goes into the error's detail.
    base::Result<std::uint8_t> octet(std::string_view field);
    base::Result<std::uint16_t> number16(std::string_view field);
    base::Result<std::uint32_t> number32(std::string_view field);
    base::Result<std::string_view> octets(std::size_t count, std::string_view field);
    base::Result<std::string_view> characterString();
    /// Follows pointers backwards only, at most 126 of them.
    base::Result<Name> name();
    /// The `length` octets of a record's data, all of which must be used. A type that the class or the type itself leaves unknown is Opaque.
    base::Result<Rdata> data(Type type, Class klass, std::size_t length);

private:
    base::Result<Rdata> structuredData(Type type, std::size_t end);
    base::Result<Rdata> addressData(std::size_t length);
    base::Result<Rdata> textData(std::size_t end);
    base::Result<Rdata> serviceData();
    base::Result<Rdata> authorityData();

    std::string_view m_wire;
    std::size_t m_at = 0;
    Compression m_compression;
};

} // namespace dns
