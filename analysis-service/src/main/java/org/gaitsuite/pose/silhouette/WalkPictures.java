package org.gaitsuite.pose.silhouette;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One walk, brought to a common measure: each frame's silhouette in statures, walking to the right, the ground at 0. Frames that
 * were missed have no picture.
 */
final class WalkPictures {
    /** A walker's head goes up and down a little below its height in standing. */
    private static final double WALKING_HEIGHT = 0.985;

    private final WalkerChoice.Walk walk;
    private final int pictureWidth;
    private final int pictureHeight;
    private final int frames;
    private final double[] time;
    private final @Nullable BitMask[] bodies;
    private final @Nullable LegPicture[] pictures;
    private final double[] groundRow;
    private final double[] unit;
    private final double[] referenceColumn;
    private final double[] topRow;
    private final double[] topColumn;
    private final double[] chestColumn;

    WalkPictures(Scene scene, WalkerChoice.Walk walk) {
        this.walk = walk;
        pictureWidth = scene.width();
        pictureHeight = scene.height();
        frames = walk.frames();
        time = new double[frames];
        bodies = new BitMask[frames];
        pictures = new LegPicture[frames];
        groundRow = new double[frames];
        unit = new double[frames];
        topRow = new double[frames];
        topColumn = new double[frames];
        chestColumn = new double[frames];
        double[] bottoms = new double[frames];
        double[] tops = new double[frames];
        for (int i = 0; i < frames; i++) {
            time[i] = scene.timeSeconds()[walk.from() + i];
            Blob blob = walk.track().blob(walk.from() + i - walk.track().firstFrame());
            bottoms[i] = Double.NaN;
            tops[i] = Double.NaN;
            if (blob != null) {
                Box core = blob.core();
                BitMask body = blob.bodyAbove((int) (core.bottom() - 0.07 * core.height()));
                bodies[i] = body;
                tops[i] = firstSolidRow(body, 0.02 * core.height(), 1);
                bottoms[i] = firstSolidRow(body, 0.02 * core.height(), -1) + 1;
            }
        }
        RobustLine ground = RobustLine.through(time, bottoms);
        RobustLine top = RobustLine.through(time, tops);
        double[] rawReference = new double[frames];
        for (int i = 0; i < frames; i++) {
            groundRow[i] = ground.at(time[i]);
            unit[i] = (groundRow[i] - top.at(time[i])) / WALKING_HEIGHT;
            topRow[i] = tops[i];
            chestColumn[i] = middle(bodies[i], i, 0.64, 0.82);
            topColumn[i] = middle(bodies[i], i, 0.9, 1.01);
            rawReference[i] = middle(bodies[i], i, 0.58, 0.95);
        }
        referenceColumn = LocalSmoother.smooth(time, rawReference, 0.2);
        for (int i = 0; i < frames; i++) {
            BitMask body = bodies[i];
            if (body != null) {
                pictures[i] = new Resampler(body).picture(i);
            }
        }
    }

    int frames() {
        return frames;
    }

    /** Seconds of each frame of the walk. */
    double[] time() {
        return time;
    }

    @Nullable
    LegPicture picture(int i) {
        return pictures[i];
    }

    WalkerChoice.Walk walk() {
        return walk;
    }

    /** Decoded pixels per stature. */
    double unit(int i) {
        return unit[i];
    }

    /** Column in the decoded picture (pixel edges count) of a place in statures. */
    double column(int i, double x) {
        return referenceColumn[i] + (walk.right() ? x : -x) * unit[i];
    }

    double row(int i, double y) {
        return groundRow[i] - y * unit[i];
    }

    /** Raw measurements of the upper body in decoded pixels, NaN where missing. */
    double[] topRows() {
        return topRow;
    }

    double[] topColumns() {
        return topColumn;
    }

    double[] chestColumns() {
        return chestColumn;
    }

    /** First row from above (direction 1) or below (-1) with enough of the body in it to be no speck. */
    private static double firstSolidRow(BitMask body, double enough, int direction) {
        int h = body.height();
        for (int k = 0; k < h; k++) {
            int r = direction > 0 ? k : h - 1 - k;
            int count =
                    body.bits().get(r * body.width(), (r + 1) * body.width()).cardinality();
            if (count >= Math.max(1.5, enough)) {
                return body.y0() + r;
            }
        }
        return Double.NaN;
    }

    /** Median column of the body between two heights (in statures), or NaN. */
    private double middle(@Nullable BitMask body, int i, double low, double high) {
        if (body == null) {
            return Double.NaN;
        }
        int from = Math.max(0, (int) Math.floor(row(i, high)) - body.y0());
        int to = Math.min(body.height(), (int) Math.ceil(row(i, low)) - body.y0());
        int[] counts = new int[body.width()];
        int total = 0;
        for (int r = from; r < to; r++) {
            BitSet bits = body.bits();
            int end = (r + 1) * body.width();
            for (int b = bits.nextSetBit(r * body.width()); b >= 0 && b < end; b = bits.nextSetBit(b + 1)) {
                counts[b - r * body.width()]++;
                total++;
            }
        }
        int sum = 0;
        for (int c = 0; c < counts.length; c++) {
            if (2 * (sum + counts[c]) >= total && total > 0) {
                return body.x0() + c + (total / 2.0 - sum) / Math.max(1, counts[c]);
            }
            sum += counts[c];
        }
        return Double.NaN;
    }

    /** Exact area averages of a bit mask over cells of any size, through its integral. */
    private final class Resampler {
        private final BitMask body;
        private final int stride;
        private final float[] integral;

        Resampler(BitMask body) {
            this.body = body;
            stride = body.width() + 1;
            integral = new float[stride * (body.height() + 1)];
            for (int r = 0; r < body.height(); r++) {
                float line = 0;
                for (int c = 0; c < body.width(); c++) {
                    line += body.bits().get(r * body.width() + c) ? 1 : 0;
                    integral[(r + 1) * stride + c + 1] = integral[r * stride + c + 1] + line;
                }
            }
        }

        LegPicture picture(int i) {
            float[] out = new float[LegPicture.ROWS * LegPicture.COLUMNS];
            double cell = LegPicture.CELL * unit[i];
            for (int r = 0; r < LegPicture.ROWS; r++) {
                double lower = row(i, LegPicture.BOTTOM + r * LegPicture.CELL);
                for (int c = 0; c < LegPicture.COLUMNS; c++) {
                    double edge = column(i, LegPicture.LEFT + c * LegPicture.CELL);
                    double left = walk.right() ? edge : edge - cell;
                    double sum = integral(left + cell, lower)
                            - integral(left, lower)
                            - integral(left + cell, lower - cell)
                            + integral(left, lower - cell);
                    out[r * LegPicture.COLUMNS + c] = (float) Math.clamp(sum / (cell * cell), 0, 1);
                }
            }
            double centreX = (pictureWidth / 2.0 - referenceColumn[i]) / unit[i];
            double centreY = (groundRow[i] - pictureHeight / 2.0) / unit[i];
            return new LegPicture(out, walk.right() ? centreX : -centreX, centreY);
        }

        private double integral(double x, double y) {
            double u = Math.clamp(x - body.x0(), 0, body.width());
            double v = Math.clamp(y - body.y0(), 0, body.height());
            int c = Math.min((int) u, body.width() - 1);
            int r = Math.min((int) v, body.height() - 1);
            double fu = u - c;
            double fv = v - r;
            int at = r * stride + c;
            return (1 - fv) * ((1 - fu) * integral[at] + fu * integral[at + 1])
                    + fv * ((1 - fu) * integral[at + stride] + fu * integral[at + stride + 1]);
        }
    }
}
