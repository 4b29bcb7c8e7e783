package org.gaitsuite.cli;

import java.util.Locale;
import org.gaitsuite.gait.View;
import org.gaitsuite.gait.WalkingDirection;
import org.gaitsuite.gait.WalkingSurface;
import org.gaitsuite.phantom.Asymmetry;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomSettingsBuilder;
import org.gaitsuite.phantom.Scene;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who walks, how, and how it is filmed: the options of {@link PhantomCommand}. */
final class PhantomOptions {
    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Textures, furniture, noise, first phase (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--random",
            description =
                    "Somebody plausible by chance, as in the accuracy table: only --seed, --fps and --out count then.")
    boolean random;

    @Option(names = "--sample", description = "The walk that ./run analyses first: only --out and --codec count then.")
    boolean sample;

    @Option(
            names = "--height",
            paramLabel = "M",
            defaultValue = "1.75",
            description = "Body height in m (default: ${DEFAULT-VALUE}).")
    double height;

    @Option(
            names = "--cadence",
            paramLabel = "N",
            defaultValue = "112",
            description = "Steps per minute (default: ${DEFAULT-VALUE}).")
    double cadence;

    @Option(
            names = "--speed",
            paramLabel = "M/S",
            description = "Walking speed in m/s (default: as usual for height and cadence).")
    @Nullable
    Double speed;

    @Option(names = "--step-length", paramLabel = "M", description = "Mean step length in m, instead of --speed.")
    @Nullable
    Double stepLength;

    @Option(
            names = "--stance",
            paramLabel = "SHARE",
            description = "Share of the stride on the ground (default: as usual for the speed, about 0.6).")
    @Nullable
    Double stance;

    @Option(
            names = "--asymmetry",
            paramLabel = "RATIO",
            defaultValue = "1",
            description = "Left step length over right (default: ${DEFAULT-VALUE}).")
    double lengthRatio;

    @Option(
            names = "--time-asymmetry",
            paramLabel = "RATIO",
            defaultValue = "1",
            description = "Left step time over right (default: ${DEFAULT-VALUE}).")
    double timeRatio;

    @Option(
            names = "--left-knee",
            paramLabel = "SHARE",
            defaultValue = "1",
            description = "Scale of the left knee's flexion in swing; below 1 is stiff (default: ${DEFAULT-VALUE}).")
    double leftKnee;

    @Option(
            names = "--right-knee",
            paramLabel = "SHARE",
            defaultValue = "1",
            description = "Likewise of the right knee (default: ${DEFAULT-VALUE}).")
    double rightKnee;

    @Option(
            names = "--duration",
            paramLabel = "S",
            defaultValue = "6",
            description = "Length of the video in s (default: ${DEFAULT-VALUE}).")
    double duration;

    @Option(
            names = "--strides",
            paramLabel = "N",
            description = "Length of the video in strides, instead of --duration.")
    @Nullable
    Double strides;

    @Option(
            names = "--lead-in",
            paramLabel = "S",
            defaultValue = "0",
            description = "Standing before the first step, s (default: ${DEFAULT-VALUE}).")
    double leadIn;

