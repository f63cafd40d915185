// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/conformance/value.h"

#include <simdjson.h>

#include <array>
#include <charconv>
#include <cmath>

namespace conformance {
namespace {

Node convert(simdjson::dom::element element)
{
    Node node;
    switch (element.type()) {
    case simdjson::dom::element_type::ARRAY:
        node.kind = Node::Kind::Array;
        for (const simdjson::dom::element item : simdjson::dom::array(element))
            node.items.push_back(convert(item));
        break;
    case simdjson::dom::element_type::OBJECT:
        node.kind = Node::Kind::Object;
        for (const auto& [key, member] : simdjson::dom::object(element))
            node.members.emplace_back(std::string(key), convert(member));
        break;
    case simdjson::dom::element_type::STRING:
        node.kind = Node::Kind::String;
        node.text = std::string(std::string_view(element));
        break;
    case simdjson::dom::element_type::BOOL:
        node.kind = Node::Kind::Boolean;
        node.boolean = bool(element);
        break;
    case simdjson::dom::element_type::NULL_VALUE:
        break;
    default:
        node.kind = Node::Kind::Number;
        node.number = double(element);
    }
    return node;
}

void appendQuoted(std::string& out, std::string_view text)
{
    static constexpr std::string_view hexDigits = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (octet < 0x20) {
            out += "\\u00";
            out += hexDigits[octet >> 4];
            out += hexDigits[octet & 0xf];
        } else {
            out += c;
        }
    }
    out += '"';
}

void appendJson(std::string& out, const Node& node)
{
    const char* separator = "";
    switch (node.kind) {
    case Node::Kind::Null:
        out += "null";
        break;
    case Node::Kind::Boolean:
        out += node.boolean ? "true" : "false";
        break;
    case Node::Kind::Number: {
        std::array<char, 40> digits{};
        out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), node.number).ptr);
        break;
    }
    case Node::Kind::String:
        appendQuoted(out, node.text);
        break;
    case Node::Kind::Array:
        out += '[';
        for (const Node& item : node.items) {
            out += std::exchange(separator, ",");
            appendJson(out, item);
        }
        out += ']';
        break;
    case Node::Kind::Object:
        out += '{';
        for (const auto& [key, member] : node.members) {
            out += std::exchange(separator, ",");
            appendQuoted(out, key);
            out += ':';
            appendJson(out, member);
        }
        out += '}';
        break;
    }
}

void collectUnused(const Node& node, const std::string& path, std::vector<std::string>& paths)
{
    for (const auto& [key, member] : node.members) {
        const std::string memberPath = path.empty() ? key : path + '.' + key;
        if (!member.used)
            paths.push_back(memberPath);
        else
            collectUnused(member, memberPath, paths);
    }
    for (std::size_t i = 0; i < node.items.size(); ++i)
        collectUnused(node.items[i], path + '[' + std::to_string(i) + ']', paths);
}

} // namespace

Node parseJson(const std::string& text, const std::string& fileName)
{
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (const auto error = parser.parse(text).get(root))
        throw CaseError(fileName + ": " + simdjson::error_message(error));
    return convert(root);
}

void markUsed(const Node& node)
{
    node.used = true;
    for (const Node& item : node.items)
        markUsed(item);
    for (const auto& [key, member] : node.members)
        markUsed(member);
}

std::vector<std::string> unusedKeys(const Node& node, const std::string& path)
{
    std::vector<std::string> paths;
    collectUnused(node, path, paths);
    return paths;
}

const Node& Value::expectKind(Node::Kind kind, const char* word) const
{
    if (!isKind(kind))
        throw CaseError(m_path + (exists() ? ": expected " : ": missing, expected ") + word);
    m_node->used = true;
    return *m_node;
}

Value Value::find(std::string_view key) const
{
    const std::string path = m_path.empty() ? std::string(key) : m_path + '.' + std::string(key);
    if (!exists())
        return {nullptr, path};
    for (const auto& [name, member] : expectKind(Node::Kind::Object, "an object").members) {
        if (name == key) {
            member.used = true;
            return {&member, path};
        }
    }
    return {nullptr, path};
}

Value Value::operator[](std::string_view key) const
{
    Value member = find(key);
    if (!member.exists())
        throw CaseError(member.path() + ": missing");
    return member;
}

std::vector<Value> Value::items() const
{
    std::vector<Value> values;
    for (const Node& item : expectKind(Node::Kind::Array, "an array").items) {
        item.used = true;
        values.emplace_back(&item, m_path + '[' + std::to_string(values.size()) + ']');
    }
    return values;
}

std::vector<std::pair<std::string, Value>> Value::members() const
{
    std::vector<std::pair<std::string, Value>> values;
    for (const auto& [key, member] : expectKind(Node::Kind::Object, "an object").members) {
        member.used = true;
        values.emplace_back(key, Value(&member, m_path.empty() ? key : m_path + '.' + key));
    }
    return values;
}

const std::string& Value::text() const
{
    return expectKind(Node::Kind::String, "a string").text;
}

bool Value::boolean() const
{
    return expectKind(Node::Kind::Boolean, "true or false").boolean;
}

double Value::number() const
{
    return expectKind(Node::Kind::Number, "a number").number;
}

std::int64_t Value::integer() const
{
    const double value = number();
    if (value != std::floor(value))
        throw CaseError(m_path + ": expected a whole number");
    return static_cast<std::int64_t>(value);
}

std::vector<std::string> Value::texts() const
{
    std::vector<std::string> result;
    for (const Value& item : items())
        result.push_back(item.text());
    return result;
}

std::string Value::json() const
{
    if (!exists())
        throw CaseError(m_path + ": missing");
    markUsed(*m_node);
    std::string out;
    appendJson(out, *m_node);
    return out;
}

std::string Value::textOr(std::string_view key, std::string fallback) const
{
    const Value member = find(key);
    return member ? member.text() : std::move(fallback);
}

bool Value::booleanOr(std::string_view key, bool fallback) const
{
    const Value member = find(key);
    return member ? member.boolean() : fallback;
}

std::int64_t Value::integerOr(std::string_view key, std::int64_t fallback) const
{
    const Value member = find(key);
    return member ? member.integer() : fallback;
}

} // namespace conformance
