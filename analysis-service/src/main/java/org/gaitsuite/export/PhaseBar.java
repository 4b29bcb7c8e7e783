package org.gaitsuite.export;

import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Side;

/**
 * Stance and swing of both feet over the whole walk: a lane for each foot, filled while it is on the ground, a light strip between the
 * lanes where both are, a tick for each event, and a cursor. A walk with more strides than there is room for passes by under the cursor.
 */
final class PhaseBar {
    private static final Ink LANE = new Ink(48, 53, 62);
    private static final Ink FAINT = new Ink(134, 141, 152);
    private static final Ink SUPPORT = new Ink(235, 235, 235);
    /** What is still to come is paler. */
    private static final double TO_COME = 0.45;

    private static final double LANE_HEIGHT = 19;
    private static final double GAP = 6;
    private static final double SECONDS_BELOW = 17;
    /** Least room for a stride, in units. */
    private static final double STRIDE = 44;

    private final GaitPhases phases;

    PhaseBar(GaitPhases phases) {
        this.phases = phases;
    }

    static double height(double unit) {
        return (2 * LANE_HEIGHT + GAP + SECONDS_BELOW) * unit;
    }

    /** Where the middle of a side's lane is, from the top of the bar. */
    static double middle(Side side, double unit) {
        return (side == Side.LEFT ? LANE_HEIGHT / 2 : LANE_HEIGHT * 1.5 + GAP) * unit;
    }

    /** The times that lie in view at a time: two numbers, in the walker's time. */
    double[] window(double seconds, double width, double unit) {
        double start = phases.startSeconds();
        double end = phases.endSeconds();
        double room = Math.max(1, width / (STRIDE * unit)) * phases.usualCycleSeconds();
        if (end - start <= room) {
            return new double[] {start, end};
        }
        double from = Math.clamp(seconds - room / 2, start, end - room);
        return new double[] {from, from + room};
    }

    /**
     * @param seconds in the walker's time
     * @param area the lanes' left, top and right in pixels
     */
    void draw(Picture picture, double seconds, Box area, double unit, Lettering letters) {
        double[] window = window(seconds, area.width(), unit);
        double laneHeight = LANE_HEIGHT * unit;
        for (GaitPhases.Phase phase : phases.all()) {
            double top = area.top() + middle(phase.side(), unit) - laneHeight / 2;
            double from = x(phase.fromSeconds(), window, area);
            double to = x(phase.toSeconds(), window, area);
            picture.rectangle(from, top, to, top + laneHeight, LANE);
            if (phase.stance()) {
                Ink ink = SideColour.of(phase.side()).ink();
                double now = Math.clamp(x(seconds, window, area), from, to);
                picture.rectangle(from, top, now, top + laneHeight, ink);
                picture.rectangle(now, top, to, top + laneHeight, ink.mixed(LANE, TO_COME));
            }
        }
        double between = area.top() + laneHeight + unit;
        for (double[] both : phases.doubleSupport()) {
            double from = x(both[0], window, area);
            double to = x(both[1], window, area);
            picture.rectangle(
                    from,
                    between,
                    Math.max(from + 1, to),
                    between + (GAP - 2) * unit,
                    both[0] <= seconds ? SUPPORT : FAINT);
        }
        for (GaitEvent event : phases.events()) {
            tick(picture, event, window, area, unit);
        }
        seconds(picture, window, area, unit, letters);
        cursor(picture, x(seconds, window, area), area, unit);
    }

    private static void tick(Picture picture, GaitEvent event, double[] window, Box area, double unit) {
        if (event.timeSeconds() < window[0] || event.timeSeconds() > window[1]) {
            return;
        }
        double x = x(event.timeSeconds(), window, area);
        double middle = area.top() + middle(event.side(), unit);
        double half = LANE_HEIGHT / 2 * unit;
        boolean strike = event.type() == EventType.HEEL_STRIKE;
        double width = Math.max(1, Math.round((strike ? 2.5 : 1.5) * unit));
        double reach = strike ? half : half * 0.45;
        picture.rectangle(x - width / 2, middle + half - 2 * reach, x + width / 2, middle + half, Ink.WHITE);
    }

    private static void seconds(Picture picture, double[] window, Box area, double unit, Lettering letters) {
        double base = area.top() + height(unit) - 2 * unit;
        double capital = Math.max(7, 8 * unit);
        double span = window[1] - window[0];
        double room = letters.width("00 s", capital) * 1.6;
        double step = 1;
        while (span > 0 && step / span * area.width() < room) {
            step *= step == 2 || step == 20 ? 2.5 : 2;
        }
        for (double second = Math.ceil(window[0] / step) * step; second <= window[1]; second += step) {
            String text = Math.round(second) + " s";
            double x = x(second, window, area);
            double half = letters.width(text, capital) / 2;
            picture.rectangle(x - 0.5, base - capital - 4 * unit, x + 0.5, base - capital - 2 * unit, FAINT);
            if (x - half >= area.left() && x + half <= area.right()) {
                letters.write(picture, text, x - half, base, capital, FAINT);
            }
        }
    }

    private static void cursor(Picture picture, double x, Box area, double unit) {
        double bottom = area.top() + (2 * LANE_HEIGHT + GAP + 2) * unit;
        double top = area.top() - 2 * unit;
        picture.rectangle(x - 2 * unit, top - unit, x + 2 * unit, bottom + unit, Ink.BLACK);
        picture.rectangle(x - unit, top, x + unit, bottom, Ink.WHITE);
        picture.disc(x, top, 3.5 * unit, Ink.WHITE);
    }

    private static double x(double seconds, double[] window, Box area) {
        double span = Math.max(1e-9, window[1] - window[0]);
        return area.left() + Math.clamp((seconds - window[0]) / span, 0, 1) * area.width();
    }
}
