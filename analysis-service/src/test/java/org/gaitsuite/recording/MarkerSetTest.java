package org.gaitsuite.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gaitsuite.gait.Joint;
import org.junit.jupiter.api.Test;

class MarkerSetTest {
    private static Marker marker(String name, double x, double y, double z) {
        Marker marker = Marker.unseen(name, 1);
        marker.put(0, new Vector(x, y, z));
        return marker;
    }

    private static List<Marker> legsAnd(Marker... others) {
        List<Marker> all = new ArrayList<>(List.of(others));
        for (String joint : List.of("HJC", "KNE", "ANK")) {
            all.add(marker("L" + joint, 0, 0.1, 0.5));
            all.add(marker("R" + joint, 0, -0.1, 0.5));
        }
        return all;
    }

    private static Vector place(MarkerSet markers, Joint joint) {
        return Objects.requireNonNull(markers.of(joint)).at(0);
    }

    @Test
    void aSacrumStandsForBothRearSpines() throws RecordingRefused {
        MarkerSet markers = new MarkerSet(legsAnd(marker("SACR", -0.12, 0, 1.0)), 1);
        assertThat(place(markers, Joint.LEFT_PSIS)).isEqualTo(new Vector(-0.12, 0, 1.0));
        assertThat(place(markers, Joint.RIGHT_PSIS)).isEqualTo(new Vector(-0.12, 0, 1.0));
    }

    @Test
    void twoRearSpinesCountForMoreThanASacrum() throws RecordingRefused {
        MarkerSet markers = new MarkerSet(
                legsAnd(
                        marker("SACR", -0.12, 0, 1.0),
                        marker("LPSI", -0.11, 0.05, 1.01),
                        marker("RPSI", -0.11, -0.05, 1.01)),
                1);
        assertThat(place(markers, Joint.LEFT_PSIS)).isEqualTo(new Vector(-0.11, 0.05, 1.01));
    }

    /** One rear spine by itself would turn the pelvis. */
    @Test
    void aSacrumCountsForMoreThanASingleRearSpine() throws RecordingRefused {
        MarkerSet markers = new MarkerSet(legsAnd(marker("SACR", -0.12, 0, 1.0), marker("LPSI", -0.11, 0.05, 1.01)), 1);
        assertThat(place(markers, Joint.LEFT_PSIS)).isEqualTo(place(markers, Joint.RIGHT_PSIS));
    }

    @Test
    void withoutEitherThePelvisHasNoRear() throws RecordingRefused {
        assertThat(new MarkerSet(legsAnd(), 1).of(Joint.LEFT_PSIS)).isNull();
    }
}
