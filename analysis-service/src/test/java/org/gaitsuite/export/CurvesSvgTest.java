package org.gaitsuite.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.GaitCurve;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.Subject;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** {@code curves.svg}: what it shows is what was measured, no more. */
class CurvesSvgTest {
    private static final GaitResult SMALL = Walks.small(CoordinateFrame.SAGITTAL_METRES);

    /** The small walk with these curves instead of its own. */
    private static Document drawn(GaitCurve... curves) throws Exception {
        GaitResult result = new GaitResult(
                SMALL.view(),
                SMALL.direction(),
                SMALL.bouts(),
                SMALL.events(),
                SMALL.parameters(),
                List.of(curves),
                SMALL.quality(),
                SMALL.walk());
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(CurvesSvg.write(result))));
    }

    @Test
    void eachSideHasALineWhereItsFootLeavesTheGround() throws Exception {
        assertThat(texts(drawn(knee(Side.LEFT, 3, 2)))).noneMatch(text -> text.contains("toe off"));
        String whole = CurvesSvg.write(Walks.whole(Subject.ofHeight(1.75)));
        assertThat(whole).contains("thin vertical line: toe off");
        assertThat(whole.split("v210\"", -1)).as("two sides in three pictures").hasSize(1 + 6);
    }

    private static GaitCurve knee(Side side, int strides, double sd) {
        double[] mean = IntStream.range(0, GaitCurve.POINTS)
                .mapToDouble(p -> 30 - 30 * Math.cos(p / 15.0))
                .toArray();
        double[] spread = new double[GaitCurve.POINTS];
        Arrays.fill(spread, sd);
        return new GaitCurve("knee_flexion", side, "deg", mean, spread, strides);
    }

    private static int bands(Document svg) {
        return svg.getElementsByTagName("polygon").getLength();
    }

    private static List<String> texts(Document svg) {
        NodeList texts = svg.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
    }

    @Test
    void severalStridesHaveABandAndSayHowMany() throws Exception {
        Document svg = drawn(knee(Side.LEFT, 4, 2), knee(Side.RIGHT, 3, 2));
        assertThat(bands(svg)).isEqualTo(2);
        assertThat(texts(svg)).contains("left, mean ± SD of 4 strides", "right, mean ± SD of 3 strides");
    }

    @Test
    void aSingleStrideHasNoSpread() throws Exception {
        Document svg = drawn(knee(Side.LEFT, 1, 0));
        assertThat(bands(svg)).isZero();
        assertThat(texts(svg)).contains("left, 1 stride").noneMatch(text -> text.contains("SD"));
    }

    @Test
    void whatWasNotMeasuredIsSaidToBeSo() throws Exception {
        assertThat(texts(drawn(knee(Side.RIGHT, 1, 0))))
                .contains("left, not measured")
                .filteredOn("not measured in this walk"::equals)
                .as("hip and ankle")
                .hasSize(2);
    }

    @Test
    void theAxisGrowsWithWhatIsShown() throws Exception {
        assertThat(texts(drawn(knee(Side.LEFT, 3, 2)))).doesNotContain("−40");
        assertThat(texts(drawn(knee(Side.LEFT, 3, 45)))).as("0 degrees less 45").contains("−40");
    }
}
