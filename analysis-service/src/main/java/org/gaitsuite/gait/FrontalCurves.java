package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sway of the trunk and drop of the pelvis, stride by stride.
 *
 * @param rollKnown whether the picture was turned upright by a roll that was given; otherwise it is taken as upright
 */
record FrontalCurves(List<StrideCurves> curves, boolean rollKnown) {
    /**
     * Phones are held level within about so much, half width of a 95 % interval, degrees: an assumption. A roll lifts one side as much as it lowers the
     * other, so the mean of both sides is free of it.
     */
    private static final double UNKNOWN_ROLL_DEGREES = 2;

    /** What a picture from one place adds, because a hip that comes forward is seen lower from above; of real walks, half width of a 95 % interval, degrees. */
    private static final double OF_PICTURE_DEGREES = 1.5;

    private static final double TYPICAL_SD_DEGREES = 1;

    private static final String NO_TRUNK = "hips and shoulders (or neck) were not seen through a whole stride";
    private static final String NO_HIPS =
            "both hips were not seen through a whole stride, at least %.0f pixels apart in the picture:"
                            .formatted(FrontalAngles.LEAST_PIXELS_APART)
                    + " a pixel would be as much as a pelvis drops; film from nearer";
    private static final String NO_SINGLE_SUPPORT = "the contacts around single support were not found";

    static FrontalCurves of(List<FrontalWalk> walks, List<MeasuredBout> bouts, @Nullable Double rollDegrees) {
        List<StrideCurves> curves = new ArrayList<>();
        double roll = rollDegrees == null ? 0 : rollDegrees;
        for (FrontalAngles angle : FrontalAngles.values()) {
            for (Side side : Side.values()) {
                StrideCurves all = StrideCurves.none(angle, side);
                for (MeasuredBout bout : bouts) {
                    FrontalWalk walk = bout.among(walks);
                    all.add(angle.of(walk, side, roll), bout.strides());
                }
                curves.add(all);
            }
        }
        return new FrontalCurves(curves, rollDegrees != null);
    }

    List<GaitCurve> means() {
        return curves.stream().map(StrideCurves::mean).flatMap(Optional::stream).toList();
    }

    void parameters(ParameterList out) {
        Spread level = Spread.of(TYPICAL_SD_DEGREES, OF_PICTURE_DEGREES);
        Spread rolled = Spread.of(
                TYPICAL_SD_DEGREES,
                rollKnown ? OF_PICTURE_DEGREES : Math.hypot(OF_PICTURE_DEGREES, UNKNOWN_ROLL_DEGREES));
        out.both(
                "trunk_lateral_sway",
                "deg",
                CurveRange.of(of(FrontalAngles.TRUNK_LEAN_FRONTAL, Side.LEFT).degrees()),
                CurveRange.of(of(FrontalAngles.TRUNK_LEAN_FRONTAL, Side.RIGHT).degrees()),
                level.overlapping(1),
                NO_TRUNK);
        out.bySide(
                "trunk_lean_frontal_max_stance",
                "deg",
                side -> peaks(of(FrontalAngles.TRUNK_LEAN_FRONTAL, side), false),
                rolled,
                level,
                NO_TRUNK);
        out.bySide(
                "pelvic_drop",
                "deg",
                side -> peaks(of(FrontalAngles.PELVIC_OBLIQUITY, side), true),
                rolled,
                level,
                seen(FrontalAngles.PELVIC_OBLIQUITY) ? NO_SINGLE_SUPPORT : NO_HIPS);
    }

    private boolean seen(FrontalAngles angle) {
        return of(angle, Side.LEFT).count() + of(angle, Side.RIGHT).count() > 0;
    }

    private StrideCurves of(FrontalAngles angle, Side side) {
        return curves.get(angle.ordinal() * Side.values().length + side.ordinal());
    }

    /** Largest angle of each stride while its foot stands, or while it alone stands; NaN where the contacts around that are not known. */
    private static double[] peaks(StrideCurves strides, boolean alone) {
        List<double[]> others = strides.meansOfOthers();
        double[] peaks = new double[strides.count()];
        for (int s = 0; s < peaks.length; s++) {
            Stride stride = strides.strides().get(s);
            double from = alone ? percent(stride, stride.oppositeOff()) : 0;
            double to = percent(stride, alone ? stride.oppositeStrike() : stride.off());
            peaks[s] = AnglePeak.highest(strides.degrees().get(s), others.get(s), from, to);
        }
        return peaks;
    }

    private static double percent(Stride stride, double seconds) {
        return 100 * (seconds - stride.strike()) / stride.seconds();
    }
}
