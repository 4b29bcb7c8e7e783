package org.gaitsuite.c3d;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What points and analogue channels are called, and in which unit they are, according to the parameters. */
final class C3dLabels {
    static final String POINT = "POINT";
    static final String ANALOG = "ANALOG";

    /** What a file that names no unit is in, as the guide's examples are. */
    static final String USUAL_UNIT = "mm";

    /** What Vicon's models call their results, by the unit that these have. */
    private static final Map<String, String> TYPES =
            Map.of("deg", "ANGLE", "N", "FORCE", "Nmm", "MOMENT", "Nm", "MOMENT", "W", "POWER");

    private C3dLabels() {}

    /** As many labels as there are points or channels; what the file leaves unnamed gets an asterisk and its number, as laboratories do. */
    static List<String> labels(C3dParameters parameters, String group, int count) {
        List<String> labels = exactly(parameters.texts(group, "LABELS"), count);
        labels.replaceAll(String::strip);
        for (int i = 0; i < count; i++) {
            if (labels.get(i).isEmpty()) {
                labels.set(i, "*" + (i + 1));
            }
        }
        return labels;
    }

    static List<String> descriptions(C3dParameters parameters, String group, int count) {
        return exactly(parameters.texts(group, "DESCRIPTIONS"), count);
    }

    static List<String> analogUnits(C3dParameters parameters, int count) {
        return exactly(parameters.texts(ANALOG, "UNITS"), count);
    }

    /**
     * The unit of each point. Vicon stores what its models compute as points and says which is which: POINT:TYPE_GROUPS holds pairs such
     * as ANGLES and ANGLE, POINT:ANGLES the labels, POINT:ANGLE_UNITS their unit.
     */
    static List<String> pointUnits(C3dParameters parameters, List<String> labels) {
        String usual = parameters.text(POINT, "UNITS").orElse(USUAL_UNIT);
        Map<String, String> others = new HashMap<>();
        List<String> pairs = parameters.texts(POINT, "TYPE_GROUPS");
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            String unit = parameters.text(POINT, pairs.get(i + 1) + "_UNITS").orElse(usual);
            parameters.texts(POINT, pairs.get(i)).forEach(label -> others.put(label.strip(), unit));
        }
        return labels.stream().map(label -> others.getOrDefault(label, usual)).toList();
    }

    /** These parameters with labels and descriptions that say this. */
    static C3dParameters with(C3dParameters parameters, String group, List<String> labels, List<String> descriptions) {
        C3dParameters out = parameters;
        if (!out.has(group, "LABELS") || !labels(out, group, labels.size()).equals(labels)) {
            out = C3dLists.with(out, group, "LABELS", labels);
        }
        if (!out.has(group, "DESCRIPTIONS")
                || !descriptions(out, group, labels.size()).equals(descriptions)) {
            out = C3dLists.with(out, group, "DESCRIPTIONS", descriptions);
        }
        return out;
    }

    static C3dParameters withAnalogUnits(C3dParameters parameters, List<String> units) {
        return parameters.has(ANALOG, "UNITS")
                        && analogUnits(parameters, units.size()).equals(units)
                ? parameters
                : C3dLists.with(parameters, ANALOG, "UNITS", units);
    }

    /** These parameters with the points' units told in Vicon's way; POINT:UNITS is the first that is no unit of a model's results. */
    static C3dParameters withPointUnits(C3dParameters parameters, List<String> labels, List<String> units) {
        if (parameters.has(POINT, "UNITS") && pointUnits(parameters, labels).equals(units)) {
            return parameters;
        }
        String usual = units.stream()
                .filter(unit -> !TYPES.containsKey(unit))
                .findFirst()
                .orElse(USUAL_UNIT);
        C3dParameters out = parameters.without(POINT, "TYPE_GROUPS").with(POINT, C3dParameter.text("UNITS", usual));
        List<String> pairs = new ArrayList<>();
        for (String unit : new TreeSet<>(units)) {
            if (!unit.equals(usual)) {
                String type = TYPES.getOrDefault(unit, "SCALAR") + (pairs.isEmpty() ? "" : pairs.size() / 2 + 1);
                List<String> members = IntStream.range(0, labels.size())
                        .filter(i -> units.get(i).equals(unit))
                        .mapToObj(labels::get)
                        .toList();
                pairs.addAll(List.of(type + "S", type));
                out = C3dLists.with(out, POINT, type + "S", members);
                out = out.with(POINT, C3dParameter.text(type + "_UNITS", unit));
            }
        }
        return pairs.isEmpty()
                ? out
                : out.with(POINT, C3dParameter.texts("TYPE_GROUPS", List.of(2, pairs.size() / 2), pairs));
    }

    private static List<String> exactly(List<String> texts, int count) {
        List<String> out = new ArrayList<>(texts.subList(0, Math.min(count, texts.size())));
        while (out.size() < count) {
            out.add("");
        }
        return out;
    }
}
