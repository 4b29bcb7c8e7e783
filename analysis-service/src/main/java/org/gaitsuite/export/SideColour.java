package org.gaitsuite.export;

import org.gaitsuite.gait.Side;
import org.jspecify.annotations.Nullable;

/** Left blue, right vermilion, midline grey: told apart by every kind of colour vision (Okabe and Ito, 2008). */
enum SideColour {
    LEFT("#0072B2", new Ink(0x00, 0x72, 0xB2), new Ink(0x6C, 0xBE, 0xF2)),
    RIGHT("#D55E00", new Ink(0xD5, 0x5E, 0x00), new Ink(0xFF, 0x9C, 0x5B)),
    MIDLINE("#999999", new Ink(0xDD, 0xDD, 0xDD), new Ink(0xDD, 0xDD, 0xDD));

    private final String css;
    private final Ink ink;
    private final Ink light;

    SideColour(String css, Ink ink, Ink light) {
        this.css = css;
        this.ink = ink;
        this.light = light;
    }

    static SideColour of(@Nullable Side side) {
        return side == null ? MIDLINE : side == Side.LEFT ? LEFT : RIGHT;
    }

    String css() {
        return css;
    }

    /** For lines and areas. */
    Ink ink() {
        return ink;
    }

    /** For letters on a dark ground, and for what is beside the main line of the same side. */
    Ink light() {
        return light;
    }
}
