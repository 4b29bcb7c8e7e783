package org.gaitsuite.computation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.analysis.FileRefused;
import org.gaitsuite.analysis.PoseConfig;
import org.gaitsuite.analysis.Refusal;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoRefused;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Computes in processes of their own: what crashes, eats memory or hangs there touches no other computation and not the service.
 * There are as many processes as computations at a time; one that is done takes the next, since a warm one is faster, and one that was
 * stopped is killed.
 */
public final class InChildProcesses implements Computation {
    private static final Logger LOG = Logger.getLogger(InChildProcesses.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    /** A look at the head of a file takes milliseconds in a warm process. */
    private static final Duration LONGEST_INSPECTION = Duration.ofSeconds(30);

    private static final int INSPECTIONS_AT_A_TIME = 2;

    private final Order.Settings settings;
    private final ChildCommand command;
    private final int computationsPerProcess;
    private final Duration keptIdle;
    private final Semaphore inspections = new Semaphore(INSPECTIONS_AT_A_TIME);
    private final ConcurrentLinkedDeque<Child> idle = new ConcurrentLinkedDeque<>();
    private final Set<Child> alive = ConcurrentHashMap.newKeySet();
    private final Thread retirement;
    private volatile boolean closed;

    InChildProcesses(Order.Settings settings, ChildCommand command, int computationsPerProcess, Duration keptIdle) {
        this.settings = settings;
        this.command = command;
        this.computationsPerProcess = computationsPerProcess;
        this.keptIdle = keptIdle;
        this.retirement = Thread.ofVirtual().name("computing-processes").start(this::retire);
    }

    /** @param modelFolder where networks lie */
    public static InChildProcesses of(
            ComputationConfig config, VideoLimits limits, PoseConfig pose, Optional<Path> modelFolder) {
        return new InChildProcesses(
                new Order.Settings(
                        limits,
                        pose.estimator(),
                        modelFolder
                                .map(folder -> folder.toAbsolutePath().toString())
                                .orElse(null),
                        pose.model().orElse(null)),
                new ChildCommand(config.memory().asLongValue()),
                config.computationsPerProcess(),
                config.idle());
    }

    @Override
    public Product compute(Path video, AnalysisRequest request, Path folder, Progress progress)
            throws IOException, FileRefused, PoseRefused, NoWalkFound {
        Answer.Done done = run(
                new Order.Compute(
                        video.toAbsolutePath().toString(),
                        folder.toAbsolutePath().toString(),
                        request),
                progress);
        return new Product(Files.readString(folder.resolve("result.json")), done.frames());
    }

    @Override
    public void inspect(Path video) throws IOException, FileRefused {
        long deadline = System.nanoTime() + LONGEST_INSPECTION.toNanos();
        inspections.acquireUninterruptibly();
        try {
            run(new Order.Inspect(video.toAbsolutePath().toString()), (stage, fraction) -> {
                if (System.nanoTime() > deadline) {
                    throw new ComputationDied("the computing process hung while it looked at a video's head");
                }
            });
        } catch (PoseRefused | NoWalkFound e) {
            throw new IllegalStateException("an inspection follows nobody", e);
        } catch (ComputationDied e) {
            LOG.warnf("A video is refused, since its inspection died: %s", e.getMessage());
            throw new FileRefused(
                    new Refusal.OfVideo(
                            VideoRefused.Reason.NOT_A_VIDEO,
                            "The file cannot be read as a video: reading its head broke the decoder. Export it anew, for instance as MP4, and try again."));
        } finally {
            inspections.release();
        }
    }

    private Answer.Done run(Order order, Progress progress) throws IOException, FileRefused, PoseRefused, NoWalkFound {
        Child child = idleOrNew();
        boolean reusable = false;
        try {
            child.order(order);
            Answer last = lastAnswer(child, progress);
            reusable = true;
            return switch (last) {
                case Answer.Done done -> done;
                case Answer.BadVideo refused ->
                    throw new FileRefused(new Refusal.OfVideo(refused.reason(), refused.sentence()));
                case Answer.BadRecording refused ->
                    throw new FileRefused(new Refusal.OfRecording(refused.reason(), refused.sentence()));
                case Answer.NoPose refused -> throw new PoseRefused(refused.reason(), refused.sentence());
                case Answer.NoWalk refused -> throw new NoWalkFound(refused.sentence());
                case Answer.Unreadable failure -> throw new IOException(failure.message());
                case Answer.Broke bug -> throw new IllegalStateException(bug.message());
                case Answer.Told told -> throw new AssertionError("progress is no last answer");
            };
        } finally {
            if (reusable) {
                giveBack(child);
            } else {
                end(child);
            }
        }
    }

    /** Tells of progress all the while, also when there is none: the caller may want to stop. */
    private static Answer lastAnswer(Child child, Progress progress) {
        Answer.Told told = new Answer.Told("decoding", 0);
        while (true) {
            progress.report(told.stage(), told.fraction());
            Answer answer = answer(child);
            if (answer instanceof Answer.Told news) {
                told = news;
            } else if (answer != null) {
                return answer;
            }
        }
    }

    private static @Nullable Answer answer(Child child) {
        try {
            return child.answer(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ComputationDied("its caller was interrupted");
        }
    }

    private Child idleOrNew() throws IOException {
        for (Child child = idle.pollFirst(); child != null; child = idle.pollFirst()) {
            if (child.isAlive()) {
                return child;
            }
            end(child);
        }
        Child child = Child.start(command.line(), settings);
        alive.add(child);
        if (closed) {
            end(child);
            throw new IOException("this process is ending");
        }
        return child;
    }

    private void giveBack(Child child) {
        if (closed || child.computations() >= computationsPerProcess) {
            end(child);
        } else {
            child.idleNow();
            idle.addFirst(child);
        }
    }

    private void end(Child child) {
        child.close();
        alive.remove(child);
    }

    /** Ends those that have been without work for long. The one used last is at the front. */
    private void retire() {
        try {
            while (!closed) {
                Thread.sleep(keptIdle.dividedBy(4));
                for (Child child = idle.peekLast();
                        child != null && child.idle().compareTo(keptIdle) > 0; ) {
                    if (idle.removeLastOccurrence(child)) {
                        end(child);
                    }
                    child = idle.peekLast();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Computing processes are no longer retired");
        }
    }

    @Override
    public void close() {
        closed = true;
        retirement.interrupt();
        alive.forEach(this::end);
    }

    /** The living processes, for tests. */
    Set<Child> alive() {
        return Set.copyOf(alive);
    }
}
