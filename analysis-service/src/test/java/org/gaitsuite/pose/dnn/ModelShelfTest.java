package org.gaitsuite.pose.dnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gaitsuite.person.SkeletonLayout;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.PoseRefused.Reason;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.video.VideoLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelShelfTest {
    private static final String RTMPOSE = """
            {"name": "rtmpose-m", "file": "rtmpose-m.onnx", "sha256": "%s", "runtime": "onnx",
             "input": {"width": 192, "height": 256, "mean": [123.675, 116.28, 103.53], "deviation": [58.395, 57.12, 57.375],
                       "colours": "RGB"},
             "decoding": "simcc", "skeleton": "HALPE_26", "licence": "Apache-2.0", "source": "https://example.org"}
            """.formatted("0123456789abcdef".repeat(4));

    @TempDir
    Path folder;

    @Test
    void aDescriptorSaysHowToRunItsModel() throws Exception {
        ModelDescriptor model = ModelDescriptor.read(Files.writeString(folder.resolve("rtmpose.json"), RTMPOSE));
        assertThat(model.engine()).isEqualTo(ModelDescriptor.Engine.ONNX);
        assertThat(model.input().width()).isEqualTo(192);
        assertThat(model.input().mean()).containsExactly(123.675f, 116.28f, 103.53f);
        assertThat(model.decoding()).isEqualTo(Decoding.SIMCC);
        assertThat(model.skeleton()).isEqualTo(SkeletonLayout.HALPE_26);
        assertThat(model.detector()).isNull();
        assertThat(model.flipTest()).isFalse();
        assertThat(model.modelFile()).isEqualTo(folder.resolve("rtmpose-m.onnx"));
    }

    @Test
    void theFlipTestIsAskedForByName() throws Exception {
        Path file = folder.resolve("rtmpose.json");
        Files.writeString(file, RTMPOSE.replace("\"decoding\"", "\"flip_test\": true, \"decoding\""));
        assertThat(ModelDescriptor.read(file).flipTest()).isTrue();
    }

    @Test
    void aFileThatIsNoModelIsNamed() throws Exception {
        Path junk =
                Files.writeString(folder.resolve("junk.tflite"), "no model at all, but long enough to be looked at");
        assertThatThrownBy(() -> TfliteNetwork.load(junk, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("junk.tflite is no TFLite model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"simcc\" | \"magic\" | decoding",
                "\"HALPE_26\" | \"HALPE_27\" | skeleton",
                "\"sha256\": \" | \"sha256\": \"zz | hexadecimal",
                "rtmpose-m.onnx | ../secret.onnx | beside the descriptor",
                "[123.675, 116.28, 103.53] | [1, 2] | three numbers",
                "\"width\": 192, | '' | width",
                "{\"name\" | {name | rtmpose.json",
            })
    void aBrokenDescriptorIsNamedWithWhatIsWrong(String what, String instead, String word) throws IOException {
        assertThat(RTMPOSE).contains(what);
        Path file = Files.writeString(folder.resolve("rtmpose.json"), RTMPOSE.replace(what, instead));
        assertThatThrownBy(() -> DnnEstimator.fromDirectory(folder, Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContaining(word);
    }

    @Test
    void theDescriptorsThatShipAreValid() throws Exception {
        assertThat(ModelShelf.knownModel("blazepose-lite", folder).detector()).isNotNull();
        assertThat(ModelShelf.knownModel("movenet-lightning", folder).skeleton())
                .isEqualTo(SkeletonLayout.COCO_17);
    }

    @Test
    void aFolderWithoutModelsSaysWhatToDo() {
        assertThatThrownBy(() -> DnnEstimator.fromDirectory(folder, Optional.of("rtmpose-m")))
                .isInstanceOfSatisfying(
                        PoseRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.MODEL_UNAVAILABLE))
                .hasMessageContaining("rtmpose-m")
                .hasMessageContaining("none at all")
                .hasMessageContaining("silhouette");
        assertThatThrownBy(() -> DnnEstimator.fromDirectory(folder.resolve("nowhere"), Optional.empty()))
                .isInstanceOf(PoseRefused.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void aModelFileThatIsNotTheOneMeantIsRefused() throws Exception {
        Files.writeString(folder.resolve("movenet_singlepose_lightning_int8.tflite"), "something else");
        DnnEstimator estimator = DnnEstimator.fromDirectory(folder, Optional.empty());
        assertThat(estimator.model().name()).isEqualTo("movenet-lightning");
        assertThatThrownBy(
                        () -> estimator.estimate(folder.resolve("walk.mp4"), VideoLimits.DEFAULT, null, Progress.NONE))
                .isInstanceOfSatisfying(
                        PoseRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.MODEL_UNAVAILABLE))
                .hasMessageContaining("SHA-256");
    }
}
