package org.gaitsuite.gait;

import java.util.Arrays;

/**
 * The low pass that every landmark of a recording went through.
 *
 * <p>Winter chooses a cut-off for each signal ({@link ResidualAnalysis}). Here all landmarks get the same one, so that the joints of an angle and
 * the heel and toe of a contact lose the same harmonics and keep their order in time: that of the signal of the legs that asks for most, mostly the
 * knee's way forward. Left and right are averaged first, so that the chance of one track does not decide. Tried on phantom walkers with noise of
 * 0.5 to 20 pixels on a body of 400 to 470, at 30 to 120 frames a second: the median over landmarks and coordinates is about half of what is
 * best for the knee and flattens its bend; a cut-off for each joint by itself is no better than that of the most demanding for all. How far a
 * walker goes forward does not matter: the filter lets a ramp through whole, at its ends too.
 *
 * @param hertz −3 dB frequency, as it was used
 */
public record LowPass(double hertz, Source source) {
    /** By what the cut-off was settled. */
    public enum Source {
        /** As asked for, or the usual one. */
        GIVEN,
        /** Chosen from the recording. */
        SIGNAL,
        /** It was to be chosen from the recording, which cannot tell noise from movement: too short, or too few frames a second. */
        FALLBACK
    }

    /**
     * Winter (2009, section 2.2) finds 4 to 8 Hz in walking. On the same phantoms heel strikes come 12 to 29 ms off at 3.5 to 2.5 Hz even
     * without noise (4 to 7 ms at 6 Hz), more than angles can win there where noise is strong; over 10 Hz nothing is won even where there is no
     * noise, nor on markers of a laboratory. The upper bound is also for trackers' noise that lasts over several frames: residuals cannot tell
     * it from movement.
     */
    static final double LOWEST_HERTZ = 4;

    static final double HIGHEST_HERTZ = 10;

    /** @param landmarks clean and on an even time base, not filtered yet */
    static LowPass of(GaitOptions options, Landmarks landmarks) {
        double highest = Butterworth.HIGHEST_SHARE_OF_RATE / landmarks.frameInterval();
        return switch (options.cutOff()) {
            case GIVEN -> new LowPass(Math.min(options.cutOffHertz(), highest), Source.GIVEN);
            case FROM_THE_SIGNAL -> {
                double asked = mostDemanding(landmarks);
                yield Double.isNaN(asked)
                        ? new LowPass(Math.min(options.cutOffHertz(), highest), Source.FALLBACK)
                        : new LowPass(Math.min(Math.clamp(asked, LOWEST_HERTZ, HIGHEST_HERTZ), highest), Source.SIGNAL);
            }
        };
    }

    /** Hz; NaN where no signal of the legs can tell. */
    private static double mostDemanding(Landmarks landmarks) {
        return Arrays.stream(LegPairs.LIMBS)
                .flatMapToDouble(limb -> Arrays.stream(new double[] {
                    ofBothSides(landmarks.time(), landmarks.x(), limb),
                    ofBothSides(landmarks.time(), landmarks.y(), limb)
                }))
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
    }

    /** Mean of the sides; that of one where the other cannot tell. */
    private static double ofBothSides(double[] time, double[][] coordinates, String limb) {
        return Statistics.mean(Arrays.stream(Side.values())
                .mapToDouble(side -> ResidualAnalysis.cutOff(
                        new Signal(time, coordinates[Joint.of(side, limb).ordinal()])))
                .toArray());
    }
}
