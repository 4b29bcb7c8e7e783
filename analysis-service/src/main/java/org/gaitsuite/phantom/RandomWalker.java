package org.gaitsuite.phantom;

import org.gaitsuite.gait.WalkingDirection;
import org.gaitsuite.gait.WalkingSurface;

/** Plausible walkers by chance: the people and rooms of the accuracy table. */
final class RandomWalker {
    /** Coefficient of variation of the stride time: from the steadiest of healthy adults ({@link Variability}) to twice what is usual among them. */
    private static final double STEADIEST = 0.01;

    private static final double UNSTEADIEST = 0.045;

    private static final double LENGTHS_VARY_MORE = 1.4;

    private static final int[] SKINS = {0xE3B494, 0xD9A684, 0xC68863, 0x9C6644, 0x6F4630, 0xF0C8AA};
    private static final int[] HAIRS = {0x2A1D16, 0x3A2A20, 0x6B4A2E, 0xA98555, 0x8C8C88, 0x151313};
    private static final int[] SHIRTS = {0x2F6F8F, 0x8F2F3A, 0x3D6B45, 0xB9B4A4, 0x242A38, 0xC9A227, 0x6A4C86, 0xDDDDDD
    };
    private static final int[] TROUSERS = {0x3B3F55, 0x22242B, 0x5A4A3A, 0x2E4A6B, 0x6B6B66, 0x40352F};
    private static final int[] SHOES = {0xD8D8D2, 0x2A2A2C, 0x7A3B2E, 0x3C5A78, 0xB0A890};

    private RandomWalker() {}

    static PhantomSettings settings(long seed, double frameRate) {
        Dice dice = new Dice(seed, 2);
        double height = dice.between(1.4, 1.95);
        double cadence = dice.between(85, 130);
        PhantomSettingsBuilder builder = PhantomSettings.builder()
                .seed(seed)
                .height(height)
                .cadence(cadence)
                .frameRate(frameRate)
                .picture(640, 360)
                .direction(dice.next() < 0.5 ? WalkingDirection.LEFT : WalkingDirection.RIGHT);
        double usual = builder.build().stepLength();
        double step = Math.min(0.5 * height, usual * dice.between(0.93, 1.07));
        double distance = dice.between(3.5, 6.5);
        return builder.stepLength(step)
                .duration(6)
                .asymmetry(new Asymmetry(Math.exp(0.03 * dice.normal()), Math.exp(0.02 * dice.normal()), 1, 1))
                .cameraDistance(distance)
                .visibleHeight(dice.between(2.35, 2.8))
                .roll(dice.between(-1.5, 1.5))
                .pitch(dice.between(0, 4))
                .clothing(new Clothing(
                        one(SKINS, dice), one(HAIRS, dice), one(SHIRTS, dice), one(TROUSERS, dice), one(SHOES, dice)))
                .clutter(dice.between(0.2, 0.9))
                .noiseSigma(dice.between(1, 5))
                .shutterShare(dice.between(0.15, 0.5))
                .lightingGradient(dice.between(0, 0.35))
                .build();
    }

    /** A walker before a phone: body about 400 pixels tall over ground, 470 on a treadmill, where 7 to 25 strides are seen. */
    static PhantomSettings tracked(long seed, double frameRate) {
        Dice dice = new Dice(seed, 5);
        boolean treadmill = seed % 2 == 0;
        double room = treadmill ? dice.between(8, 24) : dice.between(2.9, 3.3);
        double unsteady = dice.between(STEADIEST, UNSTEADIEST);
        PhantomSettingsBuilder builder = settings(seed, frameRate).toBuilder()
                .picture(1280, 720)
                .variability(new Variability(unsteady, LENGTHS_VARY_MORE * unsteady));
        return treadmill
                ? builder.surface(WalkingSurface.TREADMILL).duration(room).build()
                : builder.visibleHeight(room).build();
    }

    private static int one(int[] colours, Dice dice) {
        return colours[dice.below(colours.length)];
    }
}
