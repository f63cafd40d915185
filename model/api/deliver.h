// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace api {

/// Calls `fn(result)` in the receiver's thread when the future has its result; never once the receiver is gone.
/// QFuture::then(context, ...) would abort in debug builds of Qt 6.4 where the receiver has died.
template <class T, class Fn>
void deliver(const QFuture<T>& future, QObject* receiver, Fn fn)
{
    auto* const watcher = new QFutureWatcher<T>(receiver);
    QObject::connect(watcher, &QFutureWatcherBase::finished, receiver, [watcher, fn = std::move(fn)]() mutable {
        watcher->deleteLater();
        QFuture<T> done = watcher->future();
        if (done.resultCount() > 0) // none: the pool was emptied
            fn(done.takeResult());
    });
    watcher->setFuture(future);
}

} // namespace api
