package org.gaitsuite.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gaitsuite.RefusalSentence;
import org.jspecify.annotations.Nullable;

/**
 * How the service ends on damaged files: a hundred thousand of each kind from the file to the result, one after another, with the time of the
 * slowest and the heap at its fullest. A file that ends neither as a result nor as a refusal in a sentence, that takes longer than allowed or
 * does not fit in the heap is a failure: it is kept, with its seed in its name, and the exit status is 1. Run by {@code ./bench fuzz}.
 *
 * <p>{@code -Dgait.fuzz.count=100000} files of each kind, {@code -Dgait.fuzz.seed=0} is the first one's seed, {@code -Dgait.fuzz.seconds=10} is
 * the time that each has, {@code -Dgait.fuzz.kinds=TRC,OWN} measures those kinds alone, {@code -Dgait.fuzz.kept=DIR} is where failures go.
 */
public final class FuzzBenchmark {
    private static final int COUNT = Integer.getInteger("gait.fuzz.count", 100_000);
    private static final long FIRST_SEED = Long.getLong("gait.fuzz.seed", 0);
    private static final long LIMIT_NANOSECONDS = TimeUnit.SECONDS.toNanos(Integer.getInteger("gait.fuzz.seconds", 10));
    private static final @Nullable String KINDS = System.getProperty("gait.fuzz.kinds");
    private static final Path KEPT = Path.of(System.getProperty("gait.fuzz.kept", "target/fuzz-failures"));

    private static final double MEGABYTE = 1 << 20;
    private static final int TOLD_EVERY = 20_000;

    private final DamagedFile kind;
    private final Path file;
    private int results;
    private int refusals;
    private int failures;
    private long slowestNanoseconds;
    private long fullestHeap;
    private volatile long seed;
    /** Of the file under way; 0 between files. */
    private volatile long started;

    private FuzzBenchmark(DamagedFile kind, Path file) {
        this.kind = kind;
        this.file = file;
    }

    public static void main(String[] arguments) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%d damaged files of each kind, seeds from %d, at most %d s each, heap of at most %.0f MB%n%n",
                COUNT,
                FIRST_SEED,
                TimeUnit.NANOSECONDS.toSeconds(LIMIT_NANOSECONDS),
                Runtime.getRuntime().maxMemory() / MEGABYTE);
        System.out.println("| kind | files | results | refusals | failures | slowest, ms | heap at its fullest, MB |");
        System.out.println("|---|---|---|---|---|---|---|");
        Path file = Files.createTempFile("fuzz", "");
        StringBuilder figures = new StringBuilder();
        int failures = 0;
        for (DamagedFile kind : kinds()) {
            FuzzBenchmark one = new FuzzBenchmark(kind, file);
            one.run();
            System.out.println(one.row());
            figures.append(one.figures());
            failures += one.failures;
        }
        Files.delete(file);
        System.out.printf("%n%sfigure fuzz_failures %d%n", figures, failures);
        if (failures > 0) {
            System.out.flush();
            System.exit(1);
        }
    }

    private static List<DamagedFile> kinds() {
        return KINDS == null
                ? List.of(DamagedFile.values())
                : Stream.of(KINDS.split(",", -1)).map(DamagedFile::valueOf).toList();
    }

    private void run() {
        Thread watchdog = Thread.ofPlatform().daemon().start(this::watch);
        for (long next = FIRST_SEED; next < FIRST_SEED + COUNT; next++) {
            seed = next;
            if (next > FIRST_SEED && (next - FIRST_SEED) % TOLD_EVERY == 0) {
                System.err.printf("%s: %d of %d%n", kind, next - FIRST_SEED, COUNT);
            }
            byte[] damaged = kind.of(next);
            try {
                Files.write(file, damaged);
                started = System.nanoTime();
                end(damaged);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        started = 0;
        watchdog.interrupt();
    }

    private void end(byte[] damaged) throws IOException {
        try {
            Optional<String> refusal = kind.analyzed(file);
            long took = System.nanoTime() - started;
            started = 0;
            slowestNanoseconds = Math.max(slowestNanoseconds, took);
            Runtime runtime = Runtime.getRuntime();
            fullestHeap = Math.max(fullestHeap, runtime.totalMemory() - runtime.freeMemory());
            Optional<String> fault = refusal.flatMap(RefusalSentence::fault);
            if (took > LIMIT_NANOSECONDS) {
                fail(damaged, "took %.1f s".formatted(took / 1e9));
            } else if (fault.isPresent()) {
                fail(damaged, fault.get());
            } else if (refusal.isPresent()) {
                refusals++;
            } else {
                results++;
            }
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            started = 0;
            fail(damaged, e.toString());
            e.printStackTrace();
        }
    }

    private void fail(byte[] damaged, String why) throws IOException {
        failures++;
        Files.createDirectories(KEPT);
        Path kept = Files.write(KEPT.resolve(kind + "-" + seed), damaged);
        System.err.printf("%s, seed %d (kept as %s): %s%n", kind, seed, kept.toAbsolutePath(), why);
    }

    /** A file that never ends would hold everything up: it is told of and kept, and all ends. */
    private void watch() {
        try {
            while (true) {
                Thread.sleep(100);
                long since = started;
                if (since != 0 && System.nanoTime() - since > LIMIT_NANOSECONDS) {
                    hang();
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void hang() throws IOException {
        fail(kind.of(seed), "not ended after %d s".formatted(TimeUnit.NANOSECONDS.toSeconds(LIMIT_NANOSECONDS)));
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            if (thread.getName().equals("main")) {
                for (StackTraceElement frame : frames) {
                    System.err.println("    at " + frame);
                }
            }
        });
        System.err.flush();
        Runtime.getRuntime().halt(1);
    }

    private String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %.0f | %.0f |",
                kind,
                COUNT,
                results,
                refusals,
                failures,
                slowestNanoseconds / 1e6,
                fullestHeap / MEGABYTE);
    }

    private String figures() {
        String name = "figure fuzz_" + kind.name().toLowerCase(Locale.ROOT);
        return String.format(
                Locale.ROOT,
                "%1$s_results %2$d%n%1$s_refusals %3$d%n%1$s_slowest_ms %4$.0f%n%1$s_heap_mb %5$.0f%n",
                name,
                results,
                refusals,
                slowestNanoseconds / 1e6,
                fullestHeap / MEGABYTE);
    }
}
