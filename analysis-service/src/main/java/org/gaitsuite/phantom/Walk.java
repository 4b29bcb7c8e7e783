package org.gaitsuite.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.WalkingSurface;

/**
 * The whole movement in continuous time. Feet are planned first and stay where they land; the pelvis is solved from the stance legs; swing feet follow
 * the published curves from one footprint to the next; knees follow by inverse kinematics, so bones keep their lengths. Video time 0 is the
 * first frame. Immutable.
 */
final class Walk {
    /** The pelvis starts to move this long before the first foot leaves, seconds. */
    private static final double ANTICIPATION = 0.35;

    /** Steps that the pelvis takes to gather speed, besides the time before and after; so that the first step is about two thirds of a usual one. */
    private static final double GATHERING = 1.1;

    /** No hip rises above its usual way by more than this share of the body height. */
    private static final double HIGHEST_HIKE = 0.015;

    private final PhantomSettings settings;
    private final BodyProportions body;
    private final GaitTiming timing;
    private final StandingStart standing;
    private final Legs legs;
    private final PelvisPath pelvis;
    private final UpperBody upper;
    private final double walkTimeAtStart;
    private final double xAtStart;
    private final Stretch tempo;
    private final Stretch reach;
    private final int firstStride;
    private final List<SwingFoot> leftSwings;
    private final List<SwingFoot> rightSwings;

    Walk(PhantomSettings settings) {
        this.settings = settings;
        this.body = new BodyProportions(settings.height());
        this.timing = GaitTiming.of(settings);
        Legs always = new Legs(body, timing, settings.asymmetry(), StandingStart.NONE);
        PelvisPath steady = PelvisSolver.solve(body, timing, always);
        this.standing = settings.leadIn() > 0 ? standingStart(steady) : StandingStart.NONE;
        this.legs = new Legs(body, timing, settings.asymmetry(), standing);
        this.walkTimeAtStart = settings.leadIn() > 0
                ? timing.toeOff(Side.RIGHT, -1) - settings.leadIn()
                : timing.strideSeconds() * settings.startPhase();
        this.firstStride = timing.strideAt(Side.LEFT, walkTimeAtStart) - 2;
        PelvisPath level = standing.exists() ? PelvisSolver.drooping(body, timing, legs, steady, standing) : steady;
        this.pelvis = level.hiked(
                neededHike(level, Side.LEFT, settings.asymmetry().leftKnee()),
                neededHike(level, Side.RIGHT, settings.asymmetry().rightKnee()));
        this.upper = new UpperBody(body, pelvis, standing, timing.speed());
        this.leftSwings = swings(Side.LEFT);
        this.rightSwings = swings(Side.RIGHT);
        double middle = walkTimeAtStart + settings.duration() / 2;
        this.xAtStart = settings.leadIn() > 0
                ? pelvis.centre(walkTimeAtStart).x() + settings.standingOffset()
                : timing.speed() * middle;
        int steps = 2 + (int) Math.ceil(settings.duration() / (timing.strideSeconds() / 2));
        this.tempo = varied(
                walkTimeAtStart,
                timing.strideSeconds() / 2,
                settings.variability().strideTime() * Stretch.OF_STRIDES,
                steps,
                3);
        this.reach = varied(
                settings.leadIn() > 0 ? pelvis.centre(walkTimeAtStart).x() : timing.speed() * walkTimeAtStart,
                timing.strideMetres() / 2,
                settings.variability().stepLength() * Stretch.OF_STEPS,
                steps,
                4);
    }

    /** Where the right strikes lie in so many strides of the left foot, 0..1, when this walker walks on and on. */
    double[] phases(int strides) {
        Stretch longTempo = varied(
                0,
                timing.strideSeconds() / 2,
                settings.variability().strideTime() * Stretch.OF_STRIDES,
                2 * strides,
                3);
        double[] phases = new double[strides];
        for (int n = 0; n < strides; n++) {
            double from = longTempo.at(timing.heelStrike(Side.LEFT, n));
            double to = longTempo.at(timing.heelStrike(Side.LEFT, n + 1));
            phases[n] = (longTempo.at(timing.heelStrike(Side.RIGHT, n)) - from) / (to - from);
        }
        return phases;
    }

    private Stretch varied(double anchor, double step, double variation, int steps, long stream) {
        return Stretch.of(anchor, step, steps, variation, new Dice(settings.seed(), stream));
    }

