package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in plain sentences what a reader of the report should know of the recording. */
final class QualityNotes {
    private static final int FEW_STRIDES = 6;
    private static final double LOW_RATE_HERTZ = 25;
    private static final double MANY_GAPS = 0.1;
    private static final double TOO_MANY_GAPS = 0.5;
    private static final double SLOWEST_CADENCE = 30;
    private static final double FASTEST_CADENCE = 220;

    private final List<String> notes = new ArrayList<>();
    private boolean usable = true;

    static Quality of(
            Preparation prepared, SagittalWalk walk, WalkEvents events, List<Stride> strides, List<GaitParameter> all) {
        QualityNotes quality = new QualityNotes();
        quality.recording(prepared);
        quality.walk(walk, events, strides);
        quality.plausibility(all);
        return new Quality(quality.usable, quality.notes, prepared.repairedSwaps(), prepared.gapFraction());
    }

    private void recording(Preparation prepared) {
        double rate = 1 / prepared.intervalSeconds();
        if (rate < LOW_RATE_HERTZ) {
            note(String.format(
                    Locale.ROOT,
                    "Low frame rate: %.1f frames per second place an event only within %.0f ms; film with 30 or more.",
                    rate,
                    1000 / rate));
        }
        if (prepared.cutOffLowered()) {
            note("The frame rate does not carry the filter that was asked for; a lower cut-off was used.");
        }
        if (prepared.unevenTimes()) {
            note(String.format(
                    Locale.ROOT,
                    "The frames come at uneven times; they were brought to an even rate of %.1f per second by their time stamps.",
                    rate));
        }
        if (prepared.gapFraction() > MANY_GAPS) {
            note(String.format(
                    Locale.ROOT,
                    "The legs were hidden or doubtful in %.0f %% of the recording; longer gaps were left open.",
                    100 * prepared.gapFraction()));
        }
        usable &= prepared.gapFraction() < TOO_MANY_GAPS;
        if (prepared.repairedSwaps() > 0) {
            note(String.format(
                    Locale.ROOT,
                    "Left and right leg had been exchanged in %d frames and were exchanged back.",
                    prepared.repairedSwaps()));
        }
    }

    private void walk(SagittalWalk walk, WalkEvents events, List<Stride> strides) {
        if (strides.size() < FEW_STRIDES) {
            String number = strides.size() == 1 ? "one whole stride" : strides.size() + " whole strides";
            note("Short walk: " + number
                    + ", left and right counted separately. Means are uncertain and variability cannot be judged.");
        }
        if (walk.bout().treadmill()) {
            note("The walker stays in place while the feet step: read as a walk on a treadmill.");
        }
        if (walk.bout().others() > 0) {
            note(
                    "The walk in the other direction, or after a pause, was left out; only the longest stretch was measured.");
        }
        if (events.missing() > 0) {
            note(String.format(
                    Locale.ROOT,
                    "%d contacts that must have happened could not be placed; the strides around them were left out.",
                    events.missing()));
        }
        for (Side side : Side.values()) {
            if (walk.heel(side) == Joint.of(side, "ANKLE") || walk.toe(side) == Joint.of(side, "ANKLE")) {
                note(String.format(
                        Locale.ROOT,
                        "The %s heel or toe was seen too rarely; the ankle stands in for it, and events are less exact.",
                        side.name().toLowerCase(Locale.ROOT)));
            }
        }
    }

    private void plausibility(List<GaitParameter> parameters) {
        for (GaitParameter parameter : parameters) {
            if (!(parameter instanceof GaitParameter.Measured measured) || measured.side() != null) {
                continue;
            }
            double value = measured.value();
            switch (measured.name()) {
                case "cadence" -> within(measured, value, SLOWEST_CADENCE, FASTEST_CADENCE);
                case "walking_speed" -> within(measured, value, 0.05, 3.0);
                case "stance_percent" -> within(measured, value, 45, 85);
                case "stride_length" -> within(measured, value, 0.1, 2.6);
                default -> {}
            }
            if (measured.name().equals("double_support_percent") && value < 2) {
                note("Hardly any double support was found: this may be a run, or the contacts are not exact.");
            }
        }
    }

    private void within(GaitParameter.Measured measured, double value, double low, double high) {
        if (value < low || value > high) {
            note(String.format(
                    Locale.ROOT,
                    "%s of %.2f %s is not plausible for walking (%.2f to %.2f); look at the overlay before using the result.",
                    measured.name().replace('_', ' '),
                    value,
                    measured.unit(),
                    low,
                    high));
            usable = false;
        }
    }

    private void note(String sentence) {
        notes.add(sentence);
    }
}
