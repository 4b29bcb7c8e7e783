package org.gaitsuite.export;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Side;

/**
 * One row for each gait cycle: heel strike to the next heel strike of the same foot, times in seconds from the input's first frame. A
 * field is empty where the event was not seen. Comma separated with a point in numbers, as RFC 4180 and every statistics program read it.
 */
public final class CyclesCsv {
    private static final String HEADER =
            "side,heel_strike_s,toe_off_s,next_heel_strike_s,opposite_heel_strike_s,opposite_toe_off_s,"
                    + "stride_time_s,stance_time_s,swing_time_s,stance_percent,step_time_s,confidence\n";

    private CyclesCsv() {}

    public static String write(GaitResult result) {
        StringBuilder csv = new StringBuilder(HEADER);
        Stream.of(Side.LEFT, Side.RIGHT)
                .flatMap(side -> cycles(result.events(), side))
                .sorted(Comparator.comparingDouble(cycle -> cycle.strike().timeSeconds()))
                .forEach(cycle -> csv.append(row(cycle, result.events())));
        return csv.toString();
    }

    private record Cycle(GaitEvent strike, GaitEvent next) {}

    private static Stream<Cycle> cycles(List<GaitEvent> events, Side side) {
        List<GaitEvent> strikes = events.stream()
                .filter(event -> event.side() == side && event.type() == EventType.HEEL_STRIKE)
                .toList();
        return IntStream.range(1, strikes.size())
                .mapToObj(i -> new Cycle(strikes.get(i - 1), strikes.get(i)))
                .filter(cycle -> isOneStride(cycle, events));
    }

    /** A pause, or strikes that were missed, leave the other foot without exactly one strike in between. */
    private static boolean isOneStride(Cycle cycle, List<GaitEvent> events) {
        return between(events, EventType.HEEL_STRIKE, cycle.strike().side().opposite(), cycle)
                        .count()
                == 1;
    }

    private static Stream<GaitEvent> between(List<GaitEvent> events, EventType type, Side side, Cycle cycle) {
        return events.stream()
                .filter(event -> event.type() == type
                        && event.side() == side
                        && event.timeSeconds() > cycle.strike().timeSeconds()
                        && event.timeSeconds() < cycle.next().timeSeconds());
    }

    private static String row(Cycle cycle, List<GaitEvent> events) {
        Side side = cycle.strike().side();
        double strike = cycle.strike().timeSeconds();
        double next = cycle.next().timeSeconds();
        double off = firstTime(between(events, EventType.TOE_OFF, side, cycle));
        double otherStrike = firstTime(between(events, EventType.HEEL_STRIKE, side.opposite(), cycle));
        double otherOff = firstTime(between(events, EventType.TOE_OFF, side.opposite(), cycle));
        double stride = next - strike;
        double confidence = Math.min(cycle.strike().confidence(), cycle.next().confidence());
        return String.join(
                        ",",
                        side.name(),
                        seconds(strike),
                        seconds(off),
                        seconds(next),
                        seconds(otherStrike),
                        seconds(otherOff),
                        seconds(stride),
                        seconds(off - strike),
                        seconds(next - off),
                        number("%.2f", 100 * (off - strike) / stride),
                        seconds(next - otherStrike),
                        number("%.3f", confidence))
                + "\n";
    }

    private static double firstTime(Stream<GaitEvent> events) {
        return events.mapToDouble(GaitEvent::timeSeconds).findFirst().orElse(Double.NaN);
    }

    private static String seconds(double value) {
        return number("%.4f", value);
    }

    private static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "";
    }
}
