package org.gaitsuite.deploy.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What clients were promised, set against what is found in the end. It knows nothing of how either was learnt, so that its judgement
 * can be tested. Promises may be noted by many threads.
 */
final class Ledger {
    private final Map<String, Promise> promises = new ConcurrentHashMap<>();
    private final Map<String, Ended> firstSeen = new ConcurrentHashMap<>();
    private final Set<String> rewritten = ConcurrentHashMap.newKeySet();
    private final Set<String> promisedTwice = ConcurrentHashMap.newKeySet();

    /** What one client knows of one submission; without an id it was never accepted. */
    private record Promise(@Nullable String id) {}

    /** How an analysis ended, as it was first seen and must stay. */
    record Ended(String state, int attempt, String finishedAt) {}

    /** A row of the truth. */
    record Row(
            String id, String state, int attempt, @Nullable String finishedAt) {
        boolean isEnded() {
            return !state.equals("QUEUED") && !state.equals("RUNNING");
        }
    }

    /**
     * What is found when all should be done.
     *
     * @param rows all analyses
     * @param keys which analysis each idempotency key belongs to
     * @param results SHA-256 of each result that a client could read, by analysis, at two readings
     */
    record Found(List<Row> rows, Map<String, String> keys, List<Map<String, String>> results) {}

    /** A client is about to submit under this key. */
    void submits(String key) {
        promises.putIfAbsent(key, new Promise(null));
    }

    /** A client was told that its submission is accepted; the same key must name the same analysis for ever. */
    void accepted(String key, String id) {
        Promise before = promises.put(key, new Promise(id));
        if (before != null && before.id() != null && !before.id().equals(id)) {
            promisedTwice.add(key);
        }
    }

    /** Somebody looked at the truth in the meantime: what has ended must not change any more. */
    void saw(List<Row> rows) {
        for (Row row : rows) {
            if (row.isEnded()) {
                Ended now = new Ended(row.state(), row.attempt(), Objects.requireNonNullElse(row.finishedAt(), ""));
                Ended before = firstSeen.putIfAbsent(row.id(), now);
                if (before != null && !before.equals(now)) {
                    rewritten.add(row.id() + " from " + before + " to " + now);
                }
            }
        }
    }

    Verdict judge(Found found) {
        saw(found.rows());
        Map<String, Row> rows = new TreeMap<>();
        found.rows().forEach(row -> rows.put(row.id(), row));
        List<String> lost = new ArrayList<>();
        List<String> stuck = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        Set<String> expected = new TreeSet<>();
        int succeeded = 0;
        for (Map.Entry<String, Promise> promise : promises.entrySet()) {
            String id = promise.getValue().id();
            if (id == null) {
                refused.add(promise.getKey());
                continue;
            }
            expected.add(id);
            Row row = rows.get(id);
            if (row == null) {
                lost.add(id);
            } else if (!row.isEnded()) {
                stuck.add(id + " is " + row.state());
            } else if (!row.state().equals("SUCCEEDED")) {
                failed.add(id + " is " + row.state());
            } else if (!found.results().stream().allMatch(reading -> reading.containsKey(id))) {
                lost.add("the result of " + id);
            } else {
                succeeded++;
            }
        }
        return new Verdict(promises.size(), succeeded, refused, failed, lost, duplicated(found, rows, expected), stuck);
    }

    private List<String> duplicated(Found found, Map<String, Row> rows, Set<String> expected) {
        List<String> duplicated = new ArrayList<>();
        promisedTwice.forEach(key -> duplicated.add("two analyses were promised for key " + key));
        rewritten.forEach(change -> duplicated.add("ended twice: " + change));
        promises.forEach((key, promise) -> {
            if (promise.id() != null && !promise.id().equals(found.keys().get(key))) {
                duplicated.add("key %s belongs to %s and not to %s"
                        .formatted(key, found.keys().get(key), promise.id()));
            }
        });
        for (String id : rows.keySet()) {
            if (!expected.contains(id)) {
                duplicated.add("nobody was promised " + id);
            }
        }
        if (found.rows().size() != rows.size()) {
            duplicated.add("%d rows for %d analyses".formatted(found.rows().size(), rows.size()));
        }
        Map<String, String> first = found.results().getFirst();
        for (Map<String, String> later : found.results()) {
            later.forEach((id, sha) -> {
                if (first.containsKey(id) && !first.get(id).equals(sha)) {
                    duplicated.add("the result of " + id + " changed");
                }
            });
        }
        return duplicated;
    }

    /** The judgement, with what is wrong by name. */
    record Verdict(
            int submitted,
            int succeeded,
            List<String> refused,
            List<String> failed,
            List<String> lost,
            List<String> duplicated,
            List<String> stuck) {

        boolean isClean() {
            return succeeded == submitted && lost.isEmpty() && duplicated.isEmpty() && stuck.isEmpty();
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%d submitted, %d succeeded, %d never accepted, %d failed, %d lost, %d duplicated, %d stuck",
                    submitted,
                    succeeded,
                    refused.size(),
                    failed.size(),
                    lost.size(),
                    duplicated.size(),
                    stuck.size());
        }

        String complaints() {
            return "never accepted %s, failed %s, lost %s, duplicated %s, stuck %s"
                    .formatted(refused, failed, lost, duplicated, stuck);
        }
    }
}
