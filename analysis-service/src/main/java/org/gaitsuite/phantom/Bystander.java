package org.gaitsuite.phantom;

import java.util.List;
import org.gaitsuite.gait.View;

/** The second person: farther from the camera than the walker, going the other way or standing. */
final class Bystander {
    private static final double BEHIND = 1.15;
    private static final double BESIDE = 1.05;
    private static final Clothing CLOTHING = new Clothing(0xC68863, 0x151313, 0x7C7A45, 0x4A4038, 0x2A2A2C);
    private final Walk walk;
    private final Figure figure;
    private final Vec3 place;
    private final boolean stands;

    Bystander(PhantomSettings settings, Vec3 towards, Vec3 aside) {
        Dice dice = new Dice(settings.seed(), 6);
        double height = Math.clamp(settings.height() * dice.between(0.93, 1.07), 1.45, 2);
        this.stands = settings.scene().secondPerson() == Scene.SecondPerson.STANDS;
        PhantomSettings other = PhantomSettings.builder()
                .seed(settings.seed() + 1)
                .height(height)
                .cadence(Math.clamp(settings.cadence() * dice.between(0.9, 1.08), 80, 135))
                .duration(settings.duration())
                .leadIn(stands ? settings.duration() / 2 : 0)
                .frameRate(settings.frameRate())
                .build();
        this.walk = new Walk(other);
        this.figure = new Figure(height, walk.footShape(), CLOTHING);
        if (settings.view() == View.SIDE) {
            double along = stands ? dice.between(-1, 1) : 0;
            this.place = towards.times(BEHIND).plus(aside.times(along));
        } else {
            this.place = aside.times(BESIDE).plus(towards.times(stands ? 1 : 0));
        }
    }

    List<Capsule> at(double videoSeconds) {
        BodyPose pose = walk.at(stands ? 0 : videoSeconds);
        Vec3 there = stands ? place.plus(pose.pelvis().x(), 0, 0) : place;
        return figure.at(pose).stream().map(c -> c.turnedAround(there)).toList();
    }
}
