package org.gaitsuite.c3d;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How the frames of a file lie in it.
 *
 * <p>Header and parameters both say so, and do not always agree. The guide gives the parameters the last word; but what would need more
 * bytes than the file has is not believed while another answer fits.
 *
 * @param start byte of the first frame
 * @param points in each frame
 * @param channels of analogue data
 * @param ratio samples of each channel in one frame
 * @param real whether values are real numbers of four bytes, otherwise whole ones of two
 * @param scale what turns whole numbers into coordinates and stored residuals into distances, positive
 * @param firstFrame number of the first frame in the capture
 */
record C3dLayout(
        int start,
        int points,
        int channels,
        int ratio,
        boolean real,
        double scale,
        int firstFrame,
        int frames,
        double rateHertz) {

    /** x, y, z, and residual with cameras. */
    static final int VALUES_PER_POINT = 4;

    /** Where a count of sixteen bits stays when there are more. */
    private static final int SATURATED = 0xFFFF;

    private static final String POINT = "POINT";

    int bytesPerValue() {
        return real ? Float.BYTES : Short.BYTES;
    }

    /** Of the points of one frame. */
    long pointBytes() {
        return (long) points * VALUES_PER_POINT * bytesPerValue();
    }

    long frameBytes() {
        return pointBytes() + (long) channels * ratio * bytesPerValue();
    }

    long end() {
        return start + frames * frameBytes();
    }

    /** What the values will take in memory. */
    long memoryBytes() {
        return frames * ((long) points * (VALUES_PER_POINT * Float.BYTES + 1) + (long) channels * ratio * Float.BYTES);
    }

    static C3dLayout of(C3dHeader header, C3dParameters parameters, long fileLength) throws C3dMalformed {
        Predicate<C3dLayout> fits = layout -> layout.start > 0 && layout.frames > 0 && layout.end() <= fileLength;
        Channels channels = Channels.of(header, parameters);
        double rate = rate(header, parameters);
        Optional<C3dLayout> first = Optional.empty();
        for (int block : either(OptionalInt.of(header.dataBlock()), count(parameters, "DATA_START"))) {
            for (int points : pointCounts(header, parameters)) {
                for (double scale : scales(header, parameters)) {
                    for (int frames : frameCounts(header, parameters)) {
                        C3dLayout layout = new C3dLayout(
                                (block - 1) * C3dBytes.BLOCK,
                                points,
                                channels.count,
                                channels.ratio,
                                scale < 0,
                                Math.abs(scale),
                                firstFrame(header, parameters),
                                frames,
                                rate);
                        if (fits.test(layout)) {
                            return layout.sound();
                        }
                        first = first.or(() -> Optional.of(layout));
                    }
                }
            }
        }
        throw first.map(layout -> layout.tooLong(fileLength))
                .orElseGet(() ->
                        new C3dMalformed("The file holds no frame: neither its header nor POINT:FRAMES counts any."));
    }

    /** Where the two counts differ, the one that explains more of the file is tried first. */
    private static int[] pointCounts(C3dHeader header, C3dParameters parameters) {
        int used = count(parameters, "USED").orElse(header.points());
        return either(OptionalInt.of(Math.max(used, header.points())), OptionalInt.of(Math.min(used, header.points())));
    }

    private static int[] either(OptionalInt preferred, OptionalInt other) {
        return IntStream.concat(preferred.stream(), other.stream()).distinct().toArray();
    }

    private static OptionalInt count(C3dParameters parameters, String name) {
        OptionalDouble count = parameters.count(POINT, name);
        return count.isPresent() && count.getAsDouble() >= 0 && count.getAsDouble() <= SATURATED
                ? OptionalInt.of((int) count.getAsDouble())
                : OptionalInt.empty();
    }

    private C3dLayout sound() throws C3dMalformed {
        if (points > 0 && !(scale > 0 && scale <= Float.MAX_VALUE)) {
            throw new C3dMalformed(
                    "The scale factor (header words 7 and 8, POINT:SCALE) is %s; coordinates cannot be told from it."
                            .formatted(scale));
        }
        return this;
    }

    private C3dMalformed tooLong(long fileLength) {
        if (start <= 0) {
            return new C3dMalformed(
                    "Frames begin at block %d according to header word 9; the first that is possible is 3."
                            .formatted(start / C3dBytes.BLOCK + 1));
        }
        return new C3dMalformed(
                ("The file says that %d frames of %d points and %d analogue channels (%d bytes a frame) begin at byte %d,"
                                + " which takes %d bytes; it has %d. Send the whole file.")
                        .formatted(frames, points, channels, frameBytes(), start, end(), fileLength));
    }

    private static double rate(C3dHeader header, C3dParameters parameters) throws C3dMalformed {
        return DoubleStream.of(parameters.number(POINT, "RATE").orElse(0), header.rateHertz())
                .filter(rate -> rate > 0 && rate <= Float.MAX_VALUE)
                .findFirst()
                .orElseThrow(() -> new C3dMalformed(
                        "The frame rate is %s Hz in POINT:RATE and %s Hz in the header; a rate above 0 is needed."
                                .formatted(parameters.number(POINT, "RATE").orElse(0), header.rateHertz())));
    }

    /** Where header and parameter differ in the sign, which is what tells real numbers from whole ones, the longer form is tried first. */
    private static double[] scales(C3dHeader header, C3dParameters parameters) {
        double said = parameters.number(POINT, "SCALE").orElse(0);
        double inHeader = header.scale();
        double preferred = said != 0 && Double.isFinite(said) ? said : inHeader;
        if (preferred * inHeader < 0) {
            return new double[] {-Math.abs(preferred), Math.abs(preferred)};
        }
        return new double[] {preferred};
    }

    /**
     * The counts to try, best first. Where the usual one is at its end, or what a longer one leaves in sixteen bits, the parameters that
     * were made for long files decide (guide, "The C3D frame count").
     */
    private static int[] frameCounts(C3dHeader header, C3dParameters parameters) {
        int inHeader = header.lastFrame() - header.firstFrame() + 1;
        int usual = wholeCount(parameters.count(POINT, "FRAMES").orElse(0));
        int known = usual > 0 ? usual : inHeader;
        IntStream longer = IntStream.of(
                        wholeCount(parameters.number(POINT, "LONG_FRAMES").orElse(0)),
                        field(parameters, "ACTUAL_END_FIELD").orElse(0)
                                - field(parameters, "ACTUAL_START_FIELD").orElse(1)
                                + 1)
                .filter(count -> count > known)
                .filter(count -> known >= SATURATED
                        || header.lastFrame() == SATURATED
                        || known <= 0
                        || (count & 0xFFFF) == known);
        return IntStream.concat(longer, IntStream.of(usual, inHeader))
                .filter(count -> count > 0)
                .distinct()
                .toArray();
    }

    private static int wholeCount(double count) {
        return count >= 1 && count <= Integer.MAX_VALUE ? (int) count : 0;
    }

    private static int firstFrame(C3dHeader header, C3dParameters parameters) {
        return field(parameters, "ACTUAL_START_FIELD").stream()
                .filter(start -> start > SATURATED)
                .filter(start -> header.firstFrame() == SATURATED || header.firstFrame() == (start & 0xFFFF))
                .findFirst()
                .orElse(header.firstFrame());
    }

    /** A frame number in two words, the lower first, or in one number. */
    private static OptionalInt field(C3dParameters parameters, String name) {
        return parameters.find("TRIAL", name).filter(field -> field.count() > 0).stream()
                .mapToInt(field -> field.type() == C3dParameter.Type.INTEGER && field.count() > 1
                        ? field.unsigned(1) << 16 | field.unsigned(0)
                        : field.unsigned(0))
                .filter(number -> number > 0)
                .findFirst();
    }

    /** Analogue channels and the samples of each in one frame. */
    private record Channels(int count, int ratio) {
        static Channels of(C3dHeader header, C3dParameters parameters) throws C3dMalformed {
            int samples = header.analogPerFrame();
            int used = wholeCount(parameters.count("ANALOG", "USED").orElse(0));
            if (samples == 0) {
                return new Channels(0, 1);
            }
            if (used > 0 && samples % used == 0) {
                return new Channels(used, samples / used);
            }
            if (header.analogRatio() > 0 && samples % header.analogRatio() == 0) {
                return new Channels(samples / header.analogRatio(), header.analogRatio());
            }
            throw new C3dMalformed(
                    "Header word 3 counts %d analogue samples a frame, which neither ANALOG:USED %d nor the %d samples a channel of header word 10 divide."
                            .formatted(samples, used, header.analogRatio()));
        }
    }
}
