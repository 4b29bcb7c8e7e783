package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Contacts of a walk towards the camera or away from it, from how the feet move up and down in the picture.
 *
 * <ul>
 *   <li>Toe off: shortly after the heel rises fastest, which happens once a stride and stands far out of the noise.
 *   <li>Heel strike: in the part of the stride that toe offs leave for it, the middle between the moment in which the toe is highest over
 *       its heel and the moment in which it comes down fastest. A foot strikes with its toe up and then claps down; how far it is
 *       forward, which a picture from the front mixes with how high it is, does not matter.
 *   <li>Where heel or toe are not seen, or the foot is set down flat, the hips tell: they sink fastest shortly before the foot strikes. Both kinds of contact are then
 *       less exact.
 * </ul>
 *
 * <p>The offsets below were measured on eight real walks with contacts labelled from force plates and by eye, whose markers were seen
 * through a camera in front and behind (nearest 2.5 and 4 m, 33 Hz). There strikes lie 17 ms from the labels on average (16 ms early) and
 * offs 12 ms, all of them found, with and without a pixel of noise. On phantoms strikes lie 4 ms from the truth and offs 11 ms. Stenum et al. 2024 (PLOS Digital Health 3, e0000467) take the vertical distance of the ankles for a strike; on the same walks
 * that mark lay 56 ms early away from the camera and 120 ms late towards it, with a scatter of 17 to 21 ms.
 */
final class FrontalEvents {
    private static final double LEAST_SHARE_OF_RANGE = 0.3;
    private static final double LEAST_SHARE_OF_STRIDE = 0.6;

    /** The heel rises fastest so long before the toe leaves the ground, as a share of the stride, when it comes towards the camera … */
    private static final double OFF_TOWARDS = -0.037;

    /** … and when it goes away, since then it rises in the picture by going forward as well. */
    private static final double OFF_AWAY = -0.013;

    /** Likewise the ankle, which lifts later than the heel. */
    private static final double ANKLE_OFF_TOWARDS = -0.045;

    private static final double ANKLE_OFF_AWAY = 0.01;

    /** The hips sink fastest so long before a strike, as a share of the stride. */
    private static final double SINKING = -0.08;

    /** A foot strikes about so long after it left the ground: swing is 0.3 to 0.48 of the stride. */
    private static final double SWING = 0.39;

    /** A foot strikes about so long before the other leaves the ground: a double support. */
    private static final double DOUBLE_SUPPORT = 0.12;

    /** Both within this share of the stride. */
    private static final double REACH = 0.16;

    private final FrontalWalk walk;
    private final double stride;
    private int missing;

    private FrontalEvents(FrontalWalk walk, double stride) {
        this.walk = walk;
        this.stride = stride;
    }

    static WalkEvents find(FrontalWalk walk) throws NoWalkFound {
        double stride =
                Swinging.of(walk.below(Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE), 1).strideSeconds();
        FrontalEvents finder = new FrontalEvents(walk, stride);
        List<GaitEvent> events = Double.isNaN(stride) ? List.of() : finder.events();
        long strikes =
                events.stream().filter(e -> e.type() == EventType.HEEL_STRIKE).count();
        if (strikes < WalkEvents.FEWEST_STRIKES || Stride.of(events).isEmpty()) {
            throw new NoWalkFound(String.format(
                    Locale.ROOT,
                    "Too few steps: %d heel strikes were found in the %.1f seconds of walking %s, at least %d in a row are needed (one full"
                            + " stride). Film a longer walk.",
                    strikes,
                    walk.endSeconds() - walk.startSeconds(),
                    walk.bout().forward() > 0 ? "towards the camera" : "away from the camera",
                    WalkEvents.FEWEST_STRIKES));
        }
        return new WalkEvents(events, stride, 0, finder.missing);
    }

    private List<GaitEvent> events() {
        double[] leftOffs = toeOffs(Side.LEFT);
        double[] rightOffs = toeOffs(Side.RIGHT);
        List<GaitEvent> events = new ArrayList<>();
        add(events, EventType.TOE_OFF, Side.LEFT, leftOffs);
        add(events, EventType.TOE_OFF, Side.RIGHT, rightOffs);
        add(events, EventType.HEEL_STRIKE, Side.LEFT, strikes(Side.LEFT, leftOffs, rightOffs));
        add(events, EventType.HEEL_STRIKE, Side.RIGHT, strikes(Side.RIGHT, rightOffs, leftOffs));
        events.sort(Comparator.comparingDouble(GaitEvent::timeSeconds));
        return events;
    }

