package org.gaitsuite.gait;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the walker. Null is unknown: lengths and speed are then withheld.
 *
 * @param heightMetres body height without shoes, 0.4..2.6 m
 */
public record Subject(
        @Nullable Double heightMetres,
        @Nullable Double massKilograms,
        @Nullable Double ageYears,
        @Nullable Sex sex) {
    public enum Sex {
        FEMALE,
        MALE,
        OTHER
    }

    public static final Subject UNKNOWN = new Subject(null, null, null, null);

    public Subject {
        requireRange("height", "m", heightMetres, 0.4, 2.6);
        requireRange("mass", "kg", massKilograms, 3, 400);
        requireRange("age", "years", ageYears, 0, 125);
    }

    public static Subject ofHeight(double metres) {
        return new Subject(metres, null, null, null);
    }

    private static void requireRange(String name, String unit, @Nullable Double value, double low, double high) {
        if (value != null && !(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    "%s is %s %s, expected %s to %s %s".formatted(name, value, unit, low, high, unit));
        }
    }
}
