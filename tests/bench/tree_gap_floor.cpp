// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
//
// An empty window, painted once: the least memory that a Qt program needs. Prints its peak in MB.

#include "tests/bench/peak_memory.h"

#include <QApplication>
#include <QTimer>
#include <QWidget>

#include <cstdio>

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    QWidget window;
    window.resize(300, 820);
    window.show();
    QTimer::singleShot(100, &application, &QApplication::quit);
    const int status = QApplication::exec();
    std::printf("%.1f\n", bench::peakMegabytes());
    return status;
}
