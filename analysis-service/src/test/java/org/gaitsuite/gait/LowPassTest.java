package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.Set;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomTruth;
import org.gaitsuite.phantom.PhantomWalk;
import org.gaitsuite.phantom.TrackedWalk;
import org.gaitsuite.phantom.TrackerFaults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LowPassTest {
    private static final Set<Joint> LEGS = EnumSet.range(Joint.LEFT_HIP, Joint.RIGHT_TOE);
    private static final GaitOptions BY_SIGNAL = GaitOptions.DEFAULT.filteredBySignal();

    private static PhantomTruth walk(double frameRate) {
        return PhantomWalk.truth(PhantomSettings.randomTracked(1, frameRate));
    }

    private static SkeletonOverTime tracked(PhantomTruth walk, double noisePixels) {
        return TrackedWalk.of(walk.pixels(), TrackerFaults.noise(noisePixels), 1)
                .skeleton();
    }

    private static double chosen(PhantomTruth walk, double noisePixels) throws NoWalkFound {
        LowPass lowPass = Preparation.of(tracked(walk, noisePixels), BY_SIGNAL).lowPass();
        assertThat(lowPass.source()).isEqualTo(LowPass.Source.SIGNAL);
        return lowPass.hertz();
    }

    /** Root mean square over the landmarks of the legs, pixels. */
    private static double error(PhantomTruth walk, SkeletonOverTime tracked, GaitOptions options) throws NoWalkFound {
        Landmarks found = Preparation.of(tracked, options).landmarks();
        double sum = 0;
        int known = 0;
        for (Joint joint : LEGS) {
            for (int f = 0; f < found.frames(); f++) {
                if (found.known(joint, f)) {
                    sum += Math.pow(found.x(joint)[f] - walk.pixels().x(f, joint), 2)
                            + Math.pow(found.y(joint)[f] - walk.pixels().y(f, joint), 2);
                    known++;
                }
            }
        }
        return Math.sqrt(sum / known);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2, 5})
    void whatIsChosenErrsLittleMoreThanTheBestCutOffOfAll(double noisePixels) throws NoWalkFound {
        PhantomTruth walk = walk(60);
        SkeletonOverTime tracked = tracked(walk, noisePixels);
        double least = Double.POSITIVE_INFINITY;
        for (double hertz = 2; hertz <= 15; hertz += 0.5) {
            least = Math.min(least, error(walk, tracked, GaitOptions.DEFAULT.filteredAt(hertz)));
        }
        assertThat(error(walk, tracked, BY_SIGNAL)).isLessThan(1.1 * least);
    }

    @Test
    void theMoreNoiseTheLowerItIs() throws NoWalkFound {
        PhantomTruth walk = walk(60);
        assertThat(chosen(walk, 1)).isGreaterThan(chosen(walk, 2) + 0.5);
        assertThat(chosen(walk, 0.5)).isGreaterThan(chosen(walk, 1) + 0.5);
    }

    @Test
    void itStaysWithinWhatWalkingCanUse() throws NoWalkFound {
        assertThat(chosen(walk(60), 0)).isEqualTo(LowPass.HIGHEST_HERTZ);
        assertThat(chosen(walk(60), 20)).isEqualTo(LowPass.LOWEST_HERTZ);
    }

    /** 24 frames a second leave no room above the movement in which noise could be seen alone. */
    @Test
    void whatCannotTellIsFilteredAsUsualAndTheResultSaysSo() throws NoWalkFound {
        PhantomTruth walk = walk(24);
        GaitResult result = GaitAnalyzer.analyze(tracked(walk, 1), Subject.UNKNOWN, BY_SIGNAL);
        assertThat(result.quality().lowPass()).isEqualTo(new LowPass(6, LowPass.Source.FALLBACK));
        assertThat(result.quality().notes())
                .anySatisfy(note -> assertThat(note).contains("could not be chosen from the signal", "6.0 Hz"));
    }

    @Test
    void theResultSaysWhatWasChosen() throws NoWalkFound {
        PhantomTruth walk = walk(60);
        GaitResult result = GaitAnalyzer.analyze(tracked(walk, 1), Subject.UNKNOWN, BY_SIGNAL);
        assertThat(result.quality().lowPass().hertz()).isCloseTo(chosen(walk, 1), within(1e-9));
        assertThat(result.quality().notes())
                .contains(
                        "The cut-off of the low pass was chosen from the signal: %.1f Hz.".formatted(chosen(walk, 1)));
    }

    @Test
    void whatIsGivenIsTakenAsFarAsTheFrameRateCarriesIt() throws NoWalkFound {
        SkeletonOverTime tracked = tracked(walk(30), 1);
        Preparation usual = Preparation.of(tracked, GaitOptions.DEFAULT);
        assertThat(usual.lowPass()).isEqualTo(new LowPass(6, LowPass.Source.GIVEN));
        assertThat(usual.cutOffLowered()).isFalse();
        Preparation high = Preparation.of(tracked, GaitOptions.DEFAULT.filteredAt(20));
        assertThat(high.lowPass().hertz()).isCloseTo(0.38 * 30, within(1e-6));
        assertThat(high.cutOffLowered()).isTrue();
    }
}
