package org.gaitsuite.phantom;

import org.gaitsuite.gait.View;
import org.gaitsuite.gait.WalkingDirection;
import org.gaitsuite.gait.WalkingSurface;

/**
 * A phantom walk in full: who walks how, where the camera stands, what else is in the picture. Equal settings give equal pictures. Made by {@link
 * #builder()}, which has a sensible value for everything; the constructor refuses what cannot be walked or filmed with a sentence that
 * names the value.
 *
 * @param seed decides textures, furniture, noise and the phase that the walk begins in
 * @param height of the body, m
 * @param cadence steps per minute
 * @param speed m/s
 * @param stanceShare share of the stride that each foot is on the ground
 * @param variability from stride to stride
 * @param leadIn seconds of standing before the first foot leaves the ground; 0 for a walk that is under way
 * @param duration of the video, s
 * @param frameRate Hz
 * @param pictureWidth pixels, even
 * @param pictureHeight pixels, even
 * @param direction in the picture; it goes with the view
 */
public record PhantomSettings(
        long seed,
        double height,
        double cadence,
        double speed,
        double stanceShare,
        Asymmetry asymmetry,
        Variability variability,
        double leadIn,
        double duration,
        double frameRate,
        int pictureWidth,
        int pictureHeight,
        View view,
        WalkingDirection direction,
        WalkingSurface surface,
        CameraPlacement camera,
        Clothing clothing,
        Scene scene) {
    private static final double FRONTAL_MARGIN = 1.5;

    public PhantomSettings {
        Complaint.unlessWithin("height", height, 0.8, 2.3, "m");
        Complaint.unlessWithin("cadence", cadence, 40, 180, "steps/min");
        Complaint.unlessWithin("speed", speed, 0.2, 2.4, "m/s");
        Complaint.unlessWithin("stance share", stanceShare, 0.52, 0.75, "");
        Complaint.unlessWithin("lead-in", leadIn, 0, 30, "s");
        Complaint.unlessWithin("duration", duration, 0.2, 600, "s");
        Complaint.unlessWithin("frame rate", frameRate, 1, 1000, "Hz");
        Complaint.unlessWithin("picture width", pictureWidth, 32, 7680, "pixels");
        Complaint.unlessWithin("picture height", pictureHeight, 32, 4320, "pixels");
        requireEven("picture width", pictureWidth);
        requireEven("picture height", pictureHeight);
        requireDirectionInView(view, direction);
        double step = speed * 60 / cadence;
        Complaint.unlessWithin(
                "step length (speed x 60 / cadence)",
                rounded(step),
                rounded(0.12 * height),
                rounded(0.56 * height),
                "m");
        if (surface == WalkingSurface.AUTOMATIC) {
            throw new IllegalArgumentException("surface is AUTOMATIC, a phantom needs OVERGROUND or TREADMILL");
        }
        if (surface == WalkingSurface.TREADMILL && leadIn > 0) {
            throw new IllegalArgumentException(
                    "lead-in is %s s on a treadmill, a standing lead-in is for walks over ground".formatted(leadIn));
        }
        if (leadIn > 0 && leadIn >= duration) {
            throw new IllegalArgumentException(
                    "lead-in is %s s in a video of %s s, nothing would be walked".formatted(leadIn, duration));
        }
        double nearest = nearest(view, surface, camera, speed, duration - leadIn);
        if (nearest < FRONTAL_MARGIN) {
            throw new IllegalArgumentException(
                    "camera distance is %.1f m, but this walk comes to %.1f m from it: keep %.1f m, move the camera away or shorten the walk"
                            .formatted(camera.distanceMetres(), nearest, FRONTAL_MARGIN));
        }
    }

    public static PhantomSettingsBuilder builder() {
        return new PhantomSettingsBuilder();
    }

    /** These settings as a starting point for others. */
    public PhantomSettingsBuilder toBuilder() {
        return new PhantomSettingsBuilder(this);
    }

    /** One of the walkers of the accuracy table: side view, over ground, 640 × 360. */
    public static PhantomSettings random(long seed, double frameRate) {
        return RandomWalker.settings(seed, frameRate);
    }

    /** One of the walkers of the keypoints' accuracy table: side view, 1280 × 720, over ground and on treadmills in turn, strides that vary. */
    public static PhantomSettings randomTracked(long seed, double frameRate) {
        return RandomWalker.tracked(seed, frameRate);
    }

    /** The walk that ships as an example. */
    public static PhantomSettings sample() {
        return builder()
                .seed(7)
                .height(1.75)
                .cadence(112)
                .speed(1.3)
                .duration(6)
                .frameRate(30)
                .picture(960, 540)
                .visibleHeight(3.1)
                .cameraDistance(5)
                .direction(WalkingDirection.RIGHT)
                .noiseSigma(2)
                .build();
    }

    public int frames() {
        return (int) Math.max(1, Math.round(duration * frameRate));
    }

    public double stepLength() {
        return speed * 60 / cadence;
    }

    /** Camera to walker at the nearest point of the walk, m. */
    double nearest() {
        return nearest(view, surface, camera, speed, duration - leadIn);
    }

    /** How far before the middle of the picture a walker who starts from standing stands, m. */
    double standingOffset() {
        double walked = speed * (duration - leadIn);
        double halfPicture = camera.visibleHeightMetres() * pictureWidth / pictureHeight / 2;
        return view == View.SIDE ? Math.min(walked / 2, Math.max(0, halfPicture - 0.6)) : walked / 2;
    }

    /** Phase 0..1 of the left leg in the first frame of a walk that is under way. */
    double startPhase() {
        return new Dice(seed, 1).next();
    }

    private static double nearest(
            View view, WalkingSurface surface, CameraPlacement camera, double speed, double seconds) {
        double angle = Math.toRadians(camera.obliqueDegrees());
        double nearer = Math.abs(view == View.FRONTAL ? Math.cos(angle) : Math.sin(angle));
        double way = surface == WalkingSurface.OVERGROUND ? speed * seconds / 2 : 0;
        return camera.distanceMetres() - way * nearer;
    }

    private static double rounded(double metres) {
        return Math.round(metres * 1000) / 1000.0;
    }

    private static void requireEven(String name, int pixels) {
        if (pixels % 2 != 0) {
            throw new IllegalArgumentException(
                    "%s is %d pixels, video codecs need an even number".formatted(name, pixels));
        }
    }

    private static void requireDirectionInView(View view, WalkingDirection direction) {
        boolean across = direction == WalkingDirection.LEFT || direction == WalkingDirection.RIGHT;
        if (across != (view == View.SIDE)) {
            throw new IllegalArgumentException(
                    "direction is %s in a %s view: a side view is walked LEFT or RIGHT, a frontal one"
                                    .formatted(direction, view)
                            + " TOWARDS_CAMERA or AWAY_FROM_CAMERA");
        }
    }
}
