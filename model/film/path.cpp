// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/film/path_layout.h"

#include "model/words/film_words.h"

namespace film {

namespace {

Moment momentAt(const sim::Run& run, const Timeline& timeline, FilmTime time)
{
    Moment moment{.now = timeline.instant(time), .time = time, .event = timeline.eventAt(time)};
    for (const sim::Lookup& lookup : run.lookups) {
        if (lookup.at <= moment.now && lookup.candidate != sim::noIndex)
            moment.candidate = lookup.candidate;
    }
    for (sim::LookupIndex index = 0; index < run.lookups.size(); ++index) {
        if (run.lookups[index].at <= moment.now && run.lookups[index].candidate == moment.candidate)
            moment.lookups.push_back(index);
    }
    return moment;
}

void addTitle(Frame& frame, const sim::Run& run, const PathLayout& layout, const Moment& moment)
{
    const std::size_t candidate = moment.candidate == sim::noIndex ? 0 : moment.candidate;
    if (run.candidates.empty())
        return;
    const QString head = words::pathTitle(candidate + 1, run.candidates.size(), {});
    const double width = layout.measure->width(head, FontRole::Heading) + 10;
    frame.shapes.push_back(text({margin, 8, width, 20}, head, FontRole::Heading, Tone::Soft, Align::Left, Elide::None));
    frame.shapes.push_back(text({margin + width, 8, layout.area.width - 2 * margin - width, 20}, QString::fromStdString(run.candidates[candidate].name), FontRole::Mono, Tone::Text,
                                Align::Left, Elide::Middle));
}

} // namespace

Frame pathFrame(const sim::Trace& trace, const PathLayout& layout, const Timeline& timeline, FilmTime time)
{
    const sim::Run& run = trace.runs[layout.run];
    const Moment moment = momentAt(run, timeline, time);
    Frame frame{.size = {layout.area.width, layout.height}};
    addTitle(frame, run, layout, moment);
    addCards(frame, trace, layout, timeline, moment);
    addSequence(frame, trace, layout, timeline, moment);
    addRails(frame, trace, layout, timeline, moment);
    return frame;
}

} // namespace film
