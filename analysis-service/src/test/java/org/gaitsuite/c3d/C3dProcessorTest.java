package org.gaitsuite.c3d;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class C3dProcessorTest {
    /** The table of L. M. Baker, "libvaxdata", U.S. Geological Survey Open-File Report 2005-1424. */
    @ParameterizedTest
    @CsvSource({
        "00004080, 1.000000",
        "0000C080, -1.000000",
        "00004160, 3.500000",
        "0000C160, -3.500000",
        "0FD04149, 3.141590",
        "0FD0C149, -3.141590",
        "BDC27DF0, 9.9999999E+36",
        "BDC2FDF0, -9.9999999E+36",
        "1CEA0308, 9.9999999E-38",
        "1CEA8308, -9.9999999E-38",
        "0652409E, 1.234568",
        "0652C09E, -1.234568"
    })
    void vaxNumbersAreThoseOfThePublishedTable(String bits, float value) {
        assertThat(C3dProcessor.DEC.real(vaxBytes(bits), 0)).isCloseTo(value, within(value));
    }

    private static org.assertj.core.data.Offset<Float> within(float value) {
        return org.assertj.core.data.Offset.offset(Math.abs(value) * 2e-7f);
    }

    /** The table prints a number as the VAX's longword, whose lowest byte comes first in memory. */
    private static byte[] vaxBytes(String bits) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(Integer.parseUnsignedInt(bits, 16))
                .array();
    }

    @Test
    void aVaxKnowsNoInfinityAndOneKindOfZero() {
        assertThat(C3dProcessor.DEC.real(vaxBytes("00000000"), 0)).isZero();
        assertThat(C3dProcessor.DEC.real(vaxBytes("FFFF007F"), 0))
                .as("exponent 0")
                .isZero();
        assertThat(C3dProcessor.DEC.real(vaxBytes("00008000"), 0))
                .as("reserved")
                .isNaN();
        assertThat(C3dProcessor.DEC.real(vaxBytes("FFFF7FFF"), 0)).as("largest").isEqualTo(1.7014117e38f);
    }

    @Test
    void intelPutsTheLowestByteFirstAndMipsTheHighest() {
        byte[] little = {0, 0, (byte) 0x48, (byte) 0xC1};
        byte[] big = {(byte) 0xC1, (byte) 0x48, 0, 0};
        assertThat(C3dProcessor.INTEL.real(little, 0)).isEqualTo(-12.5f);
        assertThat(C3dProcessor.MIPS.real(big, 0)).isEqualTo(-12.5f);
        assertThat(C3dProcessor.INTEL.word(little, 2)).isEqualTo(0xC148);
        assertThat(C3dProcessor.MIPS.word(big, 0)).isEqualTo(0xC148);
    }
}
