package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One gait cycle of one foot: heel strike to the next heel strike of the same foot, with what lies between. All times in seconds; NaN
 * for an event that was not found or comes out of the order of walking.
 *
 * @param strike heel strike that starts the cycle
 * @param oppositeOff toe off of the other foot
 * @param oppositeStrike heel strike of the other foot
 * @param off toe off
 * @param nextStrike heel strike that ends the cycle
 */
public record Stride(
        Side side, double strike, double oppositeOff, double oppositeStrike, double off, double nextStrike) {
    /** Strides shorter or longer than these shares of the median are a missed or a doubled event. */
    private static final double SHORTEST = 0.6;

    private static final double LONGEST = 1.5;

    public double seconds() {
        return nextStrike - strike;
    }

    public double stanceSeconds() {
        return off - strike;
    }

    public double swingSeconds() {
        return nextStrike - off;
    }

    /** From the opposite toe off to the opposite heel strike: this foot alone carries. */
    public double singleSupportSeconds() {
        return oppositeStrike - oppositeOff;
    }

    /** Both periods of the cycle together. */
    public double doubleSupportSeconds() {
        return (oppositeOff - strike) + (off - oppositeStrike);
    }

    double middleSeconds() {
        return (strike + nextStrike) / 2;
    }

    /** The time at a share of the cycle, 0..1. */
    double at(double share) {
        return strike + share * seconds();
    }

    /** One value of each stride of a side, in order of time. */
    static double[] values(List<Stride> strides, Side side, ToDoubleFunction<Stride> value) {
        return strides.stream()
                .filter(stride -> stride.side() == side)
                .mapToDouble(value)
                .toArray();
    }

    /** Whole strides of a walk, in order of time. */
    static List<Stride> of(List<GaitEvent> events) {
        List<Stride> all = new ArrayList<>();
        for (Side side : Side.values()) {
            double[] strikes = times(events, EventType.HEEL_STRIKE, side);
            double[] offs = times(events, EventType.TOE_OFF, side);
            double[] oppositeStrikes = times(events, EventType.HEEL_STRIKE, side.opposite());
            double[] oppositeOffs = times(events, EventType.TOE_OFF, side.opposite());
            for (int i = 0; i + 1 < strikes.length; i++) {
                double strike = strikes[i];
                double next = strikes[i + 1];
                all.add(inOrder(
                        side,
                        strike,
                        only(oppositeOffs, strike, next),
                        only(oppositeStrikes, strike, next),
                        only(offs, strike, next),
                        next));
            }
        }
        double median =
                Statistics.median(all.stream().mapToDouble(Stride::seconds).toArray());
        all.removeIf(stride -> stride.seconds() < SHORTEST * median || stride.seconds() > LONGEST * median);
        all.sort(Comparator.comparingDouble(Stride::strike));
        return all;
    }

    private static Stride inOrder(
            Side side, double strike, double oppositeOff, double oppositeStrike, double off, double next) {
        boolean inOrder = strike < oppositeOff && oppositeOff < oppositeStrike && oppositeStrike < off && off < next;
        if (inOrder) {
            return new Stride(side, strike, oppositeOff, oppositeStrike, off, next);
        }
        boolean singleSeen = oppositeOff < oppositeStrike;
        return new Stride(
                side,
                strike,
                singleSeen && Double.isNaN(off) ? oppositeOff : Double.NaN,
                oppositeStrike,
                Double.isNaN(oppositeStrike) || oppositeStrike < off ? off : Double.NaN,
                next);
    }

    /** The one of some ascending times that lies inside; NaN when there is none or more than one. */
    private static double only(double[] times, double from, double to) {
        int first = Arrays.binarySearch(times, from);
        first = first < 0 ? -first - 1 : first + 1;
        boolean one = first < times.length && times[first] < to;
        boolean two = first + 1 < times.length && times[first + 1] < to;
        return one && !two ? times[first] : Double.NaN;
    }

    private static double[] times(List<GaitEvent> events, EventType type, Side side) {
        return events.stream()
                .filter(event -> event.type() == type && event.side() == side)
                .mapToDouble(GaitEvent::timeSeconds)
                .sorted()
                .toArray();
    }
}
