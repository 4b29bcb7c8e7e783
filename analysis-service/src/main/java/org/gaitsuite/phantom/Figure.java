package org.gaitsuite.phantom;

import java.util.ArrayList;
import java.util.List;
import org.gaitsuite.gait.Side;

/** The dressed body as capsules. Radii are shares of the body height of a slim adult in trousers and a shirt. */
final class Figure {
    private static final double SHANK_TO_HEM = 0.9;
    private final double height;
    private final FootShape foot;
    private final Material skin;
    private final Material hair;
    private final Material shirt;
    private final Material trousers;
    private final Material shoes;

    Figure(double height, FootShape foot, Clothing clothing) {
        this.height = height;
        this.foot = foot;
        this.skin = Material.smooth(clothing.skin());
        this.hair = Material.hair(clothing.hair());
        this.shirt = Material.cloth(clothing.shirt());
        this.trousers = Material.cloth(clothing.trousers());
        this.shoes = Material.smooth(clothing.shoes());
    }

    List<Capsule> at(BodyPose pose) {
        List<Capsule> out = new ArrayList<>(40);
        for (Side side : Side.values()) {
            leg(out, pose.leg(side));
            arm(out, pose.arm(side));
        }
        trunk(out, pose);
        head(out, pose);
        return out;
    }

    private void leg(List<Capsule> out, BodyPose.Leg leg) {
        add(out, leg.hip(), 0.052, leg.knee(), 0.036, trousers);
        Vec3 calf = leg.knee().towards(leg.ankle(), 0.35);
        Vec3 hem = leg.knee().towards(leg.ankle(), SHANK_TO_HEM);
        add(out, leg.knee(), 0.036, calf, 0.0355, trousers);
        add(out, calf, 0.0355, hem, 0.0285, trousers);
        add(out, hem, 0.022, leg.ankle(), 0.021, skin);
        add(out, leg.ankle(), 0.021, leg.heel(), foot.heelRadius() / height, shoes);
        out.add(new Capsule(leg.heel(), foot.heelRadius(), leg.ball(), foot.ballRadius(), shoes));
        out.add(new Capsule(leg.ball(), foot.ballRadius(), leg.toe(), foot.toeRadius(), shoes));
        add(out, leg.ankle(), 0.0205, leg.ball(), 0.0155, shoes);
    }

    private void arm(List<Capsule> out, BodyPose.Arm arm) {
        Vec3 sleeve = arm.shoulder().towards(arm.elbow(), 0.8);
        add(out, arm.shoulder(), 0.031, sleeve, 0.0275, shirt);
        add(out, sleeve, 0.022, arm.elbow(), 0.0215, skin);
        add(out, arm.elbow(), 0.0215, arm.wrist(), 0.0155, skin);
        add(out, arm.wrist(), 0.016, arm.wrist().towards(arm.fingertips(), 0.5), 0.0185, skin);
        add(
                out,
                arm.wrist().towards(arm.fingertips(), 0.5),
                0.0175,
                arm.wrist().towards(arm.fingertips(), 0.85),
                0.012,
                skin);
    }

    private void trunk(List<Capsule> out, BodyPose pose) {
        Vec3 up = pose.neck().minus(pose.pelvis());
        Vec3 forward = pose.facing();
        Vec3 across = pose.across();
        Vec3 seat = pose.pelvis().plus(forward.times(-0.012 * height));
        add(
                out,
                seat.towards(pose.left().hip(), 0.9),
                0.058,
                seat.towards(pose.right().hip(), 0.9),
                0.058,
                trousers);
        for (int side = -1; side <= 1; side += 2) {
            Vec3 out1 = across.times(side * 0.034 * height);
            Vec3 out2 = across.times(side * 0.045 * height);
            Vec3 hem = pose.pelvis().plus(up.times(0.1)).plus(out1).plus(forward.times(-0.004 * height));
            Vec3 waist = pose.pelvis().plus(up.times(0.42)).plus(out1).plus(forward.times(0.004 * height));
            Vec3 chest = pose.pelvis().plus(up.times(0.74)).plus(out2).plus(forward.times(0.006 * height));
            Vec3 collar = pose.neck().plus(across.times(side * 0.042 * height)).plus(forward.times(-0.006 * height));
            add(out, hem, 0.06, waist, 0.055, shirt);
            add(out, waist, 0.055, chest, 0.06, shirt);
            add(out, chest, 0.06, collar, 0.034, shirt);
        }
        Vec3 nape = pose.neck().plus(up.times(0.06));
        add(out, pose.leftArm().shoulder(), 0.03, nape, 0.028, shirt);
        add(out, nape, 0.028, pose.rightArm().shoulder(), 0.03, shirt);
    }

    private void head(List<Capsule> out, BodyPose pose) {
        Vec3 up = pose.headTop().minus(pose.neck()).unit();
        Vec3 forward = pose.facing();
        Vec3 skull = pose.headTop().minus(up.times(0.056 * height));
        Vec3 jaw = pose.headTop().minus(up.times(0.097 * height)).plus(forward.times(0.016 * height));
        add(
                out,
                pose.neck().plus(forward.times(-0.006 * height)),
                0.031,
                skull.minus(up.times(0.03 * height)),
                0.029,
                skin);
        add(out, skull.plus(forward.times(0.006 * height)), 0.047, jaw, 0.032, skin);
        Vec3 tip = pose.nose().minus(forward.times(0.008 * height));
        add(out, tip.plus(up.times(0.012 * height)).minus(forward.times(0.008 * height)), 0.007, tip, 0.008, skin);
        Vec3 crown = pose.headTop().minus(up.times(0.05 * height)).minus(forward.times(0.004 * height));
        add(out, crown, 0.05, skull.minus(up.times(0.02 * height)).minus(forward.times(0.02 * height)), 0.041, hair);
    }

    private void add(List<Capsule> out, Vec3 from, double fromShare, Vec3 to, double toShare, Material material) {
        out.add(new Capsule(from, fromShare * height, to, toShare * height, material));
    }
}