    private void add(List<GaitEvent> events, EventType type, Side side, double[] times) {
        for (double time : times) {
            double[] seen = new Signal(
                            walk.landmarks().time(),
                            walk.landmarks().confidence(walk.feet().heel(side)))
                    .between(time - 2.5 * walk.intervalSeconds(), time + 2.5 * walk.intervalSeconds());
            double confidence = seen.length == 0 ? 0 : Statistics.mean(seen);
            events.add(new GaitEvent(type, side, time, Math.clamp(confidence, 0, 1)));
        }
    }

    private boolean towards() {
        return walk.bout().forward() > 0;
    }

    private double[] toeOffs(Side side) {
        Joint heel = walk.feet().heel(side);
        boolean byAnkle = heel == Joint.of(side, "ANKLE");
        double bias = towards() ? (byAnkle ? ANKLE_OFF_TOWARDS : OFF_TOWARDS) : (byAnkle ? ANKLE_OFF_AWAY : OFF_AWAY);
        return peaks(walk.rising(heel)).stream()
                .mapToDouble(peak -> peak.timeSeconds() - bias * stride)
                .toArray();
    }

    private List<Peaks.Peak> peaks(Signal signal) {
        double range = Statistics.quantile(signal.value(), 0.97) - Statistics.quantile(signal.value(), 0.03);
        return Peaks.of(signal, LEAST_SHARE_OF_RANGE * range, LEAST_SHARE_OF_STRIDE * stride);
    }

    private double[] strikes(Side side, double[] offs, double[] otherOffs) {
        List<Double> expected = new ArrayList<>();
        for (double off : offs) {
            expected.add(off + SWING * stride);
        }
        for (double off : otherOffs) {
            double strike = off - DOUBLE_SUPPORT * stride;
            if (expected.stream().noneMatch(other -> Math.abs(other - strike) < LEAST_SHARE_OF_STRIDE / 2 * stride)) {
                expected.add(strike);
            }
        }
        double[] found = expected.stream()
                .sorted()
                .mapToDouble(middle -> strike(side, middle - REACH * stride, middle + REACH * stride))
                .toArray();
        double[] strikes = Statistics.finite(found);
        missing += inside(expected) - strikes.length;
        return strikes;
    }

    /** Of the strikes that are expected, those that the bout holds whole. */
    private int inside(List<Double> expected) {
        return (int) expected.stream()
                .filter(time ->
                        time > walk.startSeconds() + REACH * stride && time < walk.endSeconds() - REACH * stride)
                .count();
    }

    /** NaN when the window shows none. */
    private double strike(Side side, double from, double to) {
        double byFoot = byFoot(side, from, to);
        return Double.isNaN(byFoot) ? byHips(from, to) : byFoot;
    }

    private double byFoot(Side side, double from, double to) {
        Joint heel = Joint.of(side, "HEEL");
        Joint toe = Joint.of(side, "TOE");
        if (walk.feet().heel(side) != heel || walk.feet().toe(side) != toe) {
            return Double.NaN;
        }
        double toeUp = highest(walk.below(heel, toe), from, to);
        double claps = highest(walk.rising(heel).minus(walk.rising(toe)), Double.isNaN(toeUp) ? from : toeUp, to);
        return (toeUp + claps) / 2;
    }

    private double byHips(double from, double to) {
        double early = SINKING * stride;
        return highest(walk.sinking(), from + early, to + early) - early;
    }

    /** Time of the highest sample inside, between samples; NaN when that is at an end, and so no peak. */
    private static double highest(Signal signal, double from, double to) {
        double[] time = signal.time();
        double[] v = signal.value();
        int first = Math.max(1, (int) Math.ceil((from - time[0]) / signal.interval()));
        int last = Math.min(v.length - 2, (int) Math.floor((to - time[0]) / signal.interval()));
        int best = -1;
        for (int i = first; i <= last; i++) {
            boolean peak = v[i] > v[i - 1] && v[i] >= v[i + 1];
            best = peak && (best < 0 || v[i] > v[best]) ? i : best;
        }
        if (best < 0) {
            return Double.NaN;
        }
        double bend = v[best - 1] - 2 * v[best] + v[best + 1];
        double shift = bend == 0 ? 0 : 0.5 * (v[best - 1] - v[best + 1]) / bend;
        return time[best] + shift * signal.interval();
    }
}
