package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.gait.ContactMethod;
import org.gaitsuite.gait.CutOff;
import org.gaitsuite.gait.FilmedPlace;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.MarkedLine;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.gait.View;
import org.gaitsuite.gait.WalkingSurface;
import org.gaitsuite.person.PersonAt;
import org.gaitsuite.recording.PictureSize;
import org.junit.jupiter.api.Test;

class RequestJsonTest {
    @Test
    void everythingThatWasAskedForComesBack() {
        FilmedPlace place = new FilmedPlace(
                MarkedLine.parse("ground_line", "10,900,1900,880"),
                MarkedLine.parse("line", "210,900.5,1650,880,3.5"),
                -2.5,
                4.0,
                1.2,
                1400.0,
                null);
        AnalysisRequest request = new AnalysisRequest(
                new Subject(1.65, 61.5, 40.0, Subject.Sex.FEMALE),
                new GaitOptions(
                        View.SIDE,
                        WalkingSurface.TREADMILL,
                        8,
                        0.1,
                        place,
                        ContactMethod.ZENI,
                        CutOff.FROM_THE_SIGNAL,
                        0.55),
                "dnn",
                "movenet-lightning",
                50.0,
                new PictureSize(1920, 1080),
                new PersonAt(1.5, 0.25, 0.6));
        assertThat(RequestJson.read(RequestJson.write(request))).isEqualTo(request);
        assertThat(RequestJson.read(RequestJson.write(AnalysisRequest.DEFAULT))).isEqualTo(AnalysisRequest.DEFAULT);
    }

    @Test
    void aRowFromBeforePlacesAndMethodsIsAsIfNothingWasSaidOfThem() {
        AnalysisRequest read = RequestJson.read("""
                {"subject":{"heightMetres":1.7,"massKilograms":null,"ageYears":null,"sex":"MALE"},
                 "options":{"view":"FRONTAL","surface":"OVERGROUND","cutOffHertz":6.0,"maximumGapSeconds":0.2},
                 "estimator":"silhouette","model":null,"frameRateHertz":120.0}""");
        assertThat(read)
                .isEqualTo(new AnalysisRequest(
                        new Subject(1.7, null, null, Subject.Sex.MALE),
                        new GaitOptions(View.FRONTAL, WalkingSurface.OVERGROUND, 6, 0.2),
                        "silhouette",
                        null,
                        120.0,
                        null,
                        null));
        assertThat(read.options().place()).isEqualTo(FilmedPlace.UNKNOWN);
        assertThat(read.options().contacts()).isEqualTo(ContactMethod.CONSENSUS);
        assertThat(read.options().cutOff()).isEqualTo(CutOff.GIVEN);
        assertThat(read.options().leastConfidence()).isEqualTo(0.3);
    }

    @Test
    void whatANewerVersionAddedIsIgnored() {
        String newer = RequestJson.write(AnalysisRequest.DEFAULT)
                .replaceFirst("\\{", "{\"colour\":{\"red\":1},")
                .replace("\"place\":{", "\"place\":{\"weather\":\"fine\",");
        assertThat(newer).contains("weather");
        assertThat(RequestJson.read(newer)).isEqualTo(AnalysisRequest.DEFAULT);
    }
}
