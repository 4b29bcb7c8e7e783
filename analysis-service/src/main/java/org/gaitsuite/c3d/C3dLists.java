package org.gaitsuite.c3d;

import java.util.List;
import java.util.function.BiFunction;

/** Lists of any length as parameters: 255 entries in the one of that name, the next in those that continue it (LABELS2, LABELS3 …). */
final class C3dLists {
    private static final int MOST_ENTRIES = 255;

    /** Programs count the bytes of a parameter in a signed word. */
    private static final int MOST_BYTES = 32000;

    private C3dLists() {}

    static C3dParameters with(C3dParameters parameters, String group, String name, List<String> texts) {
        int longest = texts.stream()
                .mapToInt(text -> C3dText.bytes(text).length)
                .max()
                .orElse(0);
        int each = Math.min(MOST_ENTRIES, MOST_BYTES / Math.max(1, longest));
        return parts(parameters, group, name, texts, each, C3dParameter::texts);
    }

    static C3dParameters with(
            C3dParameters parameters, String group, String name, C3dParameter.Type type, List<Double> numbers) {
        return parts(
                parameters,
                group,
                name,
                numbers,
                MOST_ENTRIES,
                (part, some) -> C3dParameter.numbers(part, type, List.of(some.size()), some));
    }

    /** Pairs of numbers, an array of two rows. */
    static C3dParameters withPairs(C3dParameters parameters, String group, String name, List<Double> numbers) {
        return parts(
                parameters,
                group,
                name,
                numbers,
                2 * MOST_ENTRIES,
                (part, some) -> C3dParameter.numbers(part, C3dParameter.Type.REAL, List.of(2, some.size() / 2), some));
    }

    private static <T> C3dParameters parts(
            C3dParameters parameters,
            String group,
            String name,
            List<T> entries,
            int each,
            BiFunction<String, List<T>, C3dParameter> parameter) {
        C3dParameters out = parameters.withoutContinuations(group, name);
        for (int i = 0, part = 1; i == 0 || i < entries.size(); i += each, part++) {
            List<T> some = entries.subList(i, Math.min(entries.size(), i + each));
            out = out.with(group, parameter.apply(part == 1 ? name : name + part, some));
        }
        return out;
    }
}
