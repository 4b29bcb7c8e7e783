package org.gaitsuite.c3d;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes C3D files with Intel's order of bytes and real numbers, which every reader takes. A file that was read is written with all that
 * it said; only the place and number of its bytes, and for whole numbers the sign of POINT:SCALE, change. Safe for use by several threads.
 */
public final class C3dWriter {
    private static final int HEADER_LENGTH = C3dBytes.BLOCK;
    private static final int LARGEST_WORD = 0xFFFF;

    private C3dWriter() {}

    /**
     * @throws IllegalArgumentException if the file cannot be said in C3D: points or channels that differ in length, more than 65535 of
     *     them, texts of more than 255 bytes
     */
    public static byte[] write(C3dFile file) {
        int ratio = requireSameLengths(file);
        C3dParameters parameters = C3dAgreement.of(file, ratio);
        int parameterBlocks = C3dParameterBytes.of(parameters).length / C3dBytes.BLOCK;
        int dataBlock = 2 + parameterBlocks;
        parameters = parameters.with(C3dLabels.POINT, C3dParameter.integer("DATA_START", dataBlock));
        long length = (dataBlock - 1L) * C3dBytes.BLOCK + frameBytes(file, ratio) * file.frames();
        if (dataBlock > LARGEST_WORD || length > C3dReader.LONGEST_FILE) {
            throw new IllegalArgumentException("a C3D file of %d bytes is longer than what is read".formatted(length));
        }
        int blocks = (int) ((length + C3dBytes.BLOCK - 1) / C3dBytes.BLOCK);
        ByteBuffer out = ByteBuffer.allocate(blocks * C3dBytes.BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        header(out, file, ratio, dataBlock, parameters);
        out.position(HEADER_LENGTH);
        out.put(C3dParameterBytes.of(parameters));
        double scale = -parameters.number(C3dLabels.POINT, "SCALE").orElseThrow();
        for (int frame = 0; frame < file.frames(); frame++) {
            points(out, file, frame, scale);
            samples(out, file, frame, ratio);
        }
        return out.array();
    }

    private static long frameBytes(C3dFile file, int ratio) {
        return Float.BYTES
                * ((long) C3dLayout.VALUES_PER_POINT * file.points().size()
                        + (long) ratio * file.analogs().size());
    }

    /** Returns the samples of a channel in one frame. */
    private static int requireSameLengths(C3dFile file) {
        int ratio = file.analogs().isEmpty() ? 1 : file.analogs().getFirst().samples() / Math.max(1, file.frames());
        for (C3dPoint point : file.points()) {
            require(point.frames() == file.frames(), "point " + point.label(), point.frames(), file.frames());
        }
        for (C3dAnalog analog : file.analogs()) {
            require(
                    ratio > 0 && analog.samples() == ratio * file.frames(),
                    "channel " + analog.label(),
                    analog.samples(),
                    Math.max(1, ratio) * file.frames());
        }
        require(file.frames() > 0, "the file", file.frames(), 1);
        require(file.points().size() <= LARGEST_WORD, "points", file.points().size(), LARGEST_WORD);
        int samples = ratio * file.analogs().size();
        require(samples <= LARGEST_WORD, "analogue samples of a frame", samples, LARGEST_WORD);
        return ratio;
    }

    private static void require(boolean holds, String what, int is, int should) {
        if (!holds) {
            throw new IllegalArgumentException("%s: %d instead of %d".formatted(what, is, should));
        }
    }

    private static void header(ByteBuffer out, C3dFile file, int ratio, int dataBlock, C3dParameters parameters) {
        long last = (long) file.firstFrame() + file.frames() - 1;
        out.put((byte) 2).put((byte) C3dReader.KEY);
        out.putShort((short) file.points().size());
        out.putShort((short) (ratio * file.analogs().size()));
        out.putShort((short) Math.min(LARGEST_WORD, file.firstFrame()));
        out.putShort((short) Math.min(LARGEST_WORD, last));
        out.putShort((short) 0);
        out.putFloat((float) parameters.number(C3dLabels.POINT, "SCALE").orElseThrow());
        out.putShort((short) dataBlock);
        out.putShort((short) ratio);
        out.putFloat((float) file.pointRateHertz());
        out.putShort(C3dHeader.at(150), C3dHeader.EVENTS_KEY);
    }

    private static void points(ByteBuffer out, C3dFile file, int frame, double scale) {
        for (C3dPoint point : file.points()) {
            if (point.isSeen(frame)) {
                long residual = Math.min(C3dData.RESIDUAL_BITS, Math.round(point.residual(frame) / scale));
                out.putFloat((float) point.x(frame));
                out.putFloat((float) point.y(frame));
                out.putFloat((float) point.z(frame));
                out.putFloat(residual | (long) point.cameras(frame) << 8);
            } else {
                out.putFloat(0).putFloat(0).putFloat(0).putFloat(C3dPoint.NOT_SEEN);
            }
        }
    }

    private static void samples(ByteBuffer out, C3dFile file, int frame, int ratio) {
        for (int i = frame * ratio; i < (frame + 1) * ratio; i++) {
            for (C3dAnalog analog : file.analogs()) {
                out.putFloat(analog.stored(i));
            }
        }
    }
}
