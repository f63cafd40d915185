// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <QDebug>

#include <random>
#include <string>
#include <string_view>

namespace support {

/// A generator whose seed is printed; NDOTS_TEST_SEED=number repeats a run.
class Random {
public:
    explicit Random(const char* purpose)
    {
        bool isSet = false;
        quint64 seed = qEnvironmentVariable("NDOTS_TEST_SEED").toULongLong(&isSet);
        if (!isSet)
            seed = std::random_device{}();
        qInfo("%s: NDOTS_TEST_SEED=%llu", purpose, static_cast<unsigned long long>(seed));
        m_generator.seed(seed);
    }

    /// 0 .. limit - 1; limit is at least 1.
    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(m_generator); }
    char octet() { return static_cast<char>(below(256)); }
    std::uint32_t number32() { return static_cast<std::uint32_t>(m_generator()); }

    std::string octets(std::size_t count)
    {
        std::string result;
        while (result.size() < count)
            result += octet();
        return result;
    }

    /// A few octets of `text` changed, taken out or put in, mostly by characters of `alphabet`.
    std::string mutated(std::string text, std::string_view alphabet)
    {
        for (std::size_t count = 1 + below(4); count > 0; --count) {
            const std::size_t at = below(text.size() + 1);
            const char c = below(4) == 0 || alphabet.empty() ? octet() : alphabet[below(alphabet.size())];
            switch (below(3)) {
            case 0: text.insert(at, 1, c); break;
            case 1: text.erase(at, 1 + below(3)); break;
            default:
                if (at < text.size())
                    text[at] = c;
            }
        }
        return text;
    }

private:
    std::mt19937_64 m_generator;
};

} // namespace support
