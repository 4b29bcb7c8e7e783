package org.gaitsuite.gait;

import java.util.Arrays;
import java.util.List;

/**
 * Puts landmarks back that a tracker gave to the wrong leg: a whole leg, ankle and foot, the foot, or the hip; single frames or long runs.
 *
 * <p>What tells is that landmarks move smoothly and limbs keep their lengths ({@link SwapSearch}), and across gaps that legs swing in turn
 * ({@link SwapAcrossGaps}). How often this tracker
 * exchanges legs is learnt from a first search, in which exchanges are thought to be rare, and believed in a second; where the first finds
 * none, nothing is changed. What no search can know is which leg is which when a tracker is wrong most of the time. Stateless and thread-safe.
 */
public final class SwapRepair {
    /** In a first search an exchange begins once in a thousand frames and ends once in fifty. */
    private static final double BEGIN = 7;

    private static final double END = 3.9;

    /** However many were found, an exchange never counts as likelier than this. */
    private static final double LEAST_BEGIN = 2;

    private static final double LEAST_END = 0.3;

    /** An extent that was not found once may have been overlooked so many times. */
    private static final double UNSEEN = 0.2;

    private static final int FEWEST_FRAMES = 3;

    private SwapRepair() {}

    /** @param skeleton with every landmark on the leg that it belongs to, as far as can be told */
    public record Repaired(SkeletonOverTime skeleton, SwapReport report) {}

    /** Landmarks by columns after the repair. */
    record Columns(Landmarks landmarks, SwapReport report) {}

    /** Landmarks below the confidence that usually counts as seen play no part in the search, but move with their legs. */
    public static Repaired repair(SkeletonOverTime skeleton) {
        byte[] states = states(Landmarks.of(skeleton, GaitOptions.DEFAULT.leastConfidence()));
        int frames = skeleton.frames();
        int joints = Joint.values().length;
        double[][] x = new double[frames][joints];
        double[][] y = new double[frames][joints];
        double[][] confidence = new double[frames][joints];
        for (int f = 0; f < frames; f++) {
            for (Joint joint : Joint.values()) {
                Joint source = source(joint, states[f]);
                x[f][joint.ordinal()] = skeleton.x(f, source);
                y[f][joint.ordinal()] = skeleton.y(f, source);
                confidence[f][joint.ordinal()] = skeleton.confidence(f, source);
            }
        }
        return new Repaired(
                new SkeletonOverTime(skeleton.frame(), skeleton.timesSeconds(), x, y, confidence),
                SwapReport.of(states));
    }

    private static Joint source(Joint joint, int state) {
        int pair = (joint.ordinal() - Joint.LEFT_HIP.ordinal()) / 2;
        boolean exchanged = joint.ordinal() >= Joint.LEFT_HIP.ordinal()
                && pair < LegPairs.PAIRS
                && SwapSearch.isExchanged(state, pair);
        return exchanged ? joint.mirrored() : joint;
    }

    static Columns repair(Landmarks raw) {
        byte[] states = states(raw);
        SwapReport report = SwapReport.of(states);
        if (report.frames() == 0) {
            return new Columns(raw, report);
        }
        Landmarks repaired = new Landmarks(raw.time(), copy(raw.x()), copy(raw.y()), copy(raw.confidence()));
        for (int pair = 0; pair < LegPairs.PAIRS; pair++) {
            int left = Joint.of(Side.LEFT, LegPairs.LIMBS[pair]).ordinal();
            int right = Joint.of(Side.RIGHT, LegPairs.LIMBS[pair]).ordinal();
            for (double[][] rows : List.of(repaired.x(), repaired.y(), repaired.confidence())) {
                exchange(rows[left], rows[right], states, pair);
            }
        }
        return new Columns(repaired, report);
    }

    private static void exchange(double[] left, double[] right, byte[] states, int pair) {
        for (int f = 0; f < states.length; f++) {
            if (SwapSearch.isExchanged(states[f], pair)) {
                double keep = left[f];
                left[f] = right[f];
                right[f] = keep;
            }
        }
    }

    private static byte[] states(Landmarks raw) {
        LegPairs legs = LegPairs.of(raw);
        if (raw.frames() < FEWEST_FRAMES || Double.isNaN(legs.legLength())) {
            return new byte[raw.frames()];
        }
        byte[] states = search(legs);
        SwapAcrossGaps.link(legs, states);
        SwapAcrossGaps.leaveTheMajority(legs, states);
        return states;
    }

    private static byte[] search(LegPairs legs) {
        LimbLengths lengths = new LimbLengths(legs);
        double[] seldom = new double[SwapReport.Extent.values().length];
        Arrays.fill(seldom, BEGIN);
        byte[] first = new SwapSearch(legs, lengths, seldom, END).best();
        SwapReport found = SwapReport.of(first);
        if (found.frames() == 0) {
            return first;
        }
        double ends = found.ranges().size() / (double) (found.frames() + 1);
        double end = Math.clamp(-Math.log(ends), LEAST_END, END);
        return new SwapSearch(legs, lengths, begin(found, legs.frames()), end).best();
    }

    /** Of each extent, how seldom this tracker exchanges it. */
    private static double[] begin(SwapReport found, int frames) {
        double[] begin = new double[SwapReport.Extent.values().length];
        for (SwapReport.Extent extent : SwapReport.Extent.values()) {
            long times = found.ranges().stream()
                    .filter(range -> range.extent() == extent)
                    .count();
            double chance = (times + UNSEEN) / (frames - found.frames() + 1);
            begin[extent.ordinal()] = Math.clamp(-Math.log(chance), LEAST_BEGIN, BEGIN);
        }
        return begin;
    }

    private static double[][] copy(double[][] rows) {
        double[][] out = new double[rows.length][];
        for (int j = 0; j < rows.length; j++) {
            out[j] = rows[j].clone();
        }
        return out;
    }
}
