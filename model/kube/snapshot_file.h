// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/base/result.h"
#include "model/kube/snapshot.h"
#include "model/kube/store.h"

#include <string>
#include <string_view>
#include <vector>

namespace kube {

/// What reading a snapshot file brought, beside the objects that went into the store.
struct SnapshotNotes {
    std::size_t objects = 0;
    std::vector<std::string> skippedKinds;
};

/// Reads YAML or JSON (one or more documents, `kind: List` or single objects, any mix; product.md section 2) into `store`.
/// UTF-8, or UTF-16 with a byte order mark. YAML scalars mean what they mean to kubectl (model/kube/yaml_scalar.h).
/// Nothing is put unless the whole text reads. Errors: FileEmpty, FileTruncated, YamlSyntax and JsonSyntax with position, ObjectWrongShape.
[[nodiscard]] base::Result<SnapshotNotes> readSnapshotText(std::string_view text, const std::string& fileName, ClusterStore& store);

/// ConsistentNames: see model/kube/redaction.h.
enum class Redaction { None, ConsistentNames };

/// The snapshot as a multi-document YAML text that readSnapshotText reads back to equal objects (names apart when redacted).
[[nodiscard]] std::string printSnapshotText(const ClusterSnapshot& snapshot, Redaction redaction = Redaction::None);

} // namespace kube
