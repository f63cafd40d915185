// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/base/strings.h"

#include <QTest>

#include <string>
#include <vector>

using base::StringId;
using base::Strings;

class TestStrings : public QObject {
    Q_OBJECT
private slots:
    void equalTextsShareAnId()
    {
        Strings strings;
        const StringId first = strings.intern("kube-system");
        QCOMPARE(strings.intern(std::string("kube-") + "system"), first);
        QVERIFY(strings.intern("kube-systen") != first);
        QCOMPARE(strings.size(), 3u); // the empty text counts
        QCOMPARE(strings.bytes(), std::size_t{22});
    }

    void theEmptyTextIsEmpty()
    {
        Strings strings;
        QCOMPARE(strings.intern(""), StringId::Empty);
        QCOMPARE(strings.text(StringId::Empty), std::string_view());
        QCOMPARE(strings.size(), 1u);
    }

    void findDoesNotIntern()
    {
        Strings strings;
        QCOMPARE(strings.find("pod"), StringId::Empty);
        QCOMPARE(strings.size(), 1u);
        const StringId id = strings.intern("pod");
        QCOMPARE(strings.find("pod"), id);
    }

    void holdsNulCharacters()
    {
        Strings strings;
        const std::string labels("app\0web\0", 8);
        QCOMPARE(strings.text(strings.intern(labels)), std::string_view(labels));
        QVERIFY(strings.find("app") == StringId::Empty);
    }

    void textsStayInPlaceAcrossPagesAndBlocks()
    {
        Strings strings;
        const char* const place = strings.text(strings.intern("first")).data();
        std::vector<StringId> ids;
        for (int i = 0; i < 40000; ++i) // more than two pages of entries and several blocks of text
            ids.push_back(strings.intern("pod-" + std::to_string(i)));
        const std::string large(5'000'000, 'x'); // more than a block
        const StringId largeId = strings.intern(large);
        QCOMPARE(strings.text(largeId), std::string_view(large));
        for (std::size_t i = 0; i < ids.size(); ++i)
            QCOMPARE(strings.text(ids[i]), std::string_view("pod-" + std::to_string(i)));
        QCOMPARE(strings.text(strings.find("first")).data(), place);
        QCOMPARE(strings.size(), 40003u);
    }
};

QTEST_APPLESS_MAIN(TestStrings)
#include "tst_strings.moc"
