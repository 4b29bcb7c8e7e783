package org.gaitsuite.gateway.limit;

import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** What counts as one address. */
final class ClientAddress {
    private static final String UNKNOWN = "unknown";
    private static final int GROUPS_OF_NETWORK = 4;
    private static final int LONGEST = 64;

    private ClientAddress() {}

    /** All of an IPv4 address; of an IPv6 address the first 64 bits, since whoever has one of that network has all. */
    static String of(@Nullable SocketAddress remote) {
        String address = remote == null ? null : remote.hostAddress();
        if (address == null) {
            // A name that a proxy gave in the place of an address.
            String host = remote == null ? null : remote.host();
            return host == null ? UNKNOWN : host.substring(0, Math.min(host.length(), LONGEST));
        }
        int end = -1;
        for (int group = 0; group < GROUPS_OF_NETWORK; group++) {
            end = address.indexOf(':', end + 1);
            if (end < 0) {
                return address;
            }
        }
        return address.substring(0, end);
    }
}
