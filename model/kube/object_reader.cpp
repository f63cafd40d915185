// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/reading.h"

#include <algorithm>
#include <array>

// How an object is read: its kind and apiVersion are looked up first (they stand at the front in what API servers and kubectl write,
// so that this costs two fields), then one reader visits all fields in their order. Items of a typed list carry neither; their kind
// is the list's without "List".

namespace kube {

namespace {

using simdjson::ondemand::json_type;

struct KindReader {
    std::string_view group, kind;
    Kind type;
    bool isScoped;
    std::optional<Object> (*read)(Reading&, simdjson::ondemand::object, Metadata&);
};

constexpr std::array<KindReader, 10> kindReaders = {{
    {"", "Pod", Kind::Pod, true, readPod},
    {"discovery.k8s.io", "EndpointSlice", Kind::EndpointSlice, true, readEndpointSlice},
    {"", "Service", Kind::Service, true, readService},
    {"", "Namespace", Kind::Namespace, false, readNamespace},
    {"", "Node", Kind::Node, false, readNode},
    {"", "ConfigMap", Kind::ConfigMap, true, readConfigMap},
    {"apps", "StatefulSet", Kind::StatefulSet, true, readStatefulSet},
    {"multicluster.x-k8s.io", "ServiceImport", Kind::ServiceImport, true, readServiceImport},
    {"ndots.org", "Upstream", Kind::Upstream, false, readUpstream},
    {"ndots.org", "NodeResolvConf", Kind::NodeResolvConf, false, readNodeResolvConf},
}};

struct TypeMeta {
    std::string_view kind, apiVersion;

    [[nodiscard]] std::string_view group() const
    {
        const std::size_t slash = apiVersion.find('/');
        return slash == std::string_view::npos ? std::string_view{} : apiVersion.substr(0, slash);
    }
    /// An object without apiVersion (the item of a typed list, a text written by hand) is known by its kind.
    [[nodiscard]] const KindReader* reader() const
    {
        const auto found = std::find_if(kindReaders.begin(), kindReaders.end(), [this](const KindReader& known) {
            return known.kind == kind && (apiVersion.empty() || known.group == group());
        });
        return found == kindReaders.end() ? nullptr : &*found;
    }
    /// "Deployment"; of a kind that shares its name with one of ours the group too, as kubectl writes it: "Service.serving.knative.dev".
    [[nodiscard]] std::string skippedName() const
    {
        const bool isShared = std::any_of(kindReaders.begin(), kindReaders.end(), [this](const KindReader& known) { return known.kind == kind; });
        return isShared ? std::string(kind).append(".").append(group()) : std::string(kind);
    }
    [[nodiscard]] bool isLesson() const { return kind == "Lesson" && group() == "ndots.org"; }
};

constexpr std::string_view listSuffix = "List";

/// Looks up kind and apiVersion, then sets the object back to its first field.
TypeMeta readTypeMeta(Reading& reading, simdjson::ondemand::object& object)
{
    TypeMeta found;
    for (auto field : object) {
        simdjson::ondemand::field named;
        if (const auto error = std::move(field).get(named)) {
            reading.broken(error);
            return found;
        }
        const simdjson::ondemand::raw_json_string key = named.key();
        if (key.unsafe_is_equal("kind"))
            found.kind = reading.text(named.value());
        else if (key.unsafe_is_equal("apiVersion"))
            found.apiVersion = reading.text(named.value());
        if (reading.failed() || (!found.kind.empty() && !found.apiVersion.empty()))
            break;
    }
    if (reading.failed())
        return found;
    if (const auto error = object.reset().error())
        reading.broken(error);
    return found;
}

class ObjectReader {
public:
    ObjectReader(Reading& reading, ReadOutcome& outcome) : m_reading(reading), m_outcome(outcome) {}

    /// An object, a list or an array of them, at the document's root.
    void readRoot(JsonValue root, std::string_view listKind)
    {
        json_type type{};
        if (root.type().get(type) == simdjson::SUCCESS && type == json_type::array) {
            m_reading.elements(root, [&](JsonValue element, std::size_t index) { readItem(element, index, {}); });
            return;
        }
        auto object = m_reading.object(root);
        if (!object)
            return;
        const TypeMeta meta = readTypeMeta(m_reading, *object);
        if (m_reading.failed())
            return;
        if (listKind.empty() && meta.kind.ends_with(listSuffix))
            readList(*object, meta);
        else
            readOne(*object, listKind.empty() || !meta.kind.empty() ? meta : itemMeta({listKind, {}}), "");
    }

    /// Metadata of the object that was read last.
    [[nodiscard]] const Metadata& metadata() const { return m_metadata; }
    [[nodiscard]] const ObjectKey& key() const { return m_key; }

