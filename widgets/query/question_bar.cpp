// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "widgets/query/question_bar.h"

#include "widgets/common/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStringListModel>
#include <QVBoxLayout>

namespace widgets {

namespace {

QCompleter* completerOf(QStringListModel* model, QWidget* parent)
{
    auto* completer = new QCompleter(model, parent);
    completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    return completer;
}

/// A caption before a field, its buddy.
QLabel* caption(const QString& words, QWidget* buddy)
{
    auto* label = new QLabel(words);
    label->setBuddy(buddy);
    label->setFont(Theme::current().font(film::FontRole::Small));
    return label;
}

void addTypes(QComboBox& box)
{
    const auto add = [&](const QString& text, std::initializer_list<dns::Type> types) {
        QVariantList numbers;
        for (const dns::Type type : types)
            numbers.append(static_cast<int>(type));
        box.addItem(text, numbers);
    };
    add(QStringLiteral("A + AAAA"), {dns::Type::A, dns::Type::AAAA});
    for (const dns::Type type : {dns::Type::A, dns::Type::AAAA, dns::Type::SRV, dns::Type::PTR, dns::Type::CNAME, dns::Type::TXT, dns::Type::NS, dns::Type::SOA, dns::Type::MX, dns::Type::HTTPS})
        add(QString::fromStdString(dns::toString(type)), {type});
}

} // namespace

QuestionBar::QuestionBar(QWidget* parent) : QWidget(parent), m_pods(new QStringListModel(this)), m_names(new QStringListModel(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    column->addLayout(row);

    m_pod = new QLineEdit;
    m_pod->setFont(Theme::current().font(film::FontRole::MonoSmall));
    m_pod->setPlaceholderText(tr("namespace/pod"));
    m_pod->setAccessibleName(tr("Pod that asks"));
    m_pod->setMinimumWidth(130);
    m_pod->setCompleter(completerOf(m_pods, m_pod));
    connect(m_pod, &QLineEdit::textEdited, this, &QuestionBar::offerPods);
    connect(m_pod, &QLineEdit::editingFinished, this, [this] { emit podEdited(m_pod->text()); });

    m_name = new QLineEdit;
    m_name->setFont(Theme::current().font(film::FontRole::MonoSmall));
    m_name->setPlaceholderText(tr("a name, as your program has it"));
    m_name->setAccessibleName(tr("Name to look up"));
    m_name->setMinimumWidth(140);
    m_name->setCompleter(completerOf(m_names, m_name));
    connect(m_name, &QLineEdit::returnPressed, this, &QuestionBar::traceRequested);
    connect(m_name, &QLineEdit::textEdited, this, [this] { showFault({}); });

    m_type = new QComboBox;
    m_type->setAccessibleName(tr("Record type"));
    addTypes(*m_type);
    m_resolver = new QComboBox;
    m_resolver->setAccessibleName(tr("Resolver library of the pod"));
    //: resolver library: guessed from the container image
    m_resolver->addItem(tr("by image"), -1);
    for (const sim::Libc libc : {sim::Libc::Glibc, sim::Libc::Musl, sim::Libc::Go, sim::Libc::Windows})
        m_resolver->addItem(QString::fromStdString(sim::toString(libc)), static_cast<int>(libc));
    m_trace = new QPushButton(tr("Trace"));
    m_trace->setProperty("primary", true);
    m_trace->setToolTip(tr("Follow the query (Enter)"));
    connect(m_trace, &QPushButton::clicked, this, &QuestionBar::traceRequested);

    row->addWidget(caption(tr("&From"), m_pod));
    row->addWidget(m_pod, 3);
    row->addWidget(caption(tr("&Name"), m_name));
    row->addWidget(m_name, 4);
    row->addWidget(caption(tr("T&ype"), m_type));
    row->addWidget(m_type);
    row->addWidget(caption(tr("&Resolver"), m_resolver));
    row->addWidget(m_resolver);
    row->addWidget(m_trace);
    m_fault = new QLabel;
    m_fault->setVisible(false);
    m_fault->setAccessibleName(tr("Why this question cannot be asked"));
    column->addWidget(m_fault);
}

TypedQuestion QuestionBar::question() const
{
    TypedQuestion question{.pod = m_pod->text().trimmed(), .name = m_name->text().trimmed()};
    for (const QVariant& number : m_type->currentData().toList())
        question.types.push_back(static_cast<dns::Type>(number.toInt()));
    const int libc = m_resolver->currentData().toInt();
    if (libc >= 0)
        question.resolver = static_cast<sim::Libc>(libc);
    return question;
}

void QuestionBar::setQuestion(const TypedQuestion& question)
{
    setPod(question.pod);
    setName(question.name);
    setTypes(question.types);
    m_resolver->setCurrentIndex(m_resolver->findData(question.resolver ? static_cast<int>(*question.resolver) : -1));
}

void QuestionBar::setPod(const QString& pod)
{
    m_pod->setText(pod);
    m_pod->setToolTip(pod);
    m_pod->setCursorPosition(0);
}

void QuestionBar::setName(const QString& name)
{
    m_name->setText(name);
    showFault({});
}

void QuestionBar::setTypes(const std::vector<dns::Type>& types)
{
    QVariantList numbers;
    for (const dns::Type type : types)
        numbers.append(static_cast<int>(type));
    const int index = m_type->findData(numbers);
    m_type->setCurrentIndex(std::max(index, 0));
}

void QuestionBar::setPodSearch(std::function<QStringList(const QString&)> search)
{
    m_search = std::move(search);
    m_pods->setStringList(m_search(QString()));
}

void QuestionBar::setHistory(const QStringList& names)
{
    m_names->setStringList(names);
}

void QuestionBar::showFault(const QString& words)
{
    m_fault->setText(words);
    m_fault->setVisible(!words.isEmpty());
    m_fault->setStyleSheet(QStringLiteral("color: %1;").arg(Theme::current().color(film::Tone::NxDomain).name()));
}

void QuestionBar::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

void QuestionBar::offerPods(const QString& text)
{
    showFault({});
    if (m_search)
        m_pods->setStringList(m_search(text));
}

} // namespace widgets
