package org.gaitsuite.gait;

/**
 * How the walker's size changes over the picture. On a straight way the distance from the camera, and so one over the size, changes
 * evenly along the way; the size itself then changes evenly across the picture (pinhole camera): s(x) = s₀ (1 + g (x − x₀)), with
 * |g| = tan θ / f, θ the angle between walk and picture, f the focal length in pixels.
 *
 * @param centre x₀, the middle of the picture, through which the camera's axis goes, in the unit of the input
 * @param growth g, per unit of the input; 0 where no change stands out
 * @param groundRise by which the ground seems to rise per unit of x when the walker goes away
 * @param angleDegrees θ
 * @param stretch 1 / cos θ
 * @param uncertainty share by which lengths may be off, because lens or picture were only assumed
 */
record Perspective(
        double centre, double growth, double groundRise, double angleDegrees, double stretch, double uncertainty) {
    static final Perspective SQUARE = new Perspective(0, 0, 0, 0, 1, 0);

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
        double growth = line.slope() / line.at(width / 2);
        double angle = Math.atan(Math.abs(growth) * focal);
        double ofLens = place.focalPixels() == null ? ASSUMED_LENS_ERROR * (1 / Math.cos(angle) - 1) : 0;
        double ofMiddle = place.pictureWidthPixels() == null ? ASSUMED_MIDDLE_ERROR * width * Math.abs(growth) : 0;
        return new Perspective(
                width / 2,
                growth,
                -CAMERA_HEIGHT * line.slope() / TRUNK_AND_LEG,
                Math.toDegrees(angle),
                1 / Math.cos(angle),
                Math.hypot(ofLens, ofMiddle));
    }
}
