// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/reading.h"

#include "model/kube/json_text.h"

#include <algorithm>
#include <cstring>

namespace kube {

namespace {

using simdjson::ondemand::json_type;

std::string_view nameOf(json_type type)
{
    switch (type) {
    case json_type::array: return "a list";
    case json_type::object: return "an object";
    case json_type::number: return "a number";
    case json_type::string: return "a string";
    case json_type::boolean: return "a boolean";
    case json_type::null: return "null";
    }
    return "something else";
}

json_type typeOf(JsonValue value)
{
    json_type type{};
    // A character that begins no value is told as a number by none of the callers: each compares with what it wants.
    return value.type().get(type) == simdjson::SUCCESS ? type : json_type{};
}

/// 16 bytes of a UUID's 32 hexadecimal digits; all zero for any other text (the API promises only a unique one).
std::array<std::uint8_t, 16> uuidBytes(std::string_view text)
{
    std::array<std::uint8_t, 16> bytes{};
    std::size_t digits = 0;
    for (const char c : text) {
        if (c == '-')
            continue;
        const int value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (value < 0 || digits == 32)
            return {};
        bytes[digits / 2] = static_cast<std::uint8_t>(bytes[digits / 2] * 16 + value);
        ++digits;
    }
    return digits == 32 ? bytes : std::array<std::uint8_t, 16>{};
}

} // namespace

Reading::Outer Reading::enterObject(JsonValue value)
{
    const Outer outer{m_pathBase, m_unescaped.size(), m_objectOffset};
    m_pathBase = m_path.size();
    m_objectOffset = offsetOf(value);
    return outer;
}

void Reading::leaveObject(const Outer& outer)
{
    m_pathBase = outer.pathBase;
    m_objectOffset = outer.objectOffset;
    while (m_unescaped.size() > outer.unescaped)
        m_unescaped.pop_back();
}

std::string Reading::path() const
{
    std::string text;
    for (std::size_t i = m_pathBase; i < m_path.size(); ++i) {
        const Step& step = m_path[i];
        if (step.isIndex) {
            text += '[' + std::to_string(step.index) + ']';
        } else {
            if (!text.empty())
                text += '.';
            text += step.key;
        }
    }
    return text;
}

std::size_t Reading::offsetOf(JsonValue value) const
{
    const char* const place = value.raw_json_token().data();
    const bool isInside = place >= m_json.data() && place <= m_json.data() + m_json.size();
    return isInside ? static_cast<std::size_t>(place - m_json.data()) : std::string_view::npos;
}

void Reading::fail(base::ErrorCode code, std::string detail, std::size_t offset)
{
    if (!m_fault)
        m_fault = Fault{code, m_subject, std::move(detail), offset};
}

void Reading::expected(JsonValue value, std::string_view expected)
{
    const std::string_view found = nameOf(typeOf(value));
    fail(base::ErrorCode::ObjectWrongShape, path() + ": expected " + std::string(expected) + ", found " + std::string(found),
         offsetOf(value));
}

void Reading::expectedText(JsonValue value, std::string_view expected, std::string_view found)
{
    constexpr std::size_t longest = 60; // bytes of the found text in a message
    std::string shown(found.substr(0, longest));
    while (shown.size() < found.size() && !shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0) == 0x80)
        shown.pop_back(); // not in the middle of a character
    if (shown.size() < found.size())
        shown += "...";
    fail(base::ErrorCode::ObjectWrongShape, path() + ": expected " + std::string(expected) + ", found \"" + shown + '"', offsetOf(value));
}

void Reading::missing(std::string_view field, std::string_view why)
{
    wrong(field, "missing, " + std::string(why));
}

void Reading::wrong(std::string_view field, std::string_view what)
{
    fail(base::ErrorCode::ObjectWrongShape, std::string(field).append(": ").append(what), m_objectOffset);
}

void Reading::broken(simdjson::error_code error)
{
    if (error == simdjson::INCORRECT_TYPE)
        return fail(base::ErrorCode::ObjectWrongShape, path() + ": a value of another type was expected", m_objectOffset);
    fail(base::ErrorCode::JsonSyntax, simdjson::error_message(error), std::string_view::npos);
}

