package org.gaitsuite.session.login;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where somebody is, as far as limits can tell people apart: an IPv4 address, or the first 64 bits of an IPv6 one, since
 * whoever has one of those addresses has all of them.
 *
 * @param name in one fixed form, for instance {@code 203.0.113.7} or {@code 20010db800000000/64}
 */
public record Network(String name) {
    private static final int PREFIX_BYTES = 8;

    /** That of an address; a text that is none is its own network. */
    public static Network of(String address) {
        int zone = address.indexOf('%');
        try {
            InetAddress read = InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone));
            return new Network(
                    read instanceof Inet6Address
                            ? HexFormat.of().formatHex(Arrays.copyOf(read.getAddress(), PREFIX_BYTES)) + "/64"
                            : read.getHostAddress());
        } catch (IllegalArgumentException noAddress) {
            return new Network(address);
        }
    }
}
