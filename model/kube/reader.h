// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"
#include "model/kube/store.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kube {

/// Reads Kubernetes JSON into typed objects, keeping only what DNS needs. `json` must be readable for 64 bytes beyond its end (simdjson's padding);
/// use PaddedText. Objects of kinds that Ndots does not use are skipped and named in `skippedKinds` ("Deployment"; with its group where the
/// kind alone could be one of ours, "Service.serving.knative.dev"). An object without a namespace is in "default", as for kubectl.
struct ReadOutcome {
    std::vector<Object> objects;
    std::vector<std::string> skippedKinds;
    std::string resourceVersion;   ///< metadata.resourceVersion of a list
    std::string continueToken;     ///< metadata.continue of a list
};

/// A text with 64 zero bytes behind it.
class PaddedText {
public:
    PaddedText() = default;
    explicit PaddedText(std::string_view text);
    /// Takes the bytes over; nothing is copied if `bytes` has room for 64 more.
    [[nodiscard]] static PaddedText adopt(std::string bytes);
    [[nodiscard]] std::string_view text() const;

private:
    std::string m_bytes;
};

/// One object or one list (`kind: List`, `PodList`, ...; items of a typed list carry no kind of their own).
/// Errors: JsonSyntax, ObjectWrongShape (subject "Service shop/api", detail "spec.ports[0].port: expected a number, found a string").
[[nodiscard]] base::Result<ReadOutcome> readJson(const PaddedText& json, base::Strings& strings, const std::string& fileName = {});

/// One event of a watch stream (one line of the body).
struct WatchEvent {
    enum class Type { Added, Modified, Deleted, Bookmark, Error } type = Type::Added;
    std::optional<Object> object;        ///< Added, Modified, Deleted; none if DNS does not need it (an ordinary ConfigMap)
    std::optional<ObjectKey> key;        ///< Added, Modified, Deleted: of the object, also where `object` is none
    std::string resourceVersion;         ///< of the object or bookmark
    bool initialEventsEnd = false;       ///< bookmark annotation k8s.io/initial-events-end
    int statusCode = 0;                  ///< Error: Status.code
    std::string statusReason, statusMessage;
};
[[nodiscard]] base::Result<WatchEvent> readWatchEvent(const PaddedText& json, base::Strings& strings);

} // namespace kube
