// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/reader.h"

#include "model/kube/document.h"
#include "model/kube/json_text.h"

#include <utility>

namespace kube {

namespace {

WatchEvent::Type eventTypeOf(Reading& reading, JsonValue value)
{
    static constexpr std::pair<std::string_view, WatchEvent::Type> known[] = {{"ADDED", WatchEvent::Type::Added},
                                                                              {"MODIFIED", WatchEvent::Type::Modified},
                                                                              {"DELETED", WatchEvent::Type::Deleted},
                                                                              {"BOOKMARK", WatchEvent::Type::Bookmark},
                                                                              {"ERROR", WatchEvent::Type::Error}};
    const std::string_view text = reading.text(value);
    for (const auto& [name, type] : known) {
        if (name == text)
            return type;
    }
    reading.expectedText(value, "ADDED, MODIFIED, DELETED, BOOKMARK or ERROR", text);
    return WatchEvent::Type::Error;
}

/// A Status object, which an ERROR event carries.
void readStatus(Reading& reading, JsonValue value, WatchEvent& event)
{
    reading.fields(value, [&](std::string_view key, JsonValue field) {
        if (key == "code")
            event.statusCode = reading.number(field);
        else if (key == "reason")
            event.statusReason = reading.text(field);
        else if (key == "message")
            event.statusMessage = reading.text(field);
    });
}

void readObjectOf(WatchEvent& event, Reading& reading, JsonValue value)
{
    if (event.type == WatchEvent::Type::Error)
        return readStatus(reading, value, event);
    if (event.type == WatchEvent::Type::Bookmark) {
        return reading.fields(value, [&](std::string_view key, JsonValue field) {
            if (key != "metadata")
                return;
            const Metadata metadata = reading.metadata(field, Reading::Annotations::Read);
            event.resourceVersion = metadata.resourceVersion;
            event.initialEventsEnd = metadata.initialEventsEnd;
        });
    }
    EventObject found = readEventObject(reading, value);
    event.resourceVersion = std::move(found.resourceVersion);
    event.key = found.key;
    event.object = std::move(found.object);
}

} // namespace

std::optional<Reading::Fault> DocumentReader::visit(std::string_view json, const std::function<void(Reading&, JsonValue)>& readRoot)
{
    Reading reading(json, m_strings);
    simdjson::ondemand::document document;
    JsonValue root;
    bool isScalar = false;
    auto error = m_parser.iterate(simdjson::padded_string_view(json, json.size() + simdjson::SIMDJSON_PADDING)).get(document);
    if (!error)
        error = document.is_scalar().get(isScalar);
    if (!error && !isScalar)
        error = document.get_value().get(root);
    if (error)
        reading.broken(error);
    else if (isScalar)
        reading.missing("kind", "so this is no Kubernetes object");
    else
        readRoot(reading, root);
    if (!reading.failed() && document.current_location().error() != simdjson::OUT_OF_BOUNDS)
        reading.broken(simdjson::TRAILING_CONTENT);
    if (reading.failed())
        (void)reading.isJsonSound(); // finds the place of a fault of JSON itself
    return std::move(reading.fault());
}

std::optional<Reading::Fault> DocumentReader::read(std::string_view json, ReadOutcome& outcome, std::string_view listKind)
{
    return visit(json, [&](Reading& reading, JsonValue root) { readDocument(reading, root, listKind, outcome); });
}

std::optional<Reading::Fault> DocumentReader::readEvent(std::string_view json, WatchEvent& event)
{
    return visit(json, [&](Reading& reading, JsonValue root) {
        auto opened = reading.object(root);
        if (!opened)
            return;
        bool isTyped = false;
        reading.fields(*opened, [&](std::string_view key, JsonValue field) {
            if (key == "type") {
                event.type = eventTypeOf(reading, field);
                isTyped = true;
            } else if (key == "object") {
                // API servers write the type first; without it nothing says how to read the object.
                if (isTyped)
                    readObjectOf(event, reading, field);
                else
                    reading.missing("type", "it stands before the object");
            }
        });
        if (!reading.failed() && !isTyped)
            reading.missing("type", "so this is no watch event");
    });
}

base::Error errorOf(const Reading::Fault& fault, std::string_view json, const std::string& fileName)
{
    base::Error error{fault.code, fault.subject, fault.detail, {fileName, 0, 0}};
    if (fault.offset != std::string_view::npos)
        error.where = positionAt(json, fault.offset, fileName);
    return error;
}

PaddedText::PaddedText(std::string_view text)
{
    m_bytes.reserve(text.size() + simdjson::SIMDJSON_PADDING);
    m_bytes.append(text).append(simdjson::SIMDJSON_PADDING, '\0');
}

PaddedText PaddedText::adopt(std::string bytes)
{
    PaddedText text;
    text.m_bytes = std::move(bytes);
    text.m_bytes.append(simdjson::SIMDJSON_PADDING, '\0');
    return text;
}

std::string_view PaddedText::text() const
{
    return m_bytes.empty() ? std::string_view{} : std::string_view(m_bytes).substr(0, m_bytes.size() - simdjson::SIMDJSON_PADDING);
}

base::Result<ReadOutcome> readJson(const PaddedText& json, base::Strings& strings, const std::string& fileName)
{
    ReadOutcome outcome;
    if (const auto fault = DocumentReader(strings).read(json.text(), outcome))
        return tl::unexpected(errorOf(*fault, json.text(), fileName));
    return outcome;
}

base::Result<WatchEvent> readWatchEvent(const PaddedText& json, base::Strings& strings)
{
    WatchEvent event;
    if (const auto fault = DocumentReader(strings).readEvent(json.text(), event))
        return tl::unexpected(errorOf(*fault, json.text(), {}));
    return event;
}

} // namespace kube
