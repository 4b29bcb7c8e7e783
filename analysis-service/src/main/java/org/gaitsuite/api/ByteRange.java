package org.gaitsuite.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file (RFC 9110, section 14). Several ranges at once are answered with the whole file, as the standard allows.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte
 */
record ByteRange(long first, long last) {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * @param header the Range header, or null
     * @return empty if the whole file is to be sent
     */
    static Optional<ByteRange> parse(@Nullable String header, long size) {
        Matcher single = header == null ? null : SINGLE.matcher(header.strip());
        if (single == null || !single.matches()) {
            return Optional.empty();
        }
        String from = single.group(1);
        String to = single.group(2);
        if (from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        }
        long first = from.isEmpty() ? Math.max(0, size - Long.parseLong(to)) : Long.parseLong(from);
        long last = from.isEmpty() || to.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(to));
        if (first >= size || last < first) {
            throw new Refused(
                    ProblemType.RANGE_NOT_SATISFIABLE,
                    "The file has %d bytes; the range %s is not in it.".formatted(size, header));
        }
        return Optional.of(new ByteRange(first, last));
    }

    long length() {
        return last - first + 1;
    }

    String header(long size) {
        return "bytes %d-%d/%d".formatted(first, last, size);
    }
}
