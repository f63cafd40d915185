// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/film/palette.h"

#include <iterator>

namespace film {

namespace {

constexpr Argb lightColors[] = {
    0x00000000, 0xfff4f5f7, 0xffffffff, 0xfffbfbfd, 0xffdfe2e8, 0xff1b1f27, 0xff5a6372, 0xff8a93a3, 0xff3157d5, 0xffe8edfc, 0xff0b7a5b, 0xffdff3ec,
    0xff9a5b00, 0xfffbeed6, 0xffb3264e, 0xfffbe3ea, 0xff6a3bb8, 0xffece4fa, 0xff5a6372, 0xffeceef2, 0xff1f6fb2, 0xffe0eefa,
};
constexpr Argb darkColors[] = {
    0x00000000, 0xff14171d, 0xff1b1f27, 0xff21262f, 0xff313845, 0xffe8ebf0, 0xffa9b2c1, 0xff7d8797, 0xff8aa6ff, 0xff26315a, 0xff5fd3ae, 0xff15382e,
    0xfff0b65a, 0xff3d2e12, 0xffff8aa8, 0xff451b29, 0xffc0a2ff, 0xff332652, 0xffa9b2c1, 0xff2a303a, 0xff7dbdf2, 0xff16334b,
};
static_assert(std::size(lightColors) == static_cast<std::size_t>(Tone::CacheGround) + 1);
static_assert(std::size(darkColors) == std::size(lightColors));

} // namespace

Argb colorOf(Tone tone, Scheme scheme)
{
    return (scheme == Scheme::Light ? lightColors : darkColors)[static_cast<std::size_t>(tone)];
}

} // namespace film
