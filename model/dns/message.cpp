// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/dns/message.h"

#include "model/dns/wire.h"

#include <algorithm>
#include <limits>

namespace dns {
namespace {

/// RFC 1035 section 4.1.1: QR, opcode, AA, TC, RD, RA, Z, AD, CD, RCODE from the highest bit down.
constexpr unsigned qrBit = 0x8000, aaBit = 0x0400, tcBit = 0x0200, rdBit = 0x0100, raBit = 0x0080, adBit = 0x0020, cdBit = 0x0010;
constexpr unsigned opcodeShift = 11, opcodeMask = 0xf, rcodeMask = 0xf;
/// RFC 6891 section 6.1.3: the OPT TTL holds the upper RCODE octet, the version and the DO bit.
constexpr unsigned extendedRcodeShift = 24, versionShift = 16, dnssecOkBit = 0x8000;
constexpr std::size_t smallestRecord = 11; ///< the root name, type, class, TTL and length
constexpr std::size_t smallestQuestion = 5;
constexpr std::uint32_t maximumTtl = std::numeric_limits<std::int32_t>::max();

unsigned headerBits(const Message& message)
{
    const auto bit = [](bool set, unsigned value) { return set ? value : 0U; };
    const Flags& flags = message.flags;
    return bit(flags.qr, qrBit) | (message.opcode & opcodeMask) << opcodeShift | bit(flags.aa, aaBit) | bit(flags.tc, tcBit)
         | bit(flags.rd, rdBit) | bit(flags.ra, raBit) | bit(flags.ad, adBit) | bit(flags.cd, cdBit)
         | (static_cast<unsigned>(message.rcode) & rcodeMask);
}

Flags flagsOf(unsigned bits)
{
    return Flags{.qr = (bits & qrBit) != 0, .aa = (bits & aaBit) != 0, .tc = (bits & tcBit) != 0, .rd = (bits & rdBit) != 0,
                 .ra = (bits & raBit) != 0, .ad = (bits & adBit) != 0, .cd = (bits & cdBit) != 0};
}

void writeRecord(WireWriter& out, const Record& record)
{
    out.name(record.owner, Compression::Allowed);
    out.number16(static_cast<unsigned>(record.type));
    out.number16(static_cast<unsigned>(record.klass));
    out.number32(record.ttl.count());
    out.data(record.type, record.data);
}

void writeEdns(WireWriter& out, const Edns& edns, Rcode rcode)
{
    out.octet(0); // the root
    out.number16(static_cast<unsigned>(Type::OPT));
    out.number16(edns.udpSize);
    out.number32(static_cast<unsigned>(rcode) >> 4 << extendedRcodeShift | static_cast<unsigned>(edns.version) << versionShift
                 | (edns.dnssecOk ? dnssecOkBit : 0U));
    out.number16(0);
}

class MessageReader {
public:
    explicit MessageReader(std::string_view wire) : m_in(wire, Compression::Allowed) {}

    base::Result<Message> read()
    {
        unsigned counts[4]{};
        const base::Result<void> done = readHeader(counts)
            .and_then([&] { return readQuestions(counts[0]); })
            .and_then([&] { return readSection(m_message.answer, counts[1]); })
            .and_then([&] { return readSection(m_message.authority, counts[2]); })
            .and_then([&] { return readSection(m_message.additional, counts[3]); })
            .and_then([&] { return takeEdns(); });
        if (!done)
            return tl::unexpected(done.error());
        if (m_in.left() > 0)
            return base::fail(base::ErrorCode::MessageMalformed, {}, "octets after the last record");
        return std::move(m_message);
    }

private:
    base::Result<void> readHeader(unsigned (&counts)[4])
    {
        unsigned fields[6]{};
        for (unsigned& field : fields) {
            const base::Result<std::uint16_t> value = m_in.number16("header");
            if (!value)
                return tl::unexpected(value.error());
            field = *value;
        }
        m_message.id = static_cast<std::uint16_t>(fields[0]);
        m_message.opcode = static_cast<std::uint8_t>(fields[1] >> opcodeShift & opcodeMask);
        m_message.flags = flagsOf(fields[1]);
        m_message.rcode = Rcode{static_cast<std::uint16_t>(fields[1] & rcodeMask)};
        std::copy(fields + 2, fields + 6, counts);
        return {};
    }

