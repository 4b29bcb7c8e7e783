package org.gaitsuite.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.UnaryOperator;
import org.gaitsuite.gait.View;
import org.gaitsuite.gait.WalkingDirection;
import org.gaitsuite.gait.WalkingSurface;
import org.junit.jupiter.api.Test;

class PhantomSettingsTest {
    @Test
    void complaintsNameTheValueAndWhatIsAccepted() {
        refuses(b -> b.height(0.3), "height is 0.3 m, expected 0.8 to 2.3 m");
        refuses(b -> b.height(Double.NaN), "height is NaN");
        refuses(b -> b.cadence(300), "cadence is 300 steps/min, expected 40 to 180 steps/min");
        refuses(b -> b.speed(5), "speed is 5 m/s");
        refuses(b -> b.frameRate(0), "frame rate is 0 Hz");
        refuses(b -> b.picture(639, 360), "picture width is 639 pixels, video codecs need an even number");
        refuses(b -> b.picture(640, 20), "picture height is 20 pixels, expected 32 to");
        refuses(b -> b.stanceShare(0.4), "stance share is 0.4, expected 0.52 to 0.75");
        refuses(b -> b.noiseSigma(-1), "noise sigma is -1 grey levels");
        refuses(b -> b.clutter(2), "background clutter is 2");
        refuses(b -> b.roll(80), "camera roll is 80 degrees");
        refuses(b -> b.cadence(60).speed(1.6), "step length (speed x 60 / cadence) is 1.6 m");
    }

    @Test
    void contradictionsAreExplained() {
        refuses(
                b -> b.view(View.SIDE).direction(WalkingDirection.TOWARDS_CAMERA),
                "a side view is walked LEFT or RIGHT");
        refuses(b -> b.surface(WalkingSurface.TREADMILL).leadIn(1), "a standing lead-in is for walks over ground");
        refuses(b -> b.leadIn(8).duration(6), "nothing would be walked");
        refuses(b -> b.view(View.FRONTAL).cameraDistance(3).duration(10), "move the camera away or shorten the walk");
        assertThatThrownBy(() -> PhantomWalk.truth(PhantomSettings.builder()
                        .stanceShare(0.53)
                        .asymmetry(new Asymmetry(1, 1.4, 1, 1))
                        .build()))
                .hasMessageContaining("with both feet on the ground");
        assertThatThrownBy(() -> new Asymmetry(3, 1, 1, 1)).hasMessageContaining("step length ratio");
        assertThatThrownBy(() -> new Clothing(0, 0, -1, 0, 0)).hasMessageContaining("colour is -1");
    }

    @Test
    void whatIsNotSaidFollowsFromTheRest() {
        PhantomSettings usual =
                PhantomSettings.builder().height(1.72).cadence(110).build();
        assertThat(usual.stepLength()).as("walk ratio 0.0065").isCloseTo(0.0065 * 110, within(1e-9));
        assertThat(usual.stanceShare()).isBetween(0.58, 0.64);
        assertThat(PhantomSettings.builder()
                        .stepLength(0.6)
                        .cadence(100)
                        .build()
                        .speed())
                .isCloseTo(1, within(1e-9));
        assertThat(PhantomSettings.builder().strides(5).cadence(120).build().duration())
                .isCloseTo(5, within(1e-9));
        assertThat(PhantomSettings.builder()
                        .direction(WalkingDirection.AWAY_FROM_CAMERA)
                        .build()
                        .view())
                .isEqualTo(View.FRONTAL);
        assertThat(PhantomSettings.builder()
                        .view(View.FRONTAL)
                        .duration(10)
                        .build()
                        .nearest())
                .isGreaterThan(2);
    }

    @Test
    void theSampleIsTheOneThatIsShipped() {
        PhantomSettings sample = PhantomSettings.sample();
        assertThat(sample.height()).isEqualTo(1.75);
        assertThat(sample.frameRate()).isEqualTo(30);
        assertThat(sample.frames()).isEqualTo(180);
        assertThat(sample.toBuilder().build()).isEqualTo(sample);
    }

    private static void refuses(UnaryOperator<PhantomSettingsBuilder> change, String complaint) {
        assertThatThrownBy(() -> change.apply(PhantomSettings.builder()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }
}
