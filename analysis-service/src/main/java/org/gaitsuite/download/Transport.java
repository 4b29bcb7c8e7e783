package org.gaitsuite.download;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * One GET over https, or over http where both the file and its detours lie on this machine. Redirects are followed by hand, so that none leads to a place that
 * is not as safe.
 */
final class Transport {
    static final int MOST_REDIRECTS = 5;

    private final Proxies proxies;
    private final Duration patience;

    /** @param patience how long a server may take to be reached, and how long it may be silent */
    Transport(Proxies proxies, Duration patience) {
        this.proxies = proxies;
        this.patience = patience;
    }

    /** @throws DownloadFailed if an address may not be asked */
    HttpURLConnection get(URI address, long from) throws IOException, DownloadFailed {
        URI next = address;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            requireSafe(next, address);
            HttpURLConnection connection = open(next, from);
            int status = connection.getResponseCode();
            String location = connection.getHeaderField("Location");
            if (status < 300 || status >= 400 || location == null) {
                return connection;
            }
            connection.disconnect();
            try {
                next = next.resolve(location);
            } catch (IllegalArgumentException e) {
                throw new DownloadFailed("%s leads to \"%s\", which is no address.".formatted(address, location), e);
            }
        }
        throw new DownloadFailed(
                "%s leads from one address to the next, more than %d times.".formatted(address, MOST_REDIRECTS));
    }

    private HttpURLConnection open(URI address, long from) throws IOException {
        Proxy proxy = isOnThisMachine(address) ? Proxy.NO_PROXY : proxies.towards(address);
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(proxy);
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) patience.toMillis());
        connection.setReadTimeout((int) patience.toMillis());
        connection.setUseCaches(false);
        // A compressed body has other lengths than the file.
        connection.setRequestProperty("Accept-Encoding", "identity");
        if (from > 0) {
            connection.setRequestProperty("Range", "bytes=" + from + "-");
        }
        return connection;
    }

    private static void requireSafe(URI address, URI asked) throws DownloadFailed {
        boolean plain = "http".equalsIgnoreCase(address.getScheme())
                && "http".equalsIgnoreCase(asked.getScheme())
                && isOnThisMachine(address);
        if (address.getHost() == null || !(plain || "https".equalsIgnoreCase(address.getScheme()))) {
            throw new DownloadFailed(
                    address.equals(asked)
                            ? "%s is not asked: files come over https, or over http from this machine."
                                    .formatted(address)
                            : "%s leads to %s, which is not asked: files come over https.".formatted(asked, address));
        }
    }

    /** Names are not looked up: only an address in numbers, or {@code localhost}, is certainly this machine's. */
    private static boolean isOnThisMachine(URI address) {
        String host = address.getHost();
        if (host == null) {
            return false;
        }
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return (host.startsWith("[") || host.matches("[0-9.]+"))
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
