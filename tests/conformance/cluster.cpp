// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/conformance/cluster.h"

#include "model/kube/reader.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace conformance {
namespace {

constexpr std::array<std::string_view, 5> listNames{"namespaces", "services", "endpointSlices", "pods", "serviceImports"};

} // namespace

void fillStore(const Value& cluster, kube::ClusterStore& store)
{
    for (const auto& [listName, list] : cluster.members()) {
        if (std::find(listNames.begin(), listNames.end(), listName) == listNames.end())
            throw CaseError(list.path() + ": unknown list of objects");
        for (const Value& item : list.items()) {
            const kube::PaddedText json(item.json());
            base::Result<kube::ReadOutcome> outcome = kube::readJson(json, store.strings(), item.path());
            if (!outcome)
                throw CaseError(item.path() + ": " + outcome.error().subject + ' ' + outcome.error().detail);
            if (outcome->objects.empty())
                throw CaseError(item.path() + ": not an object of a kind that DNS needs");
            for (kube::Object& object : outcome->objects)
                store.put(std::move(object));
        }
    }
}

kube::SnapshotPtr clusterOf(const Row& row)
{
    kube::ClusterStore store;
    fillStore(row.fixture("cluster"), store);
    return store.snapshot();
}

} // namespace conformance