    base::Result<void> readQuestions(unsigned count)
    {
        m_message.questions.reserve(std::min<std::size_t>(count, m_in.left() / smallestQuestion));
        for (; count > 0; --count) {
            base::Result<Name> name = m_in.name();
            if (!name)
                return tl::unexpected(name.error());
            const base::Result<std::uint32_t> typeAndClass = m_in.number32("question");
            if (!typeAndClass)
                return tl::unexpected(typeAndClass.error());
            m_message.questions.push_back({*std::move(name), Type{static_cast<std::uint16_t>(*typeAndClass >> 16)},
                                           Class{static_cast<std::uint16_t>(*typeAndClass & 0xffff)}});
        }
        return {};
    }

    base::Result<void> readSection(std::vector<Record>& section, unsigned count)
    {
        section.reserve(std::min<std::size_t>(count, m_in.left() / smallestRecord));
        for (; count > 0; --count) {
            base::Result<Record> record = readRecord();
            if (!record)
                return tl::unexpected(record.error());
            section.push_back(*std::move(record));
        }
        return {};
    }

    base::Result<Record> readRecord()
    {
        base::Result<Name> owner = m_in.name();
        if (!owner)
            return tl::unexpected(owner.error());
        const base::Result<std::uint32_t> typeAndClass = m_in.number32("record");
        const base::Result<std::uint32_t> ttl = m_in.number32("record");
        const base::Result<std::uint16_t> length = m_in.number16("record");
        if (!typeAndClass || !ttl || !length)
            return base::fail(base::ErrorCode::MessageTruncated, {}, "record");
        const Type type{static_cast<std::uint16_t>(*typeAndClass >> 16)};
        const Class klass{static_cast<std::uint16_t>(*typeAndClass & 0xffff)};
        // RFC 2181 section 8: a TTL with the highest bit set counts as zero. The OPT record has no TTL there.
        const std::uint32_t seconds = type != Type::OPT && *ttl > maximumTtl ? 0 : *ttl;
        return m_in.data(type, klass, *length).map([&](Rdata&& data) {
            return Record{*std::move(owner), type, klass, Ttl(seconds), std::move(data)};
        });
    }

    /// Moves the OPT record out of the additional section. RFC 6891 section 6.1.1: at most one, owned by the root.
    base::Result<void> takeEdns()
    {
        std::vector<Record>& records = m_message.additional;
        const auto isOpt = [](const Record& record) { return record.type == Type::OPT; };
        const auto opt = std::find_if(records.begin(), records.end(), isOpt);
        if (opt == records.end())
            return {};
        if (!opt->owner.isRoot() || std::find_if(opt + 1, records.end(), isOpt) != records.end())
            return base::fail(base::ErrorCode::MessageMalformed, {}, "OPT record");
        const std::uint32_t bits = opt->ttl.count();
        m_message.edns = Edns{.udpSize = static_cast<std::uint16_t>(opt->klass),
                              .dnssecOk = (bits & dnssecOkBit) != 0,
                              .version = static_cast<std::uint8_t>(bits >> versionShift & 0xff)};
        m_message.rcode = Rcode{static_cast<std::uint16_t>(bits >> extendedRcodeShift << 4 | static_cast<unsigned>(m_message.rcode))};
        records.erase(opt);
        return {};
    }

    WireReader m_in;
    Message m_message;
};

} // namespace

std::string encode(const Message& message)
{
    WireWriter out;
    out.number16(message.id);
    out.number16(headerBits(message));
    out.number16(static_cast<unsigned>(message.questions.size()));
    out.number16(static_cast<unsigned>(message.answer.size()));
    out.number16(static_cast<unsigned>(message.authority.size()));
    out.number16(static_cast<unsigned>(message.additional.size() + (message.edns ? 1 : 0)));
    for (const Question& question : message.questions) {
        out.name(question.name, Compression::Allowed);
        out.number16(static_cast<unsigned>(question.type));
        out.number16(static_cast<unsigned>(question.klass));
    }
    for (const std::vector<Record>* section : {&message.answer, &message.authority, &message.additional}) {
        for (const Record& record : *section)
            writeRecord(out, record);
    }
    if (message.edns)
        writeEdns(out, *message.edns, message.rcode);
    return out.take();
}

base::Result<Message> decode(std::string_view wire)
{
    if (wire.size() > std::numeric_limits<std::uint16_t>::max())
        return base::fail(base::ErrorCode::MessageMalformed, {}, "message above 65535 octets");
    return MessageReader(wire).read();
}

std::size_t wireSize(const Message& message)
{
    return encode(message).size();
}

} // namespace dns
