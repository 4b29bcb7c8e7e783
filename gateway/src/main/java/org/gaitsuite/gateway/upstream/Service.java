package org.gaitsuite.gateway.upstream;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.gaitsuite.gateway.GatewayConfig;
import org.jboss.logging.Logger;

/**
 * A service behind the gateway: its instances, taken in turn. One that cannot be connected to is passed over until it answers a probe;
 * one whose answers fail is passed over for a while, see {@link Conduct}. When all are passed over the circuit is open: one request at a
 * time tries them, so that a service that comes back is found by the first, and the others fail at once. Safe for use by many threads.
 */
public final class Service {
    private static final Logger LOG = Logger.getLogger(Service.class);
    private static final int WORST_STANDING = 4;
    /** After which a trial of which nothing was heard is over. */
    private static final long TRIAL_NANOS = Duration.ofSeconds(5).toNanos();

    private final String name;
    private final List<Instance> instances;
    private final Duration ejectFor;
    private final Duration ejectAtMost;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicLong trialUntilNanos = new AtomicLong(System.nanoTime());
    private final AtomicBoolean circuitOpen = new AtomicBoolean();
    private final RepeatBudget repeatBudget = new RepeatBudget();
    private final Figures figures = new Figures();
    private final Outage outage;

    /**
     * @param name as it is shown to people and in health documents
     * @param urls at least one {@code http(s)://host:port}
     * @param config when and for how long an instance is passed over
     */
    public Service(String name, List<URI> urls, GatewayConfig.Upstream config) {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("At least one address of " + name + " is needed");
        }
        this.name = name;
        this.outage = new Outage(LOG, "Requests to " + name + " fail");
        this.instances = urls.stream()
                .map(url -> new Instance(url, config.failuresToEject()))
                .toList();
        this.ejectFor = config.ejectFor();
        this.ejectAtMost = config.ejectAtMost();
    }

    /** What happened since the process began, but for {@code inFlight}, which is now. */
    static final class Figures {
        final LongAdder inFlight = new LongAdder();
        final LongAdder unreachable = new LongAdder();
        final LongAdder suspended = new LongAdder();
        final LongAdder repeated = new LongAdder();
        final LongAdder notRepeated = new LongAdder();
        final LongAdder refusedAtOnce = new LongAdder();
        final LongAdder refusedBusy = new LongAdder();
    }

    Figures figures() {
        return figures;
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

    /** Whether there is no instance to which requests are sent at once. */
    boolean isCircuitOpen() {
        for (Instance instance : instances) {
            if (instance.isAvailable()) {
                return false;
            }
        }
        return true;
    }

    List<Instance> instances() {
        return instances;
    }

    /**
     * The instances that a request should try, in this order: one that was suspended and whose trial it shall be, then all to which
     * nothing speaks against sending it.
     *
     * @return empty when the request should fail at once
     */
    public List<Instance> inTurn() {
        repeatBudget.requested();
        long now = System.nanoTime();
        List<Instance> order = byStanding(now);
        if (allAvailable(order)) {
            return order;
        }
        List<Instance> chosen = new ArrayList<>(order.size());
        for (Instance instance : order) {
            if (instance.isAvailable()) {
                chosen.add(instance);
            } else if (instance.answers()
                    && !instance.isEjected(now)
                    && instance.conduct().beginTrial(now)) {
                chosen.addFirst(instance);
            }
        }
        if (chosen.isEmpty() && !beginTrial(now)) {
            figures.refusedAtOnce.increment();
            return chosen;
        }
        return chosen.isEmpty() ? order : chosen;
    }

    private static boolean allAvailable(List<Instance> some) {
        for (Instance instance : some) {
            if (!instance.isAvailable()) {
                return false;
            }
        }
        return true;
    }

    private boolean beginTrial(long now) {
        if (circuitOpen.compareAndSet(false, true)) {
            LOG.warnf("No instance of %s can be used; requests to it fail at once until one answers", name);
        }
        long until = trialUntilNanos.get();
        return now - until >= 0 && trialUntilNanos.compareAndSet(until, now + TRIAL_NANOS);
    }

    private void trialEnded() {
        if (circuitOpen.get()) {
            trialUntilNanos.set(System.nanoTime());
        }
    }

    /**
     * All instances: those in good standing first, beginning with the next in turn. Then come those that lack what others have, such as
     * one that has just started and does not reach its database yet; those that are about to end; those that did not answer when they
     * were last asked; and those to which connections failed a short while ago.
     */
    List<Instance> byStanding(long now) {
        int count = instances.size();
        if (count == 1) {
            return instances;
        }
        int first = Math.floorMod(turn.getAndIncrement(), count);
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
        List<Instance> order = inTurn();
        return order.isEmpty() ? Future.failedFuture(NoInstanceReached.open(name)) : open(client, options, order, 0);
    }

    private Future<HttpClientRequest> open(HttpClient client, RequestOptions options, List<Instance> order, int index) {
        return open(client, options, order.get(index))
                .recover(failure -> index + 1 < order.size()
                        ? open(client, options, order, index + 1)
                        : Future.failedFuture(failure));
    }

    /**
     * Opens a request to one instance and remembers how that and the answer went.
     *
     * @return fails with {@link NoInstanceReached}
     */
    public Future<HttpClientRequest> open(HttpClient client, RequestOptions options, Instance instance) {
        Future<HttpClientRequest> opening = client.request(instance.directHere(options));
        if (instances.size() == 1) {
            // Behind a single address may be many processes: the next connection may lead to another one.
            opening = opening.recover(failure -> wasTurnedAway(failure)
                    ? client.request(instance.directHere(options))
                    : Future.failedFuture(failure));
        }
        return opening.recover(failure -> {
                    trialEnded();
                    if (isOurOwnCrowding(failure)) {
                        figures.refusedBusy.increment();
                        return Future.failedFuture(NoInstanceReached.busy(name, failure));
                    }
                    notReached(instance, failure);
                    return Future.failedFuture(NoInstanceReached.after(name, failure));
                })
                .onSuccess(opened -> opened.response().onComplete(answer -> heard(instance, answer)));
    }

    /** A connection was refused or broken off, which takes no time, and not waited for in vain. */
    private static boolean wasTurnedAway(Throwable failure) {
        return failure instanceof IOException && !(failure instanceof ConnectTimeoutException);
    }

    /** Too many requests wait for a connection: that says nothing about the instance. */
    private static boolean isOurOwnCrowding(Throwable failure) {
        return failure instanceof ConnectionPoolTooBusyException || failure instanceof TimeoutException;
    }

    private void heard(Instance instance, AsyncResult<HttpClientResponse> answer) {
        trialEnded();
        if (answer.failed()) {
            if (!(answer.cause() instanceof StreamResetException)) {
                misbehaved(instance, String.valueOf(answer.cause().getMessage()));
            }
            return;
        }
        reached(instance);
        if (isFailure(answer.result())) {
            misbehaved(instance, "status " + answer.result().statusCode());
        } else if (instance.conduct().good(System.nanoTime())) {
            LOG.infof("%s at %s answers as it should again", name, instance);
        }
    }

    /**
     * Whether the instance itself is at fault. A 503 that gives its reason is not counted: what the reason names, such as a database, all
     * instances share.
     */
    private static boolean isFailure(HttpClientResponse answer) {
        return switch (answer.statusCode()) {
            case 500, 502, 504 -> true;
            case 503 -> {
                String type = answer.getHeader(HttpHeaders.CONTENT_TYPE);
                yield type == null || !type.startsWith("application/problem+json");
            }
            default -> false;
        };
    }

    /** Notes that an instance has not answered {@code sent} in time, or broke its answer off. */
    public void misbehaved(HttpClientRequest sent, String how) {
        for (Instance instance : instances) {
            if (instance.has(sent)) {
                misbehaved(instance, how);
                return;
            }
        }
    }

    void misbehaved(Instance instance, String how) {
        long now = System.nanoTime();
        if (!instance.conduct().bad(now)) {
            return;
        }
        long passedOver = instances.stream()
                .filter(other -> other != instance && !other.isAvailable())
                .count();
        if (2 * (passedOver + 1) > instances.size()) {
            // They share the trouble, and half-working instances are better than none.
            return;
        }
        instance.conduct().suspend(now, ejectFor, ejectAtMost);
        figures.suspended.increment();
        LOG.warnf("%s at %s is passed over because its answers fail: %s", name, instance, how);
    }

    /** Whether a request that was sent, and may have been carried out, may be sent again to somebody else. */
    public boolean mayRepeat() {
        boolean may = repeatBudget.spend();
        (may ? figures.repeated : figures.notRepeated).increment();
        return may;
    }

    /** Notes that a request is under way. */
    public void began() {
        figures.inFlight.increment();
    }

    /** Notes that a request that had begun is not under way any more. */
    public void ended() {
        figures.inFlight.decrement();
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
        if (circuitOpen.get() && !isCircuitOpen()) {
            circuitOpen.set(false);
        }
    }

    void notReached(Instance instance, Throwable failure) {
        if (instance.notReached(System.nanoTime(), ejectFor, ejectAtMost)) {
            figures.unreachable.increment();
            LOG.warnf("%s at %s does not answer: %s", name, instance, failure.getMessage());
        }
    }
}
