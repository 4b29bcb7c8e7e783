package org.gaitsuite.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import org.gaitsuite.c3d.C3dEvent;
import org.gaitsuite.c3d.C3dFile;
import org.gaitsuite.c3d.C3dMalformed;
import org.gaitsuite.c3d.C3dPoint;
import org.gaitsuite.c3d.C3dReader;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.recording.TrcNames;
import org.junit.jupiter.api.Test;

/** What a laboratory's program finds in the file. */
class GaitC3dTest {
    private static C3dFile written(CoordinateFrame frame) throws C3dMalformed {
        return C3dReader.read(GaitC3d.write(Walks.small(frame), Walks.MADE_BY));
    }

    private static C3dPoint point(C3dFile file, String label) {
        return file.point(label).orElseThrow(() -> new AssertionError(label + " is not among " + file.points()));
    }

    @Test
    void landmarksAreInMillimetresWithZUpExactToTheFloat() throws C3dMalformed {
        C3dFile file = written(CoordinateFrame.SAGITTAL_METRES);
        SkeletonOverTime skeleton = Walks.skeleton(CoordinateFrame.SAGITTAL_METRES);
        assertThat(file.pointRateHertz()).isCloseTo(25, within(1e-6));
        assertThat(file.frames()).isEqualTo(8);
        assertThat(file.point("LWrist")).as("never seen").isEmpty();
        for (Joint joint : Joint.values()) {
            if (joint == Joint.LEFT_WRIST) {
                continue;
            }
            C3dPoint point = point(file, TrcNames.of(joint));
            assertThat(point.unit()).isEqualTo("mm");
            for (int f = 0; f < 8; f++) {
                if (Double.isNaN(skeleton.x(f, joint))) {
                    assertThat(point.isSeen(f)).as("%s in frame %d", joint, f).isFalse();
                } else {
                    assertThat((float) point.x(f)).isEqualTo((float) (1000 * skeleton.x(f, joint)));
                    assertThat(point.y(f)).isZero();
                    assertThat((float) point.z(f)).isEqualTo((float) (1000 * skeleton.y(f, joint)));
                }
            }
        }
    }

    @Test
    void anglesArePointsOfTheKindAngleNamedAsPlugInGaitDoes() throws C3dMalformed {
        C3dFile file = written(CoordinateFrame.SAGITTAL_METRES);
        C3dPoint knee = point(file, "LKneeAngles");
        assertThat(knee.unit()).isEqualTo("deg");
        assertThat(knee.x(1)).isEqualTo(10);
        assertThat(knee.isSeen(3)).isFalse();
        assertThat(point(file, "LHipAngles").x(1)).isEqualTo((float) 20.123456789);
        assertThat(point(file, "RAnkleAngles").x(6)).isEqualTo(6);
        assertThat(file.parameters().texts("POINT", "ANGLES"))
                .containsExactly("LHipAngles", "LKneeAngles", "RAnkleAngles", "TrunkLean");
        assertThat(file.parameters().text("POINT", "ANGLE_UNITS")).contains("deg");
    }

    @Test
    void contactsAreEventsOnTheFramesTheyWereSeenIn() throws C3dMalformed {
        C3dFile file = written(CoordinateFrame.SAGITTAL_METRES);
        assertThat(file.firstFrame())
                .as("0.4 s at 25 Hz after the input's first frame")
                .isEqualTo(11);
        assertThat(file.events())
                .extracting(C3dEvent::label, C3dEvent::context)
                .containsExactly(
                        tuple("Foot Strike", "Left"), tuple("Foot Off", "Right"), tuple("Foot Strike", "Left"));
        assertThat(file.events().getFirst().seconds()).isCloseTo(0.5, within(1e-6));
        assertThat(file.secondsFromFirstFrame(file.events().get(1))).isCloseTo(0.21, within(1e-6));
    }

    @Test
    void theFileSaysWhatItWasMadeBy() throws C3dMalformed {
        C3dFile file = written(CoordinateFrame.SAGITTAL_METRES);
        assertThat(file.parameters().text("GAIT_SUITE", "METHOD_VERSION")).contains("9.8.7");
        assertThat(file.parameters().text("GAIT_SUITE", "ESTIMATOR")).contains("dnn");
        assertThat(file.parameters().text("GAIT_SUITE", "MODEL")).contains("a-model");
        assertThat(file.parameters().number("GAIT_SUITE", "START_SECONDS").orElseThrow())
                .isCloseTo(0.4, within(1e-6));
        assertThat(file.subjects()).containsExactly("Walker");
        assertThat(file.parameters().text("POINT", "Y_SCREEN")).contains("+Z");
    }

    @Test
    void withoutAScaleTheUnitIsThePixel() throws C3dMalformed {
        C3dPoint point = point(written(CoordinateFrame.UPRIGHT_PIXELS), "RKnee");
        assertThat(point.unit()).isEqualTo("px");
        assertThat((float) point.x(0)).isEqualTo((float)
                Walks.skeleton(CoordinateFrame.UPRIGHT_PIXELS).x(0, Joint.RIGHT_KNEE));
    }

    @Test
    void eventsOfAWholeWalkKeepTheirTimes() throws Exception {
        GaitResult result = Walks.whole(Subject.ofHeight(1.70));
        C3dFile file = C3dReader.read(GaitC3d.write(result, Walks.MADE_BY));
        assertThat(file.events()).hasSameSizeAs(result.events());
        for (int i = 0; i < file.events().size(); i++) {
            GaitEvent event = result.events().get(i);
            assertThat(file.events().get(i).seconds()).isCloseTo(event.timeSeconds(), within(1e-5));
        }
        assertThat(file.frames()).isEqualTo(result.walk().landmarks().frames());
    }
}
