package org.gaitsuite.gait;

import java.util.Arrays;
import java.util.List;

/**
 * A stretch of a recording in which somebody walks steadily one way.
 *
 * @param run its frames
 * @param forward +1 when the walk goes towards growing x of the input, −1 otherwise
 * @param treadmill whether the walker stays in place while the feet step
 */
record Bout(Run run, int forward, boolean treadmill) {
    /** A pelvis slower than this, in leg lengths per second (about 0.13 m/s), stands. */
    private static final double SLOWEST = 0.15;

    /** Over so many seconds the pelvis' speed is taken, longer than a step, so that its sway within the stride averages out. */
    private static final double SPEED_WINDOW_SECONDS = 0.7;

    /**
     * Speeding up from a pause or a turn, and slowing down before one, is no steady walking; clinical protocols leave it out (Kressig
     * &amp; Beauchet 2006, Aging Clin Exp Res 18). A bout begins and ends where the pelvis has this share of the bout's median speed.
     */
    private static final double STEADY_SHARE = 0.6;

    /** A walk must take the pelvis at least so many leg lengths: one step and a bit. */
    private static final double SHORTEST_WAY = 0.9;

    /** On firm ground the pelvis goes as far as the feet step; below this share of it the ground moves. */
    private static final double LEAST_SHARE_OF_EXPECTED_WAY = 0.45;

    /** Fewest steps from which a walk on the spot is believed. */
    private static final int FEWEST_STEPS = 3;

    /**
     * The bouts of a recording in order of time, at least one; a walk on a treadmill is a single one.
     *
     * @throws NoWalkFound if nobody walks
     */
    static List<Bout> all(Landmarks landmarks, double legLength, WalkingSurface surface) throws NoWalkFound {
        Signal pelvis = pelvisX(landmarks);
        if (Statistics.finite(pelvis.value()).length < 8) {
            throw new NoWalkFound(
                    "The hips were hardly ever seen, so neither the walking direction nor a step can be measured.");
        }
        Signal separation = separation(landmarks);
        Swinging swinging = Swinging.of(separation, legLength);
        List<Bout> overground = surface == WalkingSurface.TREADMILL
                ? List.of()
                : overground(pelvis, legLength, swinging, surface == WalkingSurface.OVERGROUND);
        if (!overground.isEmpty()) {
            return overground;
        }
        if (surface == WalkingSurface.OVERGROUND || swinging.steps() < FEWEST_STEPS) {
            throw new NoWalkFound(refusal(pelvis, legLength, swinging.steps()));
        }
        Run all = extent(separation);
        return List.of(new Bout(all, facing(landmarks, all), true));
    }

    /** @param firm whether the ground is known not to move */
    private static List<Bout> overground(Signal pelvis, double legLength, Swinging swinging, boolean firm) {
        double[] speed = speeds(pelvis);
        double slowest = SLOWEST * legLength;
        return Run.inOneDirection(speed, slowest).stream()
                .filter(run -> Math.abs(way(pelvis, run)) >= SHORTEST_WAY * legLength)
                .filter(run ->
                        firm || Math.abs(way(pelvis, run)) >= LEAST_SHARE_OF_EXPECTED_WAY * swinging.expectedWay(run))
                .map(run -> new Bout(steady(speed, run), way(pelvis, run) > 0 ? 1 : -1, false))
                .toList();
    }

    /** Without its ends in which the walker is still, or already, slow. */
    static Run steady(double[] speed, Run run) {
        double usual = Math.abs(Statistics.median(Arrays.copyOfRange(speed, run.from(), run.to())));
        int from = run.from();
        int to = run.to();
        while (to - from > 2 && !(Math.abs(speed[from]) >= STEADY_SHARE * usual)) {
            from++;
        }
        while (to - from > 2 && !(Math.abs(speed[to - 1]) >= STEADY_SHARE * usual)) {
            to--;
        }
        return new Run(from, to);
    }

    static Signal pelvisX(Landmarks landmarks) {
        return new Signal(landmarks.time(), landmarks.middle(Joint.LEFT_HIP, Joint.RIGHT_HIP)[0]);
    }

    private static Signal separation(Landmarks landmarks) {
        return new Signal(landmarks.time(), landmarks.x(Joint.LEFT_ANKLE))
                .minus(new Signal(landmarks.time(), landmarks.x(Joint.RIGHT_ANKLE)));
    }

    private static String refusal(Signal pelvis, double legLength, int steps) {
        double range = Statistics.quantile(pelvis.value(), 0.98) - Statistics.quantile(pelvis.value(), 0.02);
        if (range < 0.5 * legLength && steps < FEWEST_STEPS) {
            return "The person stands or moves on the spot: the hips hardly travel and the feet do not step. "
                    + "Film a walk of at least four steps across the picture.";
        }
        if (range < 0.5 * legLength) {
            return "The person steps on the spot, but an overground walk was asked for. Choose the surface treadmill if it was one.";
        }
        return "Nobody walks steadily in one direction: %d steps were found, at least %d in a row are needed. "
                        .formatted(steps, FEWEST_STEPS)
                + "Film a walk of at least four steps across the picture.";
    }

    private static double[] speeds(Signal pelvis) {
        double[] speed = new double[pelvis.length()];
        for (int i = 0; i < speed.length; i++) {
            speed[i] = Double.isFinite(pelvis.value()[i]) ? speed(pelvis, i) : Double.NaN;
        }
        return speed;
    }

    /** Speed over the window around a frame, shorter where the track ends; 0 when too little of it is known. */
    private static double speed(Signal pelvis, int frame) {
        int reach = Math.max(1, (int) Math.round(SPEED_WINDOW_SECONDS / 2 / pelvis.interval()));
        int from = frame;
        int to = frame;
        for (int i = Math.max(0, frame - reach); i <= Math.min(pelvis.length() - 1, frame + reach); i++) {
            if (Double.isFinite(pelvis.value()[i])) {
                from = Math.min(from, i);
                to = Math.max(to, i);
            }
        }
        return to - from < 2
                ? 0
                : (pelvis.value()[to] - pelvis.value()[from]) / (pelvis.time()[to] - pelvis.time()[from]);
    }

    private static double way(Signal pelvis, Run run) {
        return pelvis.value()[run.to() - 1] - pelvis.value()[run.from()];
    }

    private static Run extent(Signal signal) {
        List<Run> runs = Run.ofFinite(signal.value());
        return new Run(runs.getFirst().from(), runs.getLast().to());
    }

    /** On a treadmill: the way the toes point, or, where feet are not seen, the way in which the ankles move faster. */
    private static int facing(Landmarks landmarks, Run run) {
        double pointing = 0;
        double quickness = 0;
        for (Side side : Side.values()) {
            double[] toe = landmarks.x(Joint.of(side, "TOE"));
            double[] heel = landmarks.x(Joint.of(side, "HEEL"));
            double[] ankle = landmarks.x(Joint.of(side, "ANKLE"));
            for (int f = run.from() + 1; f < run.to(); f++) {
                double foot = toe[f] - heel[f];
                pointing += Double.isFinite(foot) ? Math.signum(foot) : 0;
                double move = ankle[f] - ankle[f - 1];
                quickness += Double.isFinite(move) ? move * Math.abs(move) : 0;
            }
        }
        return (pointing != 0 ? pointing : quickness) < 0 ? -1 : 1;
    }
}
