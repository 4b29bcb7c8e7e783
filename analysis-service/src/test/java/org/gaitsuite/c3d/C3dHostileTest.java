package org.gaitsuite.c3d;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that are sound to the letter, and made to keep a reader busy. */
class C3dHostileTest {
    /** As many as a section can hold, each of which continues the one before: what is done with them must not grow with their square. */
    @Test
    @Timeout(20)
    void tinyParametersInMassesAreReadAndWrittenAtOnce() throws C3dMalformed {
        RawC3d raw = RawC3d.complete(C3dProcessor.INTEL, true);
        for (int i = 3; i < 50_000; i++) {
            raw.parameter("POINT", "LABELS" + i, -1, new int[] {1}, new byte[] {'x'});
        }
        raw.parameter("POINT", "LABELS2", -1, new int[] {1}, new byte[] {'x'});
        C3dFile file = C3dReader.read(raw.bytes());
        assertThat(file.parameters().texts("POINT", "LABELS")).hasSize(50_001);
        C3dFile renamed =
                new C3dFile(50, 1, 5, file.points().subList(1, 3), file.analogs(), file.events(), file.parameters());
        assertThat(C3dReader.read(C3dWriter.write(renamed)).points()).isEqualTo(renamed.points());
    }

    /** Five thousand times the same group of points, which has sixty thousand members. */
    @Test
    @Timeout(20)
    void aGroupOfPointsNamedOverAndOverIsReadOnce() throws C3dMalformed {
        RawC3d raw = new RawC3d(C3dProcessor.INTEL, true);
        byte[] members = new byte[250 * 250];
        Arrays.fill(members, (byte) 'x');
        raw.group("POINT")
                .parameter("POINT", "A", -1, new int[] {1, 250, 250}, members)
                .parameter(
                        "POINT",
                        "TYPE_GROUPS",
                        -1,
                        new int[] {1, 2, 100, 50},
                        "AB".repeat(5000).getBytes(UTF_8))
                .texts("POINT", "LABELS", "x", "y")
                .texts("POINT", "B_UNITS", "deg");
        assertThat(C3dReader.read(raw.bytes()).points().stream().map(C3dPoint::unit))
                .containsExactly("deg", "mm", "mm");
    }
}
