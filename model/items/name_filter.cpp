// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/items/name_filter.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace items {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view space = " \t\r\n";
    const std::size_t first = text.find_first_not_of(space);
    return first == std::string_view::npos ? std::string_view{} : text.substr(first, text.find_last_not_of(space) - first + 1);
}

std::vector<std::string> piecesOf(std::string_view text)
{
    std::vector<std::string> pieces;
    if (text.find_first_of("*?") == std::string_view::npos)
        return pieces;
    while (true) {
        const std::size_t star = text.find('*');
        if (star != 0)
            pieces.emplace_back(text.substr(0, star));
        if (star == std::string_view::npos)
            return pieces;
        text.remove_prefix(star + 1);
        if (text.empty())
            return pieces;
    }
}

/// Where `piece`, whose `?` stand for any character, begins in `text` from `from` on.
std::size_t findPiece(std::string_view text, std::string_view piece, std::size_t from)
{
    const auto isSame = [](char wanted, char found) { return wanted == '?' || wanted == found; };
    const auto at = std::search(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), piece.begin(), piece.end(),
                                [&](char found, char wanted) { return isSame(wanted, found); });
    return at == text.end() && !piece.empty() ? std::string_view::npos : static_cast<std::size_t>(at - text.begin());
}

/// An IPv4 address as text without an allocation: 150,000 of them are looked at for a keystroke.
std::string_view v4Text(const base::IpAddress& address, std::array<char, 16>& room)
{
    char* at = room.data();
    for (std::size_t octet = 12; octet < 16; ++octet) {
        at = std::to_chars(at, room.data() + room.size(), static_cast<unsigned>(address.bytes()[octet])).ptr;
        *at++ = '.';
    }
    return {room.data(), static_cast<std::size_t>(at - room.data()) - 1};
}

bool isAllOf(std::string_view text, std::string_view alphabet) { return text.find_first_not_of(alphabet) == std::string_view::npos; }

/// The label that a pod's name has for its address: 10-244-1-17, fd00-244--1 (dns-semantics 2.8).
std::string dashed(const base::IpAddress& address)
{
    std::string text = address.toString();
    std::replace_if(text.begin(), text.end(), [](char c) { return c == '.' || c == ':'; }, '-');
    return text;
}

} // namespace

NameFilter::NameFilter(std::string_view text, std::string_view zone) : m_text(dns::asciiLower(trimmed(text))), m_zone(zone)
{
    m_pieces = piecesOf(m_text);
    m_hasSlash = m_text.find('/') != std::string::npos;
    m_spansParts = m_hasSlash || m_text.find('.') != std::string::npos;
    m_dotted = m_text;
    std::replace(m_dotted.begin(), m_dotted.end(), '-', '.');
    m_couldBeV4 = isAllOf(m_text, "0123456789.-*?");
    m_couldBeV6 = isAllOf(m_text, "0123456789abcdef:-*?") && m_text.find_first_of("0123456789:") != std::string::npos;
    if (m_text.find(".arpa") == std::string::npos)
        return;
    if (const auto name = dns::Name::parse(m_text))
        m_reverse = dns::addressOfReverseName(*name);
}

bool NameFilter::narrows(const NameFilter& before) const
{
    return !before.isEmpty() && m_pieces.empty() && before.m_pieces.empty() && !m_reverse && m_spansParts == before.m_spansParts && m_hasSlash == before.m_hasSlash
        && m_text.find(before.m_text) != std::string::npos;
}

bool NameFilter::contains(std::string_view lowerText) const
{
    if (m_pieces.empty())
        return lowerText.find(m_text) != std::string_view::npos;
    std::size_t from = 0;
    for (const std::string& piece : m_pieces) {
        from = findPiece(lowerText, piece, from);
        if (from == std::string_view::npos)
            return false;
        from += piece.size();
    }
    return true;
}

bool NameFilter::matchesText(std::string_view text) const { return contains(dns::asciiLower(text)); }

bool NameFilter::matchesRecord(const dns::Record& record) const
{
    if (const auto* address = std::get_if<dns::rdata::Address>(&record.data); address != nullptr && matchesAddress(address->address))
        return true;
    return matchesText(record.owner.text()) || matchesText(dns::dataText(record));
}

bool NameFilter::matchesAddress(const base::IpAddress& address) const
{
    if (address.isNone())
        return false;
    if (m_reverse)
        return address == *m_reverse;
    if (address.isV4()) {
        std::array<char, 16> room{};
        return m_couldBeV4 && (m_pieces.empty() ? v4Text(address, room).find(m_dotted) != std::string_view::npos : contains(v4Text(address, room)));
    }
    return m_couldBeV6 && (contains(address.toString()) || contains(dashed(address)));
}

