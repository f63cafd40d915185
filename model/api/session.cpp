// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/session.h"

#include "model/api/session_private.h"

#include <utility>

namespace api {

Session::Session(kube::ResolvedContext context, Surroundings surroundings, Purpose purpose, QObject* parent)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(context), std::move(surroundings), purpose))
{
}

Session::~Session() = default;

void Session::open()
{
    QMetaObject::invokeMethod(d.get(), &Private::begin, Qt::QueuedConnection);
}

void Session::retryNow()
{
    d->retryNow();
}

void Session::renewCredential()
{
    d->renewCredential();
}

const SessionState& Session::state() const
{
    return d->state;
}

kube::SnapshotPtr Session::snapshot() const
{
    return d->snapshot;
}

} // namespace api
