package org.gaitsuite.session.oidc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gaitsuite.session.token.BearerToken;
import org.jspecify.annotations.Nullable;

/**
 * One way of a browser to the provider and back. The browser alone keeps it, as a cookie, so that any instance can take it up and an
 * attempt that nobody finishes costs no memory. Everything that travels through the provider is derived from the seed and tells nothing
 * of it: {@code state} shows that the return belongs to this browser, {@code nonce} that the proof was made for this attempt, and the
 * verifier (RFC 7636) that the code was asked for here.
 *
 * <p>The cookie is not signed: whoever could plant one of their own making could as well plant one that they were given.
 *
 * @param seed 256 random bits in base64url
 * @param began when, to the second
 * @param returnTo where in the web page it goes on
 */
record LoginAttempt(String seed, Instant began, String returnTo) {
    /** Time in which somebody has to come back. */
    static final Duration LIFE = Duration.ofMinutes(10);

    private static final Pattern COOKIE =
            Pattern.compile("([A-Za-z0-9_-]{43})\\.([0-9]{1,11})\\.([A-Za-z0-9_-]{1,1400})");
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static LoginAttempt begin(@Nullable String returnTo, Instant now) {
        // The same 256 random bits as a session's token has.
        String seed = BearerToken.random(BearerToken.Kind.SESSION).value();
        return new LoginAttempt(seed, Instant.ofEpochSecond(now.getEpochSecond()), LocalPath.of(returnTo));
    }

    /** What a browser brought back; empty when it is none. */
    static Optional<LoginAttempt> parse(@Nullable String cookie) {
        Matcher matcher = COOKIE.matcher(cookie == null ? "" : cookie);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            String path = new String(Base64.getUrlDecoder().decode(matcher.group(3)), StandardCharsets.UTF_8);
            return Optional.of(new LoginAttempt(
                    matcher.group(1), Instant.ofEpochSecond(Long.parseLong(matcher.group(2))), LocalPath.of(path)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    String cookie() {
        return "%s.%d.%s"
                .formatted(
                        seed, began.getEpochSecond(), BASE64.encodeToString(returnTo.getBytes(StandardCharsets.UTF_8)));
    }

    String state() {
        return derived("state");
    }

    String nonce() {
        return derived("nonce");
    }

    String verifier() {
        return derived("verifier");
    }

    /** The verifier's SHA-256, method S256. */
    String challenge() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(verifier().getBytes(StandardCharsets.US_ASCII));
            return BASE64.encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Whether {@code brought} is the state that this attempt sent out. */
    boolean sent(@Nullable String brought) {
        return brought != null
                && MessageDigest.isEqual(
                        state().getBytes(StandardCharsets.US_ASCII), brought.getBytes(StandardCharsets.UTF_8));
    }

    boolean isOver(Instant now) {
        return began.plus(LIFE).isBefore(now);
    }

    private String derived(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            String message = "%s %d %s".formatted(purpose, began.getEpochSecond(), returnTo);
            return BASE64.encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }

    /** Never the seed. */
    @Override
    public String toString() {
        return "LoginAttempt[began=" + began + "]";
    }
}
