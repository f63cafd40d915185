// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/snapshot_file.h"

#include "model/kube/document.h"
#include "model/kube/json_text.h"
#include "model/kube/yaml_json.h"

#include <algorithm>

namespace kube {

namespace {

constexpr std::size_t padding = simdjson::SIMDJSON_PADDING;

/// JSON, one document or several: checked as a whole first, which finds the place of every fault and the end of every document.
base::Result<ReadOutcome> readJsonDocuments(std::string text, const std::string& fileName, base::Strings& strings)
{
    std::vector<std::string_view> documents;
    const std::size_t length = text.size();
    text.append(padding, '\0');
    const std::string_view json = std::string_view(text).substr(0, length);
    if (const auto fault = checkJson(json, &documents)) {
        const base::Position where = positionAt(json, fault->offset, fileName);
        if (fault->atEnd)
            return base::fail(base::ErrorCode::FileTruncated, fileName, fault->message, where);
        return base::fail(base::ErrorCode::JsonSyntax, {}, fault->message, where);
    }
    DocumentReader reader(strings);
    ReadOutcome outcome;
    for (const std::string_view document : documents) {
        auto fault = reader.read(document, outcome);
        if (!fault)
            continue;
        base::Error error = errorOf(*fault, document, fileName);
        if (fault->offset != std::string_view::npos)
            error.where = positionAt(json, static_cast<std::size_t>(document.data() - json.data()) + fault->offset, fileName);
        return tl::unexpected(std::move(error));
    }
    return outcome;
}

/// YAML documents, each item of a list by itself.
class YamlDocuments {
public:
    YamlDocuments(const std::string& fileName, base::Strings& strings) : m_fileName(fileName), m_reader(strings) {}

    base::Result<ReadOutcome> read(std::string_view text)
    {
        const YamlOptions options{.fileName = m_fileName};
        const auto done = transcodeYaml(text, options, [this](JsonFromYaml& json, YamlPart part) { return receive(json, part); });
        if (!done)
            return tl::unexpected(done.error());
        if (m_isEmpty)
            return base::fail(base::ErrorCode::FileEmpty, m_fileName);
        return std::move(m_outcome);
    }

private:
    base::Result<void> receive(JsonFromYaml& json, YamlPart part)
    {
        if (part == YamlPart::Item) {
            m_isEmpty = false;
            // An item of a typed list has no kind; the list's stands behind the items where kubectl sorted the fields.
            if (!json.kind.empty())
                return readPart(json, {});
            m_kindless.push_back(std::move(json));
            return {};
        }
        if (json.text == "null" || json.text.empty())
            return {};
        m_isEmpty = false;
        // kubectl sorts the fields of a list: kind follows the items, so a list without it was cut off between two items.
        const bool isRootMap = json.text.starts_with('{');
        if (part == YamlPart::DocumentWithItems && isRootMap && json.kind.empty())
            return base::fail(base::ErrorCode::FileTruncated, m_fileName, "items", json.positionOf(std::string_view::npos, m_fileName));
        for (JsonFromYaml& item : m_kindless) {
            if (auto done = readPart(item, json.kind); !done)
                return done;
        }
        m_kindless.clear();
        return readPart(json, {});
    }

    base::Result<void> readPart(JsonFromYaml& json, std::string_view listKind)
    {
        const std::size_t length = json.text.size();
        json.text.append(padding, '\0');
        const auto text = std::string_view(json.text).substr(0, length);
        auto fault = m_reader.read(text, m_outcome, listKind);
        if (!fault)
            return {};
        base::Error error = errorOf(*fault, text, m_fileName);
        error.where = json.positionOf(fault->offset, m_fileName);
        return tl::unexpected(std::move(error));
    }

    const std::string& m_fileName;
    DocumentReader m_reader;
    ReadOutcome m_outcome;
    std::vector<JsonFromYaml> m_kindless;
    bool m_isEmpty = true;
};

base::Result<ReadOutcome> readYamlDocuments(std::string_view text, const std::string& fileName, base::Strings& strings)
{
    if (const auto broken = findBrokenUtf8(text)) {
        if (text.size() - *broken < 4)
            return base::fail(base::ErrorCode::FileTruncated, fileName, "a character", positionAt(text, *broken, fileName));
        return base::fail(base::ErrorCode::YamlSyntax, {}, "broken UTF-8", positionAt(text, *broken, fileName));
    }
    return YamlDocuments(fileName, strings).read(text);
}

} // namespace

base::Result<SnapshotNotes> readSnapshotText(std::string_view text, const std::string& fileName, ClusterStore& store)
{
    std::string utf8 = toUtf8(text);
    const std::size_t first = utf8.find_first_not_of(" \t\r\n");
    if (first == std::string::npos)
        return base::fail(base::ErrorCode::FileEmpty, fileName);
    const bool isJson = utf8[first] == '{' || utf8[first] == '[';
    auto outcome = isJson ? readJsonDocuments(std::move(utf8), fileName, store.strings()) : readYamlDocuments(utf8, fileName, store.strings());
    if (!outcome)
        return tl::unexpected(outcome.error());
    SnapshotNotes notes{outcome->objects.size(), std::move(outcome->skippedKinds)};
    for (Object& object : outcome->objects)
        store.put(std::move(object));
    return notes;
}

} // namespace kube