bool NameFilter::matchesWhole(std::initializer_list<std::string_view> parts) const
{
    std::string whole;
    for (const std::string_view part : parts)
        whole += part;
    return contains(whole);
}

bool NameFilter::matchesAcross(const std::function<std::string()>& head, std::initializer_list<std::string_view> tail) const
{
    const char separator = m_hasSlash ? '/' : '.';
    if (!m_pieces.empty()) {
        std::string whole = head() + separator;
        for (const std::string_view part : tail)
            whole += part;
        return contains(whole);
    }
    // A text within the tail alone was found at the namespace, so it begins in the head.
    const std::size_t cut = m_text.find(separator);
    std::string_view rest = std::string_view(m_text).substr(cut + 1);
    for (const std::string_view part : tail) {
        const std::size_t common = std::min(rest.size(), part.size());
        if (rest.substr(0, common) != part.substr(0, common))
            return false;
        rest.remove_prefix(common);
    }
    if (!rest.empty())
        return false;
    const std::string start = head();
    return start.size() >= cut && start.compare(start.size() - cut, cut, m_text, 0, cut) == 0;
}

bool NameFilter::matchesNamespace(std::string_view name) const
{
    if (!m_spansParts)
        return contains(name);
    if (m_hasSlash)
        return matchesWhole({name, "/"});
    return matchesWhole({name, ".svc.", m_zone}) || matchesWhole({name, ".pod.", m_zone});
}

bool NameFilter::matches(const kube::ClusterSnapshot& cluster, const kube::Service& service) const
{
    const auto isFound = [this](const base::IpAddress& address) { return matchesAddress(address); };
    const std::string_view name = cluster.text(service.name), scope = cluster.text(service.scope);
    if (contains(name) || std::any_of(service.clusterIps.begin(), service.clusterIps.end(), isFound)
        || std::any_of(service.externalIps.begin(), service.externalIps.end(), isFound))
        return true;
    if (service.externalName != kube::StringId::Empty && matchesText(cluster.text(service.externalName)))
        return true;
    if (std::any_of(service.ingress.begin(), service.ingress.end(), [&](const kube::Ingress& each) {
            return matchesAddress(each.ip) || (each.hostname != kube::StringId::Empty && matchesText(cluster.text(each.hostname)));
        }))
        return true;
    if (!m_spansParts)
        return false;
    if (m_hasSlash)
        return matchesAcross([&] { return std::string(scope); }, {name});
    if (matchesAcross([&] { return std::string(name); }, {scope, ".svc.", m_zone}))
        return true;
    return m_text.find('_') != std::string::npos && std::any_of(service.ports.begin(), service.ports.end(), [&](const kube::ServicePort& port) {
        static constexpr std::array<std::string_view, 3> protocols{"tcp", "udp", "sctp"};
        return port.name != kube::StringId::Empty
            && matchesWhole({"_", cluster.text(port.name), "._", protocols[static_cast<std::size_t>(port.protocol)], ".", name, ".", scope, ".svc.", m_zone});
    });
}

bool NameFilter::matches(const kube::ClusterSnapshot& cluster, const kube::Pod& pod) const
{
    const std::string_view name = cluster.text(pod.name), scope = cluster.text(pod.scope);
    if (contains(name) || matchesAddress(pod.ip) || matchesAddress(pod.secondIp))
        return true;
    if (!m_spansParts)
        return pod.details != nullptr && !pod.details->hostname.empty() && matchesText(pod.details->hostname);
    if (m_hasSlash)
        return matchesAcross([&] { return std::string(scope); }, {name});
    for (const base::IpAddress& address : {pod.ip, pod.secondIp}) {
        if (!address.isNone() && matchesAcross([&] { return dashed(address); }, {scope, ".pod.", m_zone}))
            return true;
    }
    return pod.details != nullptr && !pod.details->subdomain.empty()
        && matchesWhole({pod.details->hostname, ".", pod.details->subdomain, ".", scope, ".svc.", m_zone});
}

bool NameFilter::matches(const kube::ClusterSnapshot& cluster, const kube::EndpointSlice& slice) const
{
    const std::string_view service = cluster.text(slice.service), scope = cluster.text(slice.scope);
    return std::any_of(slice.endpoints.begin(), slice.endpoints.end(), [&](const kube::Endpoint& endpoint) {
        if (std::any_of(endpoint.addresses.begin(), endpoint.addresses.end(), [this](const base::IpAddress& address) { return matchesAddress(address); }))
            return true;
        if (endpoint.hostname == kube::StringId::Empty)
            return false;
        const std::string_view host = cluster.text(endpoint.hostname);
        return contains(host) || (m_spansParts && !m_hasSlash && matchesAcross([&] { return std::string(host); }, {service, ".", scope, ".svc.", m_zone}));
    });
}

} // namespace items
