package org.gaitsuite.gateway.upstream;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One process of a service, and what the gateway has seen of it: whether connections to it failed of late, whether it
 * answered the last probe, and how its answers were. Safe for use by many threads.
 */
public final class Instance {
    private final URI url;
    private final boolean tls;
    private final int port;
    private final AtomicReference<Trouble> trouble = new AtomicReference<>(Trouble.NONE);
    private final Conduct conduct;
    private volatile boolean answering;
    private volatile Map<String, Boolean> parts = Map.of();
    private volatile boolean leaving;

    Instance(URI url, int toleratedFailures) {
        String scheme = url.getScheme();
        boolean webAddress = "http".equals(scheme) || "https".equals(scheme);
        boolean bare = url.getRawPath() == null
                || url.getRawPath().isEmpty()
                || url.getRawPath().equals("/");
        if (!webAddress || url.getHost() == null || !bare || url.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "The address of a service must be http(s)://host:port without a path, but is '" + url + "'");
        }
        this.url = url;
        this.tls = scheme.equals("https");
        this.conduct = new Conduct(toleratedFailures);
        this.port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
    }

    /** Whether it answered the last probe or, since then, a request. */
    public boolean answers() {
        return answering;
    }

    /** What it said at the last probe that it leans on, by name: whether it is there. */
    Map<String, Boolean> parts() {
        return parts;
    }

    /** Whether it said at the last probe that it is about to end. */
    boolean isLeaving() {
        return leaving;
    }

    void leaves(boolean told) {
        leaving = told;
    }

    /** Whether it lacks something that {@code others} have. */
    boolean lacksWhatIsIn(Map<String, Boolean> others) {
        for (Map.Entry<String, Boolean> part : parts.entrySet()) {
            if (!part.getValue() && others.getOrDefault(part.getKey(), false)) {
                return true;
            }
        }
        return false;
    }

    /** @param told for instance {@code sql=up,redis=down}; null from a process that says nothing */
    void leansOn(@Nullable String told) {
        Map<String, Boolean> read = new HashMap<>();
        for (String part : told == null ? new String[0] : told.split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                read.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip().equals("up"));
            }
        }
        parts = Map.copyOf(read);
    }

    /** A copy of {@code options} that leads here. */
    RequestOptions directHere(RequestOptions options) {
        return new RequestOptions(options).setHost(url.getHost()).setPort(port).setSsl(tls);
    }

    /** How its answers have been. */
    Conduct conduct() {
        return conduct;
    }

    /** Whether {@code request} was sent here. */
    boolean has(HttpClientRequest request) {
        return port == request.getPort() && Objects.equals(url.getHost(), request.getHost());
    }

    /** Whether nothing speaks against sending it any number of requests. */
    boolean isAvailable() {
        return trouble.get().failures == 0 && !conduct.isSuspended();
    }

    /** Whether it should be passed over at {@code nanoTime} because connections to it failed a short while ago. */
    boolean isEjected(long nanoTime) {
        Trouble now = trouble.get();
        return now.failures > 0 && nanoTime - now.untilNanos < 0;
    }

    /** Notes an answer to a request or a probe; returns whether that is news. */
    boolean reached() {
        if (trouble.get().failures > 0) {
            trouble.set(Trouble.NONE);
        }
        boolean news = !answering;
        if (news) {
            answering = true;
        }
        return news;
    }

    /** Notes that no connection could be had or no probe was answered; returns whether that is news. */
    boolean notReached(long nanoTime, Duration first, Duration most) {
        trouble.updateAndGet(before -> {
            // Many requests fail at once when a process dies: those of the same moment count as one failure.
            if (before.failures > 0 && nanoTime - before.untilNanos < 0) {
                return before;
            }
            int doublings = Math.min(before.failures, 16);
            long pause = Math.min(first.toNanos() << doublings, most.toNanos());
            return new Trouble(before.failures + 1, nanoTime + pause);
        });
        boolean news = answering;
        answering = false;
        return news;
    }

    @Override
    public String toString() {
        return url.toString();
    }

    private record Trouble(int failures, long untilNanos) {
        static final Trouble NONE = new Trouble(0, 0);
    }
}
