package org.gaitsuite.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.WalkingSurface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The movement itself, whoever walks. */
class WalkTest {
    private static final double STEP = 0.004;

    static Stream<PhantomSettings> walkers() {
        PhantomSettingsBuilder usual = PhantomSettings.builder().duration(4);
        return Stream.concat(
                Stream.of(
                        usual.build(),
                        PhantomSettings.builder()
                                .duration(4)
                                .height(1.75)
                                .cadence(60)
                                .speed(0.5)
                                .build(),
                        PhantomSettings.builder()
                                .duration(4)
                                .height(1.8)
                                .cadence(150)
                                .speed(2.0)
                                .build(),
                        PhantomSettings.builder()
                                .duration(4)
                                .height(1.1)
                                .cadence(130)
                                .build(),
                        PhantomSettings.builder()
                                .duration(4)
                                .asymmetry(new Asymmetry(1.25, 1.1, 0.7, 1))
                                .build(),
                        PhantomSettings.builder()
                                .duration(4)
                                .asymmetry(new Asymmetry(0.8, 0.9, 1, 0.6))
                                .build(),
                        PhantomSettings.builder().duration(5).leadIn(1.2).build(),
                        PhantomSettings.builder()
                                .duration(5)
                                .height(1.6)
                                .cadence(125)
                                .leadIn(0.5)
                                .build()),
                Stream.iterate(0L, i -> i < 12, i -> i + 1).map(i -> PhantomSettings.random(i, 30)));
    }

