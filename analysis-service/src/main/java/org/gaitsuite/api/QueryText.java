package org.gaitsuite.api;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the values of query parameters; a wrong one is named in the refusal, with what was expected. Blank is as if left out. */
final class QueryText {
    private QueryText() {}

    static @Nullable String text(String parameter, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > 200) {
            throw invalid(parameter, value.substring(0, 20) + "…", "at most 200 characters");
        }
        return value.strip();
    }

    static @Nullable Double number(String parameter, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return Double.valueOf(value.strip().replace(',', '.'));
        } catch (NumberFormatException e) {
            throw invalid(parameter, value, "a number such as 1.65");
        }
    }

    static @Nullable Integer pixels(String parameter, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return Integer.valueOf(value.strip());
        } catch (NumberFormatException e) {
            throw invalid(parameter, value, "a whole number of pixels such as 1920");
        }
    }

    static <E extends Enum<E>> @Nullable E choice(String parameter, @Nullable String value, Class<E> type) {
        if (value == null || value.isBlank()) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(value.strip()))
                .findFirst()
                .orElseThrow(() -> invalid(
                        parameter,
                        value,
                        "one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(type.getEnumConstants())
                                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                                .toList())));
    }

    static Refused invalid(String parameter, String value, String expected) {
        return new Refused(
                ProblemType.INVALID_PARAMETER,
                "The parameter %s is '%s', expected %s.".formatted(parameter, value, expected));
    }
}
