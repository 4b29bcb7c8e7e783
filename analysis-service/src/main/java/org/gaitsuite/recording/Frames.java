package org.gaitsuite.recording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gaitsuite.recording.RecordingRefused.Reason;
import org.jspecify.annotations.Nullable;

/** Who was seen in which frame. Frames come with a number, or in their order; several entries may tell of one frame. */
final class Frames {
    private final List<Entry> entries = new ArrayList<>();

    /**
     * What one entry of a file says.
     *
     * @param number of the frame, null where the entry does not say
     */
    record Entry(@Nullable Long number, List<Body> bodies) {}

    void add(Entry entry) throws RecordingRefused {
        if (entry.bodies().size() > Limits.MOST_PEOPLE_PER_FRAME) {
            throw new RecordingRefused(
                    Reason.TOO_LARGE,
                    "A frame has %d people; up to %d are read."
                            .formatted(entry.bodies().size(), Limits.MOST_PEOPLE_PER_FRAME));
        }
        entries.add(entry);
        Limits.requireFrames(entries.size() / Limits.MOST_PEOPLE_PER_FRAME);
    }

    List<Entry> entries() {
        return entries;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * The people of each frame. Where every entry has a number the first number is frame 0 and what is missing in between shows nobody;
     * else every entry is a frame.
     */
    List<List<Body>> inOrder() throws RecordingRefused {
        if (entries.isEmpty() || entries.stream().anyMatch(entry -> entry.number() == null)) {
            Limits.requireFrames(entries.size());
            return entries.stream().map(Entry::bodies).toList();
        }
        Map<Long, List<Body>> byNumber = new TreeMap<>(Comparator.naturalOrder());
        for (Entry entry : entries) {
            byNumber.computeIfAbsent(entry.number(), n -> new ArrayList<>()).addAll(entry.bodies());
        }
        long first = byNumber.keySet().iterator().next();
        long last = entries.stream().mapToLong(Entry::number).max().orElse(first);
        // Each number is below 10^15, so that the difference cannot overflow.
        Limits.requireFrames(last - first + 1, byNumber.size());
        List<List<Body>> frames = new ArrayList<>();
        for (long number = first; number <= last; number++) {
            List<Body> bodies = byNumber.getOrDefault(number, List.of());
            frames.add(
                    bodies.size() > Limits.MOST_PEOPLE_PER_FRAME
                            ? bodies.subList(0, Limits.MOST_PEOPLE_PER_FRAME)
                            : bodies);
        }
        return frames;
    }
}
