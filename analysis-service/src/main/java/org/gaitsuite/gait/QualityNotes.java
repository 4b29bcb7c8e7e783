package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in plain sentences what a reader of the report should know of the recording. */
final class QualityNotes {
    private static final int FEW_STRIDES = 6;
    private static final double LOW_RATE_HERTZ = 25;
    private static final double MANY_GAPS = 0.1;
    private static final double TOLD_ROLL_DEGREES = 1;
    private static final double SLOWEST_CADENCE = 30;
    private static final double FASTEST_CADENCE = 220;

    private final List<String> notes = new ArrayList<>();
    private boolean usable = true;
    private double obliqueDegrees = Double.NaN;

    static Quality ofSagittal(
            Preparation prepared, FilmedWalk filmed, List<MeasuredBout> bouts, List<GaitParameter> all) {
        QualityNotes quality = new QualityNotes();
        quality.recording(prepared);
        quality.bouts(bouts);
        quality.camera(filmed);
        quality.feet(filmed.walks().getFirst().feet());
        quality.plausibility(all);
        return quality.of(prepared);
    }

    static Quality ofFrontal(Preparation prepared, FrontalMeasurement measured, List<GaitParameter> all) {
        QualityNotes quality = new QualityNotes();
        quality.recording(prepared);
        quality.bouts(measured.bouts());
        quality.note(
                "The walk is seen from the front or from behind: times, cadence, step width, the trunk's sway and the pelvis' drop were measured;"
                        + " film from the side for the rest.");
        quality.obliqueDegrees = measured.obliqueDegrees();
        if (QualityGate.isTold(measured.obliqueDegrees())) {
            quality.note(String.format(
                    Locale.ROOT,
                    "The walk passes the camera at about %.0f° to the line of sight: forward lean is seen as lean to the side. Film along the walking direction,"
                            + " or at right angles to the walking direction.",
                    measured.obliqueDegrees()));
        }
        if (!measured.curves().rollKnown()) {
            quality.note(
                    "The picture was taken as upright: a camera that was held aslant adds to the lean of the trunk and the drop of the pelvis on one"
                            + " side and takes as much off on the other. Their means over both sides and the trunk's sway are free of that.");
        }
        quality.feet(measured.walks().getFirst().feet());
        quality.plausibility(all);
        return quality.of(prepared);
    }

    private Quality of(Preparation prepared) {
        return new Quality(
                usable, notes, prepared.repairedSwaps(), prepared.gapFraction(), prepared.lowPass(), obliqueDegrees);
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
        lowPass(prepared.lowPass());
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
        usable &= prepared.gapFraction() < QualityGate.POOR_GAP_FRACTION;
        if (prepared.repairedSwaps() > 0) {
            note(String.format(
                    Locale.ROOT,
                    "Left and right leg had been exchanged in %d frames and were exchanged back.",
                    prepared.repairedSwaps()));
        }
    }

    private void lowPass(LowPass lowPass) {
        switch (lowPass.source()) {
            case GIVEN -> {}
            case SIGNAL ->
                note(String.format(
                        Locale.ROOT,
                        "The cut-off of the low pass was chosen from the signal: %.1f Hz.",
                        lowPass.hertz()));
            case FALLBACK ->
                note(String.format(
                        Locale.ROOT,
                        "The cut-off of the low pass could not be chosen from the signal, which is too short or has too few frames a second"
                                + " to tell noise from movement; it was %.1f Hz.",
                        lowPass.hertz()));
        }
    }

    private void bouts(List<MeasuredBout> bouts) {
        int strides = bouts.stream().mapToInt(bout -> bout.strides().size()).sum();
        if (strides < FEW_STRIDES) {
            String number = strides == 1 ? "one whole stride" : strides + " whole strides";
            note("Short walk: " + number
                    + ", left and right counted separately. Means are uncertain and variability cannot be judged.");
        }
        if (bouts.size() > 1) {
            note(String.format(
                    Locale.ROOT,
                    "%d stretches of steady walking were measured and put together; turns, pauses and the steps beside them were left out.",
                    bouts.size()));
        }
        int missing = bouts.stream().mapToInt(MeasuredBout::missing).sum();
        if (missing > 0) {
            note(String.format(
                    Locale.ROOT,
                    "%d contacts that must have happened could not be placed; the strides around them were left out.",
                    missing));
        }
    }

    private void camera(FilmedWalk filmed) {
        SagittalWalk walk = filmed.walks().getFirst();
        if (walk.bout().treadmill()) {
            note("The walker stays in place while the feet step: read as a walk on a treadmill.");
        }
        tilt(filmed.tilt());
        obliqueDegrees = filmed.obliqueDegrees();
        if (obliqueDegrees > QualityGate.LARGEST_OBLIQUE_DEGREES) {
            note(String.format(
                    Locale.ROOT,
                    "The walk goes about %.0f° out of the picture, which is too much for lengths and angles; times were measured. Film at right angles to the"
                            + " walking direction.",
                    obliqueDegrees));
        } else if (QualityGate.isTold(obliqueDegrees)) {
            note(String.format(
                    Locale.ROOT,
                    "The walk goes about %.0f° out of the picture: lengths and angles were corrected by how the walker's size changes. Film at right angles to"
                            + " the walking direction.",
                    filmed.obliqueDegrees()));
        }
        walk.scale().ifPresent(this::scale);
    }

    private void tilt(CameraTilt tilt) {
        double roll = tilt.rollDegrees();
        if (tilt.source() == CameraTilt.Source.ASSUMED) {
            note("The feet did not show how the camera was tilted; the picture was taken as level.");
        }
        String from = switch (tilt.source()) {
            case ASSUMED -> "";
            case GIVEN -> "as given";
            case GROUND_LINE -> "by the line on the ground";
            case RESTING_FEET -> "by the line on which the feet rest";
        };
        if (!from.isEmpty() && Math.abs(roll) >= TOLD_ROLL_DEGREES) {
            String ground = tilt.groundDegrees() == 0 ? "the ground taken as level" : "with the slope that was given";
            note(String.format(
                    Locale.ROOT,
                    "The camera was rolled by %.1f° (%s, %s); the picture was turned back.",
                    roll,
                    from,
                    ground));
        }
    }

    private void scale(BodyScale scale) {
        String source = switch (scale.source()) {
            case METRES -> "";
            case GROUND_LINE -> "the line on the ground";
            case DISTANCE -> "the marked distance";
            case BODY_HEIGHT -> "the body height";
        };
        if (!source.isEmpty()) {
            note(String.format(
                    Locale.ROOT, "Metres come from %s and may be off by %.1f %%.", source, 100 * scale.uncertainty()));
        }
    }

    private void feet(Feet feet) {
        for (Side side : Side.values()) {
            if (feet.heel(side) == Joint.of(side, "ANKLE") || feet.toe(side) == Joint.of(side, "ANKLE")) {
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
