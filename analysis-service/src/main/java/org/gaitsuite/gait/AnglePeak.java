package org.gaitsuite.gait;

/**
 * The largest or smallest angle in a part of the cycle. It is looked for stride by stride: the peak of a mean curve is flatter than the
 * mean of the peaks where strides differ in time. But the highest of many noisy values is too high, so a stride is read near the place where the
 * mean of the other strides has its peak: their noise chose the place, little of its own is in it.
 *
 * @param name in the result; its time is called {@code name_timing}
 * @param highest whether the largest angle is looked for, else the smallest
 * @param mustTurn whether the angle must turn within the part; otherwise the value at its end will do
 */
record AnglePeak(String name, JointAngles angle, boolean highest, CyclePart part, boolean mustTurn) {
    /** @param percent of the cycle; NaN where the angle does not turn in that part */
    record Found(double degrees, double percent) {
        private static final Found NOTHING = new Found(Double.NaN, Double.NaN);
    }

    /** Strides reach their peaks so many per cent of the cycle earlier or later than their mean does. */
    private static final int NEAR = 3;

    /**
     * @param others mean of the other strides; of a single stride its own curve
     * @param toeOff per cent of the cycle; without it nothing is found
     */
    Found in(double[] curve, double[] others, double toeOff) {
        if (Double.isNaN(toeOff)) {
            return Found.NOTHING;
        }
        int first = Math.max(0, (int) Math.ceil(part.from(toeOff)));
        int last = Math.min(curve.length - 1, (int) Math.floor(part.to(toeOff)));
        int usual = extreme(others, first, last, highest);
        int at = near(usual, curve, first, last, highest);
        boolean turns = usual > first && usual < last && at > first && at < last;
        if (!turns) {
            return mustTurn ? Found.NOTHING : new Found(curve[at], Double.NaN);
        }
        boolean ownPeak = at == extreme(curve, at - 1, at + 1, highest);
        return ownPeak ? vertex(curve, at) : new Found(curve[at], at);
    }

    /**
     * The largest angle from one per cent of the cycle to another, read likewise, whether it turns there or not; NaN where either end is not known.
     *
     * @param others mean of the other strides; of a single stride its own curve
     */
    static double highest(double[] curve, double[] others, double from, double to) {
        int first = Math.max(0, (int) Math.ceil(from));
        int last = Math.min(curve.length - 1, (int) Math.floor(to));
        boolean known = Double.isFinite(from + to) && first <= last;
        return known ? curve[near(extreme(others, first, last, true), curve, first, last, true)] : Double.NaN;
    }

    private static int near(int usual, double[] curve, int first, int last, boolean highest) {
        return extreme(curve, Math.max(first, usual - NEAR), Math.min(last, usual + NEAR), highest);
    }

    private static int extreme(double[] curve, int first, int last, boolean highest) {
        int best = first;
        for (int p = first + 1; p <= last; p++) {
            if (highest ? curve[p] > curve[best] : curve[p] < curve[best]) {
                best = p;
            }
        }
        return best;
    }

    /** Of the parabola through the peak and its neighbours. */
    private static Found vertex(double[] curve, int at) {
        double slope = (curve[at + 1] - curve[at - 1]) / 2;
        double bend = curve[at - 1] - 2 * curve[at] + curve[at + 1];
        double shift = bend == 0 ? 0 : Math.clamp(-slope / bend, -0.5, 0.5);
        return new Found(curve[at] + slope * shift / 2, at + shift);
    }
}
