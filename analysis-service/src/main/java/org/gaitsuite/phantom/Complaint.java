package org.gaitsuite.phantom;

/** Says readably which setting is wrong, its value and what is accepted. */
final class Complaint {
    private Complaint() {}

    static void unlessWithin(String name, double value, double low, double high, String unit) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException("%s is %s%s, expected %s to %s%s"
                    .formatted(name, number(value), spaced(unit), number(low), number(high), spaced(unit)));
        }
    }

    private static String spaced(String unit) {
        return unit.isEmpty() ? "" : " " + unit;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
