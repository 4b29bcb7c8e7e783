package org.gaitsuite.c3d;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The groups of parameters of a file, in its order. Groups and parameters are found by name whatever the case. Where a name stands
 * twice, the first is found. Immutable.
 */
public record C3dParameters(List<C3dGroup> groups) {
    public static final C3dParameters NONE = new C3dParameters(List.of());

    public C3dParameters {
        groups = List.copyOf(groups);
    }

    public Optional<C3dGroup> group(String name) {
        return groups.stream()
                .filter(group -> group.name().equalsIgnoreCase(name))
                .findFirst();
    }

    public Optional<C3dParameter> find(String group, String name) {
        return group(group).stream()
                .flatMap(found -> found.parameters().stream())
                .filter(parameter -> parameter.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The first text of a parameter; empty where there is none, or it is blank. */
    public Optional<String> text(String group, String name) {
        return texts(group, name).stream().findFirst().map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The first number of a parameter; empty where there is none. */
    public OptionalDouble number(String group, String name) {
        return find(group, name).filter(parameter -> parameter.count() > 0).stream()
                .mapToDouble(parameter -> parameter.number(0))
                .findFirst();
    }

    /** All texts of a parameter and of those that continue it where 255 did not do: LABELS, LABELS2, LABELS3 … */
    public List<String> texts(String group, String name) {
        List<String> texts = new ArrayList<>();
        continued(group, name).forEach(part -> texts.addAll(part.texts()));
        return texts;
    }

    /** All numbers of a parameter and of those that continue it where 255 did not do: SCALE, SCALE2, SCALE3 … */
    public double[] numbers(String group, String name) {
        return continued(group, name).stream()
                .flatMapToDouble(part -> java.util.Arrays.stream(part.numbers()))
                .toArray();
    }

    /** The parameter and those that continue it. */
    List<C3dParameter> continued(String group, String name) {
        List<C3dParameter> parts = new ArrayList<>();
        Optional<C3dParameter> part = find(group, name);
        while (part.isPresent()) {
            parts.add(part.get());
            part = find(group, name + (parts.size() + 1));
        }
        return parts;
    }

    /** These parameters with one set: in place of that of the same name, or at the end of its group, which is made where missing. */
    public C3dParameters with(String group, C3dParameter parameter) {
        throw new UnsupportedOperationException();
    }

    /** These parameters without one. */
    public C3dParameters without(String group, String name) {
        throw new UnsupportedOperationException();
    }
}
