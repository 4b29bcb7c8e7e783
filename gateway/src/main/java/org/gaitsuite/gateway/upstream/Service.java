package org.gaitsuite.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * A service behind the gateway: its instances, taken in turn. An instance that cannot be connected to is passed over for
 * a while that doubles with each further failure; when all are passed over, all are tried again, so that a service
 * that comes back is found by the first request. Safe for use by many threads.
 */
public final class Service {
    private static final Logger LOG = Logger.getLogger(Service.class);
    private static final int WORST_STANDING = 4;

    private final String name;
    private final List<Instance> instances;
    private final Duration ejectFor;
    private final Duration ejectAtMost;
    private final AtomicInteger turn = new AtomicInteger();
    private final Outage outage;

    /**
     * @param name as it is shown to people and in health documents
     * @param urls at least one {@code http(s)://host:port}
     * @param ejectFor how long an instance is passed over after a first failed connection
     * @param ejectAtMost the longest time for which one is passed over
     */
    public Service(String name, List<URI> urls, Duration ejectFor, Duration ejectAtMost) {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("At least one address of " + name + " is needed");
        }
        this.name = name;
        this.outage = new Outage(LOG, "Requests to " + name + " fail");
        this.instances = urls.stream().map(Instance::new).toList();
        this.ejectFor = ejectFor;
        this.ejectAtMost = ejectAtMost;
    }

    /** Its name, for people and health documents. */
    public String name() {
        return name;
    }

    /** Whether at least one instance answers. */
    public boolean answers() {
        for (Instance instance : instances) {
            if (instance.answers()) {
                return true;
            }
        }
        return false;
    }

    List<Instance> instances() {
        return instances;
    }

    /**
     * The instances in the order in which a request should try them: those in good standing first, beginning with the next in turn. Then
     * come those that lack what others have, such as one that has just started and does not reach its database yet; those that are about
     * to end; those that did not answer when they were last asked; and those to which connections failed a short while ago.
     */
    public List<Instance> inTurn() {
        int count = instances.size();
        if (count == 1) {
            return instances;
        }
        int first = Math.floorMod(turn.getAndIncrement(), count);
        long now = System.nanoTime();
        Map<String, Boolean> parts = parts();
        List<List<Instance>> byStanding = new ArrayList<>();
        for (int i = 0; i <= WORST_STANDING; i++) {
            byStanding.add(new ArrayList<>(count));
        }
        for (int i = 0; i < count; i++) {
            Instance instance = instances.get((first + i) % count);
            byStanding.get(standing(instance, parts, now)).add(instance);
        }
        return byStanding.stream().flatMap(List::stream).toList();
    }

    private static int standing(Instance instance, Map<String, Boolean> parts, long now) {
        if (instance.isEjected(now)) {
            return WORST_STANDING;
        }
        if (!instance.answers()) {
            return 3;
        }
        if (instance.isLeaving()) {
            return 2;
        }
        return instance.lacksWhatIsIn(parts) ? 1 : 0;
    }

    /**
     * Opens a request to the next instance in turn, or to another one when no connection can be had. Nothing is sent
     * before the future completes, so trying another instance never repeats a request.
     *
     * @return fails with {@link NoInstanceReached}
     */
    public Future<HttpClientRequest> open(HttpClient client, RequestOptions options) {
        return open(client, options, inTurn(), 0);
    }

    private Future<HttpClientRequest> open(HttpClient client, RequestOptions options, List<Instance> order, int index) {
        return open(client, options, order.get(index))
                .recover(failure -> index + 1 < order.size()
                        ? open(client, options, order, index + 1)
                        : Future.failedFuture(new NoInstanceReached(name, failure)));
    }

    /** Opens a request to one instance and remembers whether it could be reached. */
    public Future<HttpClientRequest> open(HttpClient client, RequestOptions options, Instance instance) {
        return client.request(instance.directHere(options)).onComplete(opened -> {
            if (opened.succeeded()) {
                reached(instance);
            } else if (!isOurOwnCrowding(opened.cause())) {
                notReached(instance, opened.cause());
            }
        });
    }

    /** Too many requests wait for a connection: that says nothing about the instance. */
    private static boolean isOurOwnCrowding(Throwable failure) {
        return failure instanceof ConnectionPoolTooBusyException || failure instanceof TimeoutException;
    }

    /** Notes that a request could not be answered. */
    public void failed(String reason) {
        outage.failed(reason);
    }

    /** What the instances that answer lean on, by name: whether it is there for one of them, which requests then go to. */
    public Map<String, Boolean> parts() {
        Map<String, Boolean> parts = new TreeMap<>();
        for (Instance instance : instances) {
            if (instance.answers()) {
                instance.parts().forEach((part, up) -> parts.merge(part, up, Boolean::logicalOr));
            }
        }
        return parts;
    }

    void reached(Instance instance) {
        if (instance.reached()) {
            LOG.infof("%s at %s answers", name, instance);
        }
    }

    void notReached(Instance instance, Throwable failure) {
        if (instance.notReached(System.nanoTime(), ejectFor, ejectAtMost)) {
            LOG.warnf("%s at %s does not answer: %s", name, instance, failure.getMessage());
        }
    }
}
