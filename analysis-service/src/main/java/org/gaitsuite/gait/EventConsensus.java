package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which contacts there were: Zeni's marks, which scatter little under the noise of video, and where Zeni left a place empty a stride from another,
 * mostly at the ends of a recording, O'Connor's mark or Desailly's. When exactly they were is for {@link ContactTiming}.
 */
final class EventConsensus {
    /** A mark alone must lie a stride from an event of its kind and foot, within these shares. */
    private static final double SHORTEST_STRIDE = 0.9;

    private static final double LONGEST_STRIDE = 1.1;

    private EventConsensus() {}

    static List<Candidate> of(
            List<Candidate> zeni, List<Candidate> oConnor, List<Candidate> desailly, double strideSeconds) {
        List<Candidate> out = new ArrayList<>(zeni);
        fillFrom(oConnor, out, strideSeconds);
        fillFrom(desailly, out, strideSeconds);
        out.sort(Comparator.comparingDouble(Candidate::timeSeconds));
        return out;
    }

    private static void fillFrom(List<Candidate> others, List<Candidate> out, double strideSeconds) {
        Map<Kind, TreeSet<Double>> times = new HashMap<>();
        out.forEach(mark ->
                times.computeIfAbsent(Kind.of(mark), kind -> new TreeSet<>()).add(mark.timeSeconds()));
        for (Candidate mark : others) {
            TreeSet<Double> known = times.computeIfAbsent(Kind.of(mark), kind -> new TreeSet<>());
            double away = away(mark.timeSeconds(), known) / strideSeconds;
            if (known.isEmpty() || (away > SHORTEST_STRIDE && away < LONGEST_STRIDE)) {
                known.add(mark.timeSeconds());
                out.add(mark);
            }
        }
    }

    private record Kind(EventType type, Side side) {
        static Kind of(Candidate mark) {
            return new Kind(mark.type(), mark.side());
        }
    }

    /** Seconds to the nearest of some times; infinite where there are none. */
    private static double away(double seconds, TreeSet<Double> times) {
        Double before = times.floor(seconds);
        Double after = times.ceiling(seconds);
        return Math.min(
                before == null ? Double.POSITIVE_INFINITY : seconds - before,
                after == null ? Double.POSITIVE_INFINITY : after - seconds);
    }
}