bool Reading::isJsonSound()
{
    const auto broken = checkJson(m_json, nullptr);
    if (!broken)
        return true;
    m_fault = Fault{base::ErrorCode::JsonSyntax, {}, broken->atEnd ? "the text ends inside " + broken->message : broken->message, broken->offset};
    return false;
}

bool Reading::isNull(JsonValue value)
{
    if (typeOf(value) != json_type::null)
        return false;
    bool isIt = false;
    if (const auto error = value.is_null().get(isIt))
        broken(error);
    else if (!isIt)
        broken(simdjson::N_ATOM_ERROR);
    return true;
}

std::optional<simdjson::ondemand::object> Reading::object(JsonValue value)
{
    if (failed())
        return std::nullopt;
    json_type type{};
    if (const auto error = value.type().get(type)) {
        broken(error);
        return std::nullopt;
    }
    simdjson::ondemand::object opened;
    if (type != json_type::object)
        expected(value, "an object");
    else if (const auto error = value.get_object().get(opened))
        broken(error);
    else
        return opened;
    return std::nullopt;
}

/// The text of a JSON string whose first byte is `afterQuote`. Most hold no escape and are a view into the JSON.
std::string_view Reading::rawText(const char* afterQuote)
{
    const char* const end = m_json.data() + m_json.size();
    const auto* const quote = static_cast<const char*>(std::memchr(afterQuote, '"', static_cast<std::size_t>(end - afterQuote)));
    if (quote == nullptr) {
        broken(simdjson::UNCLOSED_STRING);
        return {};
    }
    const auto length = static_cast<std::size_t>(quote - afterQuote);
    if (length == 0 || std::memchr(afterQuote, '\\', length) == nullptr)
        return {afterQuote, length};
    std::string text;
    if (!unescapeJson({afterQuote, static_cast<std::size_t>(end - afterQuote)}, text)) {
        broken(simdjson::STRING_ERROR);
        return {};
    }
    return m_unescaped.emplace_back(std::move(text));
}

std::string_view Reading::text(JsonValue value)
{
    if (failed() || isNull(value))
        return {};
    if (typeOf(value) != json_type::string) {
        expected(value, "a string");
        return {};
    }
    simdjson::ondemand::raw_json_string raw;
    if (const auto error = value.get_raw_json_string().get(raw)) {
        broken(error);
        return {};
    }
    return rawText(raw.raw());
}

std::string_view Reading::looseText(JsonValue value)
{
    const json_type type = typeOf(value);
    if (failed() || (type != json_type::number && type != json_type::boolean))
        return text(value);
    std::string_view token = value.raw_json_token();
    while (!token.empty() && static_cast<unsigned char>(token.back()) <= ' ')
        token.remove_suffix(1);
    return token;
}

bool Reading::boolean(JsonValue value)
{
    return tristate(value) == Tristate::True;
}

Tristate Reading::tristate(JsonValue value)
{
    if (failed() || isNull(value))
        return Tristate::Unset;
    bool isTrue = false;
    if (value.get_bool().get(isTrue) == simdjson::SUCCESS)
        return isTrue ? Tristate::True : Tristate::False;
    expected(value, "a boolean");
    return Tristate::Unset;
}

std::int32_t Reading::number(JsonValue value, std::int32_t least, std::int32_t most)
{
    if (failed() || isNull(value))
        return 0;
    std::int64_t found = 0;
    if (value.get_int64().get(found) == simdjson::SUCCESS && found >= least && found <= most)
        return static_cast<std::int32_t>(found);
    const std::string wanted = "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
    if (typeOf(value) == json_type::number)
        expectedText(value, wanted, looseText(value));
    else
        expected(value, wanted);
    return 0;
}

double Reading::real(JsonValue value)
{
    if (failed() || isNull(value))
        return 0;
    double found = 0;
    if (value.get_double().get(found) != simdjson::SUCCESS)
        expected(value, "a number");
    return found;
}

IpAddress Reading::address(JsonValue value)
{
    return address(value, text(value));
}

