package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a result in tests. */
final class Results {
    private Results() {}

    static GaitParameter parameter(GaitResult result, String name, @Nullable Side side) {
        return result.parameters().stream()
                .filter(p -> p.name().equals(name) && p.side() == side)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no parameter " + name + " of side " + side));
    }

    static GaitParameter.Measured measured(GaitResult result, String name, @Nullable Side side) {
        GaitParameter parameter = parameter(result, name, side);
        assertThat(parameter).as(name).isInstanceOf(GaitParameter.Measured.class);
        return (GaitParameter.Measured) parameter;
    }

    static double value(GaitResult result, String name, @Nullable Side side) {
        return measured(result, name, side).value();
    }

    static String reason(GaitResult result, String name, @Nullable Side side) {
        GaitParameter parameter = parameter(result, name, side);
        assertThat(parameter).as(name).isInstanceOf(GaitParameter.Withheld.class);
        return ((GaitParameter.Withheld) parameter).reason();
    }

    static List<GaitEvent> events(GaitResult result, EventType type, Side side) {
        return result.events().stream()
                .filter(e -> e.type() == type && e.side() == side)
                .toList();
    }

    /** Every event lies near a true one, and every true one well inside the recording is found. */
    static void assertEvents(List<GaitEvent> found, List<Double> truth, double withinSeconds, double lastSecond) {
        for (GaitEvent event : found) {
            assertThat(truth)
                    .as("a true contact near %s", event)
                    .anySatisfy(t -> assertThat(event.timeSeconds()).isBetween(t - withinSeconds, t + withinSeconds));
        }
        for (double t : truth) {
            if (t < lastSecond) {
                assertThat(found)
                        .as("an event near the contact at %.3f s", t)
                        .anySatisfy(event ->
                                assertThat(event.timeSeconds()).isBetween(t - withinSeconds, t + withinSeconds));
            }
        }
    }
}
