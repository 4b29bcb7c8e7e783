package org.gaitsuite.job;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** The last row of a page, from which the next one goes on. Stable while rows are added at the front. */
public record ListPosition(Instant createdAt, UUID id) {
    /** An opaque text for clients. */
    public String cursor() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((createdAt + "/" + id).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException if the text is no cursor */
    public static ListPosition parse(String cursor) {
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("cursor '" + cursor + "' was not given by this service");
        }
        try {
            return new ListPosition(
                    Instant.parse(text.substring(0, slash)), UUID.fromString(text.substring(slash + 1)));
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("cursor '" + cursor + "' was not given by this service", e);
        }
    }
}
