package org.gaitsuite.gait;

/**
 * The largest or smallest angle in a part of the cycle. It is looked for stride by stride: the peak of a mean curve is flatter than the
 * mean of the peaks where strides differ in time.
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

    /** @param toeOff per cent of the cycle; without it nothing is found */
    Found in(double[] curve, double toeOff) {
        if (Double.isNaN(toeOff)) {
            return Found.NOTHING;
        }
        int first = Math.max(0, (int) Math.ceil(part.from(toeOff)));
        int last = Math.min(curve.length - 1, (int) Math.floor(part.to(toeOff)));
        int best = first;
        for (int p = first + 1; p <= last; p++) {
            if (highest ? curve[p] > curve[best] : curve[p] < curve[best]) {
                best = p;
            }
        }
        if (best == first || best == last) {
            return mustTurn ? Found.NOTHING : new Found(curve[best], Double.NaN);
        }
        return vertex(curve, best);
    }

    /** Of the parabola through the peak and its neighbours. */
    private static Found vertex(double[] curve, int at) {
        double slope = (curve[at + 1] - curve[at - 1]) / 2;
        double bend = curve[at - 1] - 2 * curve[at] + curve[at + 1];
        double shift = bend == 0 ? 0 : -slope / bend;
        return new Found(curve[at] + slope * shift / 2, at + shift);
    }
}
