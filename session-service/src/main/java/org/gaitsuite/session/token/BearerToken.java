package org.gaitsuite.session.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A secret that proves who calls: 256 random bits in base64url. Only its owner keeps it; stores keep {@link #hash()}. A
 * plain hash suffices, since nobody can guess 256 random bits. The prefix {@code gait_} marks a program's token, so that
 * secret scanners find it and a look-up asks the right store only.
 */
public final class BearerToken {
    /** What a token proves. */
    public enum Kind {
        /** A person who logged in. */
        SESSION(""),
        /** A program that its owner gave an API token. */
        API_TOKEN("gait_");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("(gait_)?[A-Za-z0-9_-]{43}");

    private final String value;

    private BearerToken(String value) {
        this.value = value;
    }

    /** A new one. */
    public static BearerToken random(Kind kind) {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return new BearerToken(
                kind.prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** What a caller sent; empty when no token looks like that, so that no store needs to be asked. */
    public static Optional<BearerToken> parse(String value) {
        return FORM.matcher(value).matches() ? Optional.of(new BearerToken(value)) : Optional.empty();
    }

    /** What it proves. */
    public Kind kind() {
        return value.startsWith(Kind.API_TOKEN.prefix) && value.length() > 43 ? Kind.API_TOKEN : Kind.SESSION;
    }

    /** The secret itself, for its owner. */
    public String value() {
        return value;
    }

    /** SHA-256 in 64 lower-case hexadecimal digits, for stores. */
    public String hash() {
        return sha256(value);
    }

    /** SHA-256 of a text in UTF-8, in 64 lower-case hexadecimal digits. */
    public static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return kind() + " token";
    }
}
