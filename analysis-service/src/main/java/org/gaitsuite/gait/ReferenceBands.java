package org.gaitsuite.gait;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Bands of healthy walking, to lay behind a walker's curves and to measure the distance from. Angles change with speed, so a slow walker is to
 * be compared with healthy people who walk slowly: bands are interpolated between the five classes of {@link Schwartz2008}, and held beyond
 * the slowest and the fastest.
 *
 * <p>Speed is dimensionless, v / √(g · leg length) (Hof, Gait &amp; Posture 4, 1996, 222–223). The people of the study are children
 * and youths; that adults of the same dimensionless speed move alike is an assumption. Thread-safe.
 */
public final class ReferenceBands {
    private static final double GRAVITY = 9.81;

    private static final String SOURCE = "Schwartz, Rozumalski & Trost 2008";

    private record Table(int[][] mean, int[][] sd) {}

    private static final Map<String, Table> TABLES = Map.of(
            "pelvis_tilt", new Table(Schwartz2008.PELVIS_TILT, Schwartz2008.PELVIS_TILT_SD),
            "hip_flexion_pelvis", new Table(Schwartz2008.HIP_FLEXION, Schwartz2008.HIP_FLEXION_SD),
            "knee_flexion", new Table(Schwartz2008.KNEE_FLEXION, Schwartz2008.KNEE_FLEXION_SD),
            "ankle_dorsiflexion", new Table(Schwartz2008.ANKLE_DORSIFLEXION, Schwartz2008.ANKLE_DORSIFLEXION_SD));

    private ReferenceBands() {}

    /**
     * @param mean 101 values for 0..100 % of the cycle, degrees
     * @param sd likewise, the standard deviation between people
     * @param source whom the band shows, in words for a legend
     */
    public record Band(double[] mean, double[] sd, String source) {}

    /**
     * @param legMetres hip joint to ankle. Clinics measure from the front spine of the pelvis, which is a tenth longer: the speed then comes
     *     out 5 % lower, a sixth of a class.
     */
    public static double dimensionlessSpeed(double metresPerSecond, double legMetres) {
        return metresPerSecond / Math.sqrt(GRAVITY * legMetres);
    }

    /**
     * The band of a curve of the result; empty where the study has none (trunk and arms).
     *
     * <p>{@code hip_flexion} is the thigh against the vertical, which the study does not tabulate: its mean is that of hip flexion less that of
     * pelvic tilt, and the standard deviation of hip flexion stands in for that of the difference. It is on the wide side, because people whose
     * pelvis is tilted more flex the hip more.
     *
     * @param dimensionlessSpeed empty where it is not known: then the free class
     */
    public static Optional<Band> at(String curve, OptionalDouble dimensionlessSpeed) {
        double position = position(dimensionlessSpeed);
        String source = source(dimensionlessSpeed, position);
        if (curve.equals("hip_flexion")) {
            return Optional.of(thigh(position, source + ", hip flexion less pelvic tilt"));
        }
        return Optional.ofNullable(TABLES.get(curve))
                .map(table -> new Band(
                        everyPercent(between(table.mean, position)),
                        everyPercent(between(table.sd, position)),
                        source));
    }

    /** Share of the cycle, 0 to 1, at which the foot leaves the ground at that speed. */
    public static double toeOff(double dimensionlessSpeed) {
        double position = position(OptionalDouble.of(dimensionlessSpeed));
        int lower = Math.min((int) position, Schwartz2008.TOE_OFF.length - 2);
        double share = position - lower;
        return (1 - share) * Schwartz2008.TOE_OFF[lower] + share * Schwartz2008.TOE_OFF[lower + 1];
    }

    private static Band thigh(double position, String source) {
        double[] mean = between(Schwartz2008.HIP_FLEXION, position);
        double[] tilt = between(Schwartz2008.PELVIS_TILT, position);
        for (int i = 0; i < mean.length; i++) {
            mean[i] -= tilt[i];
        }
        return new Band(everyPercent(mean), everyPercent(between(Schwartz2008.HIP_FLEXION_SD, position)), source);
    }

    /** Among the classes, from 0 for the slowest to 4 for the fastest. */
    private static double position(OptionalDouble speed) {
        if (speed.isEmpty()) {
            return Schwartz2008.FREE;
        }
        double[] speeds = Schwartz2008.SPEEDS;
        int upper = 1;
        while (upper < speeds.length - 1 && speeds[upper] < speed.getAsDouble()) {
            upper++;
        }
        double share = (speed.getAsDouble() - speeds[upper - 1]) / (speeds[upper] - speeds[upper - 1]);
        return upper - 1 + Math.clamp(share, 0, 1);
    }

    private static String source(OptionalDouble speed, double position) {
        String walking = Schwartz2008.CLASSES[(int) Math.rint(position)];
        return speed.isPresent()
                ? String.format(
                        Locale.ROOT, "%s, at dimensionless speed %.2f (%s)", SOURCE, speed.getAsDouble(), walking)
                : "%s, walking as they liked (the walker's own speed is not known)".formatted(SOURCE);
    }

    /** Degrees every 2 % of the cycle. */
    private static double[] between(int[][] tenths, double position) {
        int lower = Math.min((int) position, tenths.length - 2);
        double share = position - lower;
        double[] out = new double[tenths[lower].length];
        for (int i = 0; i < out.length; i++) {
            out[i] = ((1 - share) * tenths[lower][i] + share * tenths[lower + 1][i]) / 10;
        }
        return out;
    }

    /** Between two points the cubic through the two on either side; the cycle goes on where it began. */
    private static double[] everyPercent(double[] everyTwo) {
        int n = everyTwo.length;
        double[] out = new double[GaitCurve.POINTS];
        for (int i = 0; i < n; i++) {
            out[2 * i] = everyTwo[i];
        }
        for (int i = 0; i + 1 < n; i++) {
            double before = everyTwo[i == 0 ? n - 2 : i - 1];
            double after = everyTwo[i + 2 == n ? 1 : i + 2];
            out[2 * i + 1] = (9 * (everyTwo[i] + everyTwo[i + 1]) - before - after) / 16;
        }
        return out;
    }
}
