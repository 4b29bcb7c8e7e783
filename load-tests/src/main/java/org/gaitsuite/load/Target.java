package org.gaitsuite.load;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The gateway that is put under load. Load on a machine that did not ask for it is an attack, so anything but this
 * machine is refused unless it was allowed explicitly.
 *
 * @param base scheme, host and port, without a path
 */
record Target(URI base) {
    static final String DEFAULT = "https://127.0.0.1:8443";

    /** Only literals and {@code localhost}: what a name resolves to is somebody else's choice. */
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[(::1|0:0:0:0:0:0:0:1)]");

    /**
     * Reads a target.
     *
     * @param othersAllowed whether another machine than this may be put under load
     * @throws IllegalArgumentException when it is no http or https URL, or another machine that was not allowed
     */
    static Target parse(String url, boolean othersAllowed) {
        URI uri;
        try {
            uri = URI.create(url.strip());
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("-Dtarget=%s is not a URL".formatted(url), malformed);
        }
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (host == null || scheme == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException("-Dtarget=%s is not of the form %s".formatted(url, DEFAULT));
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("-Dtarget must not hold a user or password");
        }
        if (!othersAllowed && !isLoopback(host)) {
            throw new IllegalArgumentException(("%s is not this machine. Load on a machine"
                            + " that did not ask for it is an attack: add -Dtarget.allowed=true if it is yours.")
                    .formatted(host));
        }
        return new Target(
                URI.create("%s://%s%s".formatted(scheme, host, uri.getPort() < 0 ? "" : ":" + uri.getPort())));
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
