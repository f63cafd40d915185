// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

// <compare> comes with <array> (C++20, [array.syn]); Qt 6.4 moc cannot read it on its own.
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace base {

enum class IpFamily : std::uint8_t { V4, V6 };

/// An IPv4 or IPv6 address in 16 bytes; IPv4 as ::ffff:a.b.c.d, as Go's net.IP has it (an IPv4-mapped address is an IPv4 address).
/// All zero (`IpAddress{}`) is the unspecified IPv6 address and stands for "none" in the cluster store.
class IpAddress {
public:
    constexpr IpAddress() = default;
    constexpr explicit IpAddress(const std::array<std::uint8_t, 16>& bytes) : m_bytes(bytes) {}

    /// Dotted quad without leading zeros, or RFC 4291 text; no zone id, no port. nullopt for anything else (Go's netip.ParseAddr without zones).
    [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);
    [[nodiscard]] static IpAddress v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d);

    [[nodiscard]] bool isNone() const { return *this == IpAddress{}; }
    [[nodiscard]] bool isV4() const;
    [[nodiscard]] IpFamily family() const { return isV4() ? IpFamily::V4 : IpFamily::V6; }
    /// RFC 5952 text; dotted quad for IPv4.
    [[nodiscard]] std::string toString() const;
    [[nodiscard]] const std::array<std::uint8_t, 16>& bytes() const { return m_bytes; }

    auto operator<=>(const IpAddress&) const = default;

private:
    std::array<std::uint8_t, 16> m_bytes{};
};

/// An address block such as 10.96.0.0/12; host bits of the text are cleared.
struct IpPrefix {
    IpAddress address;
    int length = 0; ///< in bits of the family's own width (0..32 or 0..128)

    [[nodiscard]] static std::optional<IpPrefix> parse(std::string_view text);
    [[nodiscard]] bool contains(const IpAddress& other) const;
    [[nodiscard]] std::string toString() const;
    bool operator==(const IpPrefix&) const = default;
};

} // namespace base

template <>
struct std::hash<base::IpAddress> {
    std::size_t operator()(const base::IpAddress& address) const noexcept
    {
        const auto& bytes = address.bytes();
        return std::hash<std::string_view>{}({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    }
};
