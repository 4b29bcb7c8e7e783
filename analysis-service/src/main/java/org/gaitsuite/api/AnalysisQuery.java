package org.gaitsuite.api;

import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.gait.View;
import org.gaitsuite.gait.WalkingSurface;
import org.gaitsuite.job.Priority;
import org.jspecify.annotations.Nullable;

/** The query of {@code POST /v1/analyses}, as text, so that a wrong value can be named in the answer. */
public class AnalysisQuery {
    /** Body height in metres, 0.4..2.6. */
    @QueryParam("height")
    @Nullable
    String height;

    /** Body mass in kilograms, 3..400. */
    @QueryParam("mass")
    @Nullable
    String mass;

    /** Age in years, 0..125. */
    @QueryParam("age")
    @Nullable
    String age;

    /** {@code female}, {@code male} or {@code other}. */
    @QueryParam("sex")
    @Nullable
    String sex;

    /** {@code side} or {@code frontal}; the walk itself tells where it is left out. */
    @QueryParam("view")
    @Nullable
    String view;

    /** Rate at which the video was filmed, in frames per second, where the file does not say so. */
    @QueryParam("frame_rate")
    @Nullable
    String frameRate;

    /** {@code overground} or {@code treadmill}; the walk itself tells where it is left out. */
    @QueryParam("surface")
    @Nullable
    String surface;

    /** {@code silhouette} or {@code dnn}. */
    @QueryParam("estimator")
    @Nullable
    String estimator;

    /** Name of a model for {@code dnn}. */
    @QueryParam("model")
    @Nullable
    String model;

    /** A free label, up to 200 characters. */
    @QueryParam("name")
    @Nullable
    String name;

    /** {@code interactive} (the usual one) or {@code batch}, which waits while somebody waits for another. */
    @QueryParam("priority")
    @Nullable
    String priority;

    /** {@code true} analyses a video anew though this account asked the same of it before. */
    @QueryParam("again")
    @Nullable
    String again;

    Priority priority() {
        Priority chosen = choice("priority", priority, Priority.class);
        return chosen == null ? Priority.INTERACTIVE : chosen;
    }

    boolean again() {
        if (again == null || again.isBlank() || again.equalsIgnoreCase("false")) {
            return false;
        }
        if (again.equalsIgnoreCase("true")) {
            return true;
        }
        throw invalid("again", again, "true or false");
    }

    /** @throws Refused with {@code invalid-parameter} and the value */
    AnalysisRequest request(Set<String> estimators) {
        View chosenView = choice("view", view, View.class);
        WalkingSurface chosenSurface = choice("surface", surface, WalkingSurface.class);
        if (estimator != null && !estimators.contains(estimator)) {
            throw invalid(
                    "estimator",
                    estimator,
                    "one of " + String.join(", ", estimators.stream().sorted().toList()));
        }
        GaitOptions usual = GaitOptions.DEFAULT;
        try {
            return new AnalysisRequest(
                    new Subject(
                            number("height", height),
                            number("mass", mass),
                            number("age", age),
                            choice("sex", sex, Subject.Sex.class)),
                    new GaitOptions(
                            chosenView,
                            chosenSurface == null ? usual.surface() : chosenSurface,
                            usual.cutOffHertz(),
                            usual.maximumGapSeconds()),
                    estimator,
                    text("model", model),
                    number("frame_rate", frameRate),
                    null);
        } catch (IllegalArgumentException e) {
            throw new Refused(ProblemType.INVALID_PARAMETER, "The parameter " + e.getMessage() + ".");
        }
    }

    @Nullable
    String label() {
        return text("name", name);
    }

    private static @Nullable String text(String parameter, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > 200) {
            throw invalid(parameter, value.substring(0, 20) + "…", "at most 200 characters");
        }
        return value.strip();
    }

    private static @Nullable Double number(String parameter, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return Double.valueOf(value.strip().replace(',', '.'));
        } catch (NumberFormatException e) {
            throw invalid(parameter, value, "a number such as 1.65");
        }
    }

    private static <E extends Enum<E>> @Nullable E choice(String parameter, @Nullable String value, Class<E> type) {
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