IpAddress Reading::address(JsonValue value, std::string_view text)
{
    if (failed() || text.empty())
        return {};
    if (const auto parsed = IpAddress::parse(text))
        return *parsed;
    expectedText(value, "an IP address", text);
    return {};
}

StringId Reading::label(LabelsId labels, std::string_view key)
{
    std::string_view rest = m_strings.text(labels);
    while (!rest.empty()) {
        const std::size_t keyEnd = rest.find('\0'), valueEnd = rest.find('\0', keyEnd + 1);
        if (rest.substr(0, keyEnd) == key)
            return m_strings.intern(rest.substr(keyEnd + 1, valueEnd - keyEnd - 1));
        rest.remove_prefix(valueEnd + 1);
    }
    return StringId::Empty;
}

std::vector<std::string> Reading::texts(JsonValue value)
{
    std::vector<std::string> found;
    elements(value, [&](JsonValue element, std::size_t) { found.emplace_back(text(element)); });
    return found;
}

std::string Reading::lookUp(simdjson::ondemand::object object, std::initializer_list<std::string_view> path) const
{
    if (object.reset().error())
        return {};
    Reading again(m_json, m_strings);
    std::string found;
    const auto visit = [&](auto&& self, simdjson::ondemand::object inside, const std::string_view* step) -> void {
        again.fields(inside, [&](std::string_view key, JsonValue field) {
            if (key != *step)
                return;
            if (step + 1 == path.end())
                found = again.text(field);
            else if (auto deeper = again.object(field))
                self(self, *deeper, step + 1);
        });
    };
    visit(visit, object, path.begin());
    return found;
}

std::string Reading::rawJson(JsonValue value)
{
    if (failed() || isNull(value))
        return {};
    const json_type type = typeOf(value);
    std::string_view raw;
    simdjson::error_code error = simdjson::SUCCESS;
    if (type == json_type::object) {
        simdjson::ondemand::object opened;
        error = value.get_object().get(opened);
        if (!error)
            error = opened.raw_json().get(raw);
    } else if (type == json_type::array) {
        simdjson::ondemand::array opened;
        error = value.get_array().get(opened);
        if (!error)
            error = opened.raw_json().get(raw);
    } else {
        raw = value.raw_json_token();
        while (!raw.empty() && static_cast<unsigned char>(raw.back()) <= ' ')
            raw.remove_suffix(1);
    }
    if (error)
        broken(error);
    return std::string(raw);
}

LabelsId Reading::labels(JsonValue value)
{
    m_labels.clear();
    fields(value, [&](std::string_view key, JsonValue element) {
        const std::string_view label = text(element);
        if (key.find('\0') != std::string_view::npos || label.find('\0') != std::string_view::npos)
            return expected(element, "a label without a NUL character"); // it parts the labels in the store
        m_labels.emplace_back(key, label);
    });
    // Stable, so that of a key that is there twice the last one wins, as for every field.
    std::stable_sort(m_labels.begin(), m_labels.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    m_labelsText.clear();
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        if (i + 1 < m_labels.size() && m_labels[i + 1].first == m_labels[i].first)
            continue;
        m_labelsText.append(m_labels[i].first).push_back('\0');
        m_labelsText.append(m_labels[i].second).push_back('\0');
    }
    return m_strings.intern(m_labelsText);
}

Metadata Reading::metadata(JsonValue value, Annotations annotations)
{
    Metadata found;
    fields(value, [&](std::string_view key, JsonValue field) {
        if (key == "name")
            found.name = text(field);
        else if (key == "namespace")
            found.scope = text(field);
        else if (key == "resourceVersion")
            found.resourceVersion = text(field);
        else if (key == "labels")
            found.labels = labels(field);
        else if (key == "uid")
            found.uid = uuidBytes(text(field));
        else if (key == "deletionTimestamp")
            found.deleting = !isNull(field);
        else if (key == "annotations" && annotations == Annotations::Read)
            fields(field, [&](std::string_view name, JsonValue annotation) {
                if (name == "k8s.io/initial-events-end")
                    found.initialEventsEnd = text(annotation) == "true";
            });
    });
    return found;
}

} // namespace kube
