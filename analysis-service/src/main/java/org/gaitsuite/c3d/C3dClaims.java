package org.gaitsuite.c3d;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What header and parameters claim of how a file's frames lie in it. The two do not always agree; each method gives what may be meant,
 * best first. The guide gives the parameters the last word.
 */
final class C3dClaims {
    /** Where a count of sixteen bits stays when there are more. */
    private static final int SATURATED = 0xFFFF;

    private static final String POINT = C3dLabels.POINT;

    private final C3dHeader header;
    private final C3dParameters parameters;

    C3dClaims(C3dHeader header, C3dParameters parameters) {
        this.header = header;
        this.parameters = parameters;
    }

    /** Bytes at which frames may begin; the header is what most programs read, and what most write rightly. */
    List<Integer> starts() {
        return IntStream.concat(IntStream.of(header.dataBlock()), count("DATA_START").stream())
                .map(block -> (block - 1) * C3dBytes.BLOCK)
                .distinct()
                .boxed()
                .toList();
    }

    /** Where the two counts differ, the one that explains more of the file comes first. */
    List<Integer> pointCounts() {
        int used = count("USED").orElse(header.points());
        return Stream.of(Math.max(used, header.points()), Math.min(used, header.points()))
                .distinct()
                .toList();
    }

    private OptionalInt count(String name) {
        OptionalDouble count = parameters.count(POINT, name);
        return count.isPresent() && count.getAsDouble() >= 0 && count.getAsDouble() <= SATURATED
                ? OptionalInt.of((int) count.getAsDouble())
                : OptionalInt.empty();
    }

    /** Negative where values are real numbers. If the two differ in the sign, the form that explains more of the file comes first. */
    List<Double> scales() {
        double said = parameters.number(POINT, "SCALE").orElse(0);
        double preferred = said != 0 && Double.isFinite(said) ? said : header.scale();
        return preferred * header.scale() < 0 ? List.of(-Math.abs(preferred), Math.abs(preferred)) : List.of(preferred);
    }

    /**
     * Where the usual count is at its end, or is what a longer one leaves in sixteen bits, the parameters that were made for long files
     * come first (guide, "The C3D frame count").
     */
    List<Integer> frameCounts() {
        int inHeader = header.lastFrame() - header.firstFrame() + 1;
        int usual = whole(parameters.count(POINT, "FRAMES").orElse(0));
        int known = usual > 0 ? usual : inHeader;
        int inTrial = field("ACTUAL_END_FIELD").orElse(0)
                - field("ACTUAL_START_FIELD").orElse(1)
                + 1;
        return IntStream.concat(
                        IntStream.of(
                                        whole(parameters
                                                .number(POINT, "LONG_FRAMES")
                                                .orElse(0)),
                                        inTrial)
                                .filter(count -> count > known && mayBeMeantBy(count, known)),
                        IntStream.of(usual, inHeader))
                .filter(count -> count > 0)
                .distinct()
                .boxed()
                .toList();
    }

    private boolean mayBeMeantBy(int count, int known) {
        return known <= 0 || known >= SATURATED || header.lastFrame() == SATURATED || (count & SATURATED) == known;
    }

    private static int whole(double count) {
        return count >= 1 && count <= Integer.MAX_VALUE ? (int) count : 0;
    }

    /** The number of the first frame in the capture. */
    int firstFrame() {
        return field("ACTUAL_START_FIELD").stream()
                .filter(start -> start > SATURATED)
                .filter(start -> header.firstFrame() == SATURATED || header.firstFrame() == (start & SATURATED))
                .findFirst()
                .orElse(header.firstFrame());
    }

    /** A frame number of the TRIAL group: in two words, the lower first, or in one number. */
    private OptionalInt field(String name) {
        return parameters.find("TRIAL", name).filter(field -> field.count() > 0).stream()
                .mapToInt(field -> field.type() == C3dParameter.Type.INTEGER && field.count() > 1
                        ? field.unsigned(1) << 16 | field.unsigned(0)
                        : field.unsigned(0))
                .filter(number -> number > 0)
                .findFirst();
    }

    /** Frames a second. */
    double rateHertz() throws C3dMalformed {
        double said = parameters.number(POINT, "RATE").orElse(0);
        return DoubleStream.of(said, header.rateHertz())
                .filter(rate -> rate > 0 && rate <= Float.MAX_VALUE)
                .findFirst()
                .orElseThrow(() -> new C3dMalformed(
                        "The frame rate is %s Hz in POINT:RATE and %s Hz in the header; a rate above 0 is needed."
                                .formatted(said, header.rateHertz())));
    }

    /** Analogue channels, and the samples of each in one frame. */
    record Channels(int count, int ratio) {}

    Channels channels() throws C3dMalformed {
        int samples = header.analogPerFrame();
        int used = whole(parameters.count(C3dLabels.ANALOG, "USED").orElse(0));
        if (samples == 0) {
            return new Channels(0, 1);
        }
        if (used > 0 && samples % used == 0) {
            return new Channels(used, samples / used);
        }
        if (header.analogRatio() > 0 && samples % header.analogRatio() == 0) {
            return new Channels(samples / header.analogRatio(), header.analogRatio());
        }
        throw new C3dMalformed(("Header word 3 counts %d analogue samples a frame, which neither ANALOG:USED %d"
                        + " nor the %d samples a channel of header word 10 divide.")
                .formatted(samples, used, header.analogRatio()));
    }

    C3dMalformed noFrame() {
        return new C3dMalformed(
                "The file holds no frame: its header goes from frame %d to %d, and POINT:FRAMES is %.0f."
                        .formatted(
                                header.firstFrame(),
                                header.lastFrame(),
                                parameters.count(POINT, "FRAMES").orElse(0)));
    }
}
