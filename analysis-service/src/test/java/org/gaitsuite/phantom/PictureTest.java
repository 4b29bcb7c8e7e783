package org.gaitsuite.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.WalkingDirection;
import org.gaitsuite.gait.WalkingSurface;
import org.junit.jupiter.api.Test;

/** The film of the walk, in small pictures. */
class PictureTest {
    private static final int WIDTH = 192;
    private static final int HEIGHT = 108;
    private static final int MIDDLE = 30;

    @Test
    void equalSettingsGiveEqualBytes() {
        assertThat(frame(small().build(), MIDDLE)).isEqualTo(frame(small().build(), MIDDLE));
    }

    @Test
    void aFrameDoesNotDependOnTheFramesBeforeIt() {
        PhantomSettings settings = small().build();
        FrameRenderer renderer = new FrameRenderer(settings);
        byte[] out = new byte[WIDTH * HEIGHT * 3];
        renderer.render(5, out);
        renderer.render(50, out);
        renderer.render(MIDDLE, out);
        assertThat(out).isEqualTo(frame(settings, MIDDLE));
    }

    @Test
    void everyOptionChangesThePicture() {
        byte[] plain = frame(small().build(), MIDDLE);
        differs(plain, b -> b.seed(2));
        differs(plain, b -> b.height(1.5));
        differs(plain, b -> b.cadence(95));
        differs(plain, b -> b.speed(1.0));
        differs(plain, b -> b.stanceShare(0.68));
        differs(plain, b -> b.asymmetry(new Asymmetry(1.3, 1, 1, 1)));
        differs(plain, b -> b.asymmetry(new Asymmetry(1, 1, 0.6, 1)));
        differs(plain, b -> b.direction(WalkingDirection.LEFT));
        differs(plain, b -> b.direction(WalkingDirection.TOWARDS_CAMERA));
        differs(plain, b -> b.surface(WalkingSurface.TREADMILL));
        differs(plain, b -> b.leadIn(1));
        differs(plain, b -> b.roll(4));
        differs(plain, b -> b.pitch(5));
        differs(plain, b -> b.cameraDistance(8));
        differs(plain, b -> b.visibleHeight(4));
        differs(plain, b -> b.clothing(new Clothing(0xFF0000, 0, 0x00FF00, 0x0000FF, 0)));
        differs(plain, b -> b.clutter(1));
        differs(plain, b -> b.noiseSigma(6));
        differs(plain, b -> b.shutterShare(0));
        differs(plain, b -> b.lightingGradient(0.6));
        differs(plain, b -> b.secondPerson(Scene.SecondPerson.STANDS));
        differs(plain, b -> b.secondPerson(Scene.SecondPerson.WALKS_PAST));
        differs(plain, b -> b.occlusion(Scene.Occlusion.POST));
        differs(plain, b -> b.occlusion(Scene.Occlusion.CHAIR));
    }

    @Test
    void theWalkerIsWhereTheTruthSays() {
        PhantomSettings settings = small().noiseSigma(0)
                .shutterShare(0)
                .clutter(0)
                .lightingGradient(0)
                .clothing(new Clothing(0xFF00FF, 0xFF00FF, 0xFF00FF, 0xFF00FF, 0xFF00FF))
                .build();
        byte[] picture = frame(settings, MIDDLE);
        PhantomTruth truth = PhantomWalk.truth(settings);
        for (Joint joint : new Joint[] {
            Joint.LEFT_KNEE,
            Joint.RIGHT_KNEE,
            Joint.LEFT_ANKLE,
            Joint.RIGHT_ANKLE,
            Joint.LEFT_HIP,
            Joint.RIGHT_HIP,
            Joint.NECK
        }) {
            int x = (int) truth.pixels().x(MIDDLE, joint);
            int y = (int) truth.pixels().y(MIDDLE, joint);
            assertThat(isMagenta(picture, x, y)).as("%s at %d, %d", joint, x, y).isTrue();
        }
        int left = WIDTH;
        int top = HEIGHT;
        int bottom = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                if (isMagenta(picture, x, y)) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        assertThat((double) top)
                .isBetween(
                        truth.pixels().y(MIDDLE, Joint.HEAD_TOP) - 2,
                        truth.pixels().y(MIDDLE, Joint.HEAD_TOP) + 2);
        double rearmost = Math.min(
                truth.pixels().x(MIDDLE, Joint.LEFT_HEEL), truth.pixels().x(MIDDLE, Joint.RIGHT_HEEL));
        assertThat((double) left).isBetween(rearmost - 3, rearmost + 3);
        double lowest = Math.max(
                truth.pixels().y(MIDDLE, Joint.LEFT_TOE), truth.pixels().y(MIDDLE, Joint.RIGHT_TOE));
        assertThat((double) bottom).isBetween(lowest - 2, lowest + 3);
    }

    @Test
    void noiseIsAsStrongAsAskedAndNewInEveryFrame() {
        PhantomSettings noisy = small().noiseSigma(8).build();
        PhantomSettings clean = small().noiseSigma(0).build();
        byte[] one = frame(noisy, 0);
        byte[] clear = frame(clean, 0);
        double sum = 0;
        int corner = 20 * 3;
        int count = 0;
        for (int y = 0; y < 20; y++) {
            for (int i = 0; i < corner; i++) {
                int at = y * WIDTH * 3 + i;
                double difference = (one[at] & 0xFF) - (clear[at] & 0xFF);
                sum += difference * difference;
                count++;
            }
        }
        assertThat(Math.sqrt(sum / count)).isBetween(7.0, 9.0);
        byte[] two = frame(noisy, 1);
        assertThat(Arrays.copyOf(two, corner)).isNotEqualTo(Arrays.copyOf(one, corner));
    }

    @Test
    void thePostHidesTheWalkerForAWhile() {
        PhantomSettings free = small().noiseSigma(0).build();
        PhantomSettings hidden =
                free.toBuilder().occlusion(Scene.Occlusion.POST).build();
        int changed = 0;
        byte[] before = frame(free, MIDDLE);
        byte[] after = frame(hidden, MIDDLE);
        for (int i = 0; i < before.length; i++) {
            changed += before[i] != after[i] ? 1 : 0;
        }
        double share = changed / (double) before.length;
        assertThat(share).as("share of the picture behind the post").isBetween(0.02, 0.12);
    }

    private static PhantomSettingsBuilder small() {
        return PhantomSettings.builder().picture(WIDTH, HEIGHT).duration(2).frameRate(30);
    }

    private static void differs(byte[] plain, UnaryOperator<PhantomSettingsBuilder> change) {
        assertThat(frame(change.apply(small()).build(), MIDDLE)).isNotEqualTo(plain);
    }

    private static byte[] frame(PhantomSettings settings, int index) {
        byte[] out = new byte[settings.pictureWidth() * settings.pictureHeight() * 3];
        new FrameRenderer(settings).render(index, out);
        return out;
    }

    private static boolean isMagenta(byte[] bgr, int x, int y) {
        int at = (y * WIDTH + x) * 3;
        int green = bgr[at + 1] & 0xFF;
        return (bgr[at] & 0xFF) > green + 50 && (bgr[at + 2] & 0xFF) > green + 50;
    }
}
