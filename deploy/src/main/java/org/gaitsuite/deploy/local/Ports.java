package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The TCP ports of one installation. A single instance of a service sits on the documented port; of several, the n-th sits 10·n above
 * it, and the load balancer takes the documented one.
 *
 * @param offset added to every port, so that two installations fit on one machine
 */
record Ports(int offset, int instances) {

    int publicHttp() {
        return 8080 + offset;
    }

    int publicHttps() {
        return 8443 + offset;
    }

    int redis() {
        return 6389 + offset;
    }

    int sql() {
        return 9099 + offset;
    }

    /** Where the load balancer says whether it sends requests to a gateway. */
    int balancerStatus() {
        return 8404 + offset;
    }

    int gatewayHttp(int instance) {
        return 8080 + step(instance);
    }

    int gatewayHttps(int instance) {
        return 8443 + step(instance);
    }

    int analysis(int instance) {
        return 8081 + step(instance);
    }

    int sessions(int instance) {
        return 8082 + step(instance);
    }

    int gatewayManagement(int instance) {
        return 9000 + step(instance);
    }

    int analysisManagement(int instance) {
        return 9001 + step(instance);
    }

    int sessionsManagement(int instance) {
        return 9002 + step(instance);
    }

    private int step(int instance) {
        return offset + (instances == 1 ? 0 : 10 * instance);
    }

    /** Refuses, naming the port, when another program listens on it. */
    static void requireFree(int port, String purpose) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new CannotStart(
                    "Port %d (%s) is taken by another program: stop it, or start with --port-offset 100."
                            .formatted(port, purpose),
                    e);
        }
    }
}
