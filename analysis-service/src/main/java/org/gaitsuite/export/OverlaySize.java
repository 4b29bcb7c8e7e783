package org.gaitsuite.export;

import org.gaitsuite.video.VideoInfo;

/**
 * How large the overlay is.
 *
 * @param width even number of pixels
 * @param height likewise, of the video's part
 * @param panel likewise, of the panel below it
 * @param unit pixels for one of a picture whose shorter side has 540
 */
record OverlaySize(int width, int height, int panel, double unit) {
    static final int WIDEST = 960;
    private static final double USUAL_SIDE = 540;
    private static final double LARGEST_UNIT = 1.1;
    /** Letters of a smaller unit cannot be read. */
    private static final double SMALLEST_UNIT = 0.75;

    /** At most 960 pixels across and from top to bottom, never larger than the video. */
    static OverlaySize of(VideoInfo info, WalkInVideo walk) {
        double shrink = Math.min(1, (double) WIDEST / Math.max(info.width(), info.height()));
        OverlaySize size = scaled(info, walk, shrink);
        while (size.height() + size.panel() > WIDEST && size.height() > WIDEST / 2) {
            shrink = Math.min(shrink - 0.5 / info.height(), (double) (WIDEST - size.panel()) / info.height());
            size = scaled(info, walk, shrink);
        }
        return size;
    }

    private static OverlaySize scaled(VideoInfo info, WalkInVideo walk, double shrink) {
        int width = even(info.width() * shrink);
        int height = even(info.height() * shrink);
        double unit = Math.clamp(Math.min(width, height) / USUAL_SIDE, SMALLEST_UNIT, LARGEST_UNIT);
        return new OverlaySize(width, height, new WalkPanel(walk, width, unit).height(), unit);
    }

    private static int even(double length) {
        return Math.max(16, 2 * (int) Math.floor(length / 2 + 1e-6));
    }
}
