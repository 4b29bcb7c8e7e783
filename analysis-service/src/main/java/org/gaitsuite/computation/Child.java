package org.gaitsuite.computation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** One computing process, used by one caller at a time. */
final class Child implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Child.class);
    /** No secret of the service, and no address of a store. */
    private static final Set<String> PASSED_ON = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH");

    /**
     * In a crash the Java virtual machine names the signal that it met on its standard output, and a native executable its number on its
     * standard error; then it aborts.
     */
    private static final Pattern CRASH = Pattern.compile("^#\\s+(SIG[A-Z]{2,9}) \\(0x|^siginfo: si_signo: (\\d{1,3}),");

    private static final int LONGEST_LOG_LINE = 1000;
    /** Bytes; an answer holds a sentence or two. */
    private static final int LONGEST_LINE = 1 << 16;

    private static final int MOST_LOG_LINES = 100;
    private static final Duration TO_DIE = Duration.ofSeconds(5);

    private final Process process;
    private final WorkFolder folder;
    private final OutputStream orders;
    private final Thread errors;
    private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
    private volatile int logLines;
    /** What the caller's own log lines say of which analysis or request they are about. */
    private volatile Map<String, Object> orderedFor = Map.of();

    private volatile String crash = "";
    private int computations;
    private volatile long idleSinceNanos = System.nanoTime();

    private sealed interface Said {
        record Line(Answer answer) implements Said {}

        record End() implements Said {}
    }

    private Child(Process process, WorkFolder folder) {
        this.process = process;
        this.folder = folder;
        this.orders = process.getOutputStream();
        reader("answers").start(this::listen);
        this.errors = reader("errors").start(this::passErrorsOn);
    }

    /** A thread that knows nothing of the analysis for which this process happened to be started. */
    private Thread.Builder.OfPlatform reader(String what) {
        return Thread.ofPlatform().name(what + "-" + process.pid()).daemon().inheritInheritableThreadLocals(false);
    }

    /** Starts a process in a folder of its own, which goes with it. */
    static Child start(List<String> command, Order.Settings settings) throws IOException {
        WorkFolder folder = WorkFolder.create();
        Process process;
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.path().toFile());
            builder.environment().keySet().retainAll(PASSED_ON);
            builder.environment().put("TMPDIR", folder.path().toString());
            process = builder.start();
        } catch (IOException e) {
            folder.remove();
            throw e;
        }
        Child child = new Child(process, folder);
        child.preferForKilling();
        try {
            child.send(settings);
        } catch (IOException e) {
            child.close();
            throw e;
        }
        return child;
    }

    /** If the machine runs out of memory, a computation goes before the service. */
    private void preferForKilling() {
        try {
            Files.writeString(Path.of("/proc/" + process.pid() + "/oom_score_adj"), "500");
        } catch (IOException e) {
            LOG.debugf(e, "Process %d keeps its oom_score_adj", process.pid());
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int computations() {
        return computations;
    }

    Duration idle() {
        return Duration.ofNanos(System.nanoTime() - idleSinceNanos);
    }

    void idleNow() {
        idleSinceNanos = System.nanoTime();
    }

    /** Starts something new. An order that cannot be sent shows as the end of the answers. */
    void order(Order order) {
        computations++;
        logLines = 0;
        orderedFor = Map.copyOf(MDC.getMap());
        said.removeIf(left -> left instanceof Said.Line);
        try {
            send(order);
        } catch (IOException e) {
            LOG.debugf(e, "Process %d takes no order", process.pid());
        }
    }

    private void send(Order order) throws IOException {
        orders.write(Wire.line(order).getBytes(StandardCharsets.UTF_8));
        orders.flush();
    }

    /**
     * @return null if there is none within the patience
     * @throws ComputationDied if there will be none
     */
    @Nullable
    Answer answer(Duration patience) throws InterruptedException {
        Said next = said.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        return switch (next) {
            case null -> null;
            case Said.Line line -> line.answer();
            case Said.End end -> throw new ComputationDied("the computing process " + waitForEnd());
        };
    }

    private String waitForEnd() throws InterruptedException {
        if (!process.waitFor(TO_DIE.toMillis(), TimeUnit.MILLISECONDS)) {
            return "closed its output and went on";
        }
        errors.join(TO_DIE);
        return ExitStatus.inWords(process.exitValue()) + crash;
    }

    private void listen() {
        try (BoundedLines in = new BoundedLines(process.getInputStream(), LONGEST_LINE)) {
            for (String line = in.next(); line != null; line = in.next()) {
                hear(line);
            }
        } catch (IOException e) {
            LOG.debugf(e, "The answers of process %d broke off", process.pid());
        } finally {
            said.add(new Said.End());
            removeFolder();
        }
    }

    private void hear(String line) {
        lookForCrash(line);
        try {
            Wire.answer(line).ifPresentOrElse(answer -> said.add(new Said.Line(answer)), () -> log(line));
        } catch (JsonProcessingException e) {
            log(line);
        }
    }

    private void lookForCrash(String line) {
        Matcher report = CRASH.matcher(line);
        if (report.find()) {
            String name = report.group(1);
            crash = " after " + (name != null ? name : ExitStatus.signal(String.valueOf(report.group(2))));
        }
    }

    private void passErrorsOn() {
        try (BoundedLines in = new BoundedLines(process.getErrorStream(), LONGEST_LINE)) {
            for (String line = in.next(); line != null; line = in.next()) {
                lookForCrash(line);
                log(line);
            }
        } catch (IOException e) {
            LOG.debugf(e, "The errors of process %d broke off", process.pid());
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // An estimate will do: two threads of one process write a log.
    private void log(String line) {
        if (line.isBlank() || logLines > MOST_LOG_LINES) {
            return;
        }
        logLines++;
        String shown = line.length() > LONGEST_LOG_LINE ? line.substring(0, LONGEST_LOG_LINE) + "…" : line;
        Map<String, Object> fields = orderedFor;
        fields.forEach(MDC::put);
        try {
            LOG.warnf("Computing process %d: %s", process.pid(), shown);
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }

    private void removeFolder() {
        try {
            folder.remove();
        } catch (IOException e) {
            LOG.debugf(e, "Folder %s is left", folder.path());
        }
    }

    /** Ends the process at once, whatever it does, and waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly();
        boolean interrupted = false;
        long deadline = System.nanoTime() + TO_DIE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
