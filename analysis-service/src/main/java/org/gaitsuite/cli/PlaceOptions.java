package org.gaitsuite.cli;

import org.gaitsuite.gait.FilmedPlace;
import org.gaitsuite.gait.MarkedLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line says of the ground and the camera. */
final class PlaceOptions {
    @Option(
            names = "--line",
            paramLabel = "X1,Y1,X2,Y2,M",
            description =
                    "two points in pixels, in the plane of the walk, and the metres between them: gives the scale")
    private @Nullable String line;

    @Option(
            names = "--ground-line",
            paramLabel = "X1,Y1,X2,Y2[,M]",
            description = "two points on the ground in the plane of the walk; with metres they give the scale too")
    private @Nullable String groundLine;

    @Option(names = "--roll", paramLabel = "DEG", description = "clockwise turn of the camera")
    private @Nullable Double roll;

    @Option(names = "--slope", paramLabel = "DEG", description = "rise of the ground in the direction of the walk")
    private @Nullable Double slope;

    @Option(names = "--belt-speed", paramLabel = "M/S", description = "speed that the treadmill shows")
    private @Nullable Double beltSpeed;

    @Option(
            names = "--focal-length",
            paramLabel = "PX",
            description = "focal length of the camera in pixels of the picture; without it that of a phone is assumed")
    private @Nullable Double focalLength;

    /** @throws IllegalArgumentException with a sentence that starts with the name of what is out of bounds */
    FilmedPlace place() {
        return new FilmedPlace(
                marked("--ground-line", groundLine), marked("--line", line), roll, slope, beltSpeed, focalLength, null);
    }

    private static @Nullable MarkedLine marked(String option, @Nullable String value) {
        return value == null ? null : MarkedLine.parse(option, value);
    }
}
