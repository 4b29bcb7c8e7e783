package org.gaitsuite.c3d;

import java.util.List;
import java.util.stream.Stream;

/**
 * How the frames of a file lie in it: of all that header and parameters claim, the first that the file is long enough for.
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

    static C3dLayout of(C3dClaims claims, long fileLength) throws C3dMalformed {
        List<C3dLayout> possible = possible(claims);
        if (possible.isEmpty()) {
            throw claims.noFrame();
        }
        for (C3dLayout layout : possible) {
            if (layout.start > 0 && layout.end() <= fileLength) {
                layout.requireScale();
                return layout;
            }
        }
        throw possible.getFirst().impossible(fileLength);
    }

    private static List<C3dLayout> possible(C3dClaims claims) throws C3dMalformed {
        C3dClaims.Channels channels = claims.channels();
        double rate = claims.rateHertz();
        Stream<C3dLayout> layouts = claims.starts().stream()
                .flatMap(start -> claims.pointCounts().stream()
                        .flatMap(points -> claims.scales().stream()
                                .flatMap(scale -> claims.frameCounts().stream()
                                        .map(frames -> new C3dLayout(
                                                start,
                                                points,
                                                channels.count(),
                                                channels.ratio(),
                                                scale < 0,
                                                Math.abs(scale),
                                                claims.firstFrame(),
                                                frames,
                                                rate)))));
        return layouts.toList();
    }

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

    /**
     * @param available bytes of memory that the values may take
     */
    void requireMemory(long available) throws C3dMalformed {
        long pointMemory = (long) points * (VALUES_PER_POINT * Float.BYTES + Byte.BYTES);
        long needed = frames * (pointMemory + (long) channels * ratio * Float.BYTES);
        if (needed > available) {
            throw new C3dMalformed(
                    "%d frames of %d points and %d analogue channels take %d bytes of memory; %d are there for one file. Cut the trial to the walk."
                            .formatted(frames, points, channels, needed, available));
        }
    }

    private void requireScale() throws C3dMalformed {
        if (points > 0 && !(scale > 0 && scale <= Float.MAX_VALUE)) {
            throw new C3dMalformed(
                    "The scale factor (header words 7 and 8, POINT:SCALE) is %s; coordinates cannot be told from it."
                            .formatted(scale));
        }
    }

    private C3dMalformed impossible(long fileLength) {
        if (start <= 0) {
            return new C3dMalformed(
                    "Frames begin at block %d according to header word 9; the first that is possible is 3."
                            .formatted(start / C3dBytes.BLOCK + 1));
        }
        return new C3dMalformed(
                ("The file says that %d frames of %d points and %d analogue channels (%d bytes a frame) begin at byte %d"
                                + " and end at %d, but it has %d bytes. Send the whole file.")
                        .formatted(frames, points, channels, frameBytes(), start, end(), fileLength));
    }
}
