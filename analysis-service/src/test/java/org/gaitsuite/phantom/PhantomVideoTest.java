package org.gaitsuite.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomVideoTest {
    @TempDir
    Path folder;

    @Test
    void theVideoHoldsEveryFrameAndTheTruthLiesBesideIt() throws Exception {
        PhantomSettings settings = PhantomSettings.builder()
                .picture(192, 108)
                .frameRate(25)
                .duration(2)
                .build();
        Path video = folder.resolve("walk.mp4");
        PhantomTruth truth = PhantomWalk.render(settings, video);
        int frames = 0;
        try (VideoReader reader = VideoReader.open(video, VideoLimits.DEFAULT)) {
            assertThat(reader.info().width()).isEqualTo(192);
            assertThat(reader.info().frameRateHertz()).isCloseTo(25, within(0.01));
            while (reader.next() != null) {
                frames++;
            }
        }
        assertThat(frames).isEqualTo(50);
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("walk.truth.json").toFile());
        assertThat(json.get("schema").asText()).isEqualTo("phantom-truth/1");
        assertThat(json.get("settings").get("cadence_steps_per_min").asDouble()).isEqualTo(settings.cadence());
        assertThat(json.get("events")).hasSize(truth.events().size());
        assertThat(json.get("events").get(0).get("time_s").asDouble())
                .isCloseTo(truth.events().getFirst().timeSeconds(), within(1e-9));
        assertThat(json.get("landmarks_pixels")).hasSize(BodyPose.JOINTS.size());
        assertThat(json.get("landmarks_pixels").get("LEFT_HEEL").get("x")).hasSize(50);
        assertThat(json.get("landmarks_metres").get("LEFT_HEEL").get("y").get(7).asDouble())
                .isCloseTo(truth.metres().y(7, Joint.LEFT_HEEL), within(1e-4));
        assertThat(json.get("curves").get(0).get("mean")).hasSize(101);
        assertThat(folder).isDirectoryContaining("glob:**walk.mp4").isDirectoryContaining("glob:**walk.truth.json");
    }
}
