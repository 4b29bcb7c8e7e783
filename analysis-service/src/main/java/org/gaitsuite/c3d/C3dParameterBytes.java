package org.gaitsuite.c3d;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Writes the parameter section in Intel's order of bytes, in whole blocks. */
final class C3dParameterBytes {
    private static final int LARGEST_NAME = 127;
    private static final int LARGEST_TEXT = 255;
    private static final int LARGEST_DISTANCE = 0xFFFF;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private C3dParameterBytes() {}

    static byte[] of(C3dParameters parameters) {
        C3dParameterBytes section = new C3dParameterBytes();
        section.out.writeBytes(new byte[C3dParameterSection.PREFIX]);
        List<C3dGroup> groups = parameters.groups();
        if (groups.size() > LARGEST_NAME + 1) {
            throw new IllegalArgumentException(groups.size() + " groups; C3D has room for 127");
        }
        for (int i = 0; i < groups.size(); i++) {
            C3dGroup group = groups.get(i);
            section.record(group.name(), group.locked(), -(i + 1), text(group.description(), LARGEST_TEXT));
            for (C3dParameter parameter : group.parameters()) {
                section.record(parameter.name(), parameter.locked(), i + 1, body(parameter));
            }
        }
        return section.finished();
    }

    private void record(String name, boolean locked, int id, byte[] body) {
        // the length of a locked name is negative, and a byte goes further there
        byte[] letters = text(name, locked ? LARGEST_NAME + 1 : LARGEST_NAME);
        int distance = 2 + body.length;
        if (distance > LARGEST_DISTANCE) {
            throw new IllegalArgumentException(
                    "%s has %d bytes; C3D has room for %d".formatted(name, body.length, LARGEST_DISTANCE - 2));
        }
        int length = letters.length - 1;
        out.write(locked ? -length : length);
        out.write(id);
        out.write(letters, 1, length);
        out.write(distance);
        out.write(distance >> 8);
        out.writeBytes(body);
    }

    /** The section, which ends in at least one record without a name, with its count of blocks as far as a byte counts. */
    private byte[] finished() {
        int blocks = (out.size() + 2 + C3dBytes.BLOCK - 1) / C3dBytes.BLOCK;
        byte[] bytes = Arrays.copyOf(out.toByteArray(), blocks * C3dBytes.BLOCK);
        bytes[0] = 1;
        bytes[1] = C3dReader.KEY;
        bytes[2] = (byte) Math.min(LARGEST_TEXT, blocks);
        bytes[3] = (byte) C3dProcessor.INTEL.code();
        return bytes;
    }

    /** A text with its length before it. */
    private static byte[] text(String text, int longest) {
        byte[] letters = C3dText.bytes(text);
        if (letters.length > longest) {
            throw new IllegalArgumentException(
                    "\"%s\" has %d bytes; C3D has room for %d".formatted(text, letters.length, longest));
        }
        byte[] out = new byte[letters.length + 1];
        out[0] = (byte) letters.length;
        System.arraycopy(letters, 0, out, 1, letters.length);
        return out;
    }

    private static byte[] body(C3dParameter parameter) {
        List<Integer> dimensions = parameter.dimensions();
        if (dimensions.stream().anyMatch(size -> size > LARGEST_TEXT)) {
            throw new IllegalArgumentException("%s has dimensions %s; C3D has room for %d in each"
                    .formatted(parameter.name(), dimensions, LARGEST_TEXT));
        }
        int count = dimensions.stream().reduce(1, (a, b) -> a * b);
        byte[] description = text(parameter.description(), LARGEST_TEXT);
        ByteBuffer body = ByteBuffer.allocate(
                        2 + dimensions.size() + count * parameter.type().bytes() + description.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        body.put((byte) parameter.type().code()).put((byte) dimensions.size());
        dimensions.forEach(size -> body.put(size.byteValue()));
        if (parameter.type() == C3dParameter.Type.TEXT) {
            int length = dimensions.isEmpty() ? 1 : dimensions.getFirst();
            parameter.texts().forEach(text -> body.put(padded(text, length)));
        } else {
            numbers(body, parameter);
        }
        return body.put(description).array();
    }

    private static byte[] padded(String text, int length) {
        byte[] letters = C3dText.bytes(text);
        if (letters.length > length) {
            throw new IllegalArgumentException(
                    "\"%s\" has %d bytes in an array of texts of %d".formatted(text, letters.length, length));
        }
        byte[] out = Arrays.copyOf(letters, length);
        Arrays.fill(out, letters.length, length, (byte) ' ');
        return out;
    }

    private static void numbers(ByteBuffer body, C3dParameter parameter) {
        for (double number : parameter.numbers()) {
            switch (parameter.type()) {
                case TEXT, BYTE -> body.put((byte) number);
                case INTEGER -> body.putShort((short) number);
                case REAL -> body.putFloat((float) number);
            }
        }
    }
}
