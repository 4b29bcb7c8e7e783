package org.gaitsuite.api;

import jakarta.ws.rs.QueryParam;
import org.gaitsuite.gait.FilmedPlace;
import org.gaitsuite.gait.MarkedLine;
import org.jspecify.annotations.Nullable;

/** What the query of {@code POST /v1/analyses} says of the ground and the camera. */
public class PlaceQuery {
    /** A known distance in the plane of the walk: {@code x1,y1,x2,y2,metres}, the points in pixels. */
    @QueryParam("line")
    @Nullable
    String line;

    /** A line on the ground in the plane of the walk, likewise; its metres may be left out. */
    @QueryParam("ground_line")
    @Nullable
    String groundLine;

    /** Clockwise turn of the camera, −45..45 degrees. */
    @QueryParam("roll")
    @Nullable
    String roll;

    /** Rise of the ground in the direction of the walk, −30..30 degrees. */
    @QueryParam("slope")
    @Nullable
    String slope;

    /** Speed that the treadmill shows, 0.05..6 m/s. */
    @QueryParam("belt_speed")
    @Nullable
    String beltSpeed;

    /** Focal length of the camera in pixels of the picture, 50..100000. */
    @QueryParam("focal_length")
    @Nullable
    String focalLength;

    /**
     * @throws Refused with {@code invalid-parameter} and the value
     * @throws IllegalArgumentException with a sentence that starts with the name of what is out of bounds
     */
    FilmedPlace place() {
        return new FilmedPlace(
                marked("ground_line", groundLine),
                marked("line", line),
                QueryText.number("roll", roll),
                QueryText.number("slope", slope),
                QueryText.number("belt_speed", beltSpeed),
                QueryText.number("focal_length", focalLength),
                null);
    }

    private static @Nullable MarkedLine marked(String parameter, @Nullable String value) {
        return value == null || value.isBlank() ? null : MarkedLine.parse(parameter, value.strip());
    }
}
