// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/yaml_json.h"

#include "model/kube/json_text.h"
#include "model/kube/yaml_scalar.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <istream>
#include <optional>
#include <streambuf>
#include <unordered_map>

// yaml-cpp's events become JSON text as they come; nothing of a document is kept but the text of the item in work, the open levels
// and the texts of anchored nodes. yaml-cpp calls itself once per level, so depth is limited here, before its own guard (500) and the
// stack come into play. An exception is the only way out of its parser: Stop is thrown and caught in this file.

namespace kube {

namespace {

constexpr std::size_t deepest = 100;
constexpr std::size_t mostExpanded = std::size_t{16} << 20; // bytes of text from aliases, and as much kept for anchors

struct Stop {
    base::Error error;
    /// A text that ends inside [ or { makes yaml-cpp take what was open for a mapping key before it finds the end.
    bool mayBeCut = false;
};

constexpr std::string_view yamlTag = "tag:yaml.org,2002:";

/// At a token that can begin nothing (a ] behind a value), yaml-cpp 0.7.0 hands out empty documents for ever, all from one place.
class ProgressCheck {
public:
    void beginDocument(const YAML::Mark& mark)
    {
        if (mark.pos == m_last)
            throw YAML::ParserException(mark, "unexpected text behind a value");
        m_last = mark.pos;
    }

private:
    int m_last = -1; // offset at which the document before began
};

class Transcoder final : public YAML::EventHandler {
public:
    Transcoder(const YamlOptions& options, const ReceiveJson& receive) : m_options(options), m_receive(receive) {}

    void OnDocumentStart(const YAML::Mark& mark) override
    {
        m_progress.beginDocument(mark);
        m_document = {};
        m_out = &m_document;
        m_anchors.clear();
        m_hadItems = false;
    }
    void OnDocumentEnd() override { hand(m_document, m_hadItems ? YamlPart::DocumentWithItems : YamlPart::Document); }

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        if (isAtKey())
            stopAtKey(mark, "a mapping key is empty");
        scalar(mark, anchor, {ScalarType::Null, "null"});
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override
    {
        if (tag == "?" && value == "<<" && isAtKey()) {
            m_levels.back().merges = true;
            m_levels.back().atKey = false;
            return;
        }
        scalar(mark, anchor, resolve(tag, value));
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        const auto known = m_anchors.find(anchor);
        if (known == m_anchors.end())
            stop(mark, "an alias stands inside the node that it names");
        m_expanded += known->second.size();
        if (m_expanded > mostExpanded)
            stop(mark, "aliases expand to more than 16 MiB");
        const std::string json = known->second; // a copy: the value's end may add anchors
        if (isAtKey()) {
            if (json.starts_with('{') || json.starts_with('['))
                stopAtKey(mark, "a mapping key is no scalar");
            return key(mark, json.starts_with('"') ? json : '"' + json + '"');
        }
        const std::size_t begin = beginValue(mark);
        m_out->text += json;
        endValue(begin, 0);
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor, YAML::EmitterStyle::value /*style*/) override
    {
        const bool splits = m_options.split == YamlSplit::Items && anchor == 0
            && (m_levels.empty() || (m_levels.size() == 1 && m_levels[0].isMap && !m_levels[0].merges && m_lastRootKey == "\"items\""));
        open(mark, anchor, false);
        m_levels.back().splits = splits;
        m_hadItems = m_hadItems || splits;
    }
    void OnSequenceEnd() override { close(']'); }
    void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor, YAML::EmitterStyle::value /*style*/) override
    {
        open(mark, anchor, true);
        m_levels.back().atKey = true;
    }
    void OnMapEnd() override
    {
        Level& level = m_levels.back();
        if (!level.merged.empty())
            insertMerged(level);
        close('}');
    }

private:
    struct Level {
        bool isMap = false;
        bool atKey = false;  // the next node is a key
        bool merges = false; // the next value belongs to <<
        bool splits = false; // its elements are handed out
        bool resolves = false; // its scalars are resolved although the options say Loose
        bool nextResolves = false; // the present field's are
        std::size_t count = 0;
        std::size_t begin = 0; // of its text
        YAML::anchor_t anchor = 0;
        std::string merged{};  // fields from <<, without braces
    };

    [[nodiscard]] base::Error fault(const YAML::Mark& mark, std::string why) const
    {
        return {base::ErrorCode::YamlSyntax, {}, std::move(why), {m_options.fileName, mark.line + 1, mark.column + 1}};
    }
    [[noreturn]] void stop(const YAML::Mark& mark, std::string why) const { throw Stop{fault(mark, std::move(why))}; }
    [[noreturn]] void stopAtKey(const YAML::Mark& mark, std::string why) const { throw Stop{fault(mark, std::move(why)), true}; }

    [[nodiscard]] bool isAtKey() const { return !m_levels.empty() && m_levels.back().isMap && m_levels.back().atKey; }
    /// The level at which a part's root fields are keys: 1, within a handed out item one below its list.
    [[nodiscard]] bool isAtRootOfPart() const
    {
        return m_levels.size() == 1 || (m_levels.size() >= 2 && m_levels[m_levels.size() - 2].splits);
    }

