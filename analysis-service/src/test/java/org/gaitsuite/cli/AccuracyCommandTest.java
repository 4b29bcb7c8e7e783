package org.gaitsuite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomTruth;
import org.gaitsuite.phantom.PhantomWalk;
import org.gaitsuite.phantom.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AccuracyCommandTest {
    private final StringWriter printed = new StringWriter();
    private final StringWriter watched = new StringWriter();

    @Test
    void tablesByConditionAndByFrameRateArePrintedAndWritten(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tables.md");
        assertThat(run(
                        "--walkers",
                        "1",
                        "--fps",
                        "30,25",
                        "--height-px",
                        "240",
                        "--conditions",
                        "clean,left",
                        "--seed",
                        "2001",
                        "--out",
                        file.toString()))
                .isZero();
        assertThat(printed.toString())
                .contains("Estimator silhouette, 1 random phantom walkers in each row (seeds 2001 to 2001)")
                .contains("30 fps, 426 x 240:\n")
                .containsPattern(
                        "\\| clean: [^|]+\\| \\d+ \\([+-]\\d+\\) \\| \\d+ / \\d+ / 0 \\|.*\\| 100 \\| 0 of 1 \\|")
                .containsPattern("\\| left: walks to the left \\| \\d+ ")
                .containsPattern("\\| 25 fps, 426 x 240 \\| \\d+ ");
        assertThat(Files.readString(file)).isEqualTo(printed.toString());
        assertThat(watched.toString().lines().filter(line -> line.contains("walker 2001: heel strikes")))
                .as("each row is measured once")
                .hasSize(3);
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        String[] options = {"--walkers", "2", "--fps", "25", "--height-px", "180", "--conditions", "mixed", "--threads"
        };
        assertThat(run(with(options, "3"))).isZero();
        String together = printed.toString();
        printed.getBuffer().setLength(0);
        assertThat(run(with(options, "1"))).isZero();
        assertThat(printed.toString()).isEqualTo(together).contains("of 2 |");
    }

    @Test
    void aConditionThatNobodyKnowsIsRefusedWithThoseThatAre() {
        assertThat(run("--conditions", "fog")).isEqualTo(2);
        assertThat(watched.toString()).contains("'fog'").contains("second-walker");
        assertThat(run("--estimator", "guess")).isEqualTo(2);
    }

    @Test
    void aNetworkThatIsNotHereIsNamedWithTheWayToGetOne(@TempDir Path folder) {
        assertThat(run("--estimator", "dnn", "--model-dir", folder.toString())).isEqualTo(1);
        assertThat(watched.toString()).contains("./run models fetch");
    }

    @Test
    void aConditionChangesOneThingAndLeavesTheWalker() {
        PhantomSettings clean = new AccuracyCell(AccuracyCondition.CLEAN, 30, 360).settings(4);
        for (AccuracyCondition condition : AccuracyCondition.values()) {
            PhantomSettings filmed = new AccuracyCell(condition, 30, 1080).settings(4);
            assertThat(filmed.pictureWidth()).isEqualTo(1920);
            assertThat(filmed.height()).isEqualTo(clean.height());
            assertThat(filmed.stepLength()).isEqualTo(clean.stepLength());
            assertThat(filmed.camera()).isEqualTo(clean.camera());
        }
        assertThat(new AccuracyCell(AccuracyCondition.POST, 30, 360)
                        .settings(4)
                        .scene()
                        .occlusion())
                .isEqualTo(Scene.Occlusion.POST);
        assertThat(clean.scene().clutter()).isZero();
    }

    @Test
    void jointsAreAsFarOffAsTheyWereMoved() {
        PhantomTruth truth = PhantomWalk.truth(new AccuracyCell(AccuracyCondition.CLEAN, 30, 360).settings(4));
        SkeletonOverTime pixels = truth.pixels();
        double[] times = new double[pixels.frames()];
        double[][] x = new double[pixels.frames()][Joint.values().length];
        double[][] y = new double[pixels.frames()][Joint.values().length];
        double[][] confidence = new double[pixels.frames()][Joint.values().length];
        for (int f = 0; f < times.length; f++) {
            times[f] = pixels.timeSeconds(f);
            for (Joint joint : Joint.values()) {
                x[f][joint.ordinal()] = pixels.x(f, joint) + (joint.name().endsWith("KNEE") ? 3 : 0);
                y[f][joint.ordinal()] = pixels.y(f, joint) + (joint.name().endsWith("KNEE") ? 4 : 0);
                confidence[f][joint.ordinal()] = pixels.confidence(f, joint);
            }
        }
        JointErrors errors =
                JointErrors.of(truth, new SkeletonOverTime(CoordinateFrame.IMAGE_PIXELS, times, x, y, confidence));
        double body =
                truth.settings().height() * 360 / truth.settings().camera().visibleHeightMetres();
        double[] moved = errors.percent().get(JointErrors.JOINTS.indexOf("KNEE"));
        assertThat(Arrays.stream(moved).boxed().toList())
                .isNotEmpty()
                .allSatisfy(percent -> assertThat(percent).isCloseTo(500 / body, within(1e-9)));
        assertThat(errors.percent().get(JointErrors.JOINTS.indexOf("HEEL")))
                .isNotEmpty()
                .containsOnly(0.0);
    }

    private int run(String... options) {
        return new CommandLine(new AccuracyCommand())
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(watched, true))
                .execute(options);
    }

    private static String[] with(String[] options, String last) {
        String[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = last;
        return all;
    }

    @Test
    void eachEventIsMatchedOnceAndTheRestAreMissedOrFalse() {
        List<GaitEvent> truth = List.of(strike(Side.LEFT, 1.0), strike(Side.RIGHT, 1.5), strike(Side.LEFT, 2.0));
        List<GaitEvent> found = List.of(strike(Side.LEFT, 1.02), strike(Side.LEFT, 1.1), strike(Side.LEFT, 1.49));
        EventMatches matches = EventMatches.of(EventType.HEEL_STRIKE, truth, truth, found);
        assertThat(matches.pairs()).hasSize(2);
        assertThat(matches.pairs())
                .anySatisfy(pair -> assertThat(pair.errorSeconds()).isCloseTo(0.02, within(1e-9)))
                .anySatisfy(pair -> assertThat(pair.sameSide()).isFalse());
        assertThat(matches.missed()).isEqualTo(1);
        assertThat(matches.invented()).isEqualTo(1);
    }

    @Test
    void aTrueEventOutOfViewIsNotMissed() {
        List<GaitEvent> truth = List.of(strike(Side.LEFT, 1.0), strike(Side.RIGHT, 1.5));
        EventMatches matches = EventMatches.of(EventType.HEEL_STRIKE, truth, truth.subList(1, 2), List.of());
        assertThat(matches.missed()).isEqualTo(1);
        assertThat(matches.pairs()).isEmpty();
    }

    private static GaitEvent strike(Side side, double time) {
        return new GaitEvent(EventType.HEEL_STRIKE, side, time, 1);
    }
}
