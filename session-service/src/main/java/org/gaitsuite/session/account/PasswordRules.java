package org.gaitsuite.session.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;

/**
 * Which passwords are taken. Length is what counts, and that it is none of the first that a guesser tries; no rules on
 * digits and signs, which make passwords worse (NIST SP 800-63B, section 5.1.1.2).
 */
@ApplicationScoped
public class PasswordRules {
    /** Characters that a password has at least. */
    static final int SHORTEST = 10;

    /** Characters that a password has at most: room for any sentence, and a bound on the work of a login. */
    public static final int LONGEST = 1024;

    private final Set<String> common = read("/org/gaitsuite/session/account/common-passwords.txt");

    /**
     * Lets a password pass or not.
     *
     * @throws Refused with what is wrong, and never the password
     */
    public void check(String password, LoginName login) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            throw weak("A password has at least %d characters, this one has %d: take a sentence."
                    .formatted(SHORTEST, length));
        }
        if (length > LONGEST) {
            throw weak("A password has at most %d characters, this one has %d.".formatted(LONGEST, length));
        }
        String plain = comparable(password);
        if (plain.equals(login.key())) {
            throw weak("The password is the login itself: choose another.");
        }
        if (common.contains(plain) || plain.chars().distinct().count() == 1) {
            throw weak("This password is among the first that a guesser tries: choose another.");
        }
    }

    private static Refused weak(String sentence) {
        return new Refused(Reason.WEAK_PASSWORD, sentence);
    }

    private static String comparable(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static Set<String> read(String resource) {
        try (InputStream lines = PasswordRules.class.getResourceAsStream(resource)) {
            if (lines == null) {
                throw new IllegalStateException(resource + " is missing from the build");
            }
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(PasswordRules::comparable)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
