package org.gaitsuite.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import org.gaitsuite.gait.ContactMethod;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitCurve;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitParameter;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.LowPass;
import org.gaitsuite.gait.MeasuredWalk;
import org.gaitsuite.gait.Quality;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.View;
import org.gaitsuite.gait.WalkedBout;
import org.gaitsuite.gait.WalkingDirection;
import org.gaitsuite.pose.PoseTrack;
import org.gaitsuite.recording.Kind;
import org.gaitsuite.recording.Recording;
import org.gaitsuite.video.VideoInfo;
import org.junit.jupiter.api.Test;

class ResultJsonTest {
    private static final double NAN = Double.NaN;

    private static JsonNode written(GaitParameter parameter, double[] mean, double timeFactor) throws Exception {
        double[] sd = new double[GaitCurve.POINTS];
        Arrays.fill(sd, NAN);
        double[][] none = {};
        SkeletonOverTime nothing = new SkeletonOverTime(CoordinateFrame.IMAGE_PIXELS, new double[0], none, none, none);
        GaitResult gait = new GaitResult(
                View.SIDE,
                WalkingDirection.TOWARDS_CAMERA,
                List.of(new WalkedBout(0.5, 3.25, WalkingDirection.TOWARDS_CAMERA, 4)),
                List.of(new GaitEvent(EventType.TOE_OFF, Side.RIGHT, 1.23456789, 0.97)),
                List.of(parameter),
                List.of(new GaitCurve("knee_flexion", Side.LEFT, "deg", mean, sd, 1)),
                new Quality(true, List.of("one", "two"), 12, 0.01, new LowPass(4.678, LowPass.Source.SIGNAL)),
                new MeasuredWalk(nothing, List.of(), List.of()));
        PoseTrack pose = new PoseTrack(
                nothing,
                new VideoInfo(640, 360, 30, 7.5, "hevc", "mov", 90),
                225,
                "silhouette",
                "m",
                List.of(),
                List.of("two", "three"));
        String json = ResultJson.write(
                new AnalysisOutcome(gait, new Source.Video(pose), timeFactor, GaitOptions.DEFAULT.trusting(0.45)));
        assertThat(json).doesNotContain("NaN").doesNotContain("Infinity");
        return new ObjectMapper().readTree(json);
    }

    private static double[] curve() {
        double[] mean = new double[GaitCurve.POINTS];
        Arrays.fill(mean, 100);
        return mean;
    }

    @Test
    void theFieldsKeepTheirNamesAndMeaning() throws Exception {
        JsonNode json = written(
                new GaitParameter.Measured("cadence", "steps/min", null, 112.4, 110.1, 114.6, 2.1, 8), curve(), 1);
        assertThat(json.path("schema").asText()).isEqualTo("gait-result/1");
        assertThat(json.path("input"))
                .hasToString("{\"kind\":\"video\",\"frames\":225,\"frame_rate_hz\":30,\"view\":\"side\","
                        + "\"walking_direction\":\"towards_camera\",\"width\":640,\"height\":360,\"duration_s\":7.5,"
                        + "\"codec\":\"hevc\",\"container\":\"mov\"}");
        assertThat(json.path("method").path("estimator").asText()).isEqualTo("silhouette");
        assertThat(json.path("method").path("contacts").asText()).isEqualTo("consensus");
        assertThat(json.path("method").path("cut_off_hz").asDouble()).isEqualTo(4.68);
        assertThat(json.path("method").path("cut_off_from").asText()).isEqualTo("signal");
        assertThat(json.path("method").path("least_confidence").asDouble()).isEqualTo(0.45);
        assertThat(json.path("bouts"))
                .hasToString(
                        "[{\"start_s\":0.5,\"end_s\":3.25,\"walking_direction\":\"towards_camera\",\"strides\":4}]");
        assertThat(json.path("events").path(0))
                .hasToString("{\"type\":\"TOE_OFF\",\"side\":\"RIGHT\",\"time_s\":1.2346,\"confidence\":0.97}");
        assertThat(json.path("parameters").path(0))
                .hasToString("{\"name\":\"cadence\",\"unit\":\"steps/min\",\"side\":null,\"value\":112.4,"
                        + "\"ci95\":[110.1,114.6],\"sd\":2.1,\"n\":8}");
        assertThat(json.path("curves").path(0).path("mean")).hasSize(101);
        assertThat(json.path("quality"))
                .hasToString(
                        "{\"usable\":true,\"notes\":[\"one\",\"two\",\"three\"],\"repaired_swaps\":12,\"gap_fraction\":0.01}");
    }

