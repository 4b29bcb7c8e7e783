package org.gaitsuite.c3d;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The events of a file: those of the EVENT group, or where it has none those of the old header section. */
final class C3dEvents {
    static final String GROUP = "EVENT";

    private static final double SECONDS_PER_MINUTE = 60;

    private C3dEvents() {}

    static List<C3dEvent> of(C3dParameters parameters, C3dHeader header, C3dLayout layout) {
        List<C3dEvent> events = of(parameters);
        if (!events.isEmpty()) {
            return events;
        }
        double fileStart = (layout.firstFrame() - 1) / layout.rateHertz();
        return header.events().stream()
                .map(event -> new C3dEvent(event.label(), event.context(), storable(fileStart + event.seconds())))
                .toList();
    }

    /** Times are pairs of minutes and seconds. An event without a time is left out. */
    static List<C3dEvent> of(C3dParameters parameters) {
        double[] times = parameters.numbers(GROUP, "TIMES");
        int stored = times.length / 2;
        int count = (int) Math.min(stored, parameters.count(GROUP, "USED").orElse(stored));
        List<String> labels = parameters.texts(GROUP, "LABELS");
        List<String> contexts = parameters.texts(GROUP, "CONTEXTS");
        List<String> subjects = parameters.texts(GROUP, "SUBJECTS");
        List<C3dEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double seconds = times[2 * i] * SECONDS_PER_MINUTE + times[2 * i + 1];
            if (Double.isFinite(seconds)) {
                String context = text(contexts, i);
                events.add(new C3dEvent(
                        text(labels, i), context.isEmpty() ? C3dEvent.GENERAL : context, seconds, text(subjects, i)));
            }
        }
        return events;
    }

    private static String text(List<String> texts, int index) {
        return index < texts.size() ? texts.get(index).strip() : "";
    }

    /** These parameters with an EVENT group that says this. */
    static C3dParameters with(C3dParameters parameters, List<C3dEvent> events) {
        C3dParameters out = parameters
                .withoutAll(GROUP, "DESCRIPTIONS")
                .withoutAll(GROUP, "ICON_IDS")
                .withoutAll(GROUP, "GENERIC_FLAGS")
                .with(GROUP, C3dParameter.integer("USED", events.size()));
        out = C3dLists.with(
                out, GROUP, "CONTEXTS", events.stream().map(C3dEvent::context).toList());
        out = C3dLists.with(
                out, GROUP, "LABELS", events.stream().map(C3dEvent::label).toList());
        out = C3dLists.with(
                out, GROUP, "SUBJECTS", events.stream().map(C3dEvent::subject).toList());
        List<Double> times = events.stream()
                .flatMap(event -> Arrays.stream(stored(event.seconds())).boxed())
                .toList();
        return C3dLists.withPairs(out, GROUP, "TIMES", times);
    }

    /** The whole minutes of a time, and its seconds as a real number of four bytes holds them. */
    static double[] stored(double seconds) {
        double minutes = Math.floor(seconds / SECONDS_PER_MINUTE);
        return new double[] {(float) minutes, (float) (seconds - minutes * SECONDS_PER_MINUTE)};
    }

    /** The time nearest to this that a file can hold, within 2 µs. */
    private static double storable(double seconds) {
        double[] pair = stored(seconds);
        return pair[0] * SECONDS_PER_MINUTE + pair[1];
    }
}
