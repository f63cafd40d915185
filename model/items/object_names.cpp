// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/items/object_names.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <unordered_set>

namespace items {

namespace {

/// FNV-1a: fast on short texts, and a collision only costs a glow.
class Fingerprint {
public:
    void add(std::string_view octets)
    {
        for (const char octet : octets)
            m_value = (m_value ^ static_cast<unsigned char>(octet)) * 16777619u;
    }
    void add(std::uint32_t number) { add(std::string_view(reinterpret_cast<const char*>(&number), sizeof number)); }
    void add(const base::IpAddress& address) { add(std::string_view(reinterpret_cast<const char*>(address.bytes().data()), address.bytes().size())); }
    [[nodiscard]] std::uint32_t value() const { return m_value; }

private:
    std::uint32_t m_value = 2166136261u;
};

void addRecord(Fingerprint& print, const dns::Record& record)
{
    print.add(record.owner.text());
    print.add(static_cast<std::uint32_t>(record.type));
    print.add(record.ttl.count());
    if (const auto* address = std::get_if<dns::rdata::Address>(&record.data)) {
        print.add(address->address);
    } else if (const auto* target = std::get_if<dns::rdata::Target>(&record.data)) {
        print.add(target->name.text());
    } else if (const auto* srv = std::get_if<dns::rdata::Srv>(&record.data)) {
        print.add(std::uint32_t{srv->weight} << 16 | srv->port);
        print.add(srv->target.text());
    } else {
        print.add(dns::toString(record.data));
    }
}

std::uint32_t fingerprintOf(const sim::ObjectNames& names)
{
    Fingerprint print;
    for (const sim::OwnedRecord& owned : names.records)
        addRecord(print, owned.record);
    for (const sim::MissingName& missing : names.missing) {
        print.add(missing.name);
        print.add(static_cast<std::uint32_t>(missing.why.code));
    }
    return print.value();
}

/// A Pod's endpoint names and PTRs are the Service's too, and are counted there.
std::uint32_t ownNames(const sim::ObjectNames& names, kube::Kind kind)
{
    std::unordered_set<std::string_view> distinct;
    for (const sim::OwnedRecord& owned : names.records) {
        if (kind != kube::Kind::Pod || owned.ownerKind == kube::Kind::Pod)
            distinct.insert(owned.record.owner.text());
    }
    return static_cast<std::uint32_t>(distinct.size());
}

int rankOf(dns::Type type)
{
    switch (type) {
    case dns::Type::SRV: return 1;
    case dns::Type::PTR: return 2;
    default: return 0;
    }
}

std::vector<std::uint32_t> displayOrder(const ObjectNames& names)
{
    std::vector<std::uint32_t> order(names.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto rank = [&](std::uint32_t ordinal) {
        const sim::OwnedRecord* record = names.record(ordinal);
        return rankOf(record != nullptr ? record->record.type : names.missing(ordinal)->type);
    };
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return rank(a) < rank(b); });
    return order;
}

void leaveOut(ObjectNames& names, const NameFilter& filter)
{
    if (filter.isEmpty())
        return;
    std::vector<std::uint32_t> matching;
    std::copy_if(names.shown.begin(), names.shown.end(), std::back_inserter(matching), [&](std::uint32_t ordinal) {
        const sim::OwnedRecord* owned = names.record(ordinal);
        return owned != nullptr ? filter.matchesRecord(owned->record) : filter.matchesText(names.missing(ordinal)->name);
    });
    if (!matching.empty())
        names.shown = std::move(matching);
}

} // namespace

const sim::OwnedRecord* ObjectNames::record(std::uint32_t ordinal) const
{
    return ordinal < names.records.size() ? &names.records[ordinal] : nullptr;
}

const sim::MissingName* ObjectNames::missing(std::uint32_t ordinal) const
{
    const std::size_t index = ordinal - names.records.size();
    return ordinal >= names.records.size() && index < names.missing.size() ? &names.missing[index] : nullptr;
}

