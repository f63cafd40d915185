// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <fstream>
#include <sstream>
#include <string>

namespace bench {

/// The most memory that this process had in use at once, in MB (10^6 octets); 0 where the system does not tell (proc(5), VmHWM).
inline double peakMegabytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        std::istringstream words(line);
        std::string key;
        double kibibytes = 0;
        if (words >> key >> kibibytes && key == "VmHWM:")
            return kibibytes * 1024 / 1e6;
    }
    return 0;
}

} // namespace bench
