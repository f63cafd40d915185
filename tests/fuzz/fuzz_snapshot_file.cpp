// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
//
// A snapshot file, YAML or JSON. Whatever reads must print and read back equal, redacted or not.

#include "model/kube/snapshot_file.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    kube::ClusterStore store;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto notes = kube::readSnapshotText(text, "fuzz", store);
    if (!notes)
        return 0;
    const kube::SnapshotPtr snapshot = store.snapshot();
    const std::string printed = kube::printSnapshotText(*snapshot);
    if (printed.empty())
        return 0;
    if (!kube::readSnapshotText(printed, "printed", store) || store.hasChanges())
        std::abort();
    kube::ClusterStore redacted;
    if (!kube::readSnapshotText(kube::printSnapshotText(*snapshot, kube::Redaction::ConsistentNames), "redacted", redacted))
        std::abort();
    return 0;
}
