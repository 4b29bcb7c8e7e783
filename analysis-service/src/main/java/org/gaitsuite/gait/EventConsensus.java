package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What both detectors together say. Zeni's marks lead, because they scatter little under the noise of video; O'Connor's say
 * whether all of them lie early or late for this walker: the events are moved a third of the way towards the median distance of the two, all
 * strikes by the same time and all toe offs by the same time, so that no stride changes its length and no side is favoured. A mark of O'Connor's alone only fills a place a stride
 * from another, which Zeni's left empty, mostly at the ends of a recording.
 */
final class EventConsensus {
    /** On quiet markers the two are equally good, under the noise of video O'Connor's marks come late. */
    private static final double TOWARDS_OCONNOR = 0.35;

    /** Marks of one event lie within this share of a stride. */
    private static final double NEAR = 0.06;

    /** A mark alone must lie a stride from an event of its kind and foot, within these shares. */
    private static final double SHORTEST_STRIDE = 0.9;

    private static final double LONGEST_STRIDE = 1.1;

    private EventConsensus() {}

    static List<Candidate> of(List<Candidate> zeni, List<Candidate> oConnor, double strideSeconds) {
        List<Candidate> out = new ArrayList<>();
        for (EventType type : EventType.values()) {
            out.addAll(ofType(only(zeni, type), only(oConnor, type), strideSeconds));
        }
        out.sort(Comparator.comparingDouble(Candidate::timeSeconds));
        return out;
    }

    private static List<Candidate> only(List<Candidate> marks, EventType type) {
        return marks.stream().filter(mark -> mark.type() == type).toList();
    }

    private static List<Candidate> ofType(List<Candidate> zeni, List<Candidate> oConnor, double strideSeconds) {
        double[] apart = zeni.stream()
                .mapToDouble(mark -> nearest(mark, oConnor, NEAR * strideSeconds)
                        .map(other -> other.timeSeconds() - mark.timeSeconds())
                        .orElse(Double.NaN))
                .toArray();
        double median = Statistics.median(apart);
        double move = Double.isNaN(median) ? 0 : TOWARDS_OCONNOR * median;
        List<Candidate> out = new ArrayList<>();
        for (int i = 0; i < apart.length; i++) {
            Candidate mark = zeni.get(i);
            double support =
                    Double.isNaN(apart[i]) ? mark.support() : 1 - 0.3 * Math.abs(apart[i]) / (NEAR * strideSeconds);
            out.add(new Candidate(mark.type(), mark.side(), mark.timeSeconds() + move, support));
        }
        for (Candidate mark : oConnor) {
            double away = nearest(mark, out, Double.POSITIVE_INFINITY)
                    .map(other -> Math.abs(other.timeSeconds() - mark.timeSeconds()) / strideSeconds)
                    .orElse(1.0);
            if (away > SHORTEST_STRIDE && away < LONGEST_STRIDE) {
                double back = Double.isNaN(median) ? 0 : (1 - TOWARDS_OCONNOR) * median;
                out.add(new Candidate(mark.type(), mark.side(), mark.timeSeconds() - back, mark.support()));
            }
        }
        return out;
    }

    private static Optional<Candidate> nearest(Candidate mark, List<Candidate> others, double within) {
        return others.stream()
                .filter(other -> other.side() == mark.side())
                .filter(other -> Math.abs(other.timeSeconds() - mark.timeSeconds()) < within)
                .min(Comparator.comparingDouble(other -> Math.abs(other.timeSeconds() - mark.timeSeconds())));
    }
}
