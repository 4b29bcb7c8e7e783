package org.gaitsuite.api;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.util.Objects;
import java.util.Set;
import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.gait.ContactMethod;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.gait.View;
import org.gaitsuite.gait.WalkingSurface;
import org.gaitsuite.job.Priority;
import org.gaitsuite.person.PersonAt;
import org.gaitsuite.recording.PictureSize;
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

    /** {@code consensus} (the usual one), {@code zeni}, {@code oconnor} or {@code desailly}: how contacts are found from the side. */
    @QueryParam("contacts")
    @Nullable
    String contacts;

    /** Low-pass cut-off for the landmarks, 1..50 Hz, or {@code auto} for one that is chosen from the signal. */
    @QueryParam("cut_off")
    @Nullable
    String cutOff;

    /** Landmarks with a lower confidence count as not seen, 0..1. */
    @QueryParam("confidence")
    @Nullable
    String confidence;

    /** Gaps up to so many seconds are interpolated, 0..2. */
    @QueryParam("max_gap")
    @Nullable
    String maximumGap;

    /** Width in pixels of the picture that keypoints were found in, where they come in shares of it. */
    @QueryParam("picture_width")
    @Nullable
    String pictureWidth;

    /** Its height, likewise. */
    @QueryParam("picture_height")
    @Nullable
    String pictureHeight;

    /** Who of several people is meant: {@code time,x,y}, seconds from the first frame and shares of the upright picture. */
    @QueryParam("person")
    @Nullable
    String person;

    @BeanParam
    PlaceQuery place = new PlaceQuery();

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
        Priority chosen = QueryText.choice("priority", priority, Priority.class);
        return chosen == null ? Priority.INTERACTIVE : chosen;
    }

    boolean again() {
        if (again == null || again.isBlank() || again.equalsIgnoreCase("false")) {
            return false;
        }
        if (again.equalsIgnoreCase("true")) {
            return true;
        }
        throw QueryText.invalid("again", again, "true or false");
    }

    /** @throws Refused with {@code invalid-parameter} and the value */
    AnalysisRequest request(Set<String> estimators) {
        if (estimator != null && !estimators.contains(estimator)) {
            throw QueryText.invalid(
                    "estimator",
                    estimator,
                    "one of " + String.join(", ", estimators.stream().sorted().toList()));
        }
        try {
            return new AnalysisRequest(
                    new Subject(
                            QueryText.number("height", height),
                            QueryText.number("mass", mass),
                            QueryText.number("age", age),
                            QueryText.choice("sex", sex, Subject.Sex.class)),
                    options(),
                    estimator,
                    QueryText.text("model", model),
                    QueryText.number("frame_rate", frameRate),
                    pictureSize(),
                    personAt());
        } catch (IllegalArgumentException e) {
            throw new Refused(ProblemType.INVALID_PARAMETER, "The parameter " + e.getMessage() + ".");
        }
    }

    private GaitOptions options() {
        GaitOptions usual = GaitOptions.DEFAULT;
        GaitOptions asked = new GaitOptions(
                        QueryText.choice("view", view, View.class),
                        Objects.requireNonNullElse(
                                QueryText.choice("surface", surface, WalkingSurface.class), usual.surface()),
                        usual.cutOffHertz(),
                        Objects.requireNonNullElse(QueryText.number("max_gap", maximumGap), usual.maximumGapSeconds()))
                .at(place.place())
                .by(Objects.requireNonNullElse(
                        QueryText.choice("contacts", contacts, ContactMethod.class), usual.contacts()))
                .trusting(Objects.requireNonNullElse(
                        QueryText.number("confidence", confidence), usual.leastConfidence()));
        String written = QueryText.text("cut_off", cutOff);
        return written == null ? asked : asked.filteredAs("cut_off", written);
    }

    private @Nullable PictureSize pictureSize() {
        Integer width = QueryText.pixels("picture_width", pictureWidth);
        Integer height = QueryText.pixels("picture_height", pictureHeight);
        if (width == null && height == null) {
            return null;
        }
        if (width == null || height == null) {
            throw new IllegalArgumentException("picture_width needs picture_height, and the other way round");
        }
        return new PictureSize(width, height);
    }

    private @Nullable PersonAt personAt() {
        String written = QueryText.text("person", person);
        return written == null ? null : PersonAt.parse("person", written);
    }

    @Nullable
    String label() {
        return QueryText.text("name", name);
    }
}
