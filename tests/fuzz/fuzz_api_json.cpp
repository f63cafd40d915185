// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
//
// What an API server sends: a list, an object or a watch event. The reader visits only parts of it and has to survive the rest.

#include "model/kube/reader.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static base::Strings strings;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto outcome = kube::readJson(kube::PaddedText(text), strings, "fuzz");
    if (!outcome && outcome.error().detail.empty())
        std::abort(); // an error says why
    (void)kube::readWatchEvent(kube::PaddedText(text), strings);
    (void)kube::readWatchEvent(kube::PaddedText("{\"type\":\"MODIFIED\",\"object\":" + std::string(text) + "}"), strings);
    return 0;
}
