// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/dns/record.h"
#include "model/sim/trace.h"

#include <QStringList>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStringListModel;

namespace widgets {

/// The question as the user put it: texts, not yet checked.
struct TypedQuestion {
    QString pod;                           ///< "shop/web-0"
    QString name;
    std::vector<dns::Type> types;
    std::optional<sim::Libc> resolver;     ///< nullopt: as the pod's image suggests
    bool operator==(const TypedQuestion&) const = default;
};

/// From, Name, Type, Resolver, Trace.
class QuestionBar : public QWidget {
    Q_OBJECT
public:
    explicit QuestionBar(QWidget* parent = nullptr);

    [[nodiscard]] TypedQuestion question() const;
    void setQuestion(const TypedQuestion& question);
    void setPod(const QString& pod);
    void setName(const QString& name);
    void setTypes(const std::vector<dns::Type>& types);
    /// Gives at most 50 pods that match a text; the cluster may hold 150,000.
    void setPodSearch(std::function<QStringList(const QString& text)> search);
    /// Names that were asked before, newest first.
    void setHistory(const QStringList& names);
    /// Marks the field that the question's error is about; "" clears.
    void showFault(const QString& words);
    void focusName();

signals:
    void traceRequested();
    void podEdited(const QString& pod);

private:
    void offerPods(const QString& text);

    QLineEdit* m_pod = nullptr;
    QLineEdit* m_name = nullptr;
    QComboBox* m_type = nullptr;
    QComboBox* m_resolver = nullptr;
    QPushButton* m_trace = nullptr;
    QLabel* m_fault = nullptr;
    QStringListModel* m_pods = nullptr;
    QStringListModel* m_names = nullptr;
    std::function<QStringList(const QString&)> m_search;
};

} // namespace widgets