    GaitTiming timing() {
        return timing;
    }

    BodyProportions body() {
        return body;
    }

    FootShape footShape() {
        return legs.shape();
    }

    /** The body at a video time. */
    BodyPose at(double videoSeconds) {
        double now = walkTimeAtStart + videoSeconds;
        double shift = shift(now);
        return moved(pose(tempo.inverse(now)), x -> reach.at(x) - shift);
    }

    /** The body at a video time, had every stride been like the mean one. */
    BodyPose steadyAt(double videoSeconds) {
        double t = walkTimeAtStart + videoSeconds;
        double shift = shift(t);
        return moved(pose(t), x -> x - shift);
    }

    private double shift(double walkTime) {
        return settings.surface() == WalkingSurface.TREADMILL ? timing.speed() * walkTime : xAtStart;
    }

    private BodyPose pose(double t) {
        return upper.over(leg(Side.LEFT, t), leg(Side.RIGHT, t), t);
    }

    /** A heel strike of the walk of equal strides, in video time, from which on a whole stride is steady; it may lie outside the video. */
    double steadyHeelStrike(Side side) {
        int n = standing.exists() ? legs.first(side) + 2 : firstStride + 2;
        return timing.heelStrike(side, n) - walkTimeAtStart;
    }

    double stepWidth() {
        return legs.steady(Side.RIGHT, 0).lateral() - legs.steady(Side.LEFT, 0).lateral();
    }

    /** Contacts in video time, in order, within the video. */
    List<GaitEvent> events() {
        List<GaitEvent> out = new ArrayList<>();
        for (Side side : Side.values()) {
            for (int n = firstStride;
                    tempo.at(timing.heelStrike(side, n)) < walkTimeAtStart + settings.duration();
                    n++) {
                boolean stood = standing.exists() && n < legs.first(side);
                if (!stood) {
                    add(out, EventType.HEEL_STRIKE, side, timing.heelStrike(side, n));
                }
                if (!stood || n == legs.first(side) - 1) {
                    add(out, EventType.TOE_OFF, side, timing.toeOff(side, n));
                }
            }
        }
        out.sort((a, b) -> Double.compare(a.timeSeconds(), b.timeSeconds()));
        return out;
    }

    private void add(List<GaitEvent> events, EventType type, Side side, double walkTime) {
        double t = tempo.at(walkTime) - walkTimeAtStart;
        if (t >= 0 && t <= settings.duration()) {
            events.add(new GaitEvent(type, side, t, 1));
        }
    }

    private StandingStart standingStart(PelvisPath steady) {
        double stepSeconds = timing.strideSeconds() / 2;
        double begins = timing.toeOff(Side.RIGHT, -1) - ANTICIPATION;
        double lasts = 2 * ANTICIPATION + GATHERING * stepSeconds;
        double hipX = steady.restBefore(begins, lasts);
        FootShape shape = new FootShape(body);
        double heelX = hipX + shape.posed(0).heel().u() - 0.01 * body.height();
        return new StandingStart(true, heelX, hipX, body.ankleHeight() + 0.995 * body.leg(), begins, lasts, 0);
    }

