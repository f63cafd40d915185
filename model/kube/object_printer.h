// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/kube/redaction.h"
#include "model/kube/snapshot.h"
#include "model/kube/yaml_writer.h"

#include <string>
#include <string_view>
#include <vector>

namespace kube {

/// Where the objects of a snapshot are printed to, and what all of them have in common.
struct ObjectPrinter {
    ObjectPrinter(const ClusterSnapshot& printed, Redaction redaction) : snapshot(printed), names(printed, redaction) {}

    const ClusterSnapshot& snapshot;
    Redactor names;
    YamlWriter yaml;

    [[nodiscard]] std::string_view text(StringId id) const { return snapshot.text(id); }
    [[nodiscard]] std::string name(StringId id) { return names.name(text(id)); }
    void begin(std::string_view apiVersion, std::string_view kind)
    {
        yaml.document();
        yaml.field("apiVersion", apiVersion);
        yaml.field("kind", kind);
    }
    /// Opens metadata with its names; the caller adds to it and closes it.
    void openMetadata(StringId scope, StringId objectName, LabelsId labels)
    {
        yaml.open("metadata");
        yaml.field("name", name(objectName));
        if (scope != StringId::Empty)
            yaml.field("namespace", name(scope));
        pairs("labels", labels);
    }
    void metadata(StringId scope, StringId objectName, LabelsId labels = {})
    {
        openMetadata(scope, objectName, labels);
        yaml.close();
    }
    void pairs(std::string_view key, LabelsId labels)
    {
        if (labels == LabelsId::Empty)
            return;
        yaml.open(key);
        for (const auto& [label, value] : snapshot.labels(labels))
            yaml.field(names.labelKey(label), names.labelValue(value));
        yaml.close();
    }
    void optional(std::string_view key, const std::string& value)
    {
        if (!value.empty())
            yaml.field(key, value);
    }
    void list(std::string_view key, const std::vector<std::string>& values)
    {
        if (values.empty())
            return;
        yaml.openList(key);
        for (const std::string& value : values)
            yaml.item(value);
        yaml.close();
    }
    void addresses(std::string_view key, const std::vector<IpAddress>& values)
    {
        std::vector<std::string> texts;
        for (const IpAddress& value : values)
            texts.push_back(value.toString());
        list(key, texts);
    }
};

void print(ObjectPrinter& to, const Pod& object);

} // namespace kube