    /// The present value's scalars are resolved in any case.
    [[nodiscard]] bool isResolved() const { return !m_levels.empty() && (m_levels.back().resolves || m_levels.back().nextResolves); }

    [[nodiscard]] PlainScalar resolve(const std::string& tag, const std::string& value) const
    {
        const bool isText = tag == "!" || tag == std::string(yamlTag) + "str";
        const bool isKnown = tag == "?" || tag.starts_with(yamlTag);
        if (isText || !isKnown)
            return {ScalarType::Text, value};
        const bool isLoose = m_options.scalars == YamlScalars::Loose && !isResolved();
        if (isLoose && value != "true" && value != "false")
            return {ScalarType::Text, value};
        return resolvePlainScalar(value);
    }

    void scalar(const YAML::Mark& mark, YAML::anchor_t anchor, const PlainScalar& value)
    {
        if (isAtKey()) {
            std::string quoted;
            appendJsonString(quoted, value.json);
            if (anchor != 0)
                keepAnchor(mark, anchor, quoted);
            return key(mark, quoted);
        }
        const bool isKind = !m_levels.empty() && m_levels.back().isMap && isAtRootOfPart() && m_lastRootKey == "\"kind\"";
        const std::size_t begin = beginValue(mark);
        if (value.type == ScalarType::Text)
            appendJsonString(m_out->text, value.json);
        else
            m_out->text += value.json;
        if (isKind)
            m_out->kind = value.json;
        endValue(begin, anchor);
    }

    void key(const YAML::Mark& mark, const std::string& quoted)
    {
        Level& level = m_levels.back();
        if (level.count++ > 0)
            m_out->text += ',';
        m_out->places.push_back({m_out->text.size(), mark.line + 1, mark.column + 1});
        m_out->text.append(quoted).append(":");
        level.atKey = false;
        level.nextResolves = quoted == "\"extension\"";
        if (isAtRootOfPart())
            m_lastRootKey = quoted;
    }

    /// Returns where the value's text begins.
    std::size_t beginValue(const YAML::Mark& mark)
    {
        if (isAtKey())
            stopAtKey(mark, "a mapping key is no scalar");
        if (!m_levels.empty() && m_levels.back().splits) {
            m_item.text.clear();
            m_item.places.clear();
            m_item.kind.clear();
            m_out = &m_item;
        } else if (!m_levels.empty() && !m_levels.back().isMap && m_levels.back().count++ > 0) {
            m_out->text += ',';
        }
        m_out->places.push_back({m_out->text.size(), mark.line + 1, mark.column + 1});
        return m_out->text.size();
    }

    void endValue(std::size_t begin, YAML::anchor_t anchor)
    {
        const std::string_view text = std::string_view(m_out->text).substr(begin);
        if (anchor != 0)
            keepAnchor({}, anchor, std::string(text));
        if (m_levels.empty())
            return;
        Level& level = m_levels.back();
        if (level.splits) {
            hand(m_item, YamlPart::Item);
            m_out = &m_document;
        } else if (level.merges) {
            if (!text.starts_with('{'))
                throw Stop{{base::ErrorCode::YamlSyntax, {}, "the value of << is no mapping", m_out->positionOf(begin, m_options.fileName)}};
            level.merges = false;
            if (text.size() > 2)
                level.merged.append(level.merged.empty() ? "" : ",").append(text.substr(1, text.size() - 2));
            m_out->text.resize(begin);
            while (!m_out->places.empty() && m_out->places.back().offset >= begin)
                m_out->places.pop_back();
        }
        level.atKey = level.isMap;
    }

    /// Merged fields go to the front: of a field that is there twice the reader takes the last, and a mapping's own fields win.
    void insertMerged(Level& level)
    {
        if (level.count > 0)
            level.merged += ',';
        m_out->text.insert(level.begin + 1, level.merged);
        for (auto place = m_out->places.rbegin(); place != m_out->places.rend() && place->offset > level.begin; ++place)
            place->offset += level.merged.size();
    }

    void keepAnchor(const YAML::Mark& mark, YAML::anchor_t anchor, std::string json)
    {
        m_kept += json.size();
        if (m_kept > mostExpanded)
            stop(mark, "anchored nodes hold more than 16 MiB");
        m_anchors[anchor] = std::move(json);
    }

    void open(const YAML::Mark& mark, YAML::anchor_t anchor, bool isMap)
    {
        if (m_levels.size() == deepest)
            stop(mark, "nested deeper than " + std::to_string(deepest) + " levels");
        const std::size_t begin = beginValue(mark);
        m_out->text += isMap ? '{' : '[';
        m_levels.push_back({.isMap = isMap, .resolves = isResolved(), .begin = begin, .anchor = anchor});
    }

    void close(char bracket)
    {
        const Level closed = std::move(m_levels.back());
        m_levels.pop_back();
        m_out->text += bracket;
        endValue(closed.begin, closed.anchor);
    }