    /** A stiff knee does not shorten its leg enough: the pelvis lifts the hip instead, as much as the other leg's swing shows is needed. */
    private double neededHike(PelvisPath level, Side side, double knee) {
        if (knee >= 1) {
            return 0;
        }
        Legs supple = new Legs(body, timing, Asymmetry.NONE, standing);
        double usual = swing(supple, level, side, 2).lift();
        double low = 0;
        double high = HIGHEST_HIKE * body.height();
        for (int i = 0; i < 20; i++) {
            double middle = (low + high) / 2;
            PelvisPath hiked = side == Side.LEFT ? level.hiked(middle, 0) : level.hiked(0, middle);
            if (swing(legs, hiked, side, 2).lift() > usual) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private List<SwingFoot> swings(Side side) {
        List<SwingFoot> out = new ArrayList<>();
        double end = walkTimeAtStart + settings.duration() + 5 * timing.strideSeconds();
        for (int n = firstStride; timing.heelStrike(side, n) < end; n++) {
            out.add(swing(legs, pelvis, side, n));
        }
        return List.copyOf(out);
    }

    /** The swing that follows stance n. Before a standing foot's last stance there is none, and the value is never asked for. */
    private SwingFoot swing(Legs plan, PelvisPath hips, Side side, int n) {
        int from = standing.exists() ? Math.max(n, plan.first(side) - 1) : n;
        StanceFoot foot = plan.stance(side, from);
        SideGait gait = plan.gait(side);
        return new SwingFoot(
                body,
                foot,
                plan.stance(side, from + 1),
                timing.landing(),
                t -> hips.hip(side, t),
                new SwingFoot.Curves() {
                    @Override
                    public LegShape leg(double t) {
                        Vec3 reach = gait.hipToAnkle(phase(side, from, t));
                        return new LegShape(
                                Math.atan2(reach.x(), -reach.y()), gait.knee(phase(side, from, t)), foot.lateral());
                    }

                    @Override
                    public double footPitch(double t) {
                        return gait.footPitch(phase(side, from, t));
                    }
                });
    }

    /** Phase within stride n, not wrapped, so that the landing is 1. */
    private double phase(Side side, int n, double t) {
        return (t - timing.heelStrike(side, n)) / timing.strideSeconds();
    }

    private BodyPose.Leg leg(Side side, double t) {
        int n = timing.strideAt(side, t);
        StanceFoot foot = legs.stance(side, n);
        boolean planted = t <= foot.end();
        Vec3 ankle;
        double pitch;
        if (planted) {
            ankle = foot.ankle(t);
            pitch = foot.pitch(t);
        } else {
            SwingFoot swing = (side == Side.LEFT ? leftSwings : rightSwings).get(n - firstStride);
            ankle = swing.ankle(t);
            pitch = swing.pitch(t);
        }
        Vec3 hip = pelvis.hip(side, t);
        FootShape.Posed posed = legs.shape().posed(pitch);
        double yaw = legs.yaw(side);
        return new BodyPose.Leg(
                hip,
                knee(hip, ankle),
                ankle,
                placed(ankle, posed.heel(), yaw),
                placed(ankle, posed.ball(), yaw),
                placed(ankle, posed.toe(), yaw),
                placed(ankle, posed.heelMark(), yaw),
                placed(ankle, posed.toeMark(), yaw),
                planted);
    }

    private static Vec3 placed(Vec3 ankle, FootShape.Point p, double yaw) {
        return ankle.plus(p.u() * Math.cos(yaw), p.y(), p.u() * Math.sin(yaw));
    }

    /** The knee bends forward in the plane of hip, ankle and the direction of the walk. */
    private Vec3 knee(Vec3 hip, Vec3 ankle) {
        Vec3 down = ankle.minus(hip);
        double distance = down.length();
        Vec3 along = down.times(1 / distance);
        Vec3 forward = Vec3.FORWARD.minus(along.times(along.x())).unit();
        double thigh = body.thigh();
        double shank = body.shank();
        double a = (distance * distance + thigh * thigh - shank * shank) / (2 * distance);
        double h = Math.sqrt(Math.max(0, thigh * thigh - a * a));
        return hip.plus(along.times(a)).plus(forward.times(h));
    }

    private static BodyPose moved(BodyPose p, DoubleUnaryOperator x) {
        return new BodyPose(
                moved(p.left(), x),
                moved(p.right(), x),
                moved(p.leftArm(), x),
                moved(p.rightArm(), x),
                moved(p.pelvis(), x),
                p.trunkUp(),
                p.across(),
                p.facing(),
                moved(p.neck(), x),
                moved(p.headTop(), x),
                moved(p.nose(), x));
    }

    private static BodyPose.Leg moved(BodyPose.Leg l, DoubleUnaryOperator x) {
        return new BodyPose.Leg(
                moved(l.hip(), x),
                moved(l.knee(), x),
                moved(l.ankle(), x),
                moved(l.heel(), x),
                moved(l.ball(), x),
                moved(l.toe(), x),
                moved(l.heelMark(), x),
                moved(l.toeMark(), x),
                l.planted());
    }

    private static BodyPose.Arm moved(BodyPose.Arm a, DoubleUnaryOperator x) {
        return new BodyPose.Arm(
                moved(a.shoulder(), x), moved(a.elbow(), x), moved(a.wrist(), x), moved(a.fingertips(), x));
    }

    private static Vec3 moved(Vec3 p, DoubleUnaryOperator x) {
        return new Vec3(x.applyAsDouble(p.x()), p.y(), p.z());
    }
}
