package org.gaitsuite.phantom;

import org.gaitsuite.gait.View;
import org.gaitsuite.gait.WalkingDirection;
import org.gaitsuite.gait.WalkingSurface;
import org.jspecify.annotations.Nullable;

/**
 * Collects settings; what is not said follows from the rest. Speed follows from cadence and height by the walk ratio (step length in m over cadence in steps/min
 * of about 0.0065 in adults: Sekiya &amp; Nagasaki 1998), the stance share from the speed, the camera distance from the walk.
 * Not thread-safe.
 */
public final class PhantomSettingsBuilder {
    private static final double WALK_RATIO_PER_HEIGHT = 0.0065 / 1.72;
    private static final double SIDE_DISTANCE = 4.5;
    private static final double FRONTAL_NEAREST = 3.5;

    private long seed = 1;
    private double height = 1.75;
    private double cadence = 112;
    private @Nullable Double speed;
    private @Nullable Double stepLength;
    private @Nullable Double stanceShare;
    private Asymmetry asymmetry = Asymmetry.NONE;
    private Variability variability = Variability.NONE;
    private double leadIn;
    private double duration = 6;
    private @Nullable Double strides;
    private double frameRate = 30;
    private int pictureWidth = 640;
    private int pictureHeight = 360;
    private @Nullable View view;
    private @Nullable WalkingDirection direction;
    private WalkingSurface surface = WalkingSurface.OVERGROUND;
    private double roll;
    private double pitch;
    private double oblique;
    private @Nullable Double distance;
    private double visibleHeight = 2.6;
    private Clothing clothing = Clothing.DEFAULT;
    private Scene scene = Scene.DEFAULT;

    PhantomSettingsBuilder() {}

    PhantomSettingsBuilder(PhantomSettings s) {
        seed = s.seed();
        height = s.height();
        cadence = s.cadence();
        speed = s.speed();
        stanceShare = s.stanceShare();
        asymmetry = s.asymmetry();
        variability = s.variability();
        leadIn = s.leadIn();
        duration = s.duration();
        frameRate = s.frameRate();
        pictureWidth = s.pictureWidth();
        pictureHeight = s.pictureHeight();
        view = s.view();
        direction = s.direction();
        surface = s.surface();
        roll = s.camera().rollDegrees();
        pitch = s.camera().pitchDegrees();
        oblique = s.camera().obliqueDegrees();
        distance = s.camera().distanceMetres();
        visibleHeight = s.camera().visibleHeightMetres();
        clothing = s.clothing();
        scene = s.scene();
    }

    public PhantomSettingsBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** Body height in metres. */
    public PhantomSettingsBuilder height(double metres) {
        height = metres;
        return this;
    }

    public PhantomSettingsBuilder cadence(double stepsPerMinute) {
        cadence = stepsPerMinute;
        return this;
    }

    public PhantomSettingsBuilder speed(double metresPerSecond) {
        speed = metresPerSecond;
        stepLength = null;
        return this;
    }

    /** Mean step length, instead of the speed. */
    public PhantomSettingsBuilder stepLength(double metres) {
        stepLength = metres;
        speed = null;
        return this;
    }

    public PhantomSettingsBuilder stanceShare(double shareOfStride) {
        stanceShare = shareOfStride;
        return this;
    }

    public PhantomSettingsBuilder asymmetry(Asymmetry value) {
        asymmetry = value;
        return this;
    }

    public PhantomSettingsBuilder variability(Variability value) {
        variability = value;
        return this;
    }

    /** Seconds of standing before the first step. */
    public PhantomSettingsBuilder leadIn(double seconds) {
        leadIn = seconds;
        return this;
    }

    public PhantomSettingsBuilder duration(double seconds) {
        duration = seconds;
        strides = null;
        return this;
    }

    /** Number of strides to be seen, instead of the duration. */
    public PhantomSettingsBuilder strides(double number) {
        strides = number;
        return this;
    }

    public PhantomSettingsBuilder frameRate(double hertz) {
        frameRate = hertz;
        return this;
    }

    /** Size in pixels. */
    public PhantomSettingsBuilder picture(int width, int height) {
        pictureWidth = width;
        pictureHeight = height;
        return this;
    }

    /** The direction follows unless it is said too. */
    public PhantomSettingsBuilder view(View value) {
        view = value;
        return this;
    }

    /** The view follows unless it is said too. */
    public PhantomSettingsBuilder direction(WalkingDirection value) {
        direction = value;
        return this;
    }

