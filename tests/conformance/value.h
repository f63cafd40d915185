// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace conformance {

/// A case that cannot be understood: a key is missing, of the wrong kind or unknown. The runner reports it as a failure of that case.
class CaseError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// One JSON node. `used` remembers what a suite looked at, so that a key nobody reads is an error instead of a silent pass.
struct Node {
    enum class Kind { Null, Boolean, Number, String, Array, Object } kind = Kind::Null;
    bool boolean = false;
    double number = 0;
    std::string text;
    std::vector<Node> items;
    std::vector<std::pair<std::string, Node>> members;
    mutable bool used = false;
};

/// Parses a whole file. Throws CaseError with simdjson's words.
[[nodiscard]] Node parseJson(const std::string& text, const std::string& fileName);
/// Marks `node` and all below it as read.
void markUsed(const Node& node);
/// Paths of the keys below `node` that nobody read.
[[nodiscard]] std::vector<std::string> unusedKeys(const Node& node, const std::string& path);

/// A place in a case: a node (or none) and the path to it, for messages. The node must outlive it. Reading through a Value marks what was read.
class Value {
public:
    Value() = default;
    Value(const Node* node, std::string path) : m_node(node), m_path(std::move(path)) {}

    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] const Node* node() const { return m_node; }
    /// False for a key that is not there; a JSON null exists.
    [[nodiscard]] bool exists() const { return m_node != nullptr; }
    explicit operator bool() const { return exists(); }
    [[nodiscard]] bool isNull() const { return isKind(Node::Kind::Null); }
    [[nodiscard]] bool isText() const { return isKind(Node::Kind::String); }
    [[nodiscard]] bool isNumber() const { return isKind(Node::Kind::Number); }
    [[nodiscard]] bool isBoolean() const { return isKind(Node::Kind::Boolean); }
    [[nodiscard]] bool isArray() const { return isKind(Node::Kind::Array); }
    [[nodiscard]] bool isObject() const { return isKind(Node::Kind::Object); }

    /// A member that must be there.
    [[nodiscard]] Value operator[](std::string_view key) const;
    /// A member or a Value that does not exist.
    [[nodiscard]] Value find(std::string_view key) const;
    [[nodiscard]] std::vector<Value> items() const;
    [[nodiscard]] std::vector<std::pair<std::string, Value>> members() const;

    [[nodiscard]] const std::string& text() const;
    [[nodiscard]] bool boolean() const;
    [[nodiscard]] double number() const;
    [[nodiscard]] std::int64_t integer() const;
    [[nodiscard]] std::vector<std::string> texts() const; ///< an array of strings
    /// The subtree as JSON text, all of it marked as read.
    [[nodiscard]] std::string json() const;

    // Optional members: the fallback stands for an absent key.
    [[nodiscard]] std::string textOr(std::string_view key, std::string fallback) const;
    [[nodiscard]] bool booleanOr(std::string_view key, bool fallback) const;
    [[nodiscard]] std::int64_t integerOr(std::string_view key, std::int64_t fallback) const;

private:
    [[nodiscard]] bool isKind(Node::Kind kind) const { return m_node && m_node->kind == kind; }
    [[nodiscard]] const Node& expectKind(Node::Kind kind, const char* word) const;
    const Node* m_node = nullptr;
    std::string m_path;
};

} // namespace conformance
