package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not change, or only in one way, when the film changes. */
class GaitPropertiesTest {
    private static final Subject SUBJECT = Subject.ofHeight(1.70);

    private static TestWalker limping() {
        TestWalker walker = new TestWalker();
        walker.phaseOfRight = 0.53;
        walker.noiseMetres = 0.004;
        walker.rateHertz = 30;
        walker.seconds = 7;
        return walker;
    }

    private static GaitResult analyze(SkeletonOverTime skeleton) throws NoWalkFound {
        return GaitAnalyzer.analyze(skeleton, SUBJECT, GaitOptions.DEFAULT);
    }

    @Test
    void mirroringTheFilmSwapsSidesAndDirectionAndNothingElse() throws NoWalkFound {
        SkeletonOverTime film = limping().pixels(150, 100);
        GaitResult original = analyze(film);
        GaitResult mirrored = analyze(Skeletons.mirrored(film, 1280));
        assertThat(original.direction()).isEqualTo(WalkingDirection.RIGHT);
        assertThat(mirrored.direction()).isEqualTo(WalkingDirection.LEFT);
        assertThat(mirrored.events()).hasSameSizeAs(original.events());
        for (int i = 0; i < original.events().size(); i++) {
            GaitEvent a = original.events().get(i);
            GaitEvent b = mirrored.events().get(i);
            assertThat(b.side()).isEqualTo(a.side().opposite());
            assertThat(b.type()).isEqualTo(a.type());
            assertThat(b.timeSeconds()).isCloseTo(a.timeSeconds(), within(1e-6));
            assertThat(b.confidence()).isCloseTo(a.confidence(), within(1e-6));
        }
        for (GaitParameter parameter : original.parameters()) {
            if (parameter.name().endsWith("_symmetry_ratio")) {
                assertThat(Results.value(mirrored, parameter.name(), null))
                        .isCloseTo(1 / Results.value(original, parameter.name(), null), within(1e-4));
            } else if (parameter.name().contains("_symmetry")) {
                assertThat(Results.value(mirrored, parameter.name(), null))
                        .isCloseTo(-Results.value(original, parameter.name(), null), within(1e-4));
            } else {
                assertSame(parameter, Results.parameter(mirrored, parameter.name(), opposite(parameter.side())), 1);
            }
        }
        for (GaitCurve curve : original.curves()) {
            GaitCurve other = mirrored.curves().stream()
                    .filter(c -> c.name().equals(curve.name())
                            && c.side() == curve.side().opposite())
                    .findFirst()
                    .orElseThrow();
            assertThat(other.mean()).containsExactly(curve.mean(), within(1e-3));
        }
        assertThat(mirrored.quality()).isEqualTo(original.quality());
    }

