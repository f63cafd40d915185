// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/note_rows.h"

#include <QtGlobal>

namespace words {

namespace {

using enum sim::NoteCode;

// clang-format off
constexpr NoteRow rows[] = {
    //: %1: a pod, %2: a Service
    {MissingPodNotReady, Source::EndpointSlices, QT_TRANSLATE_NOOP("Notes", "%1 is not ready, so %2 does not list it and it has no name there. publishNotReadyAddresses would list it all the same."),
     QT_TRANSLATE_NOOP("Notes", "no name, not ready")},
    {MissingPodNoSubdomain, Source::PodHostname, QT_TRANSLATE_NOOP("Notes", "A pod has a name of its own only if its spec sets both hostname and subdomain; %1 does not."),
     QT_TRANSLATE_NOOP("Notes", "hostname or subdomain unset")},
    //: %1: a pod, %2: its spec.subdomain
    {MissingSubdomainService, Source::PodHostname, QT_TRANSLATE_NOOP("Notes", "The subdomain of %1 is \"%2\", but no Service of that name has the pod as an endpoint, so its name does not exist."),
     QT_TRANSLATE_NOOP("Notes", "no Service for the subdomain")},
    //: %1: a pod, %2: its phase, Succeeded or Failed
    {MissingPodTerminal, Source::EndpointSlices, QT_TRANSLATE_NOOP("Notes", "%1 has ended (%2), so no Service lists it and it has no name."),
     QT_TRANSLATE_NOOP("Notes", "pod has ended")},
    {MissingPodNoAddress, Source::PodNames, QT_TRANSLATE_NOOP("Notes", "%1 has no IP address yet, so it has no name."),
     QT_TRANSLATE_NOOP("Notes", "no address yet")},
    {MissingPodNoPtr, Source::SpecificationPtr, QT_TRANSLATE_NOOP("Notes", "The address of %1 has no PTR record: no Service has this pod as a ready endpoint."),
     QT_TRANSLATE_NOOP("Notes", "no PTR, no Service")},
    {MissingServiceNoEndpoints, Source::SpecificationHeadless, QT_TRANSLATE_NOOP("Notes", "%1 is headless and has no ready endpoint, so its name does not exist."),
     QT_TRANSLATE_NOOP("Notes", "no ready endpoint")},
    //: %1: a Service, %2: a port number
    {MissingSrvUnnamedPort, Source::SpecificationPorts, QT_TRANSLATE_NOOP("Notes", "No _port._protocol name for port %2 of %1: the port has no name."),
     QT_TRANSLATE_NOOP("Notes", "port has no name")},
    //: %1: a StatefulSet, %2: its spec.serviceName
    {MissingStatefulSetService, Source::StatefulSets, QT_TRANSLATE_NOOP("Notes", "The pods of %1 have no names: there is no headless Service \"%2\", which the StatefulSet's serviceName asks for."),
     QT_TRANSLATE_NOOP("Notes", "serviceName does not exist")},
    //: %1: a Service, %2: IPv4 or IPv6
    {MissingSecondFamily, Source::SpecificationService, QT_TRANSLATE_NOOP("Notes", "%1 has no %2 address, so that type answers NODATA."),
     QT_TRANSLATE_NOOP("Notes", "no %2 address")},
    {MissingSelectorMatchesNothing, Source::SpecificationHeadless, QT_TRANSLATE_NOOP("Notes", "The selector of %1 fits no pod, so it has no endpoint."),
     QT_TRANSLATE_NOOP("Notes", "selects no pod")},
    {MissingHostNetworkPodName, Source::PodNames, QT_TRANSLATE_NOOP("Notes", "%1 uses the host network: its address is the node's, which it shares with other pods, so the address does not name this pod alone."),
     QT_TRANSLATE_NOOP("Notes", "shares the node's address")},
};
// clang-format on

static_assert(isComplete(rows, Theme::Missing));

} // namespace

std::span<const NoteRow> missingRows()
{
    return rows;
}

} // namespace words
