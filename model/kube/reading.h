// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"
#include "model/kube/objects.h"
#include "model/kube/reader.h"
#include "model/kube/store.h"

#include <simdjson.h>

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kube {

using JsonValue = simdjson::ondemand::value;

/// What Ndots reads of an object's metadata. Texts are valid until the object is left.
struct Metadata {
    std::string_view name, scope, resourceVersion;
    LabelsId labels{};
    std::array<std::uint8_t, 16> uid{};
    bool deleting = false;
    bool initialEventsEnd = false; ///< annotation of a watch bookmark
};

/// One forward pass over a JSON text, and its first fault. It visits each value once, in document order (simdjson on demand), takes
/// null like an absent field as the API does, and knows the path for messages. After a fault every call returns at once with nothing.
///
/// Texts are views into the JSON. simdjson's own string buffer is not used: it holds 5/3 of the text, which a value that is read
/// twice (the kind is looked up before the fields are visited) could overflow in 3.0.1.
class Reading {
public:
    Reading(std::string_view json, base::Strings& strings) : m_strings(strings), m_json(json) {}

    [[nodiscard]] bool failed() const { return m_fault.has_value(); }
    [[nodiscard]] base::Strings& strings() { return m_strings; }
    [[nodiscard]] std::string_view json() const { return m_json; }

    /// Calls visit(key, value) for each field, with the path at the field. Anything but an object or null is a fault.
    template <class Visit>
    void fields(JsonValue value, Visit visit);
    template <class Visit>
    void fields(simdjson::ondemand::object object, Visit visit);
    /// Calls visit(value, index) for each element.
    template <class Visit>
    void elements(JsonValue value, Visit visit);

    [[nodiscard]] bool isNull(JsonValue value); ///< also consumes it if it is
    [[nodiscard]] std::optional<simdjson::ondemand::object> object(JsonValue value); ///< no object: a fault
    [[nodiscard]] std::string_view text(JsonValue value);
    /// As text, but booleans and numbers give their own spelling.
    [[nodiscard]] std::string_view looseText(JsonValue value);
    [[nodiscard]] StringId id(JsonValue value) { return m_strings.intern(text(value)); }
    [[nodiscard]] bool boolean(JsonValue value);
    [[nodiscard]] Tristate tristate(JsonValue value);
    [[nodiscard]] std::int32_t number(JsonValue value, std::int32_t least = 0, std::int32_t most = std::numeric_limits<std::int32_t>::max());
    [[nodiscard]] double real(JsonValue value);
    [[nodiscard]] IpAddress address(JsonValue value); ///< "" is none, any other text that is no address a fault
    [[nodiscard]] IpAddress address(JsonValue value, std::string_view text); ///< the same with the value's text, which is read already
    [[nodiscard]] LabelsId labels(JsonValue value);
    [[nodiscard]] StringId label(LabelsId labels, std::string_view key); ///< Empty if there is none
    [[nodiscard]] std::vector<std::string> texts(JsonValue value);
    /// The text at `path` in an object that was visited before, in part or whole, for messages about it; "" if there is none.
    /// Precondition: isJsonSound().
    [[nodiscard]] std::string lookUp(simdjson::ondemand::object object, std::initializer_list<std::string_view> path) const;
    [[nodiscard]] std::string rawJson(JsonValue value); ///< the value's own text; null gives ""
    enum class Annotations : std::uint8_t { Skip, Read };
    [[nodiscard]] Metadata metadata(JsonValue value, Annotations annotations = Annotations::Skip);

    /// Faults at `value` or, without one, at the present path. `expected` and `found` are words such as "a number".
    void expected(JsonValue value, std::string_view expected);
    void expectedText(JsonValue value, std::string_view expected, std::string_view found);
    void missing(std::string_view field, std::string_view why); ///< of the present object
    void wrong(std::string_view field, std::string_view what);  ///< likewise
    void broken(simdjson::error_code error);

    /// Between the two, paths begin at the object `value`. Leaving forgets the texts that were unescaped in between.
    struct Outer {
        std::size_t pathBase = 0, unescaped = 0, objectOffset = 0;
    };
    [[nodiscard]] Outer enterObject(JsonValue value);
    void leaveObject(const Outer& outer);
    /// What the next faults are about: "Service shop/api".
    void setSubject(std::string subject) { m_subject = std::move(subject); }
    [[nodiscard]] const std::string& subject() const { return m_subject; }
    /// The first fault. Its place is a byte offset into the JSON, npos if unknown.
    struct Fault {
        base::ErrorCode code{};
        std::string subject, detail;
        std::size_t offset = std::string_view::npos;
    };
    [[nodiscard]] std::optional<Fault>& fault() { return m_fault; }
    /// Checks the whole JSON after a fault: where it is broken, that is the fault. simdjson on demand tells a broken value and one of
    /// another type apart too late, and leaves its iterator unusable: nothing may be visited again unless this returns true.
    [[nodiscard]] bool isJsonSound();

private:
    struct Step {
        std::string_view key;
        std::size_t index = 0;
        bool isIndex = false;
    };
    [[nodiscard]] std::string path() const;
    [[nodiscard]] std::string_view rawText(const char* afterQuote);
    void fail(base::ErrorCode code, std::string detail, std::size_t offset);
    [[nodiscard]] std::size_t offsetOf(JsonValue value) const;

    base::Strings& m_strings;
    std::string_view m_json;
    std::deque<std::string> m_unescaped; // a deque: views into its texts stay valid while it grows
    std::vector<std::pair<std::string_view, std::string_view>> m_labels;
    std::string m_labelsText;
    std::vector<Step> m_path;
    std::size_t m_pathBase = 0;     // steps that lead to the present object
    std::size_t m_objectOffset = 0; // where it begins
    std::string m_subject;
    std::optional<Fault> m_fault;
};

template <class Visit>
void Reading::fields(JsonValue value, Visit visit)
{
    if (failed() || isNull(value))
        return;
    if (auto opened = object(value))
        fields(*opened, visit);
}

template <class Visit>
void Reading::fields(simdjson::ondemand::object object, Visit visit)
{
    for (auto found : object) {
        simdjson::ondemand::field field;
        if (const auto error = std::move(found).get(field))
            return broken(error);
        const std::string_view key = rawText(field.key().raw());
        if (failed())
            return;
        m_path.push_back({key});
        visit(key, field.value());
        if (failed())
            return;
        m_path.pop_back();
    }
}

template <class Visit>
void Reading::elements(JsonValue value, Visit visit)
{
    if (failed() || isNull(value))
        return;
    simdjson::ondemand::array array;
    simdjson::ondemand::json_type type{};
    if (const auto error = value.type().get(type))
        return broken(error);
    if (type != simdjson::ondemand::json_type::array)
        return expected(value, "a list");
    if (const auto error = value.get_array().get(array))
        return broken(error);
    std::size_t index = 0;
    for (auto found : array) {
        JsonValue element;
        if (const auto error = std::move(found).get(element))
            return broken(error);
        m_path.push_back({{}, index, true});
        visit(element, index);
        if (failed())
            return;
        m_path.pop_back();
        ++index;
    }
}

// One reader per kind; `object` is opened and not yet visited. nullopt: a fault, or an object that DNS does not need.
[[nodiscard]] std::optional<Object> readNamespace(Reading& reading, simdjson::ondemand::object object, Metadata& metadata);
[[nodiscard]] std::optional<Object> readService(Reading& reading, simdjson::ondemand::object object, Metadata& metadata);
[[nodiscard]] std::optional<Object> readEndpointSlice(Reading& reading, simdjson::ondemand::object object, Metadata& metadata);
[[nodiscard]] std::optional<Object> readPod(Reading& reading, simdjson::ondemand::object object, Metadata& metadata);
[[nodiscard]] std::optional<Object> readNode(Reading& reading, simdjson::ondemand::object object, Metadata& metadata);
[[nodiscard]] std::optional<Object> readConfigMap(Reading& reading, simdjson::ondemand::object object, Metadata& metadata);
[[nodiscard]] std::optional<Object> readStatefulSet(Reading& reading, simdjson::ondemand::object object, Metadata& metadata);
[[nodiscard]] std::optional<Object> readServiceImport(Reading& reading, simdjson::ondemand::object object, Metadata& metadata);
[[nodiscard]] std::optional<Object> readUpstream(Reading& reading, simdjson::ondemand::object object, Metadata& metadata);
[[nodiscard]] std::optional<Object> readNodeResolvConf(Reading& reading, simdjson::ondemand::object object, Metadata& metadata);

/// The root of a document: an object, a list, or an array of objects. `listKind` is the kind of the list that the object is an item of
/// ("ServiceList"), "" for none. After a fault, its subject says which object it is in.
void readDocument(Reading& reading, JsonValue root, std::string_view listKind, ReadOutcome& outcome);

/// The object in a watch event; as in WatchEvent.
struct EventObject {
    std::optional<Object> object;
    std::optional<ObjectKey> key;
    std::string resourceVersion;
};
[[nodiscard]] EventObject readEventObject(Reading& reading, JsonValue value);

/// spec.ports of a Service or ServiceImport.
[[nodiscard]] std::vector<ServicePort> readServicePorts(Reading& reading, JsonValue value);

} // namespace kube
