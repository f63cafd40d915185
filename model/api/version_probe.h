// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <QByteArray>

#include <string>

namespace api {

/// GET /version.
struct ServerVersion {
    std::string text;             ///< gitVersion: "v1.34.2"
    bool hasStreamingList = false; ///< on by default from 1.34 on (off in 1.33, on in 1.32: not worth the question)
    bool isReadable = false;      ///< false: the body is no version, as of a proxy's login page
};
[[nodiscard]] ServerVersion readServerVersion(const QByteArray& body);

} // namespace api
