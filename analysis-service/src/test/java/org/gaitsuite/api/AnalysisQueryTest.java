package org.gaitsuite.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.gait.ContactMethod;
import org.gaitsuite.gait.CutOff;
import org.gaitsuite.gait.FilmedPlace;
import org.gaitsuite.gait.MarkedLine;
import org.gaitsuite.gait.PicturePoint;
import org.gaitsuite.person.PersonAt;
import org.gaitsuite.recording.PictureSize;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AnalysisQueryTest {
    private static AnalysisRequest request(Consumer<AnalysisQuery> asked) {
        AnalysisQuery query = new AnalysisQuery();
        asked.accept(query);
        return query.request(Set.of("silhouette"));
    }

    @Test
    void whatIsNotSaidIsAsUsual() {
        assertThat(request(query -> {})).isEqualTo(AnalysisRequest.DEFAULT);
        assertThat(request(query -> {
                    query.cutOff = "";
                    query.contacts = " ";
                    query.place.line = "";
                    query.pictureWidth = "";
                    query.person = " ";
                }))
                .isEqualTo(AnalysisRequest.DEFAULT);
    }

    @Test
    void everythingThatIsSaidIsAskedFor() {
        AnalysisRequest asked = request(query -> {
            query.contacts = "OConnor";
            query.cutOff = "8,5";
            query.maximumGap = "0";
            query.confidence = "0.15";
            query.pictureWidth = "1920";
            query.pictureHeight = "1080";
            query.person = " 1.5, 0.42,0.6";
            query.place.line = "210,900.5,1650,880,3.5";
            query.place.groundLine = "0, 1000, 1919, 990";
            query.place.roll = "-1.5";
            query.place.slope = "4";
            query.place.beltSpeed = "1.25";
            query.place.focalLength = "1400";
        });
        assertThat(asked.options().contacts()).isEqualTo(ContactMethod.OCONNOR);
        assertThat(asked.options().cutOffHertz()).isEqualTo(8.5);
        assertThat(asked.options().cutOff()).isEqualTo(CutOff.GIVEN);
        assertThat(asked.options().maximumGapSeconds()).isZero();
        assertThat(asked.options().leastConfidence()).isEqualTo(0.15);
        assertThat(asked.pictureSize()).isEqualTo(new PictureSize(1920, 1080));
        assertThat(asked.person()).isEqualTo(new PersonAt(1.5, 0.42, 0.6));
        assertThat(asked.options().place())
                .isEqualTo(new FilmedPlace(
                        new MarkedLine(new PicturePoint(0, 1000), new PicturePoint(1919, 990), null),
                        new MarkedLine(new PicturePoint(210, 900.5), new PicturePoint(1650, 880), 3.5),
                        -1.5,
                        4.0,
                        1.25,
                        1400.0,
                        null));
    }

    @Test
    void theCutOffMayBeLeftToTheSignal() {
        assertThat(request(query -> query.cutOff = " Auto").options())
                .isEqualTo(AnalysisRequest.DEFAULT.options().filteredBySignal());
    }

    @TestFactory
    Stream<DynamicTest> aWrongValueIsNamedWithWhatWasExpected() {
        return Stream.of(
                refused(query -> query.contacts = "eye", "contacts is 'eye'", "consensus, zeni, oconnor, desailly"),
                refused(query -> query.cutOff = "0.5", "cut-off is 0.5 Hz", "1.0 to 50.0 Hz"),
                refused(query -> query.cutOff = "NaN", "cut-off is NaN", "1.0 to 50.0 Hz"),
                refused(query -> query.cutOff = "low", "cut_off is 'low'", "a number of Hz such as 6, or auto"),
                refused(query -> query.confidence = "1.5", "confidence is 1.5", "0.0 to 1.0."),
                refused(query -> query.confidence = "-0.1", "confidence is -0.1", "0.0 to 1.0."),
                refused(query -> query.confidence = "high", "confidence is 'high'", "a number"),
                refused(query -> query.maximumGap = "-1", "longest gap is -1.0 s", "0.0 to 2.0 s"),
                refused(query -> query.place.roll = "90", "roll is 90.0 degrees", "-45.0 to 45.0"),
                refused(query -> query.place.slope = "31", "slope is 31.0 degrees", "-30.0 to 30.0"),
                refused(query -> query.place.beltSpeed = "9", "belt speed is 9.0 m/s", "0.05 to 6.0"),
                refused(query -> query.place.focalLength = "3", "focal length is 3.0 pixels", "50.0 to"),
                refused(query -> query.place.line = "1,2,3", "line is '1,2,3'", "x1,y1,x2,y2"),
                refused(query -> query.place.line = "1,2,3,x,5", "line is '1,2,3,x,5'", "x1,y1,x2,y2"),
                refused(query -> query.place.line = "0,0,500,0", "distance has no length", "metres"),
                refused(query -> query.place.line = "0,0,500,0,900", "line is '0,0,500,0,900'", "0.05 to 100 m"),
                refused(query -> query.place.groundLine = "0,0,3,0", "ground_line is '0,0,3,0'", "3.0 pixels apart"),
                refused(query -> query.person = "1.5,0.4", "person is '1.5,0.4'", "time,x,y: seconds"),
                refused(query -> query.person = "1.5,left,0.6", "person is '1.5,left,0.6'", "such as 1.5,0.42,0.6"),
                refused(query -> query.person = "-1,0.4,0.6", "person is '-1,0.4,0.6'", "0 s or later"),
                refused(query -> query.person = "NaN,0.4,0.6", "person is 'NaN,0.4,0.6'", "0 s or later"),
                refused(query -> query.person = "1,420,600", "person is '1,420,600'", "shares of the picture"),
                refused(query -> query.pictureWidth = "1920", "picture_width needs picture_height", ""),
                refused(query -> size(query, "1920.5", "1080"), "picture_width is '1920.5'", "whole number"),
                refused(query -> size(query, "1920", "8"), "picture height is 8 pixels", "16 to 16384"));
    }

    private static void size(AnalysisQuery query, String width, String height) {
        query.pictureWidth = width;
        query.pictureHeight = height;
    }

    private static DynamicTest refused(Consumer<AnalysisQuery> wrong, String named, String expected) {
        return DynamicTest.dynamicTest(
                named,
                () -> assertThatThrownBy(() -> request(wrong))
                        .isInstanceOfSatisfying(
                                Refused.class,
                                e -> assertThat(e.problem().type())
                                        .isEqualTo("urn:gait-suite:problem:invalid-parameter"))
                        .isInstanceOfSatisfying(
                                Refused.class,
                                e -> assertThat(e.problem().detail())
                                        .startsWith("The parameter " + named)
                                        .contains(expected)));
    }
}
