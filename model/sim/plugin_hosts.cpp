// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/sim/plugin_common.h"

#include <algorithm>
#include <string_view>

// The hosts plugin (dns-semantics 5.3): an /etc/hosts file and inline lines as A, AAAA and PTR records.

namespace sim {

namespace {

using corefile::HostsConfig;

struct Line {
    base::IpAddress address;
    std::vector<dns::Name> names;
};

std::vector<std::string_view> words(std::string_view line)
{
    constexpr std::string_view blanks = " \t\r\v\f";
    line = line.substr(0, line.find('#'));
    std::vector<std::string_view> found;
    while (true) {
        const std::size_t begin = line.find_first_not_of(blanks);
        if (begin == std::string_view::npos)
            return found;
        line.remove_prefix(begin);
        const std::size_t length = std::min(line.find_first_of(blanks), line.size());
        found.push_back(line.substr(0, length));
        line.remove_prefix(length);
    }
}

/// One line, its names restricted to the plugin's zones.
Line makeLine(const base::IpAddress& address, const std::vector<std::string_view>& names, const corefile::Zones& zones)
{
    Line line{address, {}};
    for (const std::string_view text : names) {
        const auto name = dns::Name::parse(dns::asciiLower(text));
        if (name && inZones(zones, *name))
            line.names.push_back(*name);
    }
    return line;
}

std::vector<Line> parseHosts(std::string_view text, const corefile::Zones& zones)
{
    std::vector<Line> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::vector<std::string_view> fields = words(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (fields.size() < 2)
            continue;
        // A zone id behind an IPv6 address is cut.
        if (const auto address = base::IpAddress::parse(fields[0].substr(0, fields[0].find('%')))) {
            fields.erase(fields.begin());
            lines.push_back(makeLine(*address, fields, zones));
        }
    }
    return lines;
}

std::vector<Line> inlineLines(const HostsConfig& config)
{
    std::vector<Line> lines;
    for (const auto& [address, names] : config.inlineEntries)
        lines.push_back(makeLine(address, {names.begin(), names.end()}, config.zones));
    return lines;
}

bool isWildcard(const dns::Name& name)
{
    return name.text().starts_with("*.");
}

std::vector<base::IpAddress> addressesAt(const std::vector<Line>& lines, const dns::Name& name, base::IpFamily family)
{
    std::vector<base::IpAddress> found;
    for (const Line& line : lines) {
        if (line.address.family() != family)
            continue;
        for (std::size_t i = 0; i < static_cast<std::size_t>(std::count(line.names.begin(), line.names.end(), name)); ++i)
            found.push_back(line.address);
    }
    return found;
}

/// The addresses of a name in one source: the exact entry, else the wildcard of its first label.
std::vector<base::IpAddress> lookup(const std::vector<Line>& lines, const dns::Name& name, base::IpFamily family, bool wildcards)
{
    std::vector<base::IpAddress> found;
    if (!isWildcard(name) || !wildcards)
        found = addressesAt(lines, name, family);
    if (!found.empty() || !wildcards || name.labelCount() < 2)
        return found;
    const auto pattern = dns::Name::fromValid("*").under(name.parent());
    return pattern ? addressesAt(lines, *pattern, family) : found;
}

class Hosts {
public:
    Hosts(const HostsConfig& config, const Chain& chain) : m_config(config), m_wildcards(chain.version() >= corefile::Version{1, 14, 5})
    {
        const auto& files = chain.process().hostsFiles;
        if (const auto file = files.find(config.file); file != files.end())
            m_file = parseHosts(file->second, config.zones);
        m_inline = inlineLines(config);
    }

    [[nodiscard]] std::vector<base::IpAddress> addresses(const dns::Name& name, base::IpFamily family) const
    {
        std::vector<base::IpAddress> found = lookup(m_file, name, family, m_wildcards);
        const std::vector<base::IpAddress> more = lookup(m_inline, name, family, m_wildcards);
        found.insert(found.end(), more.begin(), more.end());
        return found;
    }

    [[nodiscard]] std::vector<dns::Name> names(const base::IpAddress& address) const
    {
        std::vector<dns::Name> found;
        if (m_config.noReverse)
            return found;
        for (const auto* lines : {&m_file, &m_inline}) {
            for (const Line& line : *lines) {
                if (line.address != address)
                    continue;
                std::copy_if(line.names.begin(), line.names.end(), std::back_inserter(found),
                             [this](const dns::Name& name) { return !m_wildcards || !isWildcard(name); });
            }
        }
        return found;
    }

private:
    const HostsConfig& m_config;
    const bool m_wildcards;
    std::vector<Line> m_file, m_inline;
};

std::vector<dns::Record> answersTo(const Hosts& hosts, const HostsConfig& config, const dns::Question& question)
{
    std::vector<dns::Record> answers;
    // The owner is the lower-case name, as CoreDNS writes it.
    const dns::Name owner = dns::Name::fromValid(question.name.lower());
    if (question.type == dns::Type::PTR) {
        const auto address = addressAskedFor(question.name);
        for (const dns::Name& name : address ? hosts.names(*address) : std::vector<dns::Name>())
            answers.push_back(dns::targetRecord(owner, dns::Type::PTR, config.ttl, name));
    } else if (question.type == dns::Type::A || question.type == dns::Type::AAAA) {
        const auto family = question.type == dns::Type::A ? base::IpFamily::V4 : base::IpFamily::V6;
        for (const base::IpAddress& address : hosts.addresses(owner, family))
            answers.push_back(dns::addressRecord(owner, config.ttl, address));
    }
    return answers;
}

} // namespace

Outcome serve(const HostsConfig& config, Chain& chain, const Request& request)
{
    const dns::Question& question = request.question;
    const bool reverse = question.type == dns::Type::PTR;
    if (!reverse && !inZones(config.zones, question.name))
        return passOn(chain, request, {NoteCode::PluginZoneMismatch, {"hosts", zonesText(config.zones)}});
    const Hosts hosts(config, chain);
    std::vector<dns::Record> answers = answersTo(hosts, config, question);
    const bool supported = reverse || question.type == dns::Type::A || question.type == dns::Type::AAAA;
    const Note miss{NoteCode::HostsMiss, {question.name.text()}};
    if (reverse && answers.empty())
        return passOn(chain, request, miss);
    if (!supported && config.fallthroughUnsupported && config.fallthrough.through(question.name))
        return passOn(chain, request, {NoteCode::FallthroughOn, {"hosts", question.name.text()}});
    const bool exists = !hosts.addresses(question.name, base::IpFamily::V4).empty() || !hosts.addresses(question.name, base::IpFamily::V6).empty();
    if (answers.empty() && !exists) {
        if (config.fallthrough.through(question.name))
            return passOn(chain, request, miss);
        // There is no SOA for an NXDOMAIN.
        chain.note(request, PluginOutcome::Answered, miss);
        return unwritten(chain, dns::Rcode::ServFail);
    }
    chain.note(request, PluginOutcome::Answered, {NoteCode::HostsAnswer, {question.name.text()}});
    dns::Message message = authoritativeReply(request);
    message.answer = std::move(answers);
    return written(chain, std::move(message));
}

} // namespace sim
