// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/corefile/upstreams.h"

#include "model/dns/escape.h"

#include <algorithm>
#include <sstream>

namespace corefile {
namespace {

using Upstream = ForwardConfig::Upstream;

constexpr Version hostNamesSince{1, 14, 4};
constexpr std::size_t maximumUpstreams = 15;


/// Fields of each line that starts with one of the words.
std::vector<std::vector<std::string>> linesOf(std::string_view text)
{
    std::vector<std::vector<std::string>> lines;
    std::istringstream stream{std::string(text)};
    for (std::string line; std::getline(stream, line);) {
        std::istringstream words(line);
        std::vector<std::string> fields;
        for (std::string word; words >> word;)
            fields.push_back(word);
        if (!fields.empty())
            lines.push_back(std::move(fields));
    }
    return lines;
}

/// "[scheme://]host[%name][:port]", taken apart.
struct Target {
    Transport transport = Transport::Dns;
    std::string serverName;   ///< of "%name" behind an address
    std::string host;         ///< without brackets and zone id
    std::string port;

    [[nodiscard]] Upstream upstream(const base::IpAddress& address, std::string hostName) const
    {
        // CoreDNS looks at a port when it dials; 0 stands for one that nobody can dial.
        return {address, dns::parseDecimal<std::uint16_t>(port).value_or(0), std::string(schemeName(transport)), std::move(hostName)};
    }
    [[nodiscard]] std::string text() const
    {
        const std::string prefix = transport == Transport::Dns ? std::string() : std::string(schemeName(transport)) + "://";
        return prefix + goJoinHostPort(host, port);
    }
};

Target splitTarget(std::string_view word)
{
    const auto [transport, rest] = splitScheme(word);
    Target target;
    target.transport = transport.value_or(Transport::Dns);
    target.port = std::to_string(defaultPort(target.transport));
    std::string host(rest);
    if (const Parsed<HostPort> split = goSplitHostPort(rest)) {
        host = split->host;
        target.port = split->port;
    }
    while (!host.empty() && (host.front() == '[' || host.front() == ']'))
        host.erase(0, 1);
    while (!host.empty() && (host.back() == '[' || host.back() == ']'))
        host.pop_back();
    target.host = withoutZoneId(host);
    if (target.host.size() < host.size())
        target.serverName = host.substr(target.host.size() + 1);
    return target;
}

class UpstreamReader {
public:
    UpstreamReader(Dispenser& dispenser, const SetupContext& context, ForwardConfig& config)
        : c(dispenser), m_context(context), m_config(config)
    {
    }

    void read()
    {
        for (const std::string& word : m_config.to)
            readWord(word);
        if (m_config.upstreams.empty() && m_config.missingFile.empty())
            c.fail(isHostNameKnown() ? "no valid upstream addresses found" : "no nameservers found");
    }

    void checkProtocols()
    {
        for (const std::string& word : m_config.to) {
            const Target target = splitTarget(word);
            if (base::IpAddress::parse(target.host))
                checkProtocol(target);
        }
    }

private:
    [[nodiscard]] bool isHostNameKnown() const { return m_context.version >= hostNamesSince; }

    void readWord(const std::string& word)
    {
        const auto [transport, rest] = splitScheme(word);
        if (rest.empty())
            return c.fail("invalid address: " + goQuoted(word));
        if (!transport)
            return c.fail("'unix' is not supported as a destination protocol in forward: " + word);
        const Target target = splitTarget(word);
        if (const std::optional<base::IpAddress> address = base::IpAddress::parse(target.host))
            add(target.upstream(*address, {}));
        else
            readOther(word, target, std::string(rest));
    }

    /// Not an address: a file, or a host name in recent releases.
    void readOther(const std::string& word, const Target& target, const std::string& path)
    {
        if (const auto file = m_context.systemFiles.find(path); file != m_context.systemFiles.end()) {
            for (const std::string& nameserver : nameserversOf(file->second)) {
                if (const std::optional<base::IpAddress> address = base::IpAddress::parse(nameserver))
                    add(Upstream{*address, 53, "dns", {}});
            }
            return;
        }
        if (path.find('/') != std::string::npos && path == word) {
            if (m_config.missingFile.empty())
                m_config.missingFile = path;
            return;
        }
        if (!isHostNameKnown())
            return c.fail("not an IP address or file: " + goQuoted(path));
        if (!isAllowed(target.transport) || !isDomainName(target.host))
            return c.fail("not an IP address, file, or valid domain: " + goQuoted(word));
        if (target.host.find_first_not_of("0123456789.") == std::string::npos) // a mistyped address
            return c.fail("failed to resolve " + goQuoted(target.host));
        add(target.upstream({}, target.host));
    }

    [[nodiscard]] bool isAllowed(Transport transport) const
    {
        if (transport == Transport::Https)
            return m_context.version >= Version{1, 14, 5};
        return transport == Transport::Dns || transport == Transport::Tls;
    }

    void checkProtocol(const Target& target)
    {
        if (!isAllowed(target.transport)) {
            return c.fail("'" + std::string(schemeName(target.transport)) + "' is not supported as a destination protocol in forward: "
                          + target.text());
        }
        const bool isNamed = target.transport == Transport::Tls && !target.serverName.empty() && m_context.version >= Version{1, 13, 2};
        if (isNamed && !m_config.tlsServerName.empty()) {
            c.fail("both forward ('" + m_config.tlsServerName + "') and proxy level ('" + target.serverName
                   + "') TLS servernames are set for upstream proxy '" + target.text() + "'");
        }
    }

    /// From 1.14.4 on the same address and port counts once.
    void add(const Upstream& upstream)
    {
        const auto isSame = [&upstream](const Upstream& other) {
            return other.address == upstream.address && other.port == upstream.port && other.hostName == upstream.hostName;
        };
        const std::vector<Upstream>& known = m_config.upstreams;
        if (!isHostNameKnown() || std::none_of(known.begin(), known.end(), isSame))
            m_config.upstreams.push_back(upstream);
    }

    Dispenser& c;
    const SetupContext& m_context;
    ForwardConfig& m_config;
};

} // namespace

std::vector<std::string> nameserversOf(std::string_view resolvConf)
{
    std::vector<std::string> servers;
    for (const std::vector<std::string>& fields : linesOf(resolvConf)) {
        if (fields[0] == "nameserver" && fields.size() > 1)
            servers.emplace_back(withoutZoneId(fields[1]));
    }
    return servers;
}

std::vector<std::string> searchOf(std::string_view resolvConf)
{
    std::vector<std::string> search;
    for (const std::vector<std::string>& fields : linesOf(resolvConf)) {
        if (fields[0] == "search")
            search.assign(fields.begin() + 1, fields.end());
        else if (fields[0] == "domain")
            search.assign(fields.begin() + 1, fields.begin() + std::min<std::ptrdiff_t>(2, std::ssize(fields)));
    }
    return search;
}

void readUpstreams(Dispenser& c, const SetupContext& context, ForwardConfig& config)
{
    UpstreamReader(c, context, config).read();
}

void checkProtocols(Dispenser& c, const SetupContext& context, ForwardConfig& config)
{
    UpstreamReader(c, context, config).checkProtocols();
}

std::string upstreamCountFault(const ForwardConfig& config, const Version& version)
{
    const std::size_t count = version >= hostNamesSince ? config.to.size() : config.upstreams.size();
    return count > maximumUpstreams ? "more than 15 TOs configured: " + std::to_string(count) : std::string();
}

} // namespace corefile
