package org.gaitsuite.export;

/**
 * A colour to draw with.
 *
 * @param red 0..255
 * @param green 0..255
 * @param blue 0..255
 */
record Ink(int red, int green, int blue) {
    static final Ink WHITE = new Ink(255, 255, 255);
    static final Ink BLACK = new Ink(16, 18, 22);

    /** A colour as in CSS, {@code 0xRRGGBB}. */
    static Ink of(int code) {
        return new Ink(code >> 16 & 0xFF, code >> 8 & 0xFF, code & 0xFF);
    }

    /** This colour with a share of another. */
    Ink mixed(Ink other, double share) {
        return new Ink(mixed(red, other.red, share), mixed(green, other.green, share), mixed(blue, other.blue, share));
    }

    private static int mixed(int own, int other, double share) {
        return (int) Math.round(own + (other - own) * share);
    }
}
