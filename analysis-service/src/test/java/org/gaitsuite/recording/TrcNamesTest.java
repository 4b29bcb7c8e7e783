package org.gaitsuite.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.gaitsuite.gait.Joint;
import org.junit.jupiter.api.Test;

class TrcNamesTest {
    @Test
    void landmarksBearTheNamesThatOpenSimModelsOfKeypointsKnow() {
        assertThat(TrcNames.of(Joint.LEFT_HIP)).isEqualTo("LHip");
        assertThat(TrcNames.of(Joint.RIGHT_KNEE)).isEqualTo("RKnee");
        assertThat(TrcNames.of(Joint.LEFT_HEEL)).isEqualTo("LHeel");
        assertThat(TrcNames.of(Joint.RIGHT_TOE)).isEqualTo("RBigToe");
        assertThat(TrcNames.of(Joint.NECK)).isEqualTo("Neck");
        assertThat(TrcNames.of(Joint.HEAD_TOP)).isEqualTo("Head");
    }

    @Test
    void everyLandmarkIsFoundByItsName() {
        for (Joint joint : Joint.values()) {
            assertThat(TrcNames.joint(TrcNames.of(joint))).contains(joint);
        }
        assertThat(TrcNames.joint("LSmallToe")).isEmpty();
    }
}
