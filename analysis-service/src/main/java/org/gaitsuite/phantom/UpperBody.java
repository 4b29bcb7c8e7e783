package org.gaitsuite.phantom;

import org.gaitsuite.gait.Side;

/**
 * Trunk, head and arms over the moving pelvis. The arms swing against the legs with the excursions of Murray, Sepic &amp; Barnard, Physical Therapy 47
 * (1967) 272-284 (about 30 degrees at the shoulder, 30 at the elbow at a free speed); the shoulders turn against the pelvis.
 */
final class UpperBody {
    private static final double FREE_SPEED = 1.3;
    private static final double LEAN = Math.toRadians(2.5);
    private static final double NOD = Math.toRadians(0.8);
    private static final double SHOULDER_ROTATION = Math.toRadians(5);
    private static final double SHOULDER_MEAN = Math.toRadians(-6);
    private static final double SHOULDER_SWING = Math.toRadians(16);
    private static final double ELBOW_MEAN = Math.toRadians(24);
    private static final double ELBOW_SWING = Math.toRadians(12);
    private static final double ABDUCTION = Math.toRadians(9);

    private final BodyProportions body;
    private final PelvisPath pelvis;
    private final StandingStart standing;
    private final double drive;

    UpperBody(BodyProportions body, PelvisPath pelvis, StandingStart standing, double speed) {
        this.body = body;
        this.pelvis = pelvis;
        this.standing = standing;
        this.drive = Math.clamp(speed / FREE_SPEED, 0.35, 1.4);
    }

    BodyPose over(BodyPose.Leg left, BodyPose.Leg right, double t) {
        Vec3 centre = pelvis.centre(t);
        double phase = 2 * Math.PI * pelvis.halved(t);
        double walking = standing.walkingShare(t) * drive;
        double lean = LEAN * (0.4 + 0.6 * walking) + walking * NOD * Math.cos(2 * phase + 0.6);
        Vec3 up = new Vec3(Math.sin(lean), Math.cos(lean), -0.015 * walking * Math.sin(phase)).unit();
        double turn = walking * SHOULDER_ROTATION * Math.cos(phase);
        Vec3 across = new Vec3(Math.sin(turn), 0, Math.cos(turn));
        Vec3 facing = new Vec3(1, 0, 0.02 * Math.sin(phase / 2)).unit();
        Vec3 neck = centre.plus(up.times(body.trunk()));
        Vec3 headUp = new Vec3(Math.sin(0.3 * lean + 0.05), Math.cos(0.3 * lean + 0.05), 0);
        Vec3 headTop = neck.plus(headUp.times(body.neckAndHead()));
        Vec3 nose = headTop.minus(headUp.times(0.62 * body.head())).plus(facing.times(0.062 * body.height()));
        BodyPose.Arm leftArm = arm(Side.LEFT, neck, across, lean, walking, -Math.cos(phase - 0.15));
        BodyPose.Arm rightArm = arm(Side.RIGHT, neck, across, lean, walking, Math.cos(phase - 0.15));
        return new BodyPose(left, right, leftArm, rightArm, centre, up, across, facing, neck, headTop, nose);
    }

    /** @param swing 1 farthest forward, -1 farthest back */
    private BodyPose.Arm arm(Side side, Vec3 neck, Vec3 across, double lean, double walking, double swing) {
        double outward = side == Side.RIGHT ? 1 : -1;
        Vec3 shoulder = neck.plus(across.times(outward * body.shoulderHalfWidth()));
        double upper = SHOULDER_MEAN * walking + walking * SHOULDER_SWING * swing - 0.5 * lean;
        double elbow = ELBOW_MEAN * (0.5 + 0.5 * walking) + walking * ELBOW_SWING * swing;
        double sideways = outward * Math.sin(ABDUCTION);
        Vec3 elbowAt = shoulder.plus(hanging(upper, sideways).times(body.upperArm()));
        Vec3 along = hanging(upper + elbow, sideways * 0.4);
        Vec3 wrist = elbowAt.plus(along.times(body.forearm()));
        return new BodyPose.Arm(shoulder, elbowAt, wrist, wrist.plus(along.times(body.hand())));
    }

    private static Vec3 hanging(double flexion, double sideways) {
        double flat = Math.sqrt(1 - sideways * sideways);
        return new Vec3(Math.sin(flexion) * flat, -Math.cos(flexion) * flat, sideways);
    }
}
