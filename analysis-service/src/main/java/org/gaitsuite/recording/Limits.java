package org.gaitsuite.recording;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.gaitsuite.recording.RecordingRefused.Reason;

/** What a recording may hold at most. An hour of marker data at 100 Hz stays below; what would exhaust the machine does not. */
final class Limits {
    /** Bytes of a file as it comes. */
    static final long MOST_BYTES = 256L << 20;
    /** Bytes of everything in an archive, and of one file in it. */
    static final long MOST_UNPACKED_BYTES = 512L << 20;

    static final long MOST_ENTRY_BYTES = 4L << 20;
    /**
     * How many times its packed size an archive may unpack to. Keypoints pack by 5 to 20; deflate can do 1032 (RFC 1951), which only
     * serves to harm.
     */
    static final long MOST_UNPACKED_PER_PACKED = 200;

    static final int MOST_FRAMES = 400_000;
    /**
     * Frames that may be missing: ten minutes at 60 Hz, or so many for each that is there. One wrong number in a small file would otherwise
     * make it as large as a recording of hours.
     */
    static final int MOST_MISSING_FRAMES = 36_000;

    static final int MOST_MISSING_PER_PRESENT = 100;
    static final int MOST_PEOPLE_PER_FRAME = 100;
    static final int MOST_MARKERS = 1000;
    /** Coordinates farther out are no picture's pixels and no laboratory's metres: they count as not seen. */
    static final double FARTHEST_PIXELS = 1e5;

    static final double FARTHEST_METRES = 1e4;

    private Limits() {}

    static void requireFrames(long frames) throws RecordingRefused {
        if (frames > MOST_FRAMES) {
            throw new RecordingRefused(
                    Reason.TOO_LARGE,
                    "The recording has %d frames; up to %d are read. Cut it to the walk."
                            .formatted(frames, MOST_FRAMES));
        }
    }

    /**
     * @param frames from the first to the last by their numbers or times
     * @param present of these, those that the file has
     */
    static void requireFrames(long frames, long present) throws RecordingRefused {
        requireFrames(frames);
        if (frames - present > Math.max(MOST_MISSING_FRAMES, MOST_MISSING_PER_PRESENT * present)) {
            throw new RecordingRefused(
                    Reason.TOO_LARGE,
                    "The recording reaches over %d frames by their numbers or times, but only %d of them are there."
                                    .formatted(frames, present)
                            + " Correct the one that is far from the others, or cut the recording to the walk.");
        }
    }

    static void requireBytes(long bytes, long most, String what) throws RecordingRefused {
        if (bytes > most) {
            throw new RecordingRefused(
                    Reason.TOO_LARGE,
                    "%s has more than %d MB, which is the most that is read. Cut it to the walk."
                            .formatted(what, most >> 20));
        }
    }

    /** Counts what passes, and breaks off where it is too much. */
    static final class Counting extends FilterInputStream {
        private final long most;
        private long bytes;

        Counting(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        long bytes() {
            return bytes;
        }

        boolean isExceeded() {
            return bytes > most;
        }

        @Override
        public int read() throws IOException {
            int next = isExceeded() ? -1 : super.read();
            bytes += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = isExceeded() ? -1 : super.read(buffer, offset, length);
            bytes += Math.max(0, count);
            return count;
        }

        @Override
        public void close() {
            // Whoever opened the stream below closes it: an archive goes on with its next entry.
        }
    }
}
