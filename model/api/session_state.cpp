// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/session_state.h"

#include <algorithm>
#include <iterator>

namespace api {

namespace {

using base::ErrorCode;

ResourceState stateOf(Condition condition)
{
    switch (condition) {
    case Condition::Waiting: return ResourceState::Waiting;
    case Condition::Loading: return ResourceState::Loading;
    case Condition::Live: return ResourceState::Live;
    case Condition::Polled: return ResourceState::Polled;
    case Condition::Resyncing: return ResourceState::Resyncing;
    case Condition::Retrying: return ResourceState::Retrying;
    case Condition::Forbidden: return ResourceState::Forbidden;
    case Condition::Absent: return ResourceState::Absent;
    case Condition::Unauthorized: return ResourceState::Unauthorized;
    case Condition::Complete: return ResourceState::Complete;
    }
    return ResourceState::Waiting;
}

bool isUserFault(const LinkView& link)
{
    if (link.condition == Condition::Unauthorized)
        return true;
    if (!link.error)
        return false;
    const ErrorCode code = link.error->code;
    return code == ErrorCode::ExecNotConfirmed || code == ErrorCode::ExecFailed || code == ErrorCode::CredentialUnusable;
}

/// The link that keeps a required kind from being read anywhere; nullptr while one place can be read or may yet.
const LinkView* refused(const std::vector<LinkView>& links, kube::Kind kind)
{
    const LinkView* first = nullptr;
    for (const LinkView& link : links) {
        if (link.resource.kind != kind || link.isReplaced)
            continue;
        if (link.condition != Condition::Forbidden && link.condition != Condition::Absent)
            return nullptr;
        if (!first)
            first = &link;
    }
    return first;
}

const LinkView* firstDenied(const std::vector<LinkView>& links)
{
    const auto fault = std::find_if(links.begin(), links.end(), isUserFault);
    if (fault != links.end())
        return &*fault;
    for (const kube::Kind kind : {kube::Kind::Service, kube::Kind::EndpointSlice}) {
        if (const LinkView* const link = refused(links, kind))
            return link;
    }
    return nullptr;
}

void warn(SessionState& state, const base::Error& error)
{
    if (std::find(state.warnings.begin(), state.warnings.end(), error) == state.warnings.end())
        state.warnings.push_back(error);
}

/// What is missing although the session may be live.
void collectWarnings(SessionState& state, const std::vector<LinkView>& links)
{
    for (const LinkView& link : links) {
        const bool isMissing = link.condition == Condition::Forbidden || link.condition == Condition::Absent;
        const bool isTold = link.resource.need != Need::Bonus && !link.isReplaced;
        if (isMissing && isTold && link.error && link.error != state.error)
            warn(state, *link.error);
    }
}

template <class Objects>
std::size_t sizeOf(const Objects& objects)
{
    return static_cast<std::size_t>(std::distance(objects.begin(), objects.end()));
}

template <class T>
std::size_t countIn(const kube::ClusterSnapshot& snapshot, const kube::Table<T>& table, const Resource& resource)
{
    return static_cast<std::size_t>(std::count_if(table.begin(), table.end(), [&](const T& object) {
        return snapshot.text(object.scope) == resource.nameSpace && (resource.name.empty() || snapshot.text(object.name) == resource.name);
    }));
}

} // namespace

bool isSettled(Condition condition)
{
    return condition == Condition::Live || condition == Condition::Polled || condition == Condition::Complete
        || condition == Condition::Forbidden || condition == Condition::Absent;
}

void describeLinks(SessionState& state, const std::vector<LinkView>& links)
{
    state.resources.clear();
    state.error.reset();
    state.nextRetry.reset();
    for (const LinkView& link : links) {
        if (!link.isReplaced)
            state.resources.push_back({link.resource.kind, link.resource.nameSpace, link.resource.name, stateOf(link.condition), link.count, link.error});
        if (link.nextRetry && (link.condition == Condition::Retrying || link.condition == Condition::Unauthorized))
            state.nextRetry = state.nextRetry ? std::min(*state.nextRetry, *link.nextRetry) : *link.nextRetry;
    }

    const auto isLost = [](const LinkView& link) { return link.condition == Condition::Retrying && link.resource.need != Need::Bonus; };
    const auto isOpen = [](const LinkView& link) {
        return link.isBusy || (!isSettled(link.condition) && link.condition != Condition::Resyncing && link.condition != Condition::Retrying);
    };
    if (const LinkView* const denied = firstDenied(links)) {
        state.phase = Phase::Denied;
        state.error = denied->error;
    } else if (const auto lost = std::find_if(links.begin(), links.end(), isLost); lost != links.end()) {
        state.phase = Phase::Lost;
        state.error = lost->error;
    } else if (state.phase == Phase::Live) {
        // Reading one more thing (a new namespace, a batch of events) does not make a live picture incomplete.
    } else {
        state.phase = links.empty() || std::any_of(links.begin(), links.end(), isOpen) ? Phase::Loading : Phase::Live;
    }
    collectWarnings(state, links);
}

std::size_t countOf(const kube::ClusterSnapshot& snapshot, const Resource& resource)
{
    const bool isEverywhere = resource.nameSpace.empty();
    switch (resource.kind) {
    case kube::Kind::Namespace: return snapshot.namespaces.size();
    case kube::Kind::Node: return snapshot.nodes.size();
    case kube::Kind::ServiceImport: return snapshot.serviceImports.size();
    case kube::Kind::Service: return isEverywhere ? snapshot.services.size() : sizeOf(snapshot.servicesIn(resource.nameSpace));
    case kube::Kind::EndpointSlice: return isEverywhere ? snapshot.slices.size() : sizeOf(snapshot.slicesIn(resource.nameSpace));
    case kube::Kind::Pod: return isEverywhere ? snapshot.pods.size() : sizeOf(snapshot.podsIn(resource.nameSpace));
    case kube::Kind::StatefulSet: return isEverywhere ? snapshot.statefulSets.size() : countIn(snapshot, snapshot.statefulSets, resource);
    case kube::Kind::ConfigMap: return countIn(snapshot, snapshot.configMaps, resource);
    case kube::Kind::Upstream:
    case kube::Kind::NodeResolvConf: break;
    }
    return 0;
}

} // namespace api
