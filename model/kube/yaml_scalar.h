// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kube {

enum class ScalarType : std::uint8_t { Null, Boolean, Number, Text };

/// What a plain (unquoted) YAML scalar means.
struct PlainScalar {
    ScalarType type = ScalarType::Text;
    std::string json; ///< its JSON form; of a Text without quotes and unescaped
};

/// Resolves as kubectl does (sigs.k8s.io/yaml, goyaml.v2/resolve.go): YAML 1.1 booleans (y, yes, on, ... in three spellings), integers with
/// 0x, 0b, 0o or a leading 0 for octal and with _ between digits, decimal floats. Dates stay texts. Infinities and NaN, which JSON
/// lacks and kubectl refuses, stay texts.
[[nodiscard]] PlainScalar resolvePlainScalar(std::string_view text);

} // namespace kube
