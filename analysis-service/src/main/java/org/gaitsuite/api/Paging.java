package org.gaitsuite.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gaitsuite.job.ListPosition;
import org.jspecify.annotations.Nullable;

/**
 * A page that a client asks for.
 *
 * @param size entries, 1..100
 * @param after where the page before ended
 */
record Paging(int size, Optional<ListPosition> after) {
    private static final int LARGEST = 100;
    private static final int USUAL = 20;

    /** @throws Refused with the value that is wrong */
    static Paging of(@Nullable String limit, @Nullable String cursor) {
        return new Paging(size(limit), position(cursor));
    }

    /** One more than asked for tells whether there is another page. */
    int toFetch() {
        return size + 1;
    }

    /** The entries of this page. */
    <T> List<T> page(List<T> fetched) {
        return fetched.size() > size ? fetched.subList(0, size) : fetched;
    }

    /** The cursor of the next page, or null where there is none. */
    <T> @Nullable String next(List<T> fetched, Function<T, ListPosition> position) {
        return fetched.size() > size ? position.apply(fetched.get(size - 1)).cursor() : null;
    }

    private static int size(@Nullable String limit) {
        if (limit == null) {
            return USUAL;
        }
        try {
            int size = Integer.parseInt(limit);
            if (size >= 1 && size <= LARGEST) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw QueryText.invalid("limit", limit, "1 to " + LARGEST);
        }
        throw QueryText.invalid("limit", limit, "1 to " + LARGEST);
    }

    private static Optional<ListPosition> position(@Nullable String cursor) {
        try {
            return Optional.ofNullable(cursor).map(ListPosition::parse);
        } catch (IllegalArgumentException e) {
            throw QueryText.invalid("cursor", String.valueOf(cursor), "the next_cursor of an earlier answer");
        }
    }
}
