package org.gaitsuite.gait;

import java.util.List;

/**
 * Where the contacts of a bout come from: they are looked for, or they are known.
 *
 * @param <W> a walk in the view that they are looked for in
 */
@FunctionalInterface
interface Contacts<W extends BoutWalk> {
    /** @throws NoWalkFound when a bout has too few of them */
    WalkEvents of(W walk) throws NoWalkFound;

    /** The known ones that lie in a bout's part of the recording, taken as they are. */
    static Contacts<BoutWalk> given(List<GaitEvent> events) {
        return walk -> {
            double[] time = walk.landmarks().time();
            List<GaitEvent> inside = events.stream()
                    .filter(event -> event.timeSeconds() >= time[0] && event.timeSeconds() <= time[time.length - 1])
                    .toList();
            double[] strides =
                    Stride.of(inside).stream().mapToDouble(Stride::seconds).toArray();
            if (strides.length == 0) {
                throw new NoWalkFound(
                        ("Of the %d contacts that were given, %d lie in this walk, and no two of them are heel strikes of one"
                                        + " foot that follow one another. At least one whole stride is needed.")
                                .formatted(events.size(), inside.size()));
            }
            return new WalkEvents(inside, Statistics.median(strides), 0, 0);
        };
    }
}