    private static @Nullable Side opposite(@Nullable Side side) {
        return side == null ? null : side.opposite();
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 0.5, 3.7})
    void thePixelScaleChangesNothing(double by) throws NoWalkFound {
        SkeletonOverTime film = limping().pixels(150, 100);
        GaitResult original = analyze(film);
        GaitResult scaled = analyze(Skeletons.scaled(film, by));
        assertSameEvents(original.events(), scaled.events(), 1, 0);
        for (int i = 0; i < original.parameters().size(); i++) {
            if (!original.parameters().get(i).name().equals("toe_clearance")) {
                assertSame(original.parameters().get(i), scaled.parameters().get(i), 1);
            }
        }
    }

    @Test
    void aLaterStartMovesTheEventsAndNothingElse() throws NoWalkFound {
        SkeletonOverTime film = limping().pixels(150, 100);
        GaitResult original = analyze(film);
        GaitResult later = analyze(Skeletons.retimed(film, t -> t + 12.5));
        assertSameEvents(original.events(), later.events(), 1, 12.5);
        for (int i = 0; i < original.parameters().size(); i++) {
            assertSame(original.parameters().get(i), later.parameters().get(i), 1);
        }
    }

    /** Signs of a contact keep their distance from it in seconds, so all contacts of a kind may move together by a little. */
    @ParameterizedTest
    @ValueSource(doubles = {0.8, 1.25})
    void aFilmPlayedSlowerScalesEveryTime(double by) throws NoWalkFound {
        SkeletonOverTime film = limping().pixels(150, 100);
        GaitResult original = analyze(film);
        GaitResult slower = GaitAnalyzer.analyze(
                Skeletons.retimed(film, t -> by * t),
                SUBJECT,
                new GaitOptions(null, WalkingSurface.AUTOMATIC, 6 / by, 0.2 * by));
        for (EventType type : EventType.values()) {
            double[] moved = moved(original, slower, type, by);
            assertThat(Statistics.median(moved)).as(type + " together").isBetween(-0.010, 0.010);
            assertThat(Statistics.standardDeviation(moved))
                    .as(type + " apart from one another")
                    .isLessThan(0.001);
        }
        for (int i = 0; i < original.parameters().size(); i++) {
            GaitParameter parameter = original.parameters().get(i);
            switch (parameter.name()) {
                case "stride_time", "step_time" ->
                    assertScaled(parameter, slower.parameters().get(i), by);
                case "cadence", "walking_speed" ->
                    assertScaled(parameter, slower.parameters().get(i), 1 / by);
                case "stride_length", "step_length", "knee_rom", "hip_rom" ->
                    assertScaled(parameter, slower.parameters().get(i), 1);
                default -> {}
            }
        }
    }

    private static double[] moved(GaitResult original, GaitResult slower, EventType type, double by) {
        List<GaitEvent> before =
                original.events().stream().filter(e -> e.type() == type).toList();
        List<GaitEvent> after =
                slower.events().stream().filter(e -> e.type() == type).toList();
        assertThat(after.stream().map(GaitEvent::side))
                .isEqualTo(before.stream().map(GaitEvent::side).toList());
        return IntStream.range(0, before.size())
                .mapToDouble(
                        i -> after.get(i).timeSeconds() - by * before.get(i).timeSeconds())
                .toArray();
    }

    private static void assertScaled(GaitParameter original, GaitParameter scaled, double factor) {
        double expected = factor * ((GaitParameter.Measured) original).value();
        assertThat(((GaitParameter.Measured) scaled).value())
                .as(original.name() + " " + original.side())
                .isCloseTo(expected, withinPercentage(1));
    }

    @Test
    void theSameFilmGivesTheSameResultToTheLastBit() throws NoWalkFound {
        SkeletonOverTime film = limping().pixels(150, 100);
        assertThat(analyze(film).parameters()).isEqualTo(analyze(film).parameters());
        assertThat(analyze(film).events()).isEqualTo(analyze(film).events());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void rubbishIsRefusedInASentenceOrMeasuredInFiniteNumbers(int seed) {
        Random random = new Random(seed);
        TestWalker walker = limping();
        walker.seconds = 1 + random.nextInt(6);
        walker.noiseMetres = random.nextDouble() * 0.3;
        double seen = random.nextDouble();
        double still = random.nextDouble();
        SkeletonOverTime film = walker.pixels(20 + random.nextInt(400), -200);
        double[] times = film.timesSeconds();
        for (int f = 1; f < times.length; f++) {
            times[f] = times[f - 1] + 0.001 + 0.08 * random.nextDouble();
        }
        SkeletonOverTime rubbish = Skeletons.make(film.frame(), times, (f, joint) -> {
            boolean known = random.nextDouble() < seen;
            double x = seed % 3 == 0 ? 5000 * random.nextDouble() : film.x(still < 0.3 ? 0 : f, joint);
            return new double[] {known ? x : Double.NaN, known ? film.y(f, joint) : Double.NaN, known ? 1 : 0};
        });
        for (View view : View.values()) {
            assertRefusedOrFinite(rubbish, view);
        }
    }

    private static void assertRefusedOrFinite(SkeletonOverTime rubbish, View view) {
        GaitOptions options = new GaitOptions(view, WalkingSurface.AUTOMATIC, 6, 0.2);
        try {
            for (GaitParameter parameter :
                    GaitAnalyzer.analyze(rubbish, SUBJECT, options).parameters()) {
                if (parameter instanceof GaitParameter.Measured m) {
                    assertThat(m.value()).as(m.name()).isFinite();
                    assertThat(m.ci95Low()).as(m.name()).isLessThanOrEqualTo(m.value());
                    assertThat(m.ci95High()).as(m.name()).isGreaterThanOrEqualTo(m.value());
                }
            }
        } catch (NoWalkFound refusal) {
            assertThat(refusal.getMessage()).hasSizeGreaterThan(40).endsWith(".");
        }
    }

    private static void assertSameEvents(List<GaitEvent> a, List<GaitEvent> b, double factor, double shift) {
        assertThat(b).hasSameSizeAs(a);
        for (int i = 0; i < a.size(); i++) {
            assertThat(b.get(i).type()).isEqualTo(a.get(i).type());
            assertThat(b.get(i).side()).isEqualTo(a.get(i).side());
            assertThat(b.get(i).timeSeconds()).isCloseTo(factor * a.get(i).timeSeconds() + shift, within(1e-6));
        }
    }

    private static void assertSame(GaitParameter a, GaitParameter b, double factor) {
        assertThat(b.name()).isEqualTo(a.name());
        if (a instanceof GaitParameter.Measured expected) {
            assertThat(b).as(a.name()).isInstanceOf(GaitParameter.Measured.class);
            GaitParameter.Measured actual = (GaitParameter.Measured) b;
            double tolerance = 1e-4 * Math.max(1, Math.abs(expected.value()));
            assertThat(actual.value()).as(a.name()).isCloseTo(factor * expected.value(), within(tolerance));
            // The noise that is tried on a walk is drawn anew.
            double ofTrials = tolerance + 0.3 * factor * (expected.ci95High() - expected.ci95Low());
            assertThat(actual.ci95Low()).as(a.name()).isCloseTo(factor * expected.ci95Low(), within(ofTrials));
            assertThat(actual.ci95High()).as(a.name()).isCloseTo(factor * expected.ci95High(), within(ofTrials));
            assertThat(actual.n()).isEqualTo(expected.n());
        } else {
            assertThat(b).isInstanceOf(GaitParameter.Withheld.class);
        }
    }
}