    void readOne(simdjson::ondemand::object object, const TypeMeta& meta, const std::string& where)
    {
        m_metadata = {};
        m_key = {};
        if (meta.kind.empty())
            return m_reading.missing("kind", "so this is no Kubernetes object");
        const KindReader* const reader = meta.reader();
        if (reader == nullptr) {
            if (!meta.isLesson())
                skip(meta.skippedName());
            return m_reading.fields(object, [](std::string_view, JsonValue) {}); // to its end
        }
        m_reading.setSubject(std::string(meta.kind) + where);
        auto found = reader->read(m_reading, object, m_metadata);
        if (m_reading.failed())
            return nameFault(object, meta, where);
        if (m_metadata.name.empty())
            return m_reading.missing("metadata.name", "every object has one");
        // As kubectl does where no namespace is said.
        const std::string_view scope = !reader->isScoped ? "" : m_metadata.scope.empty() ? "default" : m_metadata.scope;
        m_key.scope = m_reading.strings().intern(scope);
        m_key.name = m_reading.strings().intern(m_metadata.name);
        m_key.kind = reader->type;
        if (!found)
            return;
        std::visit([&](auto& value) { setNames(value); }, *found);
        m_outcome.objects.push_back(std::move(*found));
    }

private:
    template <class T>
    void setNames(T& value) const
    {
        if constexpr (requires { value.scope; })
            value.scope = m_key.scope;
        value.name = m_key.name;
    }

    static TypeMeta itemMeta(const TypeMeta& list)
    {
        return {list.kind.substr(0, list.kind.size() - listSuffix.size()), list.apiVersion};
    }

    void readList(simdjson::ondemand::object object, const TypeMeta& meta)
    {
        const TypeMeta typed = itemMeta(meta);
        const bool isSkipped = !typed.kind.empty() && typed.reader() == nullptr;
        if (isSkipped)
            skip(typed.skippedName());
        m_reading.setSubject(std::string(meta.kind));
        m_reading.fields(object, [&](std::string_view key, JsonValue field) {
            if (key == "metadata")
                readListMetadata(field);
            else if (key == "items" && !isSkipped)
                m_reading.elements(field, [&](JsonValue item, std::size_t index) { readItem(item, index, typed); });
        });
    }

    void readListMetadata(JsonValue value)
    {
        m_reading.fields(value, [&](std::string_view key, JsonValue field) {
            if (key == "resourceVersion")
                m_outcome.resourceVersion = m_reading.text(field);
            else if (key == "continue")
                m_outcome.continueToken = m_reading.text(field);
        });
    }

    void readItem(JsonValue item, std::size_t index, const TypeMeta& typed)
    {
        auto object = m_reading.object(item);
        if (!object)
            return;
        const auto outer = m_reading.enterObject(item);
        const TypeMeta meta = typed.kind.empty() ? readTypeMeta(m_reading, *object) : typed;
        if (m_reading.failed())
            return;
        m_reading.setSubject("items[" + std::to_string(index) + "]");
        readOne(*object, meta, " items[" + std::to_string(index) + "]");
        if (!m_reading.failed())
            m_reading.leaveObject(outer);
    }

    void skip(std::string kind)
    {
        auto& skipped = m_outcome.skippedKinds;
        if (std::find(skipped.begin(), skipped.end(), kind) == skipped.end())
            skipped.push_back(std::move(kind));
    }

    /// Says which object the fault is in. Where the fault came before the name, the object is gone through once more for it.
    void nameFault(simdjson::ondemand::object object, const TypeMeta& meta, const std::string& where)
    {
        if (!m_reading.isJsonSound())
            return;
        auto& fault = *m_reading.fault();
        std::string name(m_metadata.name), scope(m_metadata.scope);
        if (name.empty()) {
            name = m_reading.lookUp(object, {"metadata", "name"});
            scope = m_reading.lookUp(object, {"metadata", "namespace"});
        }
        if (name.empty())
            fault.subject = std::string(meta.kind) + where;
        else
            fault.subject = std::string(meta.kind) + ' ' + (scope.empty() ? "" : scope + '/') + name;
    }

    Reading& m_reading;
    ReadOutcome& m_outcome;
    Metadata m_metadata;
    ObjectKey m_key;
};

} // namespace

void readDocument(Reading& reading, JsonValue root, std::string_view listKind, ReadOutcome& outcome)
{
    ObjectReader(reading, outcome).readRoot(root, listKind);
}

EventObject readEventObject(Reading& reading, JsonValue value)
{
    EventObject found;
    auto object = reading.object(value);
    if (!object)
        return found;
    const auto outer = reading.enterObject(value);
    const TypeMeta meta = readTypeMeta(reading, *object);
    if (reading.failed())
        return found;
    ReadOutcome outcome;
    ObjectReader reader(reading, outcome);
    reader.readOne(*object, meta, "");
    if (reading.failed())
        return found;
    found.resourceVersion = reader.metadata().resourceVersion;
    if (reader.key().name != StringId::Empty)
        found.key = reader.key();
    if (!outcome.objects.empty())
        found.object = std::move(outcome.objects.front());
    reading.leaveObject(outer);
    return found;
}

} // namespace kube