    void hand(JsonFromYaml& json, YamlPart part)
    {
        if (auto done = m_receive(json, part); !done)
            throw Stop{done.error()};
    }

    const YamlOptions& m_options;
    const ReceiveJson& m_receive;
    ProgressCheck m_progress;
    JsonFromYaml m_document, m_item;
    JsonFromYaml* m_out = &m_document;
    std::vector<Level> m_levels;
    std::string m_lastRootKey; // of the part in work, quoted
    std::unordered_map<YAML::anchor_t, std::string> m_anchors;
    std::size_t m_expanded = 0, m_kept = 0;
    bool m_hadItems = false;
};

/// Lets everything pass.
class Silence final : public YAML::EventHandler {
    ProgressCheck m_progress;
    void OnDocumentStart(const YAML::Mark& mark) override { m_progress.beginDocument(mark); }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {}
    void OnAlias(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {}
    void OnScalar(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/, const std::string& /*value*/) override {}
    void OnSequenceStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                         YAML::EmitterStyle::value /*style*/) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                    YAML::EmitterStyle::value /*style*/) override {}
    void OnMapEnd() override {}
};

/// An istream over text that stays where it is.
class ViewBuffer final : public std::streambuf {
public:
    explicit ViewBuffer(std::string_view text)
    {
        char* const begin = const_cast<char*>(text.data()); // a get area is never written
        setg(begin, begin, begin + text.size());
    }
};

/// What was open where the text ended, "" if the fault is another one. In brackets yaml-cpp then stands in the first column of the last
/// line (observed, 0.7.0); the same messages elsewhere mean a missing comma.
std::string openAtTheEnd(const YAML::Exception& fault, std::string_view text)
{
    static const std::array<std::pair<std::string_view, const char*>, 6> meanings = {{{YAML::ErrorMsg::END_OF_MAP_FLOW, "a mapping in braces"},
                                                                                     {YAML::ErrorMsg::END_OF_SEQ_FLOW, "a list in brackets"},
                                                                                     {YAML::ErrorMsg::EOF_IN_SCALAR, "a quoted text"},
                                                                                     {YAML::ErrorMsg::END_OF_VERBATIM_TAG, "a tag"},
                                                                                     {YAML::ErrorMsg::ANCHOR_NOT_FOUND, "an anchor"},
                                                                                     {YAML::ErrorMsg::ALIAS_NOT_FOUND, "an alias"}}};
    const std::size_t last = std::min(text.find_last_not_of(" \t\r\n"), text.size());
    if (fault.mark.line < std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(last), '\n'))
        return {};
    const auto* const meaning = std::find_if(meanings.begin(), meanings.end(), [&](const auto& known) { return known.first == fault.msg; });
    if (meaning == meanings.end())
        return {};
    const bool inBrackets = meaning - meanings.begin() < 2;
    return inBrackets && fault.mark.column != 0 ? "" : meaning->second;
}

base::Error errorOf(const YAML::Exception& fault, std::string_view text, const std::string& fileName)
{
    if (std::string open = openAtTheEnd(fault, text); !open.empty())
        return {base::ErrorCode::FileTruncated, fileName, std::move(open), positionAt(text, text.size(), fileName)};
    return {base::ErrorCode::YamlSyntax, {}, fault.msg, {fileName, std::max(fault.mark.line + 1, 0), std::max(fault.mark.column + 1, 0)}};
}

void parseAll(std::string_view text, YAML::EventHandler& handler)
{
    ViewBuffer buffer(text);
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(handler)) {
    }
}

/// The fault if the text ends inside something, found by a pass that nothing else can stop.
std::optional<base::Error> faultOfTheEnd(std::string_view text, const std::string& fileName)
{
    try {
        Silence silence;
        parseAll(text, silence);
    } catch (const YAML::Exception& fault) {
        base::Error error = errorOf(fault, text, fileName);
        if (error.code == base::ErrorCode::FileTruncated)
            return error;
    }
    return std::nullopt;
}

} // namespace

base::Position JsonFromYaml::positionOf(std::size_t offset, const std::string& fileName) const
{
    if (places.empty())
        return {fileName, 0, 0};
    auto behind = std::upper_bound(places.begin(), places.end(), offset, [](std::size_t at, const Place& place) { return at < place.offset; });
    if (offset == std::string_view::npos)
        behind = places.begin();
    const Place& place = behind == places.begin() ? places.front() : *(behind - 1);
    return {fileName, place.line, place.column};
}

base::Result<void> transcodeYaml(std::string_view text, const YamlOptions& options, const ReceiveJson& receive)
{
    try {
        Transcoder transcoder(options, receive);
        parseAll(text, transcoder);
    } catch (const Stop& stop) {
        auto cut = stop.mayBeCut ? faultOfTheEnd(text, options.fileName) : std::nullopt;
        return tl::unexpected(cut ? *std::move(cut) : stop.error);
    } catch (const YAML::Exception& fault) {
        return tl::unexpected(errorOf(fault, text, options.fileName));
    }
    return {};
}

} // namespace kube
