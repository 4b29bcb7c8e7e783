package org.gaitsuite.phantom;

import org.gaitsuite.gait.Side;

/** The two legs' plans: which curves each follows and where each foot stands in each stride. */
final class Legs {
    private static final double TOE_OUT = Math.toRadians(5);

    /** Shares of the heel rise of a steady walk with which the first step and the first step of the other foot leave a standing start. */
    private static final double FIRST_PUSH = 0.55;

    private static final double SECOND_PUSH = 0.9;

    private final BodyProportions body;
    private final GaitTiming timing;
    private final FootShape shape;
    private final StandingStart standing;
    private final double strikePitch;
    private final double leftLiftPitch;
    private final double rightLiftPitch;
    private final SideGait left;
    private final SideGait right;

    Legs(BodyProportions body, GaitTiming timing, Asymmetry asymmetry, StandingStart standing) {
        this.body = body;
        this.timing = timing;
        this.shape = new FootShape(body);
        this.standing = standing;
        NormativeGait norm = NormativeGait.at(timing.speed(), body.leg());
        this.strikePitch = Math.toRadians(norm.footPitch(0));
        double lift = Math.toRadians(norm.footPitch(norm.toeOff() - timing.unloading()));
        this.leftLiftPitch = lift * pushOff(asymmetry.leftKnee());
        this.rightLiftPitch = lift * pushOff(asymmetry.rightKnee());
        this.left = side(norm, Side.LEFT, asymmetry.leftKnee());
        this.right = side(norm, Side.RIGHT, asymmetry.rightKnee());
    }

    /** Share of the usual heel rise: a stiff leg pushes off less. */
    static double pushOff(double knee) {
        return Math.min(1, (1 + knee) / 2);
    }

    private double liftPitch(Side side) {
        return side == Side.LEFT ? leftLiftPitch : rightLiftPitch;
    }

    private SideGait side(NormativeGait norm, Side side, double knee) {
        StanceFoot foot = steady(side, 0);
        double until = timing.stepSeconds(side.opposite());
        double advance =
                foot.ankle(foot.start() + until).x() - foot.ankle(foot.start()).x();
        double sweep = timing.speed() * until - advance;
        return new SideGait(norm, body, timing, side, knee, until / timing.strideSeconds(), sweep);
    }

    FootShape shape() {
        return shape;
    }

    SideGait gait(Side side) {
        return side == Side.LEFT ? left : right;
    }

    /** The first stride of this side that belongs to the steady walk; the stance before it is the standing one. */
    int first(Side side) {
        return side == Side.LEFT ? 1 : 0;
    }

    /** The stance begun by heel strike n, or the standing that it replaces. */
    StanceFoot stance(Side side, int n) {
        return standing.exists() && n < first(side) ? stood(side) : steady(side, n);
    }

    StanceFoot steady(Side side, int n) {
        return new StanceFoot(
                shape,
                timing.heelStrike(side, n),
                timing.release(side, n),
                timing.strideSeconds(),
                timing.footprint(side, n),
                lateral(side),
                yaw(side),
                strikePitch,
                liftPitch(side));
    }

    private StanceFoot stood(Side side) {
        return new StanceFoot(
                shape,
                Double.NEGATIVE_INFINITY,
                timing.release(side, first(side) - 1),
                timing.strideSeconds(),
                standing.heelX(),
                lateral(side),
                yaw(side),
                strikePitch,
                liftPitch(side) * (side == Side.RIGHT ? FIRST_PUSH : SECOND_PUSH));
    }

    /** Half a step width of about 0.1 m in an adult (Winter 2009). */
    private double lateral(Side side) {
        return (side == Side.RIGHT ? 1 : -1) * 0.027 * body.height();
    }

    double yaw(Side side) {
        return side == Side.RIGHT ? TOE_OUT : -TOE_OUT;
    }
}
