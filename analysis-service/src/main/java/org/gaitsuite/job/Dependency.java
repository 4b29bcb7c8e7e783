package org.gaitsuite.job;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Something outside this process that it cannot work without, and whether it is there. One thread asks it again and again, so that
 * everybody else knows without asking: what is known to be away is refused at once instead of being waited for. A loss is logged once,
 * then every half minute, and the return once. Thread-safe; only the watching thread waits.
 */
public final class Dependency implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Dependency.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration EVERY_WHILE_AWAY = Duration.ofMillis(500);
    private static final Duration REMINDER = Duration.ofSeconds(30);

    /** Throws if the dependency does not do its work; must return or throw within a few seconds. */
    @FunctionalInterface
    interface Question {
        void ask() throws Exception;
    }

    private final String name;
    private final Question question;
    private final Thread loop;
    private final Semaphore doubts = new Semaphore(0);
    private volatile @Nullable Exception loss;
    private long lostNanos;
    private long saidNanos;

    /** @param name as operators know it, for instance {@code redis} */
    Dependency(String name, Question question) {
        this.name = name;
        this.question = question;
        this.loop = Thread.ofVirtual().name("watch-" + name).unstarted(this::watch);
    }

    void start() {
        loop.start();
    }

    public String name() {
        return name;
    }

    /** Whether it did not answer when it was last asked. */
    public boolean isAway() {
        return loss != null;
    }

    /** Says that a call just failed: it is asked at once, and by its answer it is away or not. */
    public void doubt() {
        if (loss == null && doubts.availablePermits() == 0) {
            doubts.release();
        }
    }

    private void watch() {
        try {
            while (true) {
                look();
                Duration pause = loss == null ? EVERY : EVERY_WHILE_AWAY;
                if (doubts.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    doubts.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.debugf("%s is watched no longer", name);
        }
    }

    /** Asks once. */
    void look() throws InterruptedException {
        try {
            question.ask();
            found();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("the question was broken off");
            }
            missed(e);
        }
    }

    private void found() {
        if (loss != null) {
            loss = null;
            LOG.infof(
                    "%s is back after %d s",
                    name, Duration.ofNanos(System.nanoTime() - lostNanos).toSeconds());
        }
    }

    private void missed(Exception failure) {
        long now = System.nanoTime();
        if (loss == null) {
            lostNanos = now;
            saidNanos = now;
            LOG.warnf("%s is away: %s", name, innermost(failure));
        } else if (now - saidNanos > REMINDER.toNanos()) {
            saidNanos = now;
            LOG.warnf(
                    "%s is away since %d s: %s",
                    name, Duration.ofNanos(now - lostNanos).toSeconds(), innermost(failure));
        }
        loss = failure;
    }

    /** Outer messages repeat statements and commands, which say nothing to an operator. */
    private static String innermost(Exception failure) {
        String message = failure.getClass().getSimpleName();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            message = cause.getMessage() == null ? message : cause.getMessage();
        }
        return message.lines().findFirst().orElse(message);
    }

    @Override
    public void close() {
        loop.interrupt();
    }
}
