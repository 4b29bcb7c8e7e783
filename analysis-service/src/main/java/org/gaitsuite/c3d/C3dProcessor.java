package org.gaitsuite.c3d;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kind of machine whose order of bytes and form of real numbers a file has, by the code in the parameter section (C3D User Guide,
 * "Parameter header").
 */
enum C3dProcessor {
    INTEL(84) {
        @Override
        int word(byte[] bytes, int at) {
            return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
        }

        @Override
        float real(byte[] bytes, int at) {
            return Float.intBitsToFloat(word(bytes, at) | word(bytes, at + 2) << 16);
        }
    },
    DEC(85) {
        @Override
        int word(byte[] bytes, int at) {
            return INTEL.word(bytes, at);
        }

        @Override
        float real(byte[] bytes, int at) {
            return vax(word(bytes, at) << 16 | word(bytes, at + 2));
        }
    },
    MIPS(86) {
        @Override
        int word(byte[] bytes, int at) {
            return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
        }

        @Override
        float real(byte[] bytes, int at) {
            return Float.intBitsToFloat(word(bytes, at) << 16 | word(bytes, at + 2));
        }
    };

    private final int code;

    C3dProcessor(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Optional<C3dProcessor> of(int code) {
        return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
    }

    /** Sixteen bits as a number from 0 to 65535. */
    abstract int word(byte[] bytes, int at);

    /** Thirty-two bits. */
    abstract float real(byte[] bytes, int at);

    /**
     * A VAX F_floating number, its two words put in order: sign, eight bits of exponent in excess of 128, twenty-three of a fraction whose
     * hidden first bit stands for one half (VAX Architecture Reference Manual, "F_floating"). Exponent 0 is zero, and with the sign set a
     * reserved operand, which is no number. A VAX knows no infinity: its largest exponent is an ordinary one.
     */
    private static float vax(int bits) {
        int exponent = bits >>> 23 & 0xFF;
        if (exponent == 0) {
            return bits < 0 ? Float.NaN : 0;
        }
        double fraction = 0.5 + (bits & 0x7FFFFF) / (double) (1 << 24);
        return (float) Math.scalb(bits < 0 ? -fraction : fraction, exponent - 128);
    }
}
