package org.gaitsuite.gait;

/** Takes the jumps by a whole turn out of an angle that came from an arc tangent. */
final class ContinuousAngle {
    private static final double TURN = 360;

    private ContinuousAngle() {}

    /**
     * The same angle without jumps: within each unbroken stretch no two samples are more than half a turn apart, and the stretch lies
     * within half a turn of what is usual, so that a gap cannot wind the angle up.
     *
     * @param degrees each known up to whole turns
     * @param usual about the middle of what the joint can do, degrees: half a turn from it no joint gets
     */
    static Signal continuous(Signal degrees, double usual) {
        double[] out = degrees.value().clone();
        for (Run run : Run.ofFinite(out)) {
            double sum = out[run.from()];
            for (int i = run.from() + 1; i < run.to(); i++) {
                out[i] = nearest(out[i], out[i - 1]);
                sum += out[i];
            }
            double mean = sum / run.length();
            double turns = mean - nearest(mean, usual);
            for (int i = run.from(); i < run.to(); i++) {
                out[i] -= turns;
            }
        }
        return new Signal(degrees.time(), out);
    }

    /** The same angle, whole turns added until it lies nearest to another. */
    static double nearest(double degrees, double other) {
        return degrees - TURN * Math.rint((degrees - other) / TURN);
    }
}
