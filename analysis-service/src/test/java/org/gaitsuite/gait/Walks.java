package org.gaitsuite.gait;

import java.util.List;

/** The walker made of formulas, for the tests of other rooms. */
public final class Walks {
    public static final double HEIGHT_METRES = new TestWalker().heightMetres;

    private Walks() {}

    /** Six seconds at 50 Hz, to the right, in pixels of a picture of 1920 by 1080. */
    public static SkeletonOverTime pixels() {
        return walker(6).pixels(200, 100);
    }

    /** Seconds of it. */
    public static SkeletonOverTime pixels(double seconds) {
        return walker(seconds).pixels(200, 100);
    }

    /** The same walk, going away from the camera by 25 degrees, in pixels of a picture of 1280 by 720. */
    public static SkeletonOverTime oblique() {
        PinholeCamera camera = new PinholeCamera();
        camera.obliqueDegrees = 25;
        return camera.film(metres());
    }

    /** The same walk in metres of the sagittal plane. */
    public static SkeletonOverTime metres() {
        return walker(6).metres();
    }

    /** Seconds at 50 Hz, in metres. */
    public static SkeletonOverTime metres(double seconds) {
        return walker(seconds).metres();
    }

    /** On a treadmill, in metres. */
    public static SkeletonOverTime treadmill() {
        TestWalker walker = walker(6);
        walker.treadmill = true;
        return walker.metres();
    }

    /** True heel strikes of that walk, seconds. */
    public static List<Double> heelStrikes(Side side) {
        return walker(6).heelStrikes(side);
    }

    private static TestWalker walker(double seconds) {
        TestWalker walker = new TestWalker();
        walker.rateHertz = 50;
        walker.seconds = seconds;
        return walker;
    }
}
