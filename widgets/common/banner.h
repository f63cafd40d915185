// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace widgets {

/// One message above the picture: what is wrong, what to do. Can be selected, copied and closed; never blocks.
class Banner : public QWidget {
    Q_OBJECT
public:
    enum class Kind { Information, Warning, Fault };
    explicit Banner(QWidget* parent = nullptr);
    void show(Kind kind, const QString& words, const QString& action = {});
    void dismiss();
    [[nodiscard]] QString words() const;

signals:
    void actionRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyColors();
    Kind m_kind = Kind::Information;
    QLabel* m_words = nullptr;
    QToolButton* m_action = nullptr;
};

} // namespace widgets
