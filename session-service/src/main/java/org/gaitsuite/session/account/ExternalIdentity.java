package org.gaitsuite.session.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Somebody as a provider knows them. An e-mail address is none: it may change, and be given to somebody else.
 *
 * @param issuer the provider, {@code iss}
 * @param subject whom it means, {@code sub}; unique there and never given again
 */
public record ExternalIdentity(String issuer, String subject) {
    /** Both in 64 hexadecimal digits: a database that compares text without case would mix subjects up. */
    String key() {
        try {
            String both = issuer.length() + " " + issuer + " " + subject;
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(both.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
