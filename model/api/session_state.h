// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/api/reflector.h"
#include "model/api/resource.h"
#include "model/api/session.h"

#include <optional>
#include <vector>

/// From the states of single links to the state of the session: pure.
namespace api {

/// One link as the session sees it.
struct LinkView {
    Resource resource;
    Condition condition = Condition::Waiting;
    std::optional<base::Error> error;
    std::optional<std::chrono::system_clock::time_point> nextRetry;
    bool isBusy = false;          ///< something read is not stored yet
    bool isReplaced = false;      ///< forbidden here, read in namespaces or by name instead
    std::size_t count = 0;
};

/// Phase, resources, error, warnings and nextRetry of `state` from the links.
void describeLinks(SessionState& state, const std::vector<LinkView>& links);

/// True where nothing more will come by itself: complete, forbidden, absent.
[[nodiscard]] bool isSettled(Condition condition);

/// Objects of a resource in a snapshot.
[[nodiscard]] std::size_t countOf(const kube::ClusterSnapshot& snapshot, const Resource& resource);

} // namespace api
