package org.gaitsuite.video;

/**
 * How a video is to be written.
 *
 * @param width pixels, even but for MJPEG
 * @param height pixels, even but for MJPEG
 * @param frameRateHertz of constant-rate videos; the nominal rate where frames bring their own times
 * @param bitsPerSecond 0 for a good default: about 6 Mbit/s for H.264 at 1280 × 720 and 30 Hz
 * @param variableRate frames bring their own times (to 1/60000 s); not in AVI, which has none
 * @param rotationDegrees clockwise turn that players are told to apply: 0, 90, 180 or 270; MP4, MOV and MKV only
 */
public record VideoFormat(
        int width,
        int height,
        double frameRateHertz,
        VideoCodec codec,
        long bitsPerSecond,
        boolean variableRate,
        int rotationDegrees) {
    private static final double BITS_PER_PIXEL = 0.22;
    private static final double REFERENCE_RATE_HERTZ = 30;

    public VideoFormat {
        if (width < 16 || height < 16 || width > 16384 || height > 16384) {
            throw new IllegalArgumentException("%d × %d pixels, expected 16 to 16384 a side".formatted(width, height));
        }
        if (codec != VideoCodec.MJPEG && (width % 2 != 0 || height % 2 != 0)) {
            throw new IllegalArgumentException("%d × %d pixels: %s needs even sides".formatted(width, height, codec));
        }
        if (!(frameRateHertz >= 1 && frameRateHertz <= 1000)) {
            throw new IllegalArgumentException("%s frames per second, expected 1 to 1000".formatted(frameRateHertz));
        }
        if (bitsPerSecond < 0) {
            throw new IllegalArgumentException("%d bits per second".formatted(bitsPerSecond));
        }
        if (rotationDegrees % 90 != 0 || rotationDegrees < 0 || rotationDegrees > 270) {
            throw new IllegalArgumentException(
                    "a turn of %d degrees, expected 0, 90, 180 or 270".formatted(rotationDegrees));
        }
    }

    /** A constant frame rate, upright, at the default quality. */
    public static VideoFormat of(int width, int height, double frameRateHertz, VideoCodec codec) {
        return new VideoFormat(width, height, frameRateHertz, codec, 0, false, 0);
    }

    public VideoFormat withBitsPerSecond(long bits) {
        return new VideoFormat(width, height, frameRateHertz, codec, bits, variableRate, rotationDegrees);
    }

    public VideoFormat withVariableRate() {
        return new VideoFormat(width, height, frameRateHertz, codec, bitsPerSecond, true, rotationDegrees);
    }

    public VideoFormat withRotation(int clockwiseDegrees) {
        return new VideoFormat(width, height, frameRateHertz, codec, bitsPerSecond, variableRate, clockwiseDegrees);
    }

    /** The rate asked for, or the default, which grows with the root of the frame rate: neighbouring frames resemble each other more. */
    long effectiveBitsPerSecond() {
        return bitsPerSecond > 0
                ? bitsPerSecond
                : Math.round(
                        (double) width * height * Math.sqrt(frameRateHertz * REFERENCE_RATE_HERTZ) * BITS_PER_PIXEL);
    }
}
