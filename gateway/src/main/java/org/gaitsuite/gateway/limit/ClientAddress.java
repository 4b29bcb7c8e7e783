package org.gaitsuite.gateway.limit;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.List;
import org.gaitsuite.gateway.GatewayConfig;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from. Behind proxies that is what the outermost of ours has seen, the last but so many of {@code
 * X-Forwarded-For}: each proxy adds an address at the end, and what stands before those any client may have written.
 */
@Singleton
public final class ClientAddress {
    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("x-forwarded-for");
    private static final String UNKNOWN = "unknown";
    private static final int BYTES_OF_NETWORK = 8;
    private static final int LONGEST = 64;

    private final int proxies;

    @Inject
    ClientAddress(GatewayConfig config) {
        this(config.behindProxy() ? config.proxies() : 0);
        if (config.proxies() < 1) {
            throw new IllegalArgumentException("gait.gateway.proxies must be at least 1, but is " + config.proxies()
                    + "; where there is no proxy, GAIT_BEHIND_PROXY is false");
        }
    }

    ClientAddress(int proxies) {
        this.proxies = proxies;
    }

    /** The whole address, or what a proxy gave in the place of one, at most {@value #LONGEST} characters. */
    public String of(HttpServerRequest request) {
        return proxies == 0
                ? of(request.connection().remoteAddress())
                : forwarded(
                        request.headers().getAll(FORWARDED_FOR),
                        of(request.connection().remoteAddress()));
    }

    /**
     * @param lines of the header
     * @param otherwise for a request that came past the proxies
     */
    String forwarded(List<String> lines, String otherwise) {
        String all = String.join(",", lines);
        String[] hops = all.split(",", -1);
        int outermost = hops.length - proxies;
        String hop = outermost < 0 ? "" : withoutPort(hops[outermost].strip());
        return hop.isEmpty() ? otherwise : hop.substring(0, Math.min(hop.length(), LONGEST));
    }

    /** Azure's Application Gateway adds the port. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? hop : hop.substring(1, end);
        }
        int colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }

    private static String of(@Nullable SocketAddress remote) {
        String address = remote == null ? null : remote.hostAddress();
        return address == null ? UNKNOWN : address;
    }

    /** What counts as one address: all of an IPv4 address; of an IPv6 address the first 64 bits, since whoever has one of that network has all. */
    static String network(String address) {
        byte[] bytes = address.indexOf(':') < 0 ? null : NetUtil.createByteArrayFromIpAddressString(address);
        return bytes == null || bytes.length <= BYTES_OF_NETWORK
                ? address
                : HexFormat.of().formatHex(bytes, 0, BYTES_OF_NETWORK);
    }
}