    @Option(
            names = "--fps",
            paramLabel = "HZ",
            defaultValue = "30",
            description = "Frames per second (default: ${DEFAULT-VALUE}).")
    double fps;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "960x540",
            description = "Picture in pixels (default: ${DEFAULT-VALUE}).")
    String size = "960x540";

    @Option(names = "--view", paramLabel = "side|frontal", description = "From where the camera looks (default: side).")
    @Nullable
    String view;

    @Option(
            names = "--direction",
            paramLabel = "WAY",
            description = "left or right in a side view, towards or away in a frontal one (default: right, towards).")
    @Nullable
    String direction;

    @Option(names = "--treadmill", description = "Walk on a treadmill instead of across the picture.")
    boolean treadmill;

    @Option(
            names = "--tilt",
            paramLabel = "DEG",
            defaultValue = "0",
            description = "Roll of the camera, clockwise (default: ${DEFAULT-VALUE}).")
    double tilt;

    @Option(
            names = "--pitch",
            paramLabel = "DEG",
            defaultValue = "0",
            description = "Downward look of the camera (default: ${DEFAULT-VALUE}).")
    double pitch;

    @Option(
            names = "--oblique",
            paramLabel = "DEG",
            defaultValue = "0",
            description =
                    "Angle between walk and picture in a side view, positive when the walker goes away; between walk and line of sight in a frontal"
                            + " one (default: ${DEFAULT-VALUE}).")
    double oblique;

    @Option(
            names = "--distance",
            paramLabel = "M",
            description =
                    "Camera to the middle of the walk in m; near is strong perspective (default: 4.5 in a side view).")
    @Nullable
    Double distance;

    @Option(
            names = "--noise",
            paramLabel = "SIGMA",
            defaultValue = "2.5",
            description = "Sensor noise in grey levels of 255 (default: ${DEFAULT-VALUE}).")
    double noise;

    @Option(
            names = "--blur",
            paramLabel = "SHARE",
            defaultValue = "0.4",
            description = "Share of the frame time that the shutter is open (default: ${DEFAULT-VALUE}).")
    double blur;

    @Option(
            names = "--clutter",
            paramLabel = "SHARE",
            defaultValue = "0.6",
            description = "Furniture behind the walk, 0 to 1 (default: ${DEFAULT-VALUE}).")
    double clutter;

    @Option(
            names = "--lighting",
            paramLabel = "SHARE",
            defaultValue = "0.15",
            description = "How much darker the right of the picture is, 0 to 0.9 (default: ${DEFAULT-VALUE}).")
    double lighting;

    @Option(
            names = "--second-person",
            paramLabel = "WHAT",
            defaultValue = "none",
            description = "none, walks-past or stands, behind the walk (default: ${DEFAULT-VALUE}).")
    String secondPerson = "none";

    @Option(
            names = "--occlusion",
            paramLabel = "WHAT",
            defaultValue = "none",
            description = "none, post or chair in front of the walk (default: ${DEFAULT-VALUE}).")
    String occlusion = "none";

    /** @throws IllegalArgumentException naming what cannot be walked or filmed */
    PhantomSettings settings() {
        if (sample) {
            return PhantomSettings.sample();
        }
        return random ? PhantomSettings.random(seed, fps) : chosen();
    }

    private PhantomSettings chosen() {
        int[] pixels = pixels();
        PhantomSettingsBuilder builder = PhantomSettings.builder()
                .seed(seed)
                .height(height)
                .cadence(cadence)
                .asymmetry(new Asymmetry(lengthRatio, timeRatio, leftKnee, rightKnee))
                .duration(duration)
                .leadIn(leadIn)
                .frameRate(fps)
                .picture(pixels[0], pixels[1])
                .surface(treadmill ? WalkingSurface.TREADMILL : WalkingSurface.OVERGROUND)
                .roll(tilt)
                .pitch(pitch)
                .oblique(oblique)
                .scene(new Scene(
                        clutter,
                        noise,
                        blur,
                        lighting,
                        oneOf(Scene.SecondPerson.class, "--second-person", secondPerson),
                        oneOf(Scene.Occlusion.class, "--occlusion", occlusion)));
        if (speed != null && stepLength != null) {
            throw new IllegalArgumentException(
                    "--speed and --step-length are both given; with the cadence, one follows from the other");
        }
        if (speed != null) {
            builder.speed(speed);
        }
        if (stepLength != null) {
            builder.stepLength(stepLength);
        }
        if (stance != null) {
            builder.stanceShare(stance);
        }
        if (strides != null) {
            builder.strides(strides);
        }
        if (distance != null) {
            builder.cameraDistance(distance);
        }
        if (view != null) {
            builder.view(oneOf(View.class, "--view", view));
        }
        if (direction != null) {
            builder.direction(way(direction));
        }
        return builder.build();
    }

    private int[] pixels() {
        String[] parts = size.toLowerCase(Locale.ROOT).split("x", -1);
        try {
            if (parts.length == 2) {
                return new int[] {Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip())};
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--size is '%s', expected for instance 1280x720".formatted(size), e);
        }
        throw new IllegalArgumentException("--size is '%s', expected for instance 1280x720".formatted(size));
    }

    private static WalkingDirection way(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "towards" -> WalkingDirection.TOWARDS_CAMERA;
            case "away" -> WalkingDirection.AWAY_FROM_CAMERA;
            case "left" -> WalkingDirection.LEFT;
            case "right" -> WalkingDirection.RIGHT;
            default ->
                throw new IllegalArgumentException(
                        "--direction is '%s', expected left, right, towards or away".formatted(text));
        };
    }

    static <E extends Enum<E>> E oneOf(Class<E> kind, String option, String text) {
        StringBuilder known = new StringBuilder();
        for (E value : kind.getEnumConstants()) {
            String name = value.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(text.toLowerCase(Locale.ROOT))) {
                return value;
            }
            known.append(known.isEmpty() ? "" : ", ").append(name);
        }
        throw new IllegalArgumentException("%s is '%s', expected one of %s".formatted(option, text, known));
    }
}
