package org.gaitsuite.gait;

/**
 * Angles in the frontal plane, in degrees, of a walk towards the camera or away from it. The plane is that of the picture, so each is what a picture
 * shows; that the walker comes nearer changes lengths, but no angle.
 *
 * <ul>
 *   <li>{@code trunk_lean_frontal}: the line from the middle of the hips to the middle of the shoulders (or the neck) against the vertical, positive
 *       when it leans to the side of the curve. About 3° to either side at a free speed (Krebs et al., Physical Therapy 72, 1992, 505–514); more over a
 *       weak hip (Duchenne).
 *   <li>{@code pelvic_obliquity}: the line through the hips against the horizontal, positive when the hip of the curve's side is the higher one, as in
 *       Plug-in-Gait (Davis et al., Human Movement Science 10, 1991, 575–587). While this side carries, that is the drop of the other side: about 4 to
 *       5° (Perry &amp; Burnfield, Gait Analysis, 2010); more is Trendelenburg's sign (Hardcastle &amp; Nade, Journal of Bone and Joint Surgery 67-B,
 *       1985, 741–746).
 * </ul>
 */
enum FrontalAngles implements CycleAngle {
    TRUNK_LEAN_FRONTAL("trunk_lean_frontal") {
        @Override
        double degrees(Upright body, int frame) {
            double toTheLeft = body.toTheLeft(body.top, frame) - body.toTheLeft(body.hips, frame);
            double up = body.up(body.top, frame) - body.up(body.hips, frame);
            return Math.toDegrees(Math.atan2(toTheLeft, up));
        }
    },
    PELVIC_OBLIQUITY("pelvic_obliquity") {
        @Override
        double degrees(Upright body, int frame) {
            double apart = body.toTheLeft(body.leftHip, frame) - body.toTheLeft(body.rightHip, frame);
            double rise = body.up(body.leftHip, frame) - body.up(body.rightHip, frame);
            return apart < LEAST_PIXELS_APART ? Double.NaN : Math.toDegrees(Math.atan2(rise, apart));
        }
    };

    /** Hips nearer to one another than this are not told from level: a pixel is 4° then, as much as a pelvis drops. */
    static final double LEAST_PIXELS_APART = 15;

    private final String curve;

    FrontalAngles(String curve) {
        this.curve = curve;
    }

    @Override
    public String curve() {
        return curve;
    }

    @Override
    public double[] settled(double[] stride) {
        return stride;
    }

    /** The angle as the left side has it, over time; NaN where a landmark it needs was not seen. */
    abstract double degrees(Upright body, int frame);

    /** @param rollDegrees clockwise turn of the camera */
    Signal of(FrontalWalk walk, Side side, double rollDegrees) {
        Upright body = Upright.of(walk, rollDegrees);
        double[] degrees = new double[walk.landmarks().frames()];
        for (int f = 0; f < degrees.length; f++) {
            degrees[f] = (side == Side.LEFT ? 1 : -1) * degrees(body, f);
        }
        return new Signal(walk.landmarks().time(), degrees).within(walk.bout().run());
    }

    /**
     * The body with the camera's roll undone.
     *
     * @param left +1 where the walker's left is right in the picture
     */
    private record Upright(
            double[][] top,
            double[][] hips,
            double[][] leftHip,
            double[][] rightHip,
            int left,
            double cosine,
            double sine) {
        static Upright of(FrontalWalk walk, double rollDegrees) {
            Landmarks body = walk.landmarks();
            double roll = Math.toRadians(rollDegrees);
            return new Upright(
                    BodySize.topOfTrunk(body),
                    body.middle(Joint.LEFT_HIP, Joint.RIGHT_HIP),
                    new double[][] {body.x(Joint.LEFT_HIP), body.y(Joint.LEFT_HIP)},
                    new double[][] {body.x(Joint.RIGHT_HIP), body.y(Joint.RIGHT_HIP)},
                    walk.bout().forward(),
                    Math.cos(roll),
                    Math.sin(roll));
        }

        /** @param at x and y of a landmark, y down */
        double toTheLeft(double[][] at, int frame) {
            return left * (cosine * at[0][frame] - sine * at[1][frame]);
        }

        double up(double[][] at, int frame) {
            return -cosine * at[1][frame] - sine * at[0][frame];
        }
    }
}
