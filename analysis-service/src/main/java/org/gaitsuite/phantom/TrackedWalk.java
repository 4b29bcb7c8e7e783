package org.gaitsuite.phantom;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;

/**
 * A phantom's keypoints as a tracker would have given them. The same walk, faults and seed always give the same keypoints; the noise is the same
 * with and without exchanges.
 *
 * @param skeleton what the tracker says
 * @param unexchanged the same with every landmark under its own name
 * @param exchanged frames in which something was exchanged
 */
public record TrackedWalk(SkeletonOverTime skeleton, SkeletonOverTime unexchanged, boolean[] exchanged) {
    private static final Set<Joint> FOOT =
            EnumSet.of(Joint.LEFT_HEEL, Joint.RIGHT_HEEL, Joint.LEFT_TOE, Joint.RIGHT_TOE);
    private static final Set<Joint> LEG = EnumSet.range(Joint.LEFT_HIP, Joint.RIGHT_TOE);
    private static final double SHORTEST_HIDDEN = 0.1;
    private static final double LONGEST_HIDDEN = 0.4;
    private static final double LONGEST_EXCHANGE = 0.5;

    /** Every second exchange lasts a single frame. */
    private static final double SINGLE = 0.5;

    public static TrackedWalk of(SkeletonOverTime truth, TrackerFaults faults, long seed) {
        int[] kept = kept(truth.frames(), faults.droppedShare(), new Dice(seed, 10));
        double[] time = Arrays.stream(kept).mapToDouble(truth::timeSeconds).toArray();
        double[][] x = new double[kept.length][];
        double[][] y = new double[kept.length][];
        double[][] confidence = new double[kept.length][];
        double interval = truth.timeSeconds(truth.frames() - 1) / Math.max(1, truth.frames() - 1);
        Noise noise = new Noise(faults, interval, new Dice(seed, 11));
        int[] hidden = episodes(time, faults.hiddenShare(), SHORTEST_HIDDEN, LONGEST_HIDDEN, 0, new Dice(seed, 12));
        for (int f = 0, k = 0; f < truth.frames() && k < kept.length; f++) {
            double[][] row = noise.next(truth, f);
            if (f == kept[k]) {
                x[k] = row[0];
                y[k] = row[1];
                confidence[k] = row[2];
                hide(row, hidden[k]);
                k++;
            }
        }
        SkeletonOverTime clean = new SkeletonOverTime(CoordinateFrame.IMAGE_PIXELS, time, x, y, confidence);
        int[] episodes = episodes(time, faults.exchangedShare(), 0, LONGEST_EXCHANGE, SINGLE, new Dice(seed, 13));
        boolean[] exchanged = new boolean[kept.length];
        for (int k = 0; k < kept.length; k++) {
            exchanged[k] = episodes[k] > 0;
            if (exchanged[k]) {
                Set<Joint> part = part(faults.extent(), episodes[k]);
                exchange(x[k], part);
                exchange(y[k], part);
                exchange(confidence[k], part);
            }
        }
        return new TrackedWalk(
                new SkeletonOverTime(CoordinateFrame.IMAGE_PIXELS, time, x, y, confidence), clean, exchanged);
    }

    private static int[] kept(int frames, double droppedShare, Dice dice) {
        boolean[] there = new boolean[frames];
        for (int f = 0; f < frames; f++) {
            there[f] = f == 0 || f == frames - 1 || dice.next() >= droppedShare;
        }
        return IntStream.range(0, frames).filter(f -> there[f]).toArray();
    }

    /** Number of the episode that a frame belongs to, 0 outside: so many that about the asked share of the frames is inside. */
    private static int[] episodes(
            double[] time, double share, double shortest, double longest, double single, Dice dice) {
        int[] out = new int[time.length];
        int wanted = (int) Math.round(share * time.length);
        for (int number = 1, inside = 0, tries = 0; inside < wanted && tries < 100 * time.length; tries++) {
            int from = dice.below(time.length);
            double seconds = dice.next() < single ? 0 : dice.between(shortest, longest);
            int to = from;
            while (to < time.length && time[to] <= time[from] + seconds && inside + to - from < wanted) {
                to++;
            }
            if (isFree(out, from - 1, to + 1)) {
                Arrays.fill(out, from, to, number++);
                inside += to - from;
            }
        }
        return out;
    }

    private static boolean isFree(int[] episodes, int from, int to) {
        for (int i = Math.max(0, from); i < Math.min(episodes.length, to); i++) {
            if (episodes[i] > 0) {
                return false;
            }
        }
        return true;
    }

    private static Set<Joint> part(TrackerFaults.Extent extent, int episode) {
        return switch (extent) {
            case LEG -> LEG;
            case FOOT -> FOOT;
            case ANKLE_AND_FOOT -> EnumSet.range(Joint.LEFT_ANKLE, Joint.RIGHT_TOE);
            case ANY -> part(TrackerFaults.Extent.values()[episode % 3], episode);
        };
    }

    private static void exchange(double[] row, Set<Joint> part) {
        double[] before = row.clone();
        for (Joint joint : part) {
            row[joint.ordinal()] = before[joint.mirrored().ordinal()];
        }
    }

    /** @param row x, y and confidence of one frame */
    private static void hide(double[][] row, int episode) {
        if (episode == 0) {
            return;
        }
        for (Joint joint : LEG) {
            if ((joint.side() == Side.LEFT) == (episode % 2 == 0)) {
                row[0][joint.ordinal()] = Double.NaN;
                row[1][joint.ordinal()] = Double.NaN;
                row[2][joint.ordinal()] = 0;
            }
        }
    }

    /** Noise of every landmark, frame by frame. */
    private static final class Noise {
        private final double sd;
        private final double kept;
        private final Dice dice;
        private final double[][] now = new double[2][Joint.values().length];

        Noise(TrackerFaults faults, double interval, Dice dice) {
            this.sd = faults.noisePixels();
            this.kept = faults.noiseSeconds() > 0 ? Math.exp(-interval / faults.noiseSeconds()) : 0;
            this.dice = dice;
            for (double[] row : now) {
                Arrays.setAll(row, j -> sd * dice.normal());
            }
        }

        /** Landmarks outside the picture stay unseen. */
        double[][] next(SkeletonOverTime truth, int f) {
            int joints = Joint.values().length;
            double[][] row = new double[3][joints];
            double fresh = sd * Math.sqrt(1 - kept * kept);
            for (Joint joint : Joint.values()) {
                int j = joint.ordinal();
                now[0][j] = kept * now[0][j] + fresh * dice.normal();
                now[1][j] = kept * now[1][j] + fresh * dice.normal();
                boolean seen = truth.confidence(f, joint) > 0;
                row[0][j] = seen ? truth.x(f, joint) + now[0][j] : Double.NaN;
                row[1][j] = seen ? truth.y(f, joint) + now[1][j] : Double.NaN;
                row[2][j] = seen ? 0.9 : 0;
            }
            return row;
        }
    }
}
