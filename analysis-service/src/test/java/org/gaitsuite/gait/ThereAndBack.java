package org.gaitsuite.gait;

/** A walker who walks the same way there and back again and again, standing for a while at each end. */
final class ThereAndBack {
    private static final double PIXELS_PER_METRE = 100;

    private final SkeletonOverTime oneWay;
    private final TestWalker walker;
    private final int ways;
    private final int pauseFrames;

    ThereAndBack(TestWalker walker, int ways, double pauseSeconds) {
        this.walker = walker;
        this.oneWay = walker.metres();
        this.ways = ways;
        this.pauseFrames = (int) Math.round(pauseSeconds * walker.rateHertz);
    }

    /** In pixels, the first way to the right. */
    SkeletonOverTime pixels() {
        int period = oneWay.frames() + pauseFrames;
        double[] time = new double[ways * period];
        for (int f = 0; f < time.length; f++) {
            time[f] = f / walker.rateHertz;
        }
        double length = walker.speed() * walker.seconds;
        return Skeletons.make(CoordinateFrame.IMAGE_PIXELS, time, (f, joint) -> {
            int way = f / period;
            int frame = Math.min(f % period, oneWay.frames() - 1);
            double along = oneWay.x(frame, joint);
            double x = way % 2 == 0 ? along : length - along;
            return new double[] {
                200 + PIXELS_PER_METRE * x,
                680 - PIXELS_PER_METRE * oneWay.y(frame, joint),
                oneWay.confidence(frame, joint)
            };
        });
    }

    /** When the n-th way begins, seconds. */
    double start(int way) {
        return way * (oneWay.frames() + pauseFrames) / walker.rateHertz;
    }
}
