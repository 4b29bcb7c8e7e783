package org.gaitsuite.gait;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the walker's size changes over the picture. On a straight way the distance from the camera, and so one over the size, changes
 * evenly along the way; the size itself then changes evenly across the picture (pinhole camera): s(x) = s₀ (1 + g (x − x₀)), with
 * |g| = tan θ / f, θ the angle between walk and picture, f the focal length in pixels.
 *
 * @param centre x₀, the middle of the picture, through which the camera's axis goes, in the unit of the input
 * @param groundRow place down the picture of the ground at x₀
 * @param growth g, per unit of the input; 0 where no change stands out
 * @param groundRise by which the ground seems to rise per unit of x when the walker goes away
 * @param angleDegrees θ
 * @param stretch 1 / cos θ
 * @param uncertainty share by which lengths may be off, because lens or picture were only assumed
 */
record Perspective(
        double centre,
        double groundRow,
        double growth,
        double groundRise,
        double angleDegrees,
        double stretch,
        double uncertainty) {
    static final Perspective SQUARE = new Perspective(0, 0, 0, 0, 0, 1, 0);

    private static final List<Joint> FEET = List.of(
            Joint.LEFT_HEEL, Joint.RIGHT_HEEL, Joint.LEFT_TOE, Joint.RIGHT_TOE, Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE);

    /** A phone's main camera sees about 65 degrees across (26 mm on 35 mm film): its focal length is 0.78 of the picture's width. */
    private static final double USUAL_FOCAL_SHARE = 0.785;

    /** Landmark networks err by some per cent towards the edges of a picture; less change than this is not believed. */
    private static final double LEAST_CHANGE = 0.06;

    /** A change must stand so many standard errors out of the scatter of the sizes. */
    private static final double LEAST_STANDARD_ERRORS = 4;

    /** Frames nearer than this tell nearly the same of the size. */
    private static final double INDEPENDENT_AFTER_SECONDS = 0.25;

    /** Height of a camera that is held, as a share of body height; ± 0.2. */
    static final double CAMERA_HEIGHT = 0.6;

    /** Shoulders over hips, and hips over ankles, as shares of body height (Drillis &amp; Contini 1966). */
    private static final double TRUNK_AND_LEG = 0.818 - 0.530 + LegLength.SHARE_OF_HEIGHT;

    /** Half a step's width in leg lengths: 0.1 m in adults (Owings &amp; Grabiner 2004, Journal of Biomechanics 37, 935–938: 0.10 to 0.11 m). */
    private static final double HALF_STEP_WIDTH = 0.058;

    /** By so much another step's width, 0.04 to 0.16 m, would change a step of 0.65 m seen at 45°. */
    private static final double STEP_WIDTH_UNKNOWN = 0.09;

    /** Part of the lengthening by a slant view that may be wrong, because the lens was only assumed. */
    private static final double ASSUMED_LENS_ERROR = 0.5;

    /** Share of the picture's width by which its middle may be elsewhere, when its width is only what the walker crossed. */
    private static final double ASSUMED_MIDDLE_ERROR = 0.1;

    /**
     * @param stretch of a picture
     * @param widthSeen width of the part of the picture that the walker crossed, pixels
     */
    static Perspective of(Stretch stretch, double widthSeen, FilmedPlace place) {
        Landmarks landmarks = stretch.landmarks();
        double[] across = Bout.pelvisX(landmarks).within(stretch.bout().run()).value();
        double[] size = BodySize.ofTrunkAndLegs(landmarks, stretch.bout().run());
        Line line = Line.through(across, size);
        double way = Statistics.quantile(across, 0.98) - Statistics.quantile(across, 0.02);
        double change = line.slope() * way / line.middleValue();
        double interval = new Signal(landmarks.time(), across).interval();
        double independent = Math.max(1, INDEPENDENT_AFTER_SECONDS / interval);
        boolean stands = Math.abs(line.slope()) > LEAST_STANDARD_ERRORS * line.slopeError() * Math.sqrt(independent);
        if (!(stands && Math.abs(change) > LEAST_CHANGE)) {
            return SQUARE;
        }
        double width = place.pictureWidthPixels() == null ? widthSeen : place.pictureWidthPixels();
        double focal = place.focalPixels() == null ? USUAL_FOCAL_SHARE * width : place.focalPixels();
        double lying = BodySize.lyingShare(landmarks, stretch.bout().run());
        double growth = line.slope() / line.at(width / 2) / (1 + lying);
        double angle = Math.atan(Math.abs(growth) * focal);
        double ofLens = place.focalPixels() == null ? ASSUMED_LENS_ERROR * (1 / Math.cos(angle) - 1) : 0;
        double ofMiddle = place.pictureWidthPixels() == null ? ASSUMED_MIDDLE_ERROR * width * Math.abs(growth) : 0;
        return new Perspective(
                width / 2,
                groundRow(landmarks, stretch.bout().run(), width / 2),
                growth,
                -CAMERA_HEIGHT * growth * line.at(width / 2) / TRUNK_AND_LEG,
                Math.toDegrees(angle),
                1 / Math.cos(angle),
                Math.hypot(Math.hypot(ofLens, ofMiddle), STEP_WIDTH_UNKNOWN * Math.tan(angle)));
    }

    /** Focal length in pixels, that of an ordinary phone where it was not given; null where the picture's width is not known either. */
    static @Nullable Double focalOrUsual(FilmedPlace place) {
        Double width = place.pictureWidthPixels();
        return place.focalPixels() != null || width == null
                ? place.focalPixels()
                : Double.valueOf(USUAL_FOCAL_SHARE * width);
    }

    /**
     * How far the far leg looks to be behind the body's middle, and the near one before it, because it is beside it: the feet go beside one another,
     * and what is further from the camera is seen further along a walk that comes nearer. In the unit of the leg's length.
     *
     * @param forward +1 when the walk goes to the right of the picture, −1 otherwise
     */
    double farLegBehind(int forward) {
        boolean goesAway = growth * forward < 0;
        return (goesAway ? 1 : -1) * HALF_STEP_WIDTH * Math.tan(Math.toRadians(angleDegrees));
    }

    /** On the line through the lowest of the feet in each frame: one of them stands. */
    private static double groundRow(Landmarks landmarks, Run run, double across) {
        double[] x = new double[run.length()];
        double[] y = new double[run.length()];
        Arrays.fill(y, Double.NaN);
        for (int f = 0; f < y.length; f++) {
            for (Joint foot : FEET) {
                double down = landmarks.y(foot)[run.from() + f];
                if (Double.isFinite(down) && !(y[f] > down)) {
                    x[f] = landmarks.x(foot)[run.from() + f];
                    y[f] = down;
                }
            }
        }
        return Line.through(x, y).at(across);
    }
}
