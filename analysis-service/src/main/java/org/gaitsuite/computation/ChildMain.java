package org.gaitsuite.computation;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.gaitsuite.analysis.Estimators;
import org.gaitsuite.analysis.FilePipeline;
import org.gaitsuite.analysis.FileRefused;
import org.gaitsuite.analysis.Pipeline;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.Progress;

/**
 * A computing process: takes {@link Order}s from standard input and gives {@link Answer}s on standard output, until its input ends. The
 * input ends when the service does, however it does, and this process ends with it, in the middle of a computation too.
 */
public final class ChildMain {
    /** With it the program becomes a computing process. */
    public static final String ARGUMENT = "compute";

    private static final long BETWEEN_PROGRESS_NANOS = 50_000_000L;

    private final OutputStream answers;
    private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();

    private ChildMain(OutputStream answers) {
        this.answers = answers;
    }

    public static void main(String[] arguments) throws InterruptedException, IOException {
        OutputStream answers = new FileOutputStream(FileDescriptor.out);
        // Standard output belongs to the answers.
        System.setOut(System.err);
        try {
            new ChildMain(answers).serve();
        } catch (OutOfMemoryError e) {
            // JavaCPP throws its own when native memory is used up, which the virtual machine does not notice.
            e.printStackTrace();
            Runtime.getRuntime().halt(ExitStatus.OUT_OF_MEMORY);
        }
    }

    private void serve() throws InterruptedException, IOException {
        Thread.ofPlatform().name("orders").daemon().start(this::readOrders);
        if (!(Wire.order(orders.take()) instanceof Order.Settings settings)) {
            throw new IllegalStateException("the first order must be the settings");
        }
        Pipeline pipeline = new FilePipeline(
                new Estimators(
                        settings.estimator(),
                        Optional.ofNullable(settings.modelFolder()).map(Path::of),
                        Optional.ofNullable(settings.model())),
                settings.limits());
        Computation computation = new InProcess(pipeline, new ExportedArtefacts());
        while (true) {
            answer(obey(Wire.order(orders.take()), computation));
        }
    }

    private void readOrders() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                orders.add(line);
            }
        } catch (IOException e) {
            System.err.println("The orders broke off: " + e);
        }
        leave();
    }

    /** Nobody is left to answer to, or to clean up. Native code may be busy, so nothing is waited for. */
    private static synchronized void leave() {
        try {
            WorkFolder.removeOwn();
        } catch (IOException e) {
            System.err.println("The folder of this process is left: " + e);
        }
        Runtime.getRuntime().halt(0);
    }

    private Answer obey(Order order, Computation computation) {
        try {
            return switch (order) {
                case Order.Compute compute -> new Answer.Done(compute(compute, computation));
                case Order.Inspect inspect -> {
                    computation.inspect(Path.of(inspect.video()));
                    yield new Answer.Done(0);
                }
                case Order.Settings again -> throw new IllegalStateException("the settings come once");
            };
        } catch (OutOfMemoryError e) {
            throw e; // What is left of this process is not worth trusting.
        } catch (IOException | FileRefused | PoseRefused | NoWalkFound | RuntimeException | Error e) {
            if (Answer.of(e) instanceof Answer.Broke) {
                e.printStackTrace();
            }
            return Answer.of(e);
        }
    }

    private int compute(Order.Compute order, Computation computation)
            throws IOException, FileRefused, PoseRefused, NoWalkFound {
        return computation
                .compute(Path.of(order.video()), order.request(), Path.of(order.folder()), new Telling())
                .frames();
    }

    private synchronized void answer(Answer answer) {
        try {
            answers.write(Wire.line(answer).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            leave(); // The service is gone.
        }
    }

    /** Passes progress on, not more often than anybody looks. */
    private final class Telling implements Progress {
        private String stage = "";
        private long lastNanos;

        @Override
        public void report(String reported, double fraction) {
            long now = System.nanoTime();
            if (!reported.equals(stage) || now - lastNanos > BETWEEN_PROGRESS_NANOS) {
                stage = reported;
                lastNanos = now;
                answer(new Answer.Told(reported, fraction));
            }
        }
    }
}
