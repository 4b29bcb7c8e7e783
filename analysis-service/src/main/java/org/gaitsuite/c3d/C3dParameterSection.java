package org.gaitsuite.c3d;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the parameter section: a chain of groups and parameters, each pointing at the next.
 *
 * <p>The count of blocks at its start is often wrong, so the chain is followed to its own end. Parameters may come before the group that
 * they belong to, and belong to none.
 */
final class C3dParameterSection {
    /** Before the first record stand two bytes without a meaning, the count of blocks, and the processor. */
    static final int PREFIX = 4;

    /** The guide's longest section has 130 560 bytes; programs exceed it where points are many, but never by this much. */
    private static final int LONGEST = 1 << 20;

    /** As the guide says, "Parameter Format". */
    private static final int MOST_DIMENSIONS = 7;

    private final C3dBytes bytes;
    private final int start;
    private final Map<Integer, C3dGroup> groups = new TreeMap<>();
    private final Map<Integer, List<C3dParameter>> parameters = new TreeMap<>();
    private final List<Integer> order = new ArrayList<>();

    private C3dParameterSection(C3dBytes bytes, int start) {
        this.bytes = bytes;
        this.start = start;
    }

    /**
     * @param start byte where the section begins
     * @param dataStart byte where frames begin according to the header: a chain that fills its last block ends there without saying so
     */
    static C3dParameters read(C3dBytes bytes, int start, int dataStart) throws C3dMalformed {
        C3dParameterSection section = new C3dParameterSection(bytes, start);
        section.follow(dataStart);
        return section.result();
    }

    private void follow(int dataStart) throws C3dMalformed {
        int end = start + C3dBytes.BLOCK * bytes.unsignedByte(start + 2);
        int record = start + PREFIX;
        while (record != end && record != dataStart && record != bytes.length()) {
            int next = record(record);
            if (next == 0) {
                return;
            }
            if (next - start > LONGEST) {
                throw new C3dMalformed(
                        "The parameter section at byte %d is longer than %d bytes; no program writes such."
                                .formatted(start, LONGEST));
            }
            record = next;
        }
    }

    /** Returns where the next record begins, or 0 if this was the last. */
    private int record(int at) throws C3dMalformed {
        bytes.require(at, 2, "a parameter");
        int nameLength = Math.abs(bytes.signedByte(at));
        boolean locked = bytes.signedByte(at) < 0;
        int id = bytes.signedByte(at + 1);
        if (nameLength == 0 || id == 0) {
            return 0;
        }
        int link = at + 2 + nameLength;
        bytes.require(link, 3, "what follows the name of a parameter of %d letters".formatted(nameLength));
        String name = named(bytes.text(at + 2, nameLength));
        int distance = bytes.word(link);
        int next = distance == 0 ? 0 : link + distance;
        int limit = next == 0 ? bytes.length() : next;
        bytes.require(link, distance, "parameter " + name);
        if (id < 0) {
            group(-id, name, locked, limit, link + 2);
        } else {
            parameter(id, name, locked, limit, link + 2);
        }
        return next;
    }

    /** A name of blanks alone is none, and a record without a name would end the chain when it is written. */
    private static String named(String letters) {
        return letters.isBlank() ? "UNNAMED" : letters.strip();
    }

    private void group(int id, String name, boolean locked, int limit, int at) {
        noteGroup(id);
        groups.putIfAbsent(id, new C3dGroup(name, description(at, limit), locked, List.of()));
    }

    private void noteGroup(int id) {
        if (!order.contains(id)) {
            order.add(id);
        }
    }

    private void parameter(int id, String name, boolean locked, int limit, int at) throws C3dMalformed {
        bytes.require(at, 2, "the type of parameter " + name);
        C3dParameter.Type type = type(name, at);
        int dimensionCount = bytes.unsignedByte(at + 1);
        if (dimensionCount > MOST_DIMENSIONS) {
            throw new C3dMalformed("Parameter %s at byte %d has %d dimensions; %d are allowed."
                    .formatted(name, at, dimensionCount, MOST_DIMENSIONS));
        }
        bytes.require(at + 2, dimensionCount, "the dimensions of parameter " + name);
        List<Integer> dimensions = new ArrayList<>();
        long count = 1;
        for (int i = 0; i < dimensionCount; i++) {
            dimensions.add(bytes.unsignedByte(at + 2 + i));
            count *= bytes.unsignedByte(at + 2 + i);
        }
        int values = at + 2 + dimensionCount;
        if (values + count * type.bytes() > limit) {
            throw new C3dMalformed(
                    "Parameter %s at byte %d has dimensions %s of %d bytes each, but only %d bytes follow."
                            .formatted(name, at, dimensions, type.bytes(), Math.max(0, limit - values)));
        }
        int after = values + (int) count * type.bytes();
        noteGroup(id);
        parameters
                .computeIfAbsent(id, none -> new ArrayList<>())
                .add(new C3dParameter(
                        name,
                        description(after, limit),
                        locked,
                        type,
                        dimensions,
                        type == C3dParameter.Type.TEXT ? texts(dimensions, values, (int) count) : List.of(),
                        type == C3dParameter.Type.TEXT ? new double[0] : numbers(type, values, (int) count)));
    }

    private C3dParameter.Type type(String name, int at) throws C3dMalformed {
        int code = bytes.signedByte(at);
        for (C3dParameter.Type type : C3dParameter.Type.values()) {
            if (type.code() == code) {
                return type;
            }
        }
        throw new C3dMalformed(
                "Parameter %s at byte %d is of type %d; -1, 1, 2 and 4 are known.".formatted(name, at, code));
    }

    /** Some programs leave the description out, or let it run into what follows. */
    private String description(int at, int limit) {
        if (at >= limit) {
            return "";
        }
        return bytes.text(at + 1, Math.min(bytes.unsignedByte(at), limit - at - 1));
    }

    private List<String> texts(List<Integer> dimensions, int at, int count) {
        List<String> texts = new ArrayList<>();
        int length = dimensions.isEmpty() ? 1 : dimensions.getFirst();
        for (int i = 0; i < count; i += length) {
            texts.add(bytes.text(at + i, length));
        }
        return texts;
    }

    private double[] numbers(C3dParameter.Type type, int at, int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            int place = at + i * type.bytes();
            numbers[i] = switch (type) {
                case TEXT, BYTE -> bytes.signedByte(place);
                case INTEGER -> bytes.integer(place);
                case REAL -> bytes.real(place);
            };
        }
        return numbers;
    }

    private C3dParameters result() {
        List<C3dGroup> all = new ArrayList<>();
        for (int id : order) {
            C3dGroup group = Optional.ofNullable(groups.get(id))
                    .orElseGet(() -> new C3dGroup("GROUP" + id, "", false, List.of()));
            all.add(new C3dGroup(
                    group.name(), group.description(), group.locked(), parameters.getOrDefault(id, List.of())));
        }
        return new C3dParameters(all);
    }
}
