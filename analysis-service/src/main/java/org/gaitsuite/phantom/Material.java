package org.gaitsuite.phantom;

/**
 * How a surface looks.
 *
 * @param rgb 0xRRGGBB in full light
 * @param grain strength of the pattern of cloth or wood, 0..1
 * @param across pattern cells around the limb
 * @param along pattern cells per metre of the limb
 */
record Material(int rgb, double grain, double across, double along) {
    static Material cloth(int rgb) {
        return new Material(rgb, 0.28, 2.2, 14);
    }

    static Material smooth(int rgb) {
        return new Material(rgb, 0.06, 1.5, 20);
    }

    static Material hair(int rgb) {
        return new Material(rgb, 0.4, 9, 12);
    }

    double red() {
        return rgb >> 16 & 0xFF;
    }

    double green() {
        return rgb >> 8 & 0xFF;
    }

    double blue() {
        return rgb & 0xFF;
    }
}
