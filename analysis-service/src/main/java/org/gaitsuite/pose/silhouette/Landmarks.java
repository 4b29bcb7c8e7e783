package org.gaitsuite.pose.silhouette;

import java.util.Arrays;
import java.util.Objects;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;

/** From fitted poses to landmarks in pixels of the full-size picture. */
final class Landmarks {
    /** Overlap of model and picture from which a frame is believed fully, and below which not at all. */
    private static final double GOOD = 0.8;

    private static final double BAD = 0.5;
    /** Heights in statures, Drillis &amp; Contini (1966). */
    private static final double SHOULDER = 0.818;

    private static final double NECK = 0.845;

    private final Scene scene;
    private final WalkPictures walk;
    private final double[] shape;
    private final double[][] poses;
    private final double[] overlap;
    private final Side legA;
    private final double[][] x;
    private final double[][] y;
    private final double[][] confidence;

    Landmarks(Scene scene, WalkPictures walk, double[] shape, double[][] poses, double[] overlap, Side legA) {
        this.scene = scene;
        this.walk = walk;
        this.shape = shape;
        this.poses = poses;
        this.overlap = overlap;
        this.legA = legA;
        int frames = scene.timeSeconds().length;
        int joints = Joint.values().length;
        x = new double[frames][joints];
        y = new double[frames][joints];
        confidence = new double[frames][joints];
        for (int i = 0; i < frames; i++) {
            Arrays.fill(x[i], Double.NaN);
            Arrays.fill(y[i], Double.NaN);
        }
    }

    SkeletonOverTime skeleton() {
        double[] topRow = LocalSmoother.smooth(walk.time(), walk.topRows(), 0.07);
        double[] topColumn = LocalSmoother.smooth(walk.time(), walk.topColumns(), 0.1);
        double[] chest = LocalSmoother.smooth(walk.time(), walk.chestColumns(), 0.15);
        int first = 0;
        int last = poses.length - 1;
        while (first <= last && !believed(first)) {
            first++;
        }
        while (last >= first && !believed(last)) {
            last--;
        }
        LegModel model = new LegModel();
        for (int i = first; i <= last; i++) {
            if (!believed(i)) {
                continue;
            }
            double trust = Math.clamp((overlap[i] - BAD) / (GOOD - BAD), 0.05, 1);
            double unit = walk.unit(i) * shape[LegModel.SIZE];
            put(i, Joint.HEAD_TOP, topColumn[i], topRow[i], trust);
            put(i, Joint.NECK, chest[i], topRow[i] + (1 - NECK) * unit, 0.6 * trust);
            put(i, Joint.LEFT_SHOULDER, chest[i], topRow[i] + (1 - SHOULDER) * unit, 0.5 * trust);
            put(i, Joint.RIGHT_SHOULDER, chest[i], topRow[i] + (1 - SHOULDER) * unit, 0.5 * trust);
            LegPicture picture = Objects.requireNonNull(walk.picture(i), "a frame without a picture is never believed");
            model.place(poses[i], shape, picture.centreX(), picture.centreY());
            leg(i, model, 0, legA, trust);
            leg(i, model, 1, legA.opposite(), trust);
        }
        return new SkeletonOverTime(CoordinateFrame.IMAGE_PIXELS, scene.timeSeconds(), x, y, confidence);
    }

    private boolean believed(int i) {
        return overlap[i] > BAD;
    }

    /** Seconds of the walk in which two walking legs explain what is seen. */
    double believedSeconds() {
        double[] time = walk.time();
        double seconds = 0;
        for (int i = 1; i < time.length; i++) {
            seconds += believed(i) && believed(i - 1) ? time[i] - time[i - 1] : 0;
        }
        return seconds;
    }

    private void leg(int i, LegModel model, int leg, Side side, double trust) {
        int hip = LegModel.point(leg, LegModel.HIP);
        place(i, Joint.of(side, "HIP"), model.x[hip], model.y[hip], trust);
        int knee = LegModel.point(leg, LegModel.KNEE);
        place(i, Joint.of(side, "KNEE"), model.x[knee], model.y[knee], trust);
        int ankle = LegModel.point(leg, LegModel.ANKLE);
        place(i, Joint.of(side, "ANKLE"), model.x[ankle], model.y[ankle], trust);
        double size = shape[LegModel.SIZE];
        double pitch = poses[i][LegModel.angle(leg, 2)];
        // the rearmost point of the heel lies as high above the sole as the tip of the toe
        double drop = size * (shape[LegModel.R_HEEL] - shape[LegModel.R_TOE]);
        double back = size * shape[LegModel.R_HEEL];
        double c = Math.cos(pitch);
        double s = Math.sin(pitch);
        int heel = LegModel.point(leg, LegModel.HEEL);
        place(
                i,
                Joint.of(side, "HEEL"),
                model.x[heel] - c * back + s * drop,
                model.y[heel] - s * back - c * drop,
                trust);
        int toe = LegModel.point(leg, LegModel.TOE);
        double toePitch = LegModel.toePitch(pitch);
        double tip = size * shape[LegModel.R_TOE];
        place(
                i,
                Joint.of(side, "TOE"),
                model.x[toe] + tip * Math.cos(toePitch),
                model.y[toe] + tip * Math.sin(toePitch),
                trust);
    }

    private void place(int i, Joint joint, double forward, double up, double trust) {
        put(i, joint, walk.column(i, forward), walk.row(i, up), trust);
    }

    /** Both count from the upper left corner of the picture. */
    private void put(int i, Joint joint, double column, double row, double trust) {
        if (Double.isNaN(column) || Double.isNaN(row)) {
            return;
        }
        int frame = walk.walk().from() + i;
        x[frame][joint.ordinal()] = column * scene.scale();
        y[frame][joint.ordinal()] = row * scene.scale();
        confidence[frame][joint.ordinal()] = trust;
    }
}