    @ParameterizedTest
    @MethodSource("walkers")
    void bonesKeepTheirLengths(PhantomSettings settings) {
        Walk walk = new Walk(settings);
        BodyProportions body = walk.body();
        double hips = 2 * body.hipHalfSpacing();
        for (double t = 0; t < settings.duration(); t += STEP) {
            BodyPose pose = walk.at(t);
            assertThat(distance(pose.left().hip(), pose.right().hip())).isCloseTo(hips, within(1e-9));
            for (Side side : Side.values()) {
                BodyPose.Leg leg = pose.leg(side);
                assertThat(distance(leg.hip(), leg.knee()))
                        .as("thigh at %.3f s", t)
                        .isCloseTo(body.thigh(), within(1e-6));
                assertThat(distance(leg.knee(), leg.ankle()))
                        .as("shank at %.3f s", t)
                        .isCloseTo(body.shank(), within(1e-6));
                assertThat(distance(pose.arm(side).shoulder(), pose.arm(side).elbow()))
                        .isCloseTo(body.upperArm(), within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("walkers")
    void noFootSinksBelowTheGround(PhantomSettings settings) {
        Walk walk = new Walk(settings);
        for (double t = 0; t < settings.duration(); t += STEP) {
            for (Side side : Side.values()) {
                assertThat(sole(walk, side, t)).as("%s sole at %.3f s", side, t).isGreaterThan(-7e-4);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("walkers")
    void aStanceFootPivotsButDoesNotSlide(PhantomSettings settings) {
        Walk walk = new Walk(settings);
        for (Side side : Side.values()) {
            double heel = Double.NaN;
            double toe = Double.NaN;
            for (double t = 0; t < settings.duration(); t += STEP) {
                BodyPose.Leg leg = walk.at(t).leg(side);
                if (!leg.planted()) {
                    heel = Double.NaN;
                    toe = Double.NaN;
                    continue;
                }
                boolean heelRises = leg.toeMark().y() < leg.heelMark().y() - 1e-9;
                if (heelRises) {
                    assertThat(leg.toe().x() - (Double.isNaN(toe) ? leg.toe().x() : toe))
                            .isCloseTo(0, within(1e-6));
                    toe = leg.toe().x();
                } else {
                    assertThat(leg.heel().x() - (Double.isNaN(heel) ? leg.heel().x() : heel))
                            .isCloseTo(0, within(1e-6));
                    heel = leg.heel().x();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("walkers")
    void heelStrikeIsWhenTheSoleFirstTouchesTheGround(PhantomSettings settings) {
        Walk walk = new Walk(settings);
        for (GaitEvent event : contacts(walk, EventType.HEEL_STRIKE, settings)) {
            double t = event.timeSeconds();
            assertThat(sole(walk, event.side(), t + 1e-6)).isCloseTo(0, within(1e-6));
            assertThat(sole(walk, event.side(), t - 0.005))
                    .as("5 ms before %s", event)
                    .isGreaterThan(2e-4);
            assertThat(walk.at(t + 0.005).leg(event.side()).planted()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("walkers")
    void theTipOfTheFootIsUnderWayWhenTheFootIsOff(PhantomSettings settings) {
        Walk walk = new Walk(settings);
        double unloading = walk.timing().unloading() * walk.timing().strideSeconds();
        for (GaitEvent event : contacts(walk, EventType.TOE_OFF, settings)) {
            double t = event.timeSeconds();
            double release = t - unloading;
            assertThat(sole(walk, event.side(), release - 1e-6)).isCloseTo(0, within(1e-6));
            assertThat(walk.at(release - 0.002).leg(event.side()).planted()).isTrue();
            assertThat(sole(walk, event.side(), release + 0.04))
                    .as("40 ms after it left, %s", event)
                    .isGreaterThan(2e-4);
            if (settings.leadIn() > 0 && t < settings.leadIn() + 0.01) {
                continue; // The first step from standing: bending the knee draws the toe back.
            }
            double ahead = walk.at(t + 1e-4).leg(event.side()).toe().x()
                    - walk.at(t - 1e-4).leg(event.side()).toe().x();
            double speed = ahead / 2e-4 + (settings.surface() == WalkingSurface.TREADMILL ? settings.speed() : 0);
            assertThat(speed).as("at %s", event).isGreaterThan(0.2 * settings.speed());
        }
    }

    @ParameterizedTest
    @MethodSource("walkers")
    void nothingJerks(PhantomSettings settings) {
        Walk walk = new Walk(settings);
        for (double t = STEP; t < settings.duration(); t += STEP) {
            BodyPose before = walk.at(t - STEP);
            BodyPose now = walk.at(t);
            assertThat(distance(before.pelvis(), now.pelvis()) / STEP).isLessThan(2 * settings.speed() + 0.6);
            for (Side side : Side.values()) {
                double turned = SagittalAngles.of(now, side).knee()
                        - SagittalAngles.of(before, side).knee();
                assertThat(Math.abs(turned) / STEP)
                        .as("knee at %.3f s, degrees/s", t)
                        .isLessThan(1500);
                assertThat(SagittalAngles.of(now, side).knee())
                        .as("knee at %.3f s", t)
                        .isBetween(-0.5, 85.0);
            }
        }
    }

    @Test
    void theKneeFollowsThePublishedCurve() {
        PhantomSettings settings =
                PhantomSettings.builder().speed(1.3).cadence(112).build();
        double[] knee =
                PhantomWalk.truth(settings).curve("knee_flexion", Side.LEFT).mean();
        NormativeGait norm = NormativeGait.at(1.3, new BodyProportions(1.75).leg());
        double sum = 0;
        for (int i = 0; i <= 100; i++) {
            sum += Math.pow(knee[i] - norm.kneeFlexion(i / 100.0), 2);
        }
        assertThat(Math.sqrt(sum / 101)).as("degrees, root mean square").isLessThan(8);
    }

    @Test
    void onATreadmillTheWalkerStaysAndTheFeetGoBack() {
        PhantomSettings settings = PhantomSettings.builder()
                .surface(WalkingSurface.TREADMILL)
                .speed(1.2)
                .duration(5)
                .build();
        Walk walk = new Walk(settings);
        for (double t = 0; t < 5; t += STEP) {
            assertThat(walk.at(t).pelvis().x()).isBetween(-0.5, 0.5);
        }
        double strike = PhantomWalk.truth(settings).times(EventType.HEEL_STRIKE, Side.LEFT)[1];
        double flat = walk.at(strike + 0.15).left().heel().x();
        double later = walk.at(strike + 0.25).left().heel().x();
        assertThat((flat - later) / 0.1).isCloseTo(1.2, within(1e-6));
    }

    @Test
    void aStandingLeadInStandsUntilTheFirstFootLeaves() {
        PhantomSettings settings =
                PhantomSettings.builder().leadIn(1.5).duration(5).build();
        Walk walk = new Walk(settings);
        assertThat(distance(walk.at(0).pelvis(), walk.at(1.1).pelvis())).isLessThan(1e-9);
        GaitEvent first = walk.events().getFirst();
        assertThat(first.type()).isEqualTo(EventType.TOE_OFF);
        assertThat(first.timeSeconds()).isCloseTo(1.5, within(1e-9));
    }

    private static List<GaitEvent> contacts(Walk walk, EventType type, PhantomSettings settings) {
        List<GaitEvent> out = walk.events().stream()
                .filter(e -> e.type() == type)
                .filter(e -> e.timeSeconds() > 0.05 && e.timeSeconds() < settings.duration() - 0.05)
                .toList();
        assertThat(out).hasSizeGreaterThan(2);
        return out;
    }

    /** Height of the lowest point of the sole, metres. */
    private static double sole(Walk walk, Side side, double t) {
        FootShape shape = walk.footShape();
        BodyPose.Leg leg = walk.at(t).leg(side);
        return Math.min(
                leg.heel().y() - shape.heelRadius(),
                Math.min(leg.ball().y() - shape.ballRadius(), leg.toe().y() - shape.toeRadius()));
    }

    private static double distance(Vec3 a, Vec3 b) {
        return a.minus(b).length();
    }
}
