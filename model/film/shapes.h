// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/trace.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

/// What is seen, without a device: a list of shapes with semantic tones. The window paints it, the SVG export writes it, tests compare it as text.
namespace film {

/// Colour roles; the theme maps them (design: tokens). The ...Ground roles are the pale fills behind the strong ones.
enum class Tone : std::uint8_t {
    None, Ground, Panel, Raised, Line, Text, Soft, Faint, Accent, AccentGround,
    Answer, AnswerGround, NoData, NoDataGround, NxDomain, NxDomainGround, Failure, FailureGround, NoReply, NoReplyGround, Cache, CacheGround,
};

/// An outcome is always shown by colour, shape and word (design: outcome table).
enum class Outcome : std::uint8_t { Pending, Answer, NoData, NxDomain, Failure, NoReply };

[[nodiscard]] Outcome outcomeOf(dns::Rcode rcode, std::size_t answerRecords);
[[nodiscard]] Outcome outcomeOf(const sim::Lookup& lookup);
[[nodiscard]] Tone toneOf(Outcome outcome);
[[nodiscard]] Tone groundOf(Outcome outcome);

enum class FontRole : std::uint8_t { Body, Small, Strong, Heading, Mono, MonoSmall };
enum class Align : std::uint8_t { Left, Center, Right };
enum class Elide : std::uint8_t { None, Middle, Right };
enum class Dash : std::uint8_t { Solid, Dashed, Dotted };

struct Point { double x = 0, y = 0; bool operator==(const Point&) const = default; };
struct Size { double width = 0, height = 0; bool operator==(const Size&) const = default; };
struct Rect {
    double x = 0, y = 0, width = 0, height = 0;
    [[nodiscard]] double right() const { return x + width; }
    [[nodiscard]] double bottom() const { return y + height; }
    [[nodiscard]] bool contains(Point point) const { return point.x >= x && point.x < right() && point.y >= y && point.y < bottom(); }
    bool operator==(const Rect&) const = default;
};

struct BoxShape {
    Rect rect;
    double radius = 0;
    Tone fill = Tone::None, stroke = Tone::None;
    double strokeWidth = 1;
    Dash dash = Dash::Solid;
    bool hatched = false;      ///< diagonal stripes in the stroke tone: a negative entry
    bool shadow = false;
    double opacity = 1;
    bool operator==(const BoxShape&) const = default;
};
struct LineShape {
    std::vector<Point> points;
    Tone tone = Tone::Line;
    double width = 1;
    Dash dash = Dash::Solid;
    double opacity = 1;
    bool operator==(const LineShape&) const = default;
};
struct TextShape {
    Rect rect;                 ///< vertically centred in it
    QString text;
    FontRole font = FontRole::Body;
    Tone tone = Tone::Text;
    Align align = Align::Left;
    Elide elide = Elide::Right;
    double opacity = 1;
    bool operator==(const TextShape&) const = default;
};
/// The outcome's mark: filled circle, hollow circle, cross, triangle, broken ring; a ring around it from a cache, half filled when stale.
struct MarkShape {
    Point center;
    double size = 12;
    Outcome outcome = Outcome::Pending;
    bool fromCache = false, stale = false;
    double opacity = 1;
    bool operator==(const MarkShape&) const = default;
};
/// A message on its way: a disc with the type's letters; back with the outcome's mark and TTL.
struct PacketShape {
    Point center;
    QString label;             ///< "A", "AAAA"
    Outcome outcome = Outcome::Pending;
    bool fromCache = false, stale = false, tcp = false, background = false;
    double opacity = 1;
    bool operator==(const PacketShape&) const = default;
};

using ShapeVariant = std::variant<BoxShape, LineShape, TextShape, MarkShape, PacketShape>;

/// What a click or a screen reader gets at a shape.
struct Target {
    std::optional<sim::EventIndex> event;     ///< clicking moves the film there
    std::optional<sim::LookupIndex> lookup;
    std::optional<sim::StationIndex> station;
    QString toolTip;
    bool operator==(const Target&) const = default;
};

struct Shape {
    ShapeVariant what;
    std::optional<Target> target;
    bool operator==(const Shape&) const = default;
};

struct Frame {
    Size size;
    std::vector<Shape> shapes; ///< painted in order
    bool operator==(const Frame&) const = default;
};

/// One line a shape, for golden comparisons.
[[nodiscard]] QString printFrame(const Frame& frame);

/// How wide a text is; the painter's fonts or, for exports, typical widths.
class TextMeasure {
public:
    virtual ~TextMeasure() = default;
    [[nodiscard]] virtual double width(const QString& text, FontRole font) const = 0;
    [[nodiscard]] virtual double lineHeight(FontRole font) const = 0;
};

} // namespace film
