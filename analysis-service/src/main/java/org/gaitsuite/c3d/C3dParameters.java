package org.gaitsuite.c3d;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The groups of parameters of a file, in its order. Groups and parameters are found by name whatever the case. Where a name stands
 * twice, the first is found. Immutable.
 */
public final class C3dParameters {
    public static final C3dParameters NONE = new C3dParameters(List.of());

    private final List<C3dGroup> groups;
    private final Map<String, C3dParameter> byName = new HashMap<>();

    public C3dParameters(List<C3dGroup> groups) {
        this.groups = List.copyOf(groups);
        for (C3dGroup group : groups) {
            for (C3dParameter parameter : group.parameters()) {
                byName.putIfAbsent(key(group.name(), parameter.name()), parameter);
            }
        }
    }

    private static String key(String group, String name) {
        return (group + ":" + name).toUpperCase(Locale.ROOT);
    }

    public List<C3dGroup> groups() {
        return groups;
    }

    public Optional<C3dParameter> find(String group, String name) {
        return Optional.ofNullable(byName.get(key(group, name)));
    }

    boolean has(String group, String name) {
        return find(group, name).isPresent();
    }

    /** The first text of a parameter; empty where there is none, or it is blank. */
    public Optional<String> text(String group, String name) {
        return find(group, name).stream()
                .flatMap(parameter -> parameter.texts().stream())
                .findFirst()
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** The first number of a parameter; empty where there is none. */
    public OptionalDouble number(String group, String name) {
        return find(group, name).filter(parameter -> parameter.count() > 0).stream()
                .mapToDouble(parameter -> parameter.number(0))
                .findFirst();
    }

    /** The first number of a parameter that counts something, see {@link C3dParameter#unsigned}; empty where there is none. */
    public OptionalDouble count(String group, String name) {
        return find(group, name).filter(parameter -> parameter.count() > 0).stream()
                .mapToDouble(parameter -> parameter.unsigned(0))
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
                .flatMapToDouble(part -> Arrays.stream(part.numbers()))
                .toArray();
    }

    private List<C3dParameter> continued(String group, String name) {
        List<C3dParameter> parts = new ArrayList<>();
        Optional<C3dParameter> part = find(group, name);
        while (part.isPresent()) {
            parts.add(part.get());
            part = find(group, name + (parts.size() + 1));
        }
        return parts;
    }

    /**
     * These parameters with one set: in place of that of the same name, whose description and lock it keeps, or at the end of its group,
     * which is made where it is missing.
     */
    public C3dParameters with(String group, C3dParameter parameter) {
        List<C3dGroup> changed = new ArrayList<>(groups);
        int place = place(group, parameter.name());
        if (place == changed.size()) {
            changed.add(new C3dGroup(group, "", false, List.of()));
        }
        changed.set(place, changed.get(place).with(parameter));
        return new C3dParameters(changed);
    }

    /** These parameters without one. */
    public C3dParameters without(String group, String name) {
        return without(group, find(group, name).stream().toList());
    }

    /** These parameters without those that continue one. */
    C3dParameters withoutContinuations(String group, String name) {
        return without(group, continued(group, name).stream().skip(1).toList());
    }

    /** These parameters without one and without those that continue it. */
    C3dParameters withoutAll(String group, String name) {
        return without(group, continued(group, name));
    }

    private C3dParameters without(String group, List<C3dParameter> unwanted) {
        if (unwanted.isEmpty()) {
            return this;
        }
        Set<C3dParameter> these = Collections.newSetFromMap(new IdentityHashMap<>());
        these.addAll(unwanted);
        return new C3dParameters(groups.stream()
                .map(one -> one.name().equalsIgnoreCase(group) ? one.without(these) : one)
                .toList());
    }

    /** Where the group is that has the parameter, else the first of its name, else the place after the last. */
    private int place(String group, String name) {
        int first = groups.size();
        for (int i = groups.size() - 1; i >= 0; i--) {
            if (groups.get(i).name().equalsIgnoreCase(group)) {
                first = i;
            }
        }
        for (int i = first; i < groups.size(); i++) {
            if (groups.get(i).name().equalsIgnoreCase(group) && groups.get(i).has(name)) {
                return i;
            }
        }
        return first;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof C3dParameters that && groups.equals(that.groups);
    }

    @Override
    public int hashCode() {
        return groups.hashCode();
    }

    @Override
    public String toString() {
        return groups.toString();
    }
}
