// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
//
// Stands in for libFuzzer where the compiler has none. Prints its seed; NDOTS_FUZZ_SEED repeats a run. The input that a target aborts on
// is left in the file "crash" in the present folder.

#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::string damaged(std::string text, const std::vector<std::string>& files, std::mt19937_64& random)
{
    using namespace std::string_view_literals;
    static constexpr auto pool = "{}[]\",:&*!|>'%@`-?#\\ \n\t\r\x80\xFF~a1eE.+<=\0"sv;
    for (auto count = random() % 8; count > 0 && !text.empty(); --count) {
        const std::size_t at = random() % text.size();
        switch (random() % 6) {
        case 0: text.erase(at, random() % 64); break;
        case 1: text[at] = pool[random() % pool.size()]; break;
        case 2: text.insert(at, random() % 4 + 1, pool[random() % pool.size()]); break;
        case 3: text.resize(at); break;
        case 4: text.insert(at, text.substr(random() % text.size(), random() % 64)); break;
        default: {
            const std::string& other = files[random() % files.size()];
            if (!other.empty())
                text.insert(at, other.substr(random() % other.size(), random() % 256));
        }
        }
    }
    return text;
}

std::string present; // the input in work

void keepPresent(int /*signal*/)
{
    std::ofstream("crash", std::ios::binary) << present;
    std::_Exit(1);
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 3) {
        std::cerr << "usage: " << arguments[0] << " SECONDS FILE...\n";
        return 2;
    }
    std::vector<std::string> files;
    for (int i = 2; i < count; ++i) {
        std::ifstream file(arguments[i], std::ios::binary);
        files.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    const char* const wanted = std::getenv("NDOTS_FUZZ_SEED");
    const std::uint64_t seed = wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : std::random_device{}();
    std::cerr << "seed " << seed << '\n';
    std::signal(SIGABRT, keepPresent);
    std::mt19937_64 random(seed);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(std::atoi(arguments[1]));
    std::uint64_t rounds = 0;
    for (; std::chrono::steady_clock::now() < end; ++rounds) {
        present = damaged(files[random() % files.size()], files, random);
        (void)LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(present.data()), present.size());
    }
    std::cerr << rounds << " inputs\n";
    return 0;
}
