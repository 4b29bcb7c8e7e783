package org.gaitsuite.download;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The way out of this network: Java's own settings ({@code https.proxyHost}) first, then {@code HTTPS_PROXY} and {@code NO_PROXY}. */
final class Proxies {
    private final Map<String, String> environment;

    Proxies(Map<String, String> environment) {
        this.environment = environment;
    }

    Proxy towards(URI address) {
        ProxySelector configured = ProxySelector.getDefault();
        if (configured != null) {
            List<Proxy> chosen = configured.select(address);
            if (!chosen.isEmpty() && chosen.getFirst().type() != Proxy.Type.DIRECT) {
                return chosen.getFirst();
            }
        }
        String named = named("HTTPS_PROXY");
        if (named.isBlank() || isExcepted(address.getHost())) {
            return Proxy.NO_PROXY;
        }
        URI proxy = URI.create(named.contains("://") ? named : "http://" + named);
        if (proxy.getHost() == null) {
            throw new IllegalArgumentException(
                    "HTTPS_PROXY is '%s', expected for instance http://proxy.example.org:3128".formatted(named));
        }
        int port = proxy.getPort() > 0 ? proxy.getPort() : 3128;
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port));
    }

    private boolean isExcepted(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return Arrays.stream(named("NO_PROXY").toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .map(entry -> entry.startsWith(".") ? entry.substring(1) : entry)
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> entry.equals("*") || lower.equals(entry) || lower.endsWith("." + entry));
    }

    private String named(String name) {
        String upper = environment.get(name);
        return upper != null ? upper : environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
}
