package org.gaitsuite.api;

import java.util.UUID;

/** Ids in addresses. */
final class Ids {
    private Ids() {}

    /** What is no id at all is answered like an unknown one. */
    static UUID parse(String text) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            throw Refused.notFound();
        }
        throw Refused.notFound();
    }
}
