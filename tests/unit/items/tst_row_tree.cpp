// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/items/row_tree.h"
#include "tests/support/random.h"

#include <QTest>

#include <numeric>
#include <vector>

namespace {

struct Item {
    std::uint32_t rows = 1;
    std::size_t number = 0;
};
using Tree = items::RowTree<Item>;

/// The same, without any index.
using Model = std::vector<Item>;

Tree::Place placeOf(const Tree& tree, std::size_t index)
{
    Tree::Place place = tree.begin();
    while (index-- > 0)
        place = tree.next(place);
    return place;
}

std::size_t rowsOf(const Model& model, std::size_t count)
{
    return std::accumulate(model.begin(), model.begin() + static_cast<std::ptrdiff_t>(count), std::size_t{0}, [](std::size_t sum, const Item& item) { return sum + item.rows; });
}

} // namespace

class TestRowTree : public QObject {
    Q_OBJECT

    void compareWhole(const Tree& tree, const Model& model)
    {
        QCOMPARE(tree.size(), model.size());
        QCOMPARE(tree.rows(), rowsOf(model, model.size()));
        std::size_t index = 0, row = 0;
        for (Tree::Place at = tree.begin(); at != tree.end(); at = tree.next(at), ++index) {
            QCOMPARE(tree.at(at).number, model[index].number);
            QCOMPARE(tree.rowsBefore(at), row);
            for (std::size_t offset = 0; offset < model[index].rows; ++offset, ++row) {
                const auto hit = tree.find(row);
                QVERIFY(hit.has_value());
                QVERIFY(hit->place == at);
                QCOMPARE(hit->offset, offset);
            }
        }
        QVERIFY(!tree.find(row).has_value());
    }

private slots:
    void anEmptyTreeHasNoRow()
    {
        const Tree tree;
        QVERIFY(tree.begin() == tree.end());
        QVERIFY(!tree.find(0).has_value());
        QCOMPARE(tree.rows(), std::size_t(0));
    }

    void hiddenItemsAreSkipped()
    {
        Tree tree;
        tree.assign({{.rows = 0, .number = 1}, {.rows = 2, .number = 2}, {.rows = 0, .number = 3}, {.rows = 1, .number = 4}});
        QCOMPARE(tree.at(tree.find(0)->place).number, std::size_t(2));
        QCOMPARE(tree.find(1)->offset, std::size_t(1));
        QCOMPARE(tree.at(tree.find(2)->place).number, std::size_t(4));
    }

    void randomOperationsAgreeWithANaiveModel()
    {
        support::Random random("row tree");
        Tree tree;
        Model model;
        std::size_t next = 0;
        std::vector<Item> first(random.below(600));
        for (Item& item : first)
            item = {.rows = static_cast<std::uint32_t>(random.below(4)), .number = next++};
        model = first;
        tree.assign(std::move(first));
        for (int step = 0; step < 3000; ++step) {
            const std::size_t index = random.below(model.size() + 1);
            const auto at = model.begin() + static_cast<std::ptrdiff_t>(index);
            const Tree::Place place = placeOf(tree, index);
            const auto rows = static_cast<std::uint32_t>(random.below(5));
            // Growth and shrinkage in turns, so that blocks are cut and vanish.
            const bool isGrowing = step / 500 % 2 == 0;
            if (const std::size_t what = random.below(10); index == model.size() || what < (isGrowing ? 6u : 1u)) {
                const Tree::Place made = tree.insert(place, {.rows = rows, .number = next});
                model.insert(at, {.rows = rows, .number = next});
                QCOMPARE(tree.at(made).number, next);
                QCOMPARE(tree.rowsBefore(made), rowsOf(model, index));
                ++next;
            } else if (what < 7) {
                tree.remove(place);
                model.erase(at);
            } else {
                tree.setRows(place, rows);
                at->rows = rows;
            }
            QCOMPARE(tree.rows(), rowsOf(model, model.size()));
            if (step % 250 == 0)
                compareWhole(tree, model);
        }
        compareWhole(tree, model);
        tree.recount([](const Item& item) { return static_cast<std::uint32_t>(item.number % 3); });
        for (Item& item : model)
            item.rows = static_cast<std::uint32_t>(item.number % 3);
        compareWhole(tree, model);
    }

    void partitionPointFindsTheBoundary()
    {
        Tree tree;
        std::vector<Item> sorted(1000);
        for (std::size_t i = 0; i < sorted.size(); ++i)
            sorted[i].number = 2 * i;
        tree.assign(std::move(sorted));
        for (const std::size_t wanted : {0u, 1u, 777u, 1998u}) {
            const auto place = tree.partitionPoint([wanted](const Item& item) { return item.number < wanted; });
            QCOMPARE(tree.at(place).number, wanted + wanted % 2);
        }
        QVERIFY(tree.partitionPoint([](const Item& item) { return item.number < 1999; }) == tree.end());
    }
};

QTEST_GUILESS_MAIN(TestRowTree)
#include "tst_row_tree.moc"
