package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Brings the candidates of a walk into the order that walking has: heel strike, opposite toe off, opposite heel strike, toe off, and
 * round again. Marks that cannot be are dropped; a toe off that is missing between two strikes a stride apart is looked for again.
 *
 * @param events in order of time
 * @param dropped marks that did not fit
 * @param missing events that must have happened, but could not be placed
 */
record EventSequence(List<Candidate> events, int dropped, int missing) {
    /** A foot leaves the ground within this part of its stride, from its own strike (Perry &amp; Burnfield 2010: about 0.62). */
    private static final double EARLIEST_TOE_OFF = 0.4;

    private static final double LATEST_TOE_OFF = 0.88;

    /** Two strikes of a foot are one stride apart when within these shares of the median stride. */
    private static final double SHORTEST_STRIDE = 0.6;

    private static final double LONGEST_STRIDE = 1.5;

    static EventSequence order(List<Candidate> candidates, SagittalWalk walk, double strideSeconds) {
        List<Candidate> kept = new ArrayList<>();
        int missing = 0;
        for (Side side : Side.values()) {
            List<Candidate> strikes = ofKind(candidates, EventType.HEEL_STRIKE, side);
            List<Candidate> offs = ofKind(candidates, EventType.TOE_OFF, side);
            kept.addAll(strikes);
            for (int i = 0; i + 1 < strikes.size(); i++) {
                double from = strikes.get(i).timeSeconds();
                double stride = strikes.get(i + 1).timeSeconds() - from;
                List<Candidate> between = offs.stream()
                        .filter(off -> off.timeSeconds() > from + EARLIEST_TOE_OFF * stride
                                && off.timeSeconds() < from + LATEST_TOE_OFF * stride)
                        .toList();
                if (stride > LONGEST_STRIDE * strideSeconds) {
                    missing += 2 * Math.max(1, (int) Math.round(stride / strideSeconds) - 1);
                    kept.addAll(offs.stream()
                            .filter(off -> off.timeSeconds() > from && off.timeSeconds() < from + stride)
                            .toList());
                } else if (between.isEmpty()) {
                    missing += lookAgain(walk, side, from, stride, kept) ? 0 : 1;
                } else {
                    kept.add(best(between));
                }
            }
            keepEnds(strikes, offs, strideSeconds, kept);
        }
        kept.sort(Comparator.comparingDouble(Candidate::timeSeconds));
        return new EventSequence(kept, Math.max(0, candidates.size() - kept.size()), missing);
    }

    /** The half-seen first and last cycle: a toe off before the first strike, or after the last, at a time that fits. */
    private static void keepEnds(
            List<Candidate> strikes, List<Candidate> offs, double strideSeconds, List<Candidate> kept) {
        if (strikes.isEmpty()) {
            kept.addAll(offs);
            return;
        }
        double first = strikes.getFirst().timeSeconds();
        double last = strikes.getLast().timeSeconds();
        offs.stream()
                .filter(off -> off.timeSeconds() < first - (1 - LATEST_TOE_OFF) * strideSeconds
                        && off.timeSeconds() > first - 1.2 * strideSeconds)
                .max(Comparator.comparingDouble(Candidate::timeSeconds))
                .ifPresent(kept::add);
        offs.stream()
                .filter(off -> off.timeSeconds() > last + EARLIEST_TOE_OFF * strideSeconds
                        && off.timeSeconds() < last + 1.2 * strideSeconds)
                .min(Comparator.comparingDouble(Candidate::timeSeconds))
                .ifPresent(kept::add);
    }

    private static Candidate best(List<Candidate> candidates) {
        return candidates.stream()
                .max(Comparator.comparingDouble(Candidate::support))
                .orElseThrow();
    }

    /** A toe that is furthest behind the pelvis somewhere inside the window, however little that stands out. */
    private static boolean lookAgain(SagittalWalk walk, Side side, double from, double stride, List<Candidate> kept) {
        Signal behind = walk.pelvisX().minus(walk.x(walk.toe(side)));
        double best = Double.NaN;
        for (Peaks.Peak peak : Peaks.of(behind.within(walk.bout().run()), 1e-6 * walk.legLength(), 0)) {
            boolean inside = peak.timeSeconds() > from + EARLIEST_TOE_OFF * stride
                    && peak.timeSeconds() < from + LATEST_TOE_OFF * stride;
            if (inside && (Double.isNaN(best) || behind.at(peak.timeSeconds()) > behind.at(best))) {
                best = peak.timeSeconds();
            }
        }
        if (Double.isNaN(best)) {
            return false;
        }
        boolean byAnkle = walk.toe(side) == Joint.of(side, "ANKLE");
        double time = best - EventBias.zeni(EventType.TOE_OFF, byAnkle) * stride;
        kept.add(new Candidate(EventType.TOE_OFF, side, time, 0.3));
        return true;
    }

    /** Events of one kind and foot; of two nearer than a stride can be, the one with more support stays. */
    private static List<Candidate> ofKind(List<Candidate> all, EventType type, Side side) {
        List<Candidate> found = new ArrayList<>(all.stream()
                .filter(candidate -> candidate.type() == type && candidate.side() == side)
                .sorted(Comparator.comparingDouble(Candidate::timeSeconds))
                .toList());
        double stride = medianDistance(found);
        for (int i = 0; i + 1 < found.size(); ) {
            double apart = found.get(i + 1).timeSeconds() - found.get(i).timeSeconds();
            if (apart < SHORTEST_STRIDE * stride) {
                found.remove(found.get(i).support() < found.get(i + 1).support() ? i : i + 1);
            } else {
                i++;
            }
        }
        return found;
    }

    private static double medianDistance(List<Candidate> candidates) {
        double[] apart = new double[Math.max(0, candidates.size() - 1)];
        for (int i = 0; i < apart.length; i++) {
            apart[i] = candidates.get(i + 1).timeSeconds() - candidates.get(i).timeSeconds();
        }
        return Statistics.median(apart);
    }
}
