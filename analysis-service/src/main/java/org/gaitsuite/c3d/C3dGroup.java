package org.gaitsuite.c3d;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Parameters that belong together, such as POINT or FORCE_PLATFORM.
 *
 * @param locked whether the program that made the file asked others to leave the group alone
 */
public record C3dGroup(String name, String description, boolean locked, List<C3dParameter> parameters) {
    public C3dGroup {
        parameters = List.copyOf(parameters);
    }

    boolean has(String parameterName) {
        return parameters.stream().anyMatch(parameter -> parameter.name().equalsIgnoreCase(parameterName));
    }

    /** This group with a parameter in place of the first of that name, or at the end. */
    C3dGroup with(C3dParameter parameter) {
        List<C3dParameter> changed = new ArrayList<>(parameters);
        int place = 0;
        while (place < changed.size() && !changed.get(place).name().equalsIgnoreCase(parameter.name())) {
            place++;
        }
        if (place < changed.size()) {
            changed.set(place, parameter.inPlaceOf(changed.get(place)));
        } else {
            changed.add(parameter);
        }
        return new C3dGroup(name, description, locked, changed);
    }

    C3dGroup without(Set<C3dParameter> unwanted) {
        return new C3dGroup(
                name,
                description,
                locked,
                parameters.stream().filter(one -> !unwanted.contains(one)).toList());
    }
}
