package org.gaitsuite.cli;

import java.util.Locale;
import org.gaitsuite.gait.WalkingDirection;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomSettingsBuilder;
import org.gaitsuite.phantom.Scene;

/** Under what a walker is filmed. All but {@link #MIXED} are {@link #CLEAN} with one thing changed, the walker and the camera stay the same. */
enum AccuracyCondition {
    /** Furniture, noise, light and motion blur by chance. */
    MIXED("everything by chance"),
    CLEAN("a bare room in even light, a good camera"),
    CLUTTER("the wall full of furniture"),
    SHADOW("one side of the picture three quarters darker"),
    NOISE("sensor noise of 15 grey levels"),
    SECOND_WALKER("somebody walks past behind, the other way"),
    BYSTANDER("somebody stands behind"),
    POST("a post in front of the walk"),
    LEFT("walks to the left"),
    RIGHT("walks to the right");

    private static final double STRONG_GRADIENT = 0.75;
    private static final double STRONG_NOISE = 15;

    private final String meaning;

    AccuracyCondition(String meaning) {
        this.meaning = meaning;
    }

    /** As on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String meaning() {
        return meaning;
    }

    PhantomSettings of(PhantomSettings byChance) {
        PhantomSettingsBuilder bare = byChance.toBuilder()
                .clutter(0)
                .noiseSigma(1)
                .lightingGradient(0)
                .shutterShare(0.2);
        return switch (this) {
            case MIXED -> byChance;
            case CLEAN -> bare.build();
            case CLUTTER -> bare.clutter(1).build();
            case SHADOW -> bare.lightingGradient(STRONG_GRADIENT).build();
            case NOISE -> bare.noiseSigma(STRONG_NOISE).build();
            case SECOND_WALKER ->
                bare.secondPerson(Scene.SecondPerson.WALKS_PAST).build();
            case BYSTANDER -> bare.secondPerson(Scene.SecondPerson.STANDS).build();
            case POST -> bare.occlusion(Scene.Occlusion.POST).build();
            case LEFT -> bare.direction(WalkingDirection.LEFT).build();
            case RIGHT -> bare.direction(WalkingDirection.RIGHT).build();
        };
    }
}
