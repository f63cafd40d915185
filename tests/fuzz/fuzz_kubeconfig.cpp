// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

#include "model/kube/kubeconfig.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto config = kube::parseKubeconfig(std::string_view(reinterpret_cast<const char*>(data), size), "/home/u/.kube/config");
    if (!config)
        return 0;
    for (const kube::KubeContext& context : config->contexts)
        (void)kube::resolveContext(*config, context.name);
    return 0;
}
