package org.gaitsuite.deploy.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Several accounts that submit walks at random times, each submission under a key of its own, and note what they were promised. */
final class Submitters {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final StartedSuite suite;
    private final Ledger ledger;
    private final List<PatientClient> clients = new ArrayList<>();
    private final Map<String, PatientClient> owners = new ConcurrentHashMap<>();
    private final Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicLong repeated = new AtomicLong();

    Submitters(StartedSuite suite, Ledger ledger, int accounts) throws Exception {
        this.suite = suite;
        this.ledger = ledger;
        for (int i = 1; i <= accounts; i++) {
            clients.add(PatientClient.registered(suite, "walker" + i, repeated));
        }
    }

    /** Submits {@code number} walks within {@code time} and returns when the last was accepted, or nobody would. */
    void submit(int number, Duration time, RandomGenerator random) throws Exception {
        Path video = Walks.tiny(suite);
        long began = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            long at = began + random.nextLong(time.toNanos());
            PatientClient client = clients.get(random.nextInt(clients.size()));
            String key = "walk-" + i;
            // Each question differs, so that nobody may answer two with one analysis.
            String question = "again=true&height=%.4f&name=%s"
                    .formatted(1.4 + 0.6 * i / Math.max(1, number), PatientClient.parameter(key))
                    .toLowerCase(Locale.ROOT);
            ledger.submits(key);
            threads.add(Thread.ofVirtual().name(key).start(() -> submit(client, video, question, key, at)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void submit(PatientClient client, Path video, String question, String key, long atNanos) {
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, atNanos - System.nanoTime())));
            client.submit(video, question, key, PATIENCE).ifPresent(id -> {
                ledger.accepted(key, id);
                owners.put(id, client);
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | AssertionError e) {
            surprises.add(e);
        }
    }

    /** Fetches every result that there is, through the public API: SHA-256 by analysis. */
    Map<String, String> readResults(List<Ledger.Row> rows) throws Exception {
        Map<String, String> results = new ConcurrentHashMap<>();
        for (Ledger.Row row : rows) {
            PatientClient owner = owners.get(row.id());
            if (row.state().equals("SUCCEEDED") && owner != null) {
                String result = owner.read("/v1/analyses/" + row.id() + "/result.json", PATIENCE);
                results.put(row.id(), Sha256.of(result));
            }
        }
        return results;
    }

    List<Throwable> surprises() {
        return List.copyOf(surprises);
    }

    long repeated() {
        return repeated.get();
    }
}
