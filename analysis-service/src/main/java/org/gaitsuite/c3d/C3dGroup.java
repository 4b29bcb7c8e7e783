package org.gaitsuite.c3d;

import java.util.List;

/**
 * Parameters that belong together, such as POINT or FORCE_PLATFORM.
 *
 * @param locked whether the program that made the file asked others to leave the group alone
 */
public record C3dGroup(String name, String description, boolean locked, List<C3dParameter> parameters) {
    public C3dGroup {
        parameters = List.copyOf(parameters);
    }
}
