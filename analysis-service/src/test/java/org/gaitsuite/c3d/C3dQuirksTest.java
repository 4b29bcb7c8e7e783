package org.gaitsuite.c3d;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that differ from the guide, as programs write them, say what the same file says without the fault. */
class C3dQuirksTest {
    private static C3dFile sound() throws C3dMalformed {
        return C3dReader.read(RawC3d.complete(C3dProcessor.INTEL, true).bytes());
    }

    private static void isReadAlike(RawC3d quirky) throws C3dMalformed {
        isReadAlike(quirky, bytes -> bytes);
    }

    private static void isReadAlike(RawC3d quirky, UnaryOperator<byte[]> change) throws C3dMalformed {
        C3dFile file = C3dReader.read(change.apply(quirky.bytes()));
        assertThat(file.points()).isEqualTo(sound().points());
        assertThat(file.analogs()).isEqualTo(sound().analogs());
        assertThat(file.frames()).isEqualTo(5);
    }

    private static RawC3d complete() {
        return RawC3d.complete(C3dProcessor.INTEL, true);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 200})
    void theCountOfParameterBlocksIsWrong(int count) throws C3dMalformed {
        RawC3d raw = complete();
        raw.blockCount = count;
        isReadAlike(raw);
    }

    @Test
    void theHeaderDoesNotSayWhereParametersBegin() throws C3dMalformed {
        isReadAlike(complete(), bytes -> {
            bytes[0] = 0;
            return bytes;
        });
    }

    @Test
    void theHeaderDoesNotSayWhereFramesBegin() throws C3dMalformed {
        isReadAlike(complete().integer("POINT", "DATA_START", 3).header(9, 0));
        isReadAlike(complete().integer("POINT", "DATA_START", 3).header(9, 200));
    }

    @Test
    void theHeaderRepeatsNothing() throws C3dMalformed {
        isReadAlike(complete()
                .header(2, 0)
                .header(4, 0)
                .header(5, 0)
                .header(7, 0f)
                .header(10, 0)
                .header(11, 0f));
    }

    @Test
    void headerAndParameterDifferInTheSignOfTheScale() throws C3dMalformed {
        isReadAlike(complete().header(7, 0.5f));
    }

    @Test
    void wholeNumbersWhoseHeaderHasTheWrongSign() throws C3dMalformed {
        C3dFile file = C3dReader.read(
                RawC3d.complete(C3dProcessor.INTEL, false).header(7, -0.5f).bytes());
        assertThat(file.points()).isEqualTo(sound().points());
    }

    @Test
    void parametersAreMissing() throws C3dMalformed {
        C3dFile file = C3dReader.read(new RawC3d(C3dProcessor.INTEL, true).bytes());
        assertThat(file.frames()).isEqualTo(5);
        assertThat(file.pointRateHertz()).isEqualTo(50);
        assertThat(file.points().get(2).x(4)).isEqualTo(sound().points().get(2).x(4));
        assertThat(file.points().get(2).unit()).isEqualTo("mm");
        assertThat(file.analogs().get(1).value(9)).isEqualTo(RawC3d.sample(9, 1));
    }

    @Test
    void parametersComeBeforeTheirGroup() throws C3dMalformed {
        RawC3d raw = new RawC3d(C3dProcessor.INTEL, true);
        // number 99 is what a parameter without a group gets
        raw.parameter("LATER", "WORD", -1, new int[] {2}, new byte[] {'o', 'k'});
        C3dParameters parameters = C3dReader.read(raw.bytes()).parameters();
        assertThat(parameters.text("GROUP99", "WORD")).contains("ok");
    }

    @Test
    void theLastParameterPointsAtNothing() throws C3dMalformed {
        RawC3d raw = complete();
        raw.group("LAST").integer("LAST", "NUMBER", 7);
        byte[] bytes = raw.bytes();
        int link = raw.linkPlace(18);
        bytes[link] = 0;
        bytes[link + 1] = 0;
        // what follows is no parameter, and nobody may look at it
        bytes[link + 6] = 77;
        C3dFile file = C3dReader.read(bytes);
        assertThat(file.parameters().number("LAST", "NUMBER")).hasValue(7);
    }

    @Test
    void parametersFillTheirBlocksAndDoNotEnd() throws C3dMalformed {
        RawC3d raw = new RawC3d(C3dProcessor.INTEL, true);
        // group POINT takes 2 + 5 + 2 + 1, the parameter 2 + 4 + 2 + 4 and its text; the block has 508 for both
        raw.group("POINT").parameter("POINT", "FILL", -1, new int[] {97, 5}, new byte[485]);
        raw.terminated = false;
        byte[] bytes = raw.bytes();
        assertThat(bytes.length).as("one block of parameters").isEqualTo(1024 + 5 * 4 * 16);
        assertThat(C3dReader.read(bytes).parameters().groups()).hasSize(1);
    }

    @Test
    void labelsArePaddedWithZeros() throws C3dMalformed {
        RawC3d raw = new RawC3d(C3dProcessor.INTEL, true);
        raw.group("POINT")
                .parameter("POINT", "LABELS", -1, new int[] {4, 2}, new byte[] {'L', 'H', 0, 0, ' ', 'R', ' ', 0});
        assertThat(C3dReader.read(raw.bytes()).points().stream().map(C3dPoint::label))
                .containsExactly("LH", "R", "*3");
    }

    @Test
    void framesBeyond65535AreCountedByTheTrialGroup() throws C3dMalformed {
        RawC3d raw = longTrial().header(5, 65535);
        raw.group("TRIAL")
                .integers("TRIAL", "ACTUAL_START_FIELD", 1, 0)
                .integers("TRIAL", "ACTUAL_END_FIELD", 70_000 & 0xFFFF, 1);
        raw.group("POINT").integer("POINT", "FRAMES", 65535);
        assertThat(C3dReader.read(raw.bytes()).frames()).isEqualTo(70_000);
    }

    @Test
    void framesBeyond65535AreCountedByLongFrames() throws C3dMalformed {
        RawC3d raw = longTrial().header(5, 65535);
        raw.group("POINT").integer("POINT", "FRAMES", 65535).real("POINT", "LONG_FRAMES", 70_000);
        assertThat(C3dReader.read(raw.bytes()).frames()).isEqualTo(70_000);
    }

    @Test
    void framesBeyond65535AreCountedByARealNumber() throws C3dMalformed {
        RawC3d raw = longTrial().header(5, 65535);
        raw.group("POINT").real("POINT", "FRAMES", 70_000);
        assertThat(C3dReader.read(raw.bytes()).frames()).isEqualTo(70_000);
    }

    @Test
    void framesBeyond65535LeaveTheirLowerWordInTheHeader() throws C3dMalformed {
        RawC3d raw = longTrial();
        raw.group("TRIAL")
                .integers("TRIAL", "ACTUAL_START_FIELD", 1, 0)
                .integers("TRIAL", "ACTUAL_END_FIELD", 70_000 & 0xFFFF, 1);
        assertThat(C3dReader.read(raw.bytes()).frames()).isEqualTo(70_000);
    }

    @Test
    void theTrialGroupWasLeftBehindWhenTheFileWasCut() throws C3dMalformed {
        RawC3d raw = complete();
        raw.group("TRIAL").integers("TRIAL", "ACTUAL_START_FIELD", 1, 0).integers("TRIAL", "ACTUAL_END_FIELD", 900, 0);
        isReadAlike(raw);
    }

    private static RawC3d longTrial() {
        RawC3d raw = new RawC3d(C3dProcessor.INTEL, false);
        raw.points = 1;
        raw.channels = 0;
        raw.frames = 70_000;
        return raw;
    }
}
