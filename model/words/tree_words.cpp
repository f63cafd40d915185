// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/tree_words.h"

#include "model/words/notes.h"
#include "model/words/objects.h"
#include "model/words/text.h"

#include <QCoreApplication>
#include <QStringList>

namespace words {

namespace {

constexpr qsizetype longestClusterText = 300; // characters; a DNS name has at most 253

/// Translation context of this file.
struct Tree {
    Q_DECLARE_TR_FUNCTIONS(Tree)
};

QString latin(std::string_view text) { return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size())); }

} // namespace

QString clusterText(std::string_view text) { return harmless(std::string(text), longestClusterText); }

QString serviceKind(const kube::Service& service)
{
    if (service.headless && service.type != kube::ServiceType::ExternalName)
        //: a Service without an address of its own
        return Tree::tr("headless");
    switch (service.type) {
    case kube::ServiceType::ClusterIP: return QStringLiteral("ClusterIP");
    case kube::ServiceType::NodePort: return QStringLiteral("NodePort");
    case kube::ServiceType::LoadBalancer: return QStringLiteral("LoadBalancer");
    case kube::ServiceType::ExternalName: return QStringLiteral("ExternalName");
    }
    return {};
}

QString readyEndpoints(std::size_t ready, std::size_t all)
{
    //: %1 of %2 endpoints
    return substituted(Tree::tr("%1 of %2 ready"), {QString::number(ready), QString::number(all)});
}

QString nameCount(std::size_t names)
{
    return names == 1 ? Tree::tr("1 name") : Tree::tr("%n names", nullptr, static_cast<int>(names));
}

QString podGroup() { return Tree::tr("pods"); }

QString podState(const kube::Pod& pod)
{
    if (pod.phase == kube::PodPhase::Succeeded)
        return QStringLiteral("Succeeded"); // the API's words
    if (pod.phase == kube::PodPhase::Failed)
        return QStringLiteral("Failed");
    if (pod.deleting)
        return Tree::tr("being deleted");
    return pod.ready ? Tree::tr("ready") : Tree::tr("not ready");
}

QString recordToolTip(const dns::Record& record, kube::Kind ownerKind, std::string_view owner)
{
    const QString type = QString::fromStdString(dns::toString(record.type));
    const QString data = clusterText(dns::dataText(record));
    return QStringList{clusterText(record.owner.text()), type + QLatin1Char(' ') + data,
                       substituted(Tree::tr("%1, from %2"), {ttlText(record.ttl), latin(kindName(ownerKind)) + QLatin1Char(' ') + clusterText(owner)})}
        .join(QLatin1Char('\n'));
}

QString missingToolTip(std::string_view name, const sim::Note& why)
{
    QString text = substituted(Tree::tr("%1 does not exist."), {clusterText(name)}) + QLatin1Char('\n') + sentence(why);
    if (const QString rule = source(why.code); !rule.isEmpty())
        text += QLatin1Char('\n') + rule;
    return text;
}

QString objectTitle(kube::Kind kind, std::string_view scope, std::string_view name, const QString& detail)
{
    QString title = latin(kindName(kind)) + QLatin1Char(' ');
    if (!scope.empty())
        title += clusterText(scope) + QLatin1Char('/');
    title += clusterText(name);
    return detail.isEmpty() ? title : title + QStringLiteral(", ") + detail;
}

//: time to live in seconds
QString ttlText(dns::Ttl ttl) { return substituted(Tree::tr("TTL %1 s"), {QString::number(ttl.count())}); }

QString freshAdded() { return Tree::tr("new"); }
QString freshModified() { return Tree::tr("just changed"); }
QString freshRemoved() { return Tree::tr("something here just went away"); }

} // namespace words
