package org.gaitsuite.computation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.analysis.Estimators;
import org.gaitsuite.analysis.FilePipeline;
import org.gaitsuite.analysis.FileRefused;
import org.gaitsuite.analysis.Refusal;
import org.gaitsuite.gait.ContactMethod;
import org.gaitsuite.gait.FilmedPlace;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.MarkedLine;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.gait.Walks;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomWalk;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.recording.RecordingRefused;
import org.gaitsuite.recording.Written;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that compute real walks, and are killed for real. */
class InChildProcessesTest {
    private static final Order.Settings SETTINGS = new Order.Settings(VideoLimits.DEFAULT, "silhouette", null, null);
    private static final long ENOUGH = 1L << 30;

    /**
     * A virtual machine that exits waits up to 10 s for its compiler (HotSpot, VM_Exit::wait_for_threads_in_native_to_block). The long walk
     * would take more than twice as long.
     */
    private static final Duration TO_EXIT = Duration.ofSeconds(11);

    @TempDir
    static Path videos;

    private static Path walk;
    private static Path longWalk;

    @TempDir
    Path folder;

    private InChildProcesses computation = processes(ENOUGH, 100, Duration.ofMinutes(1));

    private static InChildProcesses processes(long memory, int computations, Duration idle) {
        return new InChildProcesses(SETTINGS, new ChildCommand(memory), computations, idle);
    }

    private void replace(InChildProcesses other) {
        computation.close();
        computation = other;
    }

    @BeforeAll
    static void renderWalks() throws Exception {
        walk = videos.resolve("walk.mp4");
        PhantomWalk.render(
                PhantomSettings.builder()
                        .picture(320, 180)
                        .frameRate(25)
                        .duration(4)
                        .build(),
                walk);
        longWalk = videos.resolve("long.mp4");
        PhantomWalk.render(
                PhantomSettings.builder()
                        .picture(960, 540)
                        .frameRate(50)
                        .duration(6)
                        .build(),
                longWalk);
    }

    @AfterEach
    void end() {
        computation.close();
    }

