package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;

/**
 * Undoes exchanges of the left and the right leg by a tracker.
 *
 * <p>Legs move smoothly: for each frame the choice "as labelled" or "exchanged" is made so that, over the whole recording, knees,
 * ankles, heels and toes depart least from uniform motion over three frames. The best sequence of choices is found exactly by dynamic
 * programming over pairs of choices (Viterbi, 1967). Exchanging costs a little in itself, so the label of the majority wins and a
 * recording without exchanges stays as it is. What it cannot know is which leg is which when a tracker is wrong most of the time.
 */
final class SwapRepair {
    private static final List<String> MOVING = List.of("KNEE", "ANKLE", "HEEL", "TOE");
    private static final List<String> LEG = List.of("HIP", "KNEE", "ANKLE", "HEEL", "TOE");

    /** What one exchanged frame costs, in units of the typical squared departure from uniform motion. */
    private static final double COST_OF_EXCHANGE = 0.5;

    /** Departure of a joint that was not seen: more than typical, so that exchanging with an unseen leg is no way out. */
    private static final double OF_UNKNOWN = 15;

    /** The most that one joint may speak: a single wild sample must not turn the legs. */
    private static final double OF_WILD = 40;

    /** Smallest departure that counts as evidence, as a share of the leg's length: below it lies noise of any tracker. */
    private static final double NOISE_SHARE_OF_LEG = 0.012;

    private final Landmarks raw;
    private final List<Joint> joints = new ArrayList<>();
    private final double typical;

    private SwapRepair(Landmarks raw) {
        this.raw = raw;
        for (String limb : MOVING) {
            joints.add(Joint.of(Side.LEFT, limb));
            joints.add(Joint.of(Side.RIGHT, limb));
        }
        double floor = NOISE_SHARE_OF_LEG * LegLength.median(raw);
        this.typical = Math.max(typicalDeparture(), floor * floor);
    }

    /** Median over frames of the mean over the joints that are known, with the legs as labelled; NaN when there is none. */
    private double typicalDeparture() {
        double[] means = new double[raw.frames()];
        for (int f = 0; f < means.length; f++) {
            int frame = f;
            means[f] = f < 2
                    ? Double.NaN
                    : Statistics.mean(joints.stream()
                            .mapToDouble(joint -> departure(joint, frame, 0, 0, 0))
                            .toArray());
        }
        return Statistics.median(means);
    }

    /** @param frames number of frames in which the legs were exchanged back */
    record Repaired(Landmarks landmarks, int frames) {}

    static Repaired repair(Landmarks raw) {
        if (raw.frames() < 3) {
            return new Repaired(raw, 0);
        }
        SwapRepair repair = new SwapRepair(raw);
        return Double.isFinite(repair.typical) ? repair.exchange(repair.choices()) : new Repaired(raw, 0);
    }

    /** Cheapest choice for each frame: 0 as labelled, 1 exchanged. State: the choices of the previous and of this frame. */
    private int[] choices() {
        int n = raw.frames();
        double[] cost = new double[4];
        int[][] cameFrom = new int[n][4];
        for (int state = 0; state < 4; state++) {
            cost[state] = COST_OF_EXCHANGE * (state % 2 + state / 2);
        }
        for (int f = 2; f < n; f++) {
            double[] next = new double[4];
            for (int state = 0; state < 4; state++) {
                int now = state % 2;
                int before = state / 2;
                double kept = cost[before] + departure(f, 0, before, now);
                double changed = cost[2 + before] + departure(f, 1, before, now);
                cameFrom[f][state] = changed < kept ? 2 + before : before;
                next[state] = Math.min(kept, changed) + COST_OF_EXCHANGE * now;
            }
            cost = next;
        }
        int state = 0;
        for (int s = 1; s < 4; s++) {
            if (cost[s] < cost[state]) {
                state = s;
            }
        }
        int[] choice = new int[n];
        for (int f = n - 1; f >= 1; f--) {
            choice[f] = state % 2;
            choice[f - 1] = state / 2;
            state = f >= 2 ? cameFrom[f][state] : state;
        }
        return choice;
    }

    /** Sum over the joints of both legs of their departures, in units of the typical one, under the three choices. */
    private double departure(int f, int twoBack, int oneBack, int now) {
        double sum = 0;
        for (Joint joint : joints) {
            double squared = departure(joint, f, twoBack, oneBack, now);
            sum += Double.isFinite(squared) ? Math.min(squared / typical, OF_WILD) : OF_UNKNOWN;
        }
        return sum / joints.size();
    }

    /** Squared distance from where uniform motion would have taken a joint; NaN when it was not seen in all three frames. */
    private double departure(Joint joint, int f, int twoBack, int oneBack, int now) {
        Joint c = now == 0 ? joint : joint.mirrored();
        Joint b = oneBack == 0 ? joint : joint.mirrored();
        Joint a = twoBack == 0 ? joint : joint.mirrored();
        double[] t = raw.time();
        double ratio = (t[f] - t[f - 1]) / (t[f - 1] - t[f - 2]);
        double dx = raw.x(c)[f] - raw.x(b)[f - 1] - ratio * (raw.x(b)[f - 1] - raw.x(a)[f - 2]);
        double dy = raw.y(c)[f] - raw.y(b)[f - 1] - ratio * (raw.y(b)[f - 1] - raw.y(a)[f - 2]);
        return dx * dx + dy * dy;
    }

    private Repaired exchange(int[] choice) {
        double[][] x = copy(raw.x());
        double[][] y = copy(raw.y());
        double[][] confidence = copy(raw.confidence());
        int exchanged = 0;
        for (int f = 0; f < choice.length; f++) {
            if (choice[f] == 0) {
                continue;
            }
            exchanged++;
            for (String limb : LEG) {
                int left = Joint.of(Side.LEFT, limb).ordinal();
                int right = Joint.of(Side.RIGHT, limb).ordinal();
                exchange(x, left, right, f);
                exchange(y, left, right, f);
                exchange(confidence, left, right, f);
            }
        }
        return new Repaired(new Landmarks(raw.time(), x, y, confidence), exchanged);
    }

    private static void exchange(double[][] rows, int left, int right, int f) {
        double keep = rows[left][f];
        rows[left][f] = rows[right][f];
        rows[right][f] = keep;
    }

    private static double[][] copy(double[][] rows) {
        double[][] out = new double[rows.length][];
        for (int j = 0; j < rows.length; j++) {
            out[j] = rows[j].clone();
        }
        return out;
    }
}
