package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Restarts processes one after the other: each is told to leave, finishes what it has, ends, is started again, and takes requests
 * before the next one leaves. Gateways leave first and stores last, as when the suite stops.
 */
final class RollingRestart {
    private static final Duration COME_UP = Duration.ofSeconds(90);

    private final Suite suite;
    private final Function<Child, Child.Readiness> admission;

    /** @param admission whether those in front of a process send it requests again */
    RollingRestart(Suite suite, Function<Child, Child.Readiness> admission) {
        this.suite = suite;
        this.admission = admission;
    }

    /** Where each step is told. */
    @FunctionalInterface
    interface Listener {
        void say(String sentence) throws IOException;
    }

    /**
     * The processes meant, in the order in which they are restarted.
     *
     * @param names of processes ({@code gateway-2}) or services ({@code gateway}); none for all three services
     */
    List<Child> order(List<String> names) {
        List<Child> all = suite.children();
        List<String> unknown = names.stream()
                .filter(name -> all.stream().noneMatch(child -> isMeant(child, name)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new CannotStart("No process is named %s; there are %s."
                    .formatted(
                            String.join(" or ", unknown),
                            all.stream().map(Child::name).collect(Collectors.joining(", "))));
        }
        return all.reversed().stream()
                .filter(child ->
                        names.isEmpty() ? child.isService() : names.stream().anyMatch(name -> isMeant(child, name)))
                .toList();
    }

    private static boolean isMeant(Child child, String name) {
        return name.equals(child.name()) || name.equals(child.kind());
    }

    /** Restarts them; breaks off at the first that does not come back, so that the rest goes on serving. */
    void of(List<Child> processes, Listener listener) throws IOException, InterruptedException {
        Instant began = Instant.now();
        for (Child child : processes) {
            Instant leaves = Instant.now();
            child.stop();
            Instant gone = Instant.now();
            child.comeBack();
            child.awaitReady(COME_UP);
            child.await(admission.apply(child), COME_UP);
            listener.say("%s left in %s s and took requests again after %s s."
                    .formatted(child.name(), seconds(leaves, gone), seconds(gone, Instant.now())));
        }
        listener.say("%d processes restarted in %s s.".formatted(processes.size(), seconds(began, Instant.now())));
    }

    private static String seconds(Instant from, Instant to) {
        return String.format(Locale.ROOT, "%.1f", Duration.between(from, to).toMillis() / 1000.0);
    }
}
