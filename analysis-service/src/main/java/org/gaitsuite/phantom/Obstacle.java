package org.gaitsuite.phantom;

import java.util.ArrayList;
import java.util.List;
import org.gaitsuite.gait.WalkingSurface;

/** Things that stand still and have volume: what hides the walk in part, and the frame of a treadmill. */
final class Obstacle {
    private static final double IN_FRONT = 0.85;
    private static final Material STEEL = Material.smooth(0x5C6066);
    private static final Material PAINTED = Material.smooth(0xB8B2A6);
    private static final Material WOOD = new Material(0x7A5234, 0.3, 3, 8);

    private Obstacle() {}

    /**
     * @param towards horizontal direction that the camera looks in
     * @param aside to the right in the picture
     */
    static List<Capsule> inFront(PhantomSettings settings, Vec3 towards, Vec3 aside) {
        double along = new Dice(settings.seed(), 5).between(-0.5, 0.5);
        Vec3 foot = aside.times(along).minus(towards.times(IN_FRONT));
        return switch (settings.scene().occlusion()) {
            case NONE -> List.of();
            case POST -> List.of(new Capsule(foot.plus(0, -0.1, 0), 0.085, foot.plus(0, 3.5, 0), 0.085, PAINTED));
            case CHAIR -> chair(foot, towards, aside);
        };
    }

    private static List<Capsule> chair(Vec3 foot, Vec3 towards, Vec3 aside) {
        List<Capsule> out = new ArrayList<>();
        for (int side = -1; side <= 1; side += 2) {
            for (int end = -1; end <= 1; end += 2) {
                Vec3 leg = foot.plus(aside.times(0.2 * side)).plus(towards.times(0.2 * end));
                out.add(new Capsule(leg.plus(0, 0.02, 0), 0.02, leg.plus(0, 0.44, 0), 0.022, WOOD));
            }
            Vec3 back = foot.plus(aside.times(0.2 * side)).minus(towards.times(0.2));
            out.add(new Capsule(back.plus(0, 0.44, 0), 0.022, back.plus(0, 0.92, 0), 0.02, WOOD));
        }
        for (int slat = -4; slat <= 4; slat++) {
            Vec3 middle = foot.plus(towards.times(0.05 * slat)).plus(0, 0.45, 0);
            out.add(new Capsule(middle.minus(aside.times(0.21)), 0.025, middle.plus(aside.times(0.21)), 0.025, WOOD));
        }
        for (double height : new double[] {0.68, 0.78, 0.88}) {
            Vec3 middle = foot.minus(towards.times(0.2)).plus(0, height, 0);
            out.add(new Capsule(middle.minus(aside.times(0.2)), 0.03, middle.plus(aside.times(0.2)), 0.03, WOOD));
        }
        return out;
    }

    /** The uprights and the bar of a treadmill in front of the walker, both sides. */
    static List<Capsule> treadmill(PhantomSettings settings) {
        List<Capsule> out = new ArrayList<>();
        if (settings.surface() == WalkingSurface.TREADMILL) {
            for (int side = -1; side <= 1; side += 2) {
                Vec3 base = new Vec3(0.98, 0, 0.38 * side);
                Vec3 top = new Vec3(0.9, 1.08, 0.38 * side);
                out.add(new Capsule(base, 0.035, top, 0.03, STEEL));
                out.add(new Capsule(top, 0.025, new Vec3(0.55, 1.0, 0.38 * side), 0.022, STEEL));
            }
            out.add(new Capsule(new Vec3(0.92, 1.1, -0.38), 0.06, new Vec3(0.92, 1.1, 0.38), 0.06, STEEL));
        }
        return out;
    }
}
