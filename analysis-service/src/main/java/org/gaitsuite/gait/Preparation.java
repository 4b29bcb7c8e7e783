package org.gaitsuite.gait;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * Makes raw landmarks fit for measuring: doubtful ones dropped, legs put back on their sides, wild samples taken out, short gaps
 * closed, times made even, noise filtered.
 *
 * @param seen as they came, but for doubtful ones and exchanged legs: neither smoothed nor filled
 * @param landmarks on an even time base, in the frame of the input
 * @param swaps where landmarks went under the name of the other leg
 * @param gapFraction share of leg landmarks not seen while the walker was in view
 * @param intervalSeconds frame interval of the input, seconds (median)
 * @param unevenTimes whether frames came at uneven times and were resampled
 * @param lowPass what the landmarks were filtered by
 * @param cutOffLowered whether the frame rate could not carry the cut-off asked for
 */
record Preparation(
        Landmarks seen,
        Landmarks landmarks,
        SwapReport swaps,
        double gapFraction,
        double intervalSeconds,
        boolean unevenTimes,
        LowPass lowPass,
        boolean cutOffLowered) {
    /** Frames in which landmarks of the legs were exchanged back. */
    int repairedSwaps() {
        return swaps.frames();
    }

    /** Frame intervals that differ from the median by more than this share make a recording uneven. */
    private static final double EVEN_WITHIN = 0.02;

    private static final double MOST = 0.75;

    /** Frames may be missing, but not most of them. */
    private static final int MOST_GRID_PER_FRAME = 20;

    private static final Set<Joint> LEGS = EnumSet.range(Joint.LEFT_HIP, Joint.RIGHT_TOE);

    static Preparation of(SkeletonOverTime skeleton, GaitOptions options) throws NoWalkFound {
        if (skeleton.frames() < 8) {
            throw new NoWalkFound(
                    "The recording has only %d frames with landmarks; a walk of at least one full stride (about 1.5 seconds) is needed."
                            .formatted(skeleton.frames()));
        }
        SwapRepair.Columns repaired = SwapRepair.repair(Landmarks.of(skeleton, options.leastConfidence()));
        return of(repaired.landmarks(), repaired.report(), options);
    }

    /** Of landmarks whose legs are on their sides already. */
    static Preparation of(Landmarks seen, SwapReport swaps, GaitOptions options) throws NoWalkFound {
        double legLength = LegLength.median(seen);
        if (Double.isNaN(legLength)) {
            throw new NoWalkFound(
                    "Hip, knee and ankle of a leg were never seen together, so no step can be measured. Film the whole body from the side.");
        }
        double interval = seen.frameInterval();
        boolean uneven = isUneven(seen.time(), interval);
        double[] grid = uneven ? grid(seen.time(), interval) : seen.time();
        OutlierFilter outliers = new OutlierFilter(legLength);
        int joints = Joint.values().length;
        double[][] x = new double[joints][];
        double[][] y = new double[joints][];
        double[][] confidence = new double[joints][];
        for (int j = 0; j < joints; j++) {
            double[] cleanX = seen.x()[j].clone();
            double[] cleanY = seen.y()[j].clone();
            outliers.clean(seen.time(), cleanX, cleanY);
            GapFilling gaps = new GapFilling(seen.time(), cleanX, options.maximumGapSeconds(), interval);
            x[j] = gaps.fill(cleanX, grid);
            y[j] = gaps.fill(cleanY, grid);
            confidence[j] = gaps.nearest(seen.confidence()[j], grid);
        }
        Landmarks clean = new Landmarks(grid, x, y, confidence);
        LowPass lowPass = LowPass.of(options, clean);
        return new Preparation(
                seen,
                clean.filtered(new Butterworth(lowPass.hertz(), 1 / interval)),
                swaps,
                gapFraction(seen),
                interval,
                uneven,
                lowPass,
                lowPass.source() != LowPass.Source.SIGNAL && lowPass.hertz() < options.cutOffHertz());
    }

    /** Mean confidence of the landmarks of the legs that were seen, 0..1; 0 when none was. */
    double confidence() {
        return confidence(LEGS);
    }

    /** Likewise of some landmarks. */
    double confidence(Collection<Joint> joints) {
        double sum = 0;
        int seen = 0;
        for (Joint joint : joints) {
            for (double confidence : landmarks.confidence(joint)) {
                sum += confidence;
                seen += confidence > 0 ? 1 : 0;
            }
        }
        return seen == 0 ? 0 : sum / seen;
    }

    private static boolean isUneven(double[] time, double interval) {
        for (int i = 1; i < time.length; i++) {
            if (Math.abs(time[i] - time[i - 1] - interval) > EVEN_WITHIN * interval) {
                return true;
            }
        }
        return false;
    }

    private static double[] grid(double[] time, double interval) throws NoWalkFound {
        double first = time[0];
        double length = time[time.length - 1] - first;
        if (length / interval > MOST_GRID_PER_FRAME * time.length) {
            throw new NoWalkFound(
                    "The time stamps of the frames cannot be used: %d frames are spread over %.0f seconds with pauses far longer than a step."
                            .formatted(time.length, length));
        }
        int n = 1 + (int) Math.floor(length / interval + 1e-9);
        double[] grid = new double[n];
        for (int i = 0; i < n; i++) {
            grid[i] = first + i * interval;
        }
        return grid;
    }

    /**
     * Of the landmarks of the legs that are ever seen, between the first and the last frame that shows most of them: a walker who is
     * half out of the picture is not hidden.
     */
    private static double gapFraction(Landmarks seen) {
        Run all = new Run(0, seen.frames());
        long kinds = 0;
        for (Joint joint : LEGS) {
            kinds += seen.share(joint, all) > 0 ? 1 : 0;
        }
        int first = -1;
        int last = -1;
        for (int f = 0; f < seen.frames(); f++) {
            if (knownInLegs(seen, f) > MOST * kinds) {
                first = first < 0 ? f : first;
                last = f;
            }
        }
        if (first < 0) {
            return 1;
        }
        long known = 0;
        for (int f = first; f <= last; f++) {
            known += knownInLegs(seen, f);
        }
        return 1 - known / (double) (kinds * (last - first + 1));
    }

    private static int knownInLegs(Landmarks seen, int frame) {
        int known = 0;
        for (Joint joint : LEGS) {
            known += seen.known(joint, frame) ? 1 : 0;
        }
        return known;
    }
}