    @Test
    void whatIsNotANumberIsNeverPrinted() throws Exception {
        double[] mean = curve();
        mean[7] = NAN;
        JsonNode json =
                written(new GaitParameter.Measured("step_time", "s", Side.LEFT, 0.5, NAN, NAN, NAN, 1), mean, 1);
        assertThat(json.path("parameters").path(0))
                .hasToString("{\"name\":\"step_time\",\"unit\":\"s\",\"side\":\"LEFT\",\"value\":0.5,\"n\":1}");
        assertThat(json.path("curves").path(0).path("mean").path(7).isNull()).isTrue();
        assertThat(json.path("curves").path(0).path("mean").path(8).asDouble()).isEqualTo(100);

        JsonNode without =
                written(new GaitParameter.Measured("cadence", "steps/min", null, NAN, NAN, NAN, NAN, 0), mean, 1);
        assertThat(without.path("parameters").path(0).path("withheld").asText()).isNotBlank();
        assertThat(without.path("parameters").path(0).has("value")).isFalse();
    }

    @Test
    void aWithheldParameterGivesItsReason() throws Exception {
        JsonNode json = written(new GaitParameter.Withheld("step_width", "m", null, "side view"), curve(), 1);
        assertThat(json.path("parameters").path(0))
                .hasToString("{\"name\":\"step_width\",\"unit\":\"m\",\"side\":null,\"withheld\":\"side view\"}");
    }

    @Test
    void aRecordingSaysWhatItIsAndNothingOfPictures() throws Exception {
        int joints = Joint.values().length;
        double[][] rows = new double[51][joints];
        double[] times = new double[51];
        Arrays.setAll(times, f -> f / 50.0);
        SkeletonOverTime skeleton = new SkeletonOverTime(CoordinateFrame.SAGITTAL_METRES, times, rows, rows, rows);
        Recording recording =
                new Recording(Kind.C3D, "markers", skeleton, null, List.of(), null, null, List.of("of the file"));
        GaitResult gait = new GaitResult(
                View.SIDE,
                WalkingDirection.RIGHT,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Quality(true, List.of(), 0, 0, new LowPass(6, LowPass.Source.GIVEN)),
                new MeasuredWalk(skeleton, List.of(), List.of()));
        JsonNode json = new ObjectMapper()
                .readTree(ResultJson.write(new AnalysisOutcome(
                        gait, new Source.Recorded(recording), 1, GaitOptions.DEFAULT.by(ContactMethod.ZENI))));
        assertThat(json.path("input"))
                .hasToString("{\"kind\":\"c3d\",\"frames\":51,\"frame_rate_hz\":50,\"view\":\"side\","
                        + "\"walking_direction\":\"right\",\"duration_s\":1.02}");
        assertThat(json.path("method").path("estimator").asText()).isEqualTo("markers");
        assertThat(json.path("method").path("model").asText()).isEqualTo("markers");
        assertThat(json.path("method").path("contacts").asText()).isEqualTo("zeni");
        assertThat(json.path("quality").path("notes")).hasToString("[\"of the file\"]");
    }

    @Test
    void anOverriddenFrameRateIsTheOneReported() throws Exception {
        // Filmed at 120 Hz, plays at 30 Hz: a second of the video is a quarter of a second of the walker.
        JsonNode json = written(new GaitParameter.Withheld("x", "m", null, "y"), curve(), 0.25);
        assertThat(json.path("input").path("frame_rate_hz").asDouble()).isEqualTo(120);
        assertThat(json.path("input").path("duration_s").asDouble()).isEqualTo(1.875);
    }
}
