package org.gaitsuite.session.account;

import java.text.Normalizer;
import java.util.Locale;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;

/**
 * The name that one logs in with: an e-mail address, or any name without blanks.
 *
 * @param written as its owner wrote it
 * @param key as it is compared: Unicode's compatible composition (NFKC) in lower case, so that look-alikes in case or
 *     width are one login
 */
public record LoginName(String written, String key) {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 254;

    /**
     * Reads one.
     *
     * @throws Refused when it is shorter than 3 or longer than 254 characters, or holds blanks or control characters
     */
    public static LoginName parse(String text) {
        String written = Normalizer.normalize(text.strip(), Normalizer.Form.NFKC);
        String key = written.toLowerCase(Locale.ROOT);
        int length = Math.max(written.length(), key.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new Refused(
                    Reason.INVALID_PARAMETER,
                    "A login is an e-mail address or a name of %d to %d characters, this one has %d."
                            .formatted(SHORTEST, LONGEST, length));
        }
        if (!written.codePoints().allMatch(LoginName::isAllowed)) {
            throw new Refused(
                    Reason.INVALID_PARAMETER, "A login holds no blanks and no control characters: leave them out.");
        }
        return new LoginName(written, key);
    }

    private static boolean isAllowed(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
