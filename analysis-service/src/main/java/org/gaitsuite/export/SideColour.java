package org.gaitsuite.export;

import org.gaitsuite.gait.Side;
import org.jspecify.annotations.Nullable;

/** Left blue, right vermilion, midline grey: told apart by every kind of colour vision (Okabe and Ito, 2008). */
enum SideColour {
    LEFT("#0072B2", 0x00, 0x72, 0xB2),
    RIGHT("#D55E00", 0xD5, 0x5E, 0x00),
    MIDLINE("#999999", 0xDD, 0xDD, 0xDD);

    private final String css;
    private final int red;
    private final int green;
    private final int blue;

    SideColour(String css, int red, int green, int blue) {
        this.css = css;
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    static SideColour of(@Nullable Side side) {
        return side == null ? MIDLINE : side == Side.LEFT ? LEFT : RIGHT;
    }

    String css() {
        return css;
    }

    int red() {
        return red;
    }

    int green() {
        return green;
    }

    int blue() {
        return blue;
    }
}