std::optional<std::uint32_t> ObjectNames::find(const ObjectNames& before, std::uint32_t ordinal) const
{
    if (const sim::OwnedRecord* old = before.record(ordinal)) {
        std::optional<std::uint32_t> similar;
        for (std::uint32_t at = 0; at < names.records.size(); ++at) {
            const dns::Record& record = names.records[at].record;
            if (record == old->record)
                return at;
            if (!similar && record.type == old->record.type && record.owner == old->record.owner)
                similar = at;
        }
        return similar;
    }
    const sim::MissingName* old = before.missing(ordinal);
    if (old == nullptr)
        return std::nullopt;
    const auto at = std::find_if(names.missing.begin(), names.missing.end(),
                                 [&](const sim::MissingName& each) { return each.name == old->name && each.type == old->type; });
    if (at == names.missing.end())
        return std::nullopt;
    return static_cast<std::uint32_t>(names.records.size() + static_cast<std::size_t>(at - names.missing.begin()));
}

void NameSource::setCluster(kube::SnapshotPtr cluster, sim::SetupPtr setup)
{
    m_cluster = std::move(cluster);
    m_setup = std::move(setup);
}

void NameSource::setFilter(const NameFilter& filter)
{
    m_filter = filter;
    forgetAll();
}

void NameSource::forgetAll()
{
    m_entries.clear();
    m_places.clear();
}

std::shared_ptr<ObjectNames> NameSource::derive(const kube::ObjectKey& key) const
{
    auto result = std::make_shared<ObjectNames>();
    const corefile::KubernetesConfig* config = m_setup ? m_setup->kubernetes() : nullptr;
    if (m_cluster == nullptr || config == nullptr)
        return result;
    const std::string_view scope = m_cluster->text(key.scope), name = m_cluster->text(key.name);
    if (key.kind == kube::Kind::Pod) {
        if (const kube::Pod* pod = m_cluster->findPod(scope, name))
            result->names = sim::namesOfPod(*m_cluster, *config, m_setup->coreDns.version, *pod);
    } else if (const kube::Service* service = m_cluster->findService(scope, name)) {
        result->names = sim::namesOfService(*m_cluster, *config, m_setup->coreDns.version, *service);
    }
    result->own = ownNames(result->names, key.kind);
    result->fingerprint = fingerprintOf(result->names);
    result->marks.resize(result->size());
    result->shown = displayOrder(*result);
    leaveOut(*result, m_filter);
    return result;
}

ObjectNamesPtr NameSource::kept(const kube::ObjectKey& key) const
{
    const auto place = m_places.find(key);
    return place == m_places.end() ? nullptr : place->second->names;
}

ObjectNamesPtr NameSource::names(const kube::ObjectKey& key)
{
    if (const auto place = m_places.find(key); place != m_places.end()) {
        m_entries.splice(m_entries.begin(), m_entries, place->second);
        return place->second->names;
    }
    m_entries.push_front({key, derive(key)});
    m_places[key] = m_entries.begin();
    if (m_entries.size() > keptObjects) {
        m_places.erase(m_entries.back().key);
        m_entries.pop_back();
    }
    return m_entries.front().names;
}

ObjectNamesPtr NameSource::renew(const kube::ObjectKey& key, base::Instant now)
{
    const std::shared_ptr<ObjectNames> fresh = derive(key);
    const auto place = m_places.find(key);
    if (place == m_places.end())
        return fresh;
    const ObjectNames& old = *place->second->names;
    for (std::uint32_t ordinal = 0; ordinal < fresh->size(); ++ordinal) {
        const auto before = old.find(*fresh, ordinal);
        if (!before)
            fresh->marks[ordinal] = {ChangeMark::Added, now};
        else if (const sim::OwnedRecord* record = fresh->record(ordinal); record != nullptr && !(record->record == old.record(*before)->record))
            fresh->marks[ordinal] = {ChangeMark::Modified, now};
        else
            fresh->marks[ordinal] = old.marks[*before];
    }
    place->second->names = fresh;
    return fresh;
}

} // namespace items