    public PhantomSettingsBuilder surface(WalkingSurface value) {
        surface = value;
        return this;
    }

    /** Clockwise turn of the camera about its axis. */
    public PhantomSettingsBuilder roll(double degrees) {
        roll = degrees;
        return this;
    }

    /** Downward look of the camera. */
    public PhantomSettingsBuilder pitch(double degrees) {
        pitch = degrees;
        return this;
    }

    /** Angle between walk and picture in a side view, positive when the walker goes away; between walk and line of sight in a frontal one. */
    public PhantomSettingsBuilder oblique(double degrees) {
        oblique = degrees;
        return this;
    }

    public PhantomSettingsBuilder cameraDistance(double metres) {
        distance = metres;
        return this;
    }

    /** Height of the part of the world that the picture shows at the walk. */
    public PhantomSettingsBuilder visibleHeight(double metres) {
        visibleHeight = metres;
        return this;
    }

    public PhantomSettingsBuilder clothing(Clothing value) {
        clothing = value;
        return this;
    }

    public PhantomSettingsBuilder scene(Scene value) {
        scene = value;
        return this;
    }

    public PhantomSettingsBuilder clutter(double amount) {
        scene = new Scene(
                amount,
                scene.noiseSigma(),
                scene.shutterShare(),
                scene.lightingGradient(),
                scene.secondPerson(),
                scene.occlusion());
        return this;
    }

    /** Sensor noise in grey levels of 255. */
    public PhantomSettingsBuilder noiseSigma(double greyLevels) {
        scene = new Scene(
                scene.clutter(),
                greyLevels,
                scene.shutterShare(),
                scene.lightingGradient(),
                scene.secondPerson(),
                scene.occlusion());
        return this;
    }

    /** Share of the frame interval that the shutter is open. */
    public PhantomSettingsBuilder shutterShare(double share) {
        scene = new Scene(
                scene.clutter(),
                scene.noiseSigma(),
                share,
                scene.lightingGradient(),
                scene.secondPerson(),
                scene.occlusion());
        return this;
    }

    public PhantomSettingsBuilder lightingGradient(double amount) {
        scene = new Scene(
                scene.clutter(),
                scene.noiseSigma(),
                scene.shutterShare(),
                amount,
                scene.secondPerson(),
                scene.occlusion());
        return this;
    }

    public PhantomSettingsBuilder secondPerson(Scene.SecondPerson value) {
        scene = new Scene(
                scene.clutter(),
                scene.noiseSigma(),
                scene.shutterShare(),
                scene.lightingGradient(),
                value,
                scene.occlusion());
        return this;
    }

    public PhantomSettingsBuilder occlusion(Scene.Occlusion value) {
        scene = new Scene(
                scene.clutter(),
                scene.noiseSigma(),
                scene.shutterShare(),
                scene.lightingGradient(),
                scene.secondPerson(),
                value);
        return this;
    }

    /** @throws IllegalArgumentException with a sentence that names what cannot be walked or filmed */
    public PhantomSettings build() {
        double pace = speed != null ? speed : steps() * cadence / 60;
        double seconds = strides == null ? duration : leadIn + strides * 120 / cadence;
        View seen = view != null ? view : isAcross(direction) ? View.SIDE : View.FRONTAL;
        WalkingDirection way = direction != null
                ? direction
                : seen == View.SIDE ? WalkingDirection.RIGHT : WalkingDirection.TOWARDS_CAMERA;
        boolean approaches = seen == View.FRONTAL && surface == WalkingSurface.OVERGROUND;
        double far = distance != null
                ? distance
                : approaches ? FRONTAL_NEAREST + pace * (seconds - leadIn) / 2 : SIDE_DISTANCE;
        double share = stanceShare != null
                ? stanceShare
                : NormativeGait.at(pace, new BodyProportions(height).leg()).toeOff();
        return new PhantomSettings(
                seed,
                height,
                cadence,
                pace,
                share,
                asymmetry,
                variability,
                leadIn,
                seconds,
                frameRate,
                pictureWidth,
                pictureHeight,
                seen,
                way,
                surface,
                new CameraPlacement(roll, pitch, oblique, far, visibleHeight),
                clothing,
                scene);
    }

    private double steps() {
        return stepLength != null ? stepLength : WALK_RATIO_PER_HEIGHT * height * cadence;
    }

    private static boolean isAcross(@Nullable WalkingDirection direction) {
        return direction == null || direction == WalkingDirection.LEFT || direction == WalkingDirection.RIGHT;
    }
}
