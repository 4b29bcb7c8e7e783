package org.gaitsuite.export;

import org.gaitsuite.gait.Side;
import org.jspecify.annotations.Nullable;

/** Left blue, right vermilion, midline grey: told apart by every kind of colour vision (Okabe and Ito, 2008). */
enum SideColour {
    LEFT("#0072B2", 0x0072B2, 0x6CBEF2),
    RIGHT("#D55E00", 0xD55E00, 0xFF9C5B),
    MIDLINE("#999999", 0xDDDDDD, 0xDDDDDD);

    private final String css;
    private final int ink;
    private final int light;

    SideColour(String css, int ink, int light) {
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
        return Ink.of(ink);
    }

    /** For letters on a dark ground, and for what is beside the main line of the same side. */
    Ink light() {
        return Ink.of(light);
    }
}
