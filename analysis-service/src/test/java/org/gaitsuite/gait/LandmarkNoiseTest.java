package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LandmarkNoiseTest {
    private static double ofWalker(double noiseMetres, Joint joint) {
        TestWalker walker = new TestWalker();
        walker.rateHertz = 30;
        walker.seconds = 20;
        walker.noiseMetres = noiseMetres;
        return LandmarkNoise.of(Landmarks.of(walker.metres(), 0), joint);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.005, 0.02, 0.05})
    void itIsTheScatterThatWasLaidOverAWalkingBody(double noise) {
        for (Joint joint : new Joint[] {Joint.LEFT_HIP, Joint.RIGHT_KNEE, Joint.LEFT_TOE}) {
            assertThat(ofWalker(noise, joint)).as("%s", joint).isCloseTo(noise, within(0.15 * noise));
        }
    }

    @Test
    void movementIsNotNoise() {
        assertThat(ofWalker(0, Joint.LEFT_TOE)).isLessThan(0.001);
        assertThat(ofWalker(0, Joint.LEFT_HIP)).isLessThan(0.001);
    }

    @Test
    void framesThatComeAtUnevenTimesAreNotNoise() {
        double[] time = new double[200];
        double[] way = new double[time.length];
        for (int f = 0; f < time.length; f++) {
            time[f] = f / 30.0 + (f % 3 == 0 ? 0.012 : 0);
            way[f] = 400 * time[f];
        }
        double[][] every = new double[Joint.values().length][];
        Arrays.fill(every, way);
        assertThat(LandmarkNoise.of(new Landmarks(time, every, every, every), Joint.LEFT_HIP))
                .isLessThan(1e-6);
    }

    @Test
    void whatWasNeverSeenHasNone() {
        TestWalker walker = new TestWalker();
        assertThat(LandmarkNoise.of(Landmarks.of(walker.metres(), 0), Joint.LEFT_PSIS))
                .isZero();
    }
}
