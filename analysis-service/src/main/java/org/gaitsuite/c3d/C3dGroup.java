package org.gaitsuite.c3d;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** This group with another parameter in place of the first of that name, or at the end; without it where there is no other. */
    C3dGroup changed(String parameterName, @Nullable C3dParameter replacement) {
        List<C3dParameter> changed = new ArrayList<>(parameters);
        int place = 0;
        while (place < changed.size() && !changed.get(place).name().equalsIgnoreCase(parameterName)) {
            place++;
        }
        if (replacement == null) {
            changed.remove(place);
        } else if (place < changed.size()) {
            changed.set(place, replacement.inPlaceOf(changed.get(place)));
        } else {
            changed.add(replacement);
        }
        return new C3dGroup(name, description, locked, changed);
    }
}
