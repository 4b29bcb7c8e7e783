package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** nginx and builds of the gateway, side by side in front of the same stand-in. */
final class WaysIn implements AutoCloseable {
    static final String NGINX = "nginx";
    private static final int PORTS_EACH = 10;

    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<Build, GatewayAlone> gateways = new HashMap<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    private WaysIn() {}

    /**
     * Starts them.
     *
     * @param port the first of ten for each
     * @param upstream port of what stands in for the services
     * @param settings environment of the gateways
     */
    static WaysIn open(Path folder, int port, int upstream, List<Build> builds, Map<String, String> settings)
            throws Exception {
        WaysIn waysIn = new WaysIn();
        try {
            waysIn.start(folder, port, upstream, builds, settings);
        } catch (IOException | InterruptedException e) {
            waysIn.close();
            throw e;
        }
        return waysIn;
    }

    private void start(Path folder, int port, int upstream, List<Build> builds, Map<String, String> settings)
            throws IOException, InterruptedException {
        open.add(Nginx.proxy(
                Files.createDirectory(folder.resolve(NGINX)),
                port,
                upstream,
                Runtime.getRuntime().availableProcessors()));
        ports.put(NGINX, port);
        int next = port;
        for (Build build : builds) {
            next += PORTS_EACH;
            GatewayAlone gateway = GatewayAlone.start(
                    Files.createDirectory(folder.resolve(name(build))), build, next, upstream, settings);
            open.add(gateway);
            gateways.put(build, gateway);
            ports.put(name(build), next);
        }
    }

    /** What a gateway's figures are called. */
    static String name(Build build) {
        return build == Build.NATIVE ? "gateway_native" : "gateway_jvm";
    }

    /** nginx first. */
    Set<String> names() {
        return ports.keySet();
    }

    int port(String name) {
        return Objects.requireNonNull(ports.get(name), name);
    }

    long pid(Build build) {
        return Objects.requireNonNull(gateways.get(build), build.name()).pid();
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }
}
