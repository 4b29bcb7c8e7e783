package org.gaitsuite.c3d;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds C3D files byte by byte, for any processor and form of numbers, sound or not. Shares nothing with the writer. Coordinates are
 * {@link #coordinate}, samples {@link #sample}; point 0 is not seen in frame 0.
 */
final class RawC3d {
    private final C3dProcessor processor;
    private final boolean real;
    private final ByteArrayOutputStream parameters = new ByteArrayOutputStream();
    private final Map<Integer, Integer> headerWords = new HashMap<>();
    private final Map<Integer, Float> headerReals = new HashMap<>();
    private final Map<String, Integer> groups = new HashMap<>();
    private final List<Integer> linkPlaces = new ArrayList<>();
    int points = 3;
    int frames = 5;
    int channels = 2;
    int ratio = 2;
    float scale = 0.5f;
    int blockCount = -1;
    boolean terminated = true;

    RawC3d(C3dProcessor processor, boolean real) {
        this.processor = processor;
        this.real = real;
    }

    /** With the parameters that the guide requires. */
    static RawC3d complete(C3dProcessor processor, boolean real) {
        RawC3d raw = new RawC3d(processor, real);
        raw.group("POINT")
                .integer("POINT", "USED", 3)
                .integer("POINT", "FRAMES", 5)
                .real("POINT", "SCALE", real ? -0.5f : 0.5f)
                .real("POINT", "RATE", 50)
                .texts("POINT", "LABELS", "LHEE", "RHEE", "LTOE")
                .texts("POINT", "DESCRIPTIONS", "left heel", "right heel", "left toe")
                .texts("POINT", "UNITS", "mm");
        raw.group("ANALOG")
                .integer("ANALOG", "USED", 2)
                .texts("ANALOG", "LABELS", "Fz", "Emg")
                .texts("ANALOG", "DESCRIPTIONS", "force", "muscle")
                .texts("ANALOG", "UNITS", "N", "V")
                .real("ANALOG", "GEN_SCALE", 2)
                .reals("ANALOG", "SCALE", 0.25f, 4)
                .integers("ANALOG", "OFFSET", 10, -3)
                .real("ANALOG", "RATE", 100);
        return raw;
    }

    /** With events, subjects, a force plate and what else laboratories write. */
    static RawC3d rich(C3dProcessor processor, boolean real) {
        RawC3d raw = complete(processor, real);
        raw.group("EVENT")
                .integer("EVENT", "USED", 2)
                .texts("EVENT", "LABELS", "Foot Strike", "Foot Off")
                .texts("EVENT", "CONTEXTS", "Left", "Right")
                .texts("EVENT", "SUBJECTS", "Anna", "Anna")
                .array("EVENT", "TIMES", new int[] {2, 2}, 0, 0.04f, 1, 0.08f);
        raw.group("SUBJECTS").texts("SUBJECTS", "NAMES", "Anna");
        raw.group("PROCESSING").real("PROCESSING", "Height", 1650).real("PROCESSING", "Bodymass", 61.5f);
        raw.group("FORCE_PLATFORM")
                .integer("FORCE_PLATFORM", "USED", 1)
                .integers("FORCE_PLATFORM", "TYPE", 2)
                .integers("FORCE_PLATFORM", "ZERO", 1, 0)
                .array("FORCE_PLATFORM", "CORNERS", new int[] {3, 4, 1}, 4, 6, 0, 0, 6, 0, 0, 0, 0, 4, 0, 0)
                .array("FORCE_PLATFORM", "ORIGIN", new int[] {3, 1}, 0, 0, -40);
        raw.parameter("FORCE_PLATFORM", "CHANNEL", 2, new int[] {3, 1}, raw.words(2, 2, 1));
        raw.group("TRIAL").integers("TRIAL", "ACTUAL_START_FIELD", 1, 0).integers("TRIAL", "ACTUAL_END_FIELD", 5, 0);
        raw.parameter("EVENT", "GENERIC_FLAGS", 1, new int[] {2}, new byte[] {0, 1});
        return raw;
    }

    /** What is stored for a coordinate: a whole number, so that every form says the same. */
    static int stored(int frame, int point, int axis) {
        return 100 * point - 10 * axis + frame;
    }

    float coordinate(int frame, int point, int axis) {
        return stored(frame, point, axis) * scale;
    }

    static int sample(int index, int channel) {
        return 7 * index - 40 * channel;
    }

    RawC3d header(int word, int value) {
        headerWords.put(word, value);
        return this;
    }

    RawC3d header(int word, float value) {
        headerReals.put(word, value);
        return this;
    }

    /** Of the old kind, with a label of four characters. */
    RawC3d headerEvent(int index, String label, float seconds) {
        byte[] letters = label.getBytes(ISO_8859_1);
        header(150, 12345).header(151, index + 1).header(153 + 2 * index, seconds);
        for (int i = 0; i < 2; i++) {
            int first = letters[2 * i] & 0xFF;
            int second = letters[2 * i + 1] & 0xFF;
            header(199 + 2 * index + i, processor == C3dProcessor.MIPS ? first << 8 | second : second << 8 | first);
        }
        return this;
    }

    RawC3d group(String name) {
        groups.put(name, groups.size() + 1);
        return record(name, -groups.get(name), new byte[] {0});
    }

    RawC3d integer(String group, String name, int value) {
        return parameter(group, name, 2, new int[0], words(value));
    }

    RawC3d integers(String group, String name, int... values) {
        return parameter(group, name, 2, new int[] {values.length}, words(values));
    }

    RawC3d real(String group, String name, float value) {
        return parameter(group, name, 4, new int[0], reals(value));
    }

    RawC3d reals(String group, String name, float... values) {
        return parameter(group, name, 4, new int[] {values.length}, reals(values));
    }

    RawC3d array(String group, String name, int[] dimensions, float... values) {
        return parameter(group, name, 4, dimensions, reals(values));
    }

    RawC3d texts(String group, String name, String... texts) {
        int longest = Arrays.stream(texts).mapToInt(String::length).max().orElse(0);
        ByteArrayOutputStream letters = new ByteArrayOutputStream();
        for (String text : texts) {
            letters.writeBytes((text + " ".repeat(longest - text.length())).getBytes(ISO_8859_1));
        }
        int[] dimensions = texts.length == 1 ? new int[] {longest} : new int[] {longest, texts.length};
        return parameter(group, name, -1, dimensions, letters.toByteArray());
    }

    RawC3d parameter(String group, String name, int type, int[] dimensions, byte[] values) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(type);
        body.write(dimensions.length);
        Arrays.stream(dimensions).forEach(body::write);
        body.writeBytes(values);
        body.write(0);
        return record(name, groups.getOrDefault(group, 99), body.toByteArray());
    }

    private RawC3d record(String name, int id, byte[] body) {
        parameters.write(name.length());
        parameters.write(id);
        parameters.writeBytes(name.getBytes(ISO_8859_1));
        linkPlaces.add(parameters.size());
        parameters.writeBytes(words(2 + body.length));
        parameters.writeBytes(body);
        return this;
    }

    byte[] words(int... values) {
        byte[] out = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            putWord(out, 2 * i, values[i]);
        }
        return out;
    }

    private byte[] reals(float... values) {
        byte[] out = new byte[4 * values.length];
        for (int i = 0; i < values.length; i++) {
            putReal(out, 4 * i, values[i]);
        }
        return out;
    }

    private void putWord(byte[] out, int at, int value) {
        boolean big = processor == C3dProcessor.MIPS;
        out[at] = (byte) (big ? value >> 8 : value);
        out[at + 1] = (byte) (big ? value : value >> 8);
    }

    /** A VAX number has the bits of four times its value in IEEE's form, its words exchanged. */
    private void putReal(byte[] out, int at, float value) {
        int bits = Float.floatToIntBits(processor == C3dProcessor.DEC ? 4 * value : value);
        boolean lowFirst = processor == C3dProcessor.INTEL;
        putWord(out, at, lowFirst ? bits : bits >> 16);
        putWord(out, at + 2, lowFirst ? bits >> 16 : bits);
    }

    byte[] bytes() {
        int parameterBytes = 4 + parameters.size() + (terminated ? 2 : 0);
        int parameterBlocks = (parameterBytes + 511) / 512;
        int size = real ? 4 : 2;
        int start = 512 * (1 + parameterBlocks);
        byte[] out = new byte[start + frames * size * (4 * points + channels * ratio)];
        out[0] = 2;
        out[1] = 0x50;
        word(out, 2, points);
        word(out, 3, channels * ratio);
        word(out, 4, 1);
        word(out, 5, frames);
        putReal(out, 12, real ? -scale : scale);
        word(out, 9, parameterBlocks + 2);
        word(out, 10, ratio);
        putReal(out, 20, 50);
        headerWords.forEach((word, value) -> word(out, word, value));
        headerReals.forEach((word, value) -> putReal(out, 2 * (word - 1), value));
        out[514] = (byte) (blockCount < 0 ? parameterBlocks : blockCount);
        out[515] = (byte) processor.code();
        System.arraycopy(parameters.toByteArray(), 0, out, 516, parameters.size());
        data(out, start);
        return out;
    }

    private void word(byte[] out, int word, int value) {
        putWord(out, 2 * (word - 1), value);
    }

    private void data(byte[] out, int start) {
        int at = start;
        int size = real ? 4 : 2;
        for (int f = 0; f < frames; f++) {
            for (int p = 0; p < points; p++) {
                boolean seen = f > 0 || p > 0;
                for (int axis = 0; axis < 3; axis++, at += size) {
                    float value = real ? coordinate(f, p, axis) : stored(f, p, axis);
                    put(out, at, seen ? value : 0);
                }
                // cameras 1 and 3, a residual of f steps
                put(out, at, seen ? 5 << 8 | f : -1);
                at += size;
            }
            for (int i = f * ratio; i < (f + 1) * ratio; i++) {
                for (int c = 0; c < channels; c++, at += size) {
                    put(out, at, sample(i, c));
                }
            }
        }
    }

    private void put(byte[] out, int at, float value) {
        if (real) {
            putReal(out, at, value);
        } else {
            putWord(out, at, (int) value);
        }
    }

    /** Where in the file the distance to the next record stands, for the n-th record. */
    int linkPlace(int record) {
        return 516 + linkPlaces.get(record);
    }
}