    private Path workFolder(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private Computation.Product compute(Path video, String name, Progress progress) throws Exception {
        return computation.compute(video, AnalysisRequest.DEFAULT, workFolder(name), progress);
    }

    private CompletableFuture<Computation.Product> computing(Path video, String name, Progress progress) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return compute(video, name, progress);
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                task -> Thread.ofPlatform().daemon().start(task));
    }

    private Child onlyChild() {
        assertThat(computation.alive()).hasSize(1);
        return computation.alive().iterator().next();
    }

    private static Progress untilPose(CountDownLatch reached) {
        return (stage, fraction) -> {
            if (stage.equals("pose") && fraction > 0) {
                reached.countDown();
            }
        };
    }

    private static void signal(String signal, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void await(String what, Duration limit, BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            Thread.sleep(10);
        }
    }

    @Test
    void theResultIsThatOfThisProcess() throws Exception {
        Path here = workFolder("here");
        Computation.Product expected = new InProcess(
                        new FilePipeline(
                                new Estimators("silhouette", Optional.empty(), Optional.empty()), VideoLimits.DEFAULT),
                        new ExportedArtefacts())
                .compute(walk, AnalysisRequest.DEFAULT, here, Progress.NONE);
        Computation.Product product = compute(walk, "there", Progress.NONE);
        assertThat(product).isEqualTo(expected);
        assertThat(folder.resolve("there").toFile().list())
                .containsExactlyInAnyOrder(here.toFile().list());
    }

    @Test
    void oneProcessServesOneComputationAfterAnother() throws Exception {
        compute(walk, "first", Progress.NONE);
        long pid = onlyChild().pid();
        for (int i = 0; i < 2; i++) {
            compute(walk, "next" + i, Progress.NONE);
            computation.inspect(walk);
        }
        assertThat(onlyChild().pid()).isEqualTo(pid);
    }

    @Test
    void aProcessIsReplacedAfterItsShareOfWork() throws Exception {
        replace(processes(ENOUGH, 2, Duration.ofMinutes(1)));
        computation.inspect(walk);
        long pid = onlyChild().pid();
        computation.inspect(walk);
        assertThat(computation.alive()).isEmpty();
        computation.inspect(walk);
        assertThat(onlyChild().pid()).isNotEqualTo(pid);
    }

    @Test
    void aProcessWithoutWorkIsRetired() throws Exception {
        replace(processes(ENOUGH, 100, Duration.ofMillis(200)));
        computation.inspect(walk);
        Child child = onlyChild();
        await("the process is retired", Duration.ofSeconds(5), () -> !child.isAlive());
        computation.inspect(walk);
    }

    @Test
    void refusalsComeAsWhatTheyAre() throws Exception {
        Path text = Files.writeString(folder.resolve("text.mp4"), "no video");
        assertThatThrownBy(() -> computation.inspect(text))
                .isInstanceOfSatisfying(
                        FileRefused.class,
                        refused -> assertThat(refused.refusal().slug()).isEqualTo("not-a-video"))
                .message()
                .isNotBlank();
        assertThatThrownBy(() -> compute(text, "text", Progress.NONE)).isInstanceOf(FileRefused.class);
        assertThatThrownBy(() -> compute(folder.resolve("absent.mp4"), "absent", Progress.NONE))
                .isInstanceOfAny(IOException.class, FileRefused.class);
        AnalysisRequest unknown = new AnalysisRequest(
                AnalysisRequest.DEFAULT.subject(), AnalysisRequest.DEFAULT.options(), "dnn", null, null, null, null);
        assertThatThrownBy(() -> computation.compute(walk, unknown, workFolder("dnn"), Progress.NONE))
                .isInstanceOfSatisfying(
                        PoseRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(PoseRefused.Reason.MODEL_UNAVAILABLE));
        assertThat(computation.alive()).as("a refusal costs no process").hasSize(1);
    }

    @Test
    void aRecordingIsReadThereAsItWasAskedFor() throws Exception {
        Path keypoints = Files.writeString(folder.resolve("walk.json"), Written.own(Walks.pixels()));
        computation.inspect(keypoints);
        // The walker is drawn with 200 pixels a metre.
        FilmedPlace place =
                new FilmedPlace(null, MarkedLine.parse("line", "100,100,500,100,2"), null, null, null, null, null);
        AnalysisRequest request = new AnalysisRequest(
                AnalysisRequest.DEFAULT.subject(),
                GaitOptions.DEFAULT
                        .at(place)
                        .by(ContactMethod.ZENI)
                        .filteredBySignal()
                        .trusting(0.45),
                null,
                null,
                null,
                null,
                null);
        Path files = workFolder("recorded");
        String result =
                computation.compute(keypoints, request, files, Progress.NONE).result();
        assertThat(result)
                .contains("\"contacts\":\"zeni\"", "\"cut_off_from\":\"signal\"", "\"least_confidence\":0.45")
                .containsPattern("\"name\":\"walking_speed\",\"unit\":\"m/s\",\"side\":null,\"value\":");
        assertThat(files.resolve("keypoints.trc")).exists();
        assertThat(files.resolve("overlay.mp4")).doesNotExist();
    }

    @Test
    void everyAnswerSurvivesTheWire() throws Exception {
        for (Answer answer : List.of(
                Answer.of(new FileRefused(
                        new Refusal.OfVideo(VideoRefused.Reason.TOO_LONG, "Long \"video\"\n2nd line."))),
                Answer.of(
                        new FileRefused(new Refusal.OfRecording(RecordingRefused.Reason.FRAME_RATE_NEEDED, "Say it."))),
                Answer.of(new PoseRefused(PoseRefused.Reason.CAMERA_MOVES, "Moves.")),
                Answer.of(new NoWalkFound("Stands.")),
                Answer.of(new IOException("disk")),
                Answer.of(new IllegalStateException("bug")),
                new Answer.Told("pose", 0.25),
                new Answer.Done(7))) {
            assertThat(Wire.line(answer).strip()).doesNotContain("\n");
            assertThat(Wire.answer(Wire.line(answer).strip())).contains(answer);
        }
        assertThat(Wire.answer("libfoo: a warning")).isEmpty();
    }

    @Test
    void aCrashEndsOneComputationAndNoOther() throws Exception {
        CompletableFuture<Computation.Product> poisoned = computing(longWalk, "poisoned", Progress.NONE);
        await(
                "the first process",
                Duration.ofSeconds(20),
                () -> computation.alive().size() == 1);
        Child victim = onlyChild();
        CompletableFuture<Computation.Product> other = computing(walk, "other", Progress.NONE);
        await(
                "the second process",
                Duration.ofSeconds(20),
                () -> computation.alive().size() == 2);
        signal("SEGV", victim.pid());
        assertThatThrownBy(() -> poisoned.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(ComputationDied.class)
                .hasMessageContaining("SIGSEGV");
        assertThat(other.get(60, TimeUnit.SECONDS).frames()).isEqualTo(100);
    }

    @Test
    void aComputationThatHangsCanBeStopped() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch decoding = new CountDownLatch(1);
        Progress stoppable = (stage, fraction) -> {
            untilPose(decoding).report(stage, fraction);
            if (stop.get()) {
                throw new CancellationException("stopped");
            }
        };
        CompletableFuture<Computation.Product> hanging = computing(longWalk, "hanging", stoppable);
        assertThat(decoding.await(20, TimeUnit.SECONDS)).isTrue();
        Child child = onlyChild();
        signal("STOP", child.pid());
        Instant asked = Instant.now();
        stop.set(true);
        assertThatThrownBy(() -> hanging.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(CancellationException.class);
        assertThat(child.isAlive()).isFalse();
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aComputationThatNeedsTooMuchMemoryDiesAlone() {
        replace(processes(24L << 20, 100, Duration.ofMinutes(1)));
        assertThatThrownBy(() -> compute(longWalk, "large", Progress.NONE))
                .isInstanceOf(ComputationDied.class)
                .hasMessageContaining("memory");
    }

    @Test
    void aProcessKnowsNoSecretOfTheService() throws Exception {
        computation.inspect(walk);
        String environment = Files.readString(Path.of("/proc/" + onlyChild().pid() + "/environ"));
        assertThat(environment.split("\0"))
                .isNotEmpty()
                .allMatch(variable -> variable.matches("(PATH|HOME|LANG|LC_ALL|TZ|LD_LIBRARY_PATH|TMPDIR|_)=.*"));
        assertThat(Files.readString(Path.of("/proc/" + onlyChild().pid() + "/oom_score_adj"))
                        .strip())
                .isEqualTo("500");
    }

    @Test
    void processesEndWithAServiceThatIsKilledAndLeaveNothing() throws Exception {
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Service.class.getName(),
                        longWalk.toString(),
                        workFolder("orphan").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = service.inputReader()) {
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            Path home = Files.readSymbolicLink(Path.of("/proc/" + child.pid() + "/cwd"));
            assertThat(home).isDirectory();
            service.destroyForcibly().waitFor();
            await("the computing process ends", TO_EXIT, () -> !child.isAlive());
            assertThat(home).doesNotExist();
        }
    }

    /** Starts a computation and says which process computes it. */
    static final class Service {
        private Service() {}

        public static void main(String[] arguments) throws Exception {
            InChildProcesses computation = processes(ENOUGH, 100, Duration.ofMinutes(1));
            computation.compute(
                    Path.of(arguments[0]), AnalysisRequest.DEFAULT, Path.of(arguments[1]), (stage, fraction) -> {
                        if (stage.equals("pose") && fraction > 0) {
                            System.out.println(
                                    computation.alive().iterator().next().pid());
                        }
                    });
        }
    }
}
