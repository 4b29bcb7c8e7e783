package org.gaitsuite.export;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitCycle;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Stride;

/**
 * One row for each gait cycle: heel strike to the next heel strike of the same foot, times in seconds from the input's first frame. A
 * field is empty where the event was not seen, or a length cannot be given in metres. Comma separated with a point in numbers, as RFC
 * 4180 and every statistics program read it. Columns keep their names and places; new ones come at the end.
 *
 * <p>The step of a row is the one within the cycle that its own foot ends: opposite heel strike to next heel strike. Percents are of the
 * stride time. Speed is the pelvis' over the cycle, toe clearance the lowest height of the toe in mid-swing over its height in stance,
 * and a range of motion (rom) the largest minus the smallest angle within the cycle.
 */
final class CyclesCsv {
    private record Column(String name, Function<Row, String> value) {}

    private record Row(GaitCycle cycle, double confidence) {
        Stride stride() {
            return cycle.stride();
        }

        double percent(double seconds) {
            return 100 * seconds / stride().seconds();
        }
    }

    private static final List<Column> COLUMNS = List.of(
            new Column("side", row -> row.stride().side().name()),
            seconds("heel_strike_s", Stride::strike),
            seconds("toe_off_s", Stride::off),
            seconds("next_heel_strike_s", Stride::nextStrike),
            seconds("opposite_heel_strike_s", Stride::oppositeStrike),
            seconds("opposite_toe_off_s", Stride::oppositeOff),
            seconds("stride_time_s", Stride::seconds),
            seconds("stance_time_s", Stride::stanceSeconds),
            seconds("swing_time_s", Stride::swingSeconds),
            percent("stance_percent", Stride::stanceSeconds),
            seconds("step_time_s", stride -> stride.nextStrike() - stride.oppositeStrike()),
            new Column("confidence", row -> Decimal.of(row.confidence(), 3)),
            seconds("single_support_time_s", Stride::singleSupportSeconds),
            seconds("double_support_time_s", Stride::doubleSupportSeconds),
            percent("swing_percent", Stride::swingSeconds),
            percent("single_support_percent", Stride::singleSupportSeconds),
            percent("double_support_percent", Stride::doubleSupportSeconds),
            measured("step_length_m", GaitCycle::stepMetres, 4),
            measured("stride_length_m", GaitCycle::strideMetres, 4),
            measured("walking_speed_m_per_s", GaitCycle::metresPerSecond, 4),
            measured("toe_clearance_m", GaitCycle::toeClearanceMetres, 4),
            measured("hip_rom_deg", GaitCycle::hipRangeDegrees, 2),
            measured("knee_rom_deg", GaitCycle::kneeRangeDegrees, 2),
            measured("ankle_rom_deg", GaitCycle::ankleRangeDegrees, 2));

    private CyclesCsv() {}

    static String write(GaitResult result) {
        StringBuilder csv = new StringBuilder(line(column -> column.name()));
        for (GaitCycle cycle : result.walk().cycles()) {
            Row row = new Row(cycle, confidence(result.events(), cycle.stride()));
            csv.append(line(column -> column.value().apply(row)));
        }
        return csv.toString();
    }

    private static String line(Function<Column, String> field) {
        return COLUMNS.stream().map(field).collect(Collectors.joining(",", "", "\n"));
    }

    /** That of the less certain of the two heel strikes. */
    private static double confidence(List<GaitEvent> events, Stride stride) {
        return events.stream()
                .filter(event -> event.type() == EventType.HEEL_STRIKE
                        && event.side() == stride.side()
                        && (event.timeSeconds() == stride.strike() || event.timeSeconds() == stride.nextStrike()))
                .mapToDouble(GaitEvent::confidence)
                .min()
                .orElse(Double.NaN);
    }

    private static Column seconds(String name, Function<Stride, Double> value) {
        return new Column(name, row -> Decimal.of(value.apply(row.stride()), 4));
    }

    private static Column percent(String name, Function<Stride, Double> seconds) {
        return new Column(name, row -> Decimal.of(row.percent(seconds.apply(row.stride())), 2));
    }

    private static Column measured(String name, Function<GaitCycle, Double> value, int digits) {
        return new Column(name, row -> Decimal.of(value.apply(row.cycle()), digits));
    }
}
