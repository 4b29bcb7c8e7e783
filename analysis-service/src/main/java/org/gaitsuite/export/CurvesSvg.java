package org.gaitsuite.export;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.gaitsuite.gait.GaitCurve;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Side;

/**
 * Hip, knee and ankle over the gait cycle: mean ± one standard deviation where there are several strides, left blue and solid, right vermilion and
 * dashed, so that a black and white print can be read too.
 */
public final class CurvesSvg {
    private static final int PANEL_WIDTH = 300;
    private static final int PANEL_HEIGHT = 210;
    private static final int LEFT_MARGIN = 62;
    private static final int TOP_MARGIN = 64;
    private static final int GAP = 62;
    private static final int LEGEND_WIDTH = 240;
    private static final int WIDTH = LEFT_MARGIN + 3 * PANEL_WIDTH + 2 * GAP + 24;
    private static final int HEIGHT = TOP_MARGIN + PANEL_HEIGHT + 48;

    /**
     * One picture: usual range of degrees that it always shows, so that walks compare at a glance.
     *
     * @param name of the curve in the result
     */
    private record Panel(String name, String title, String down, String up, double low, double high) {}

    private static final List<Panel> PANELS = List.of(
            new Panel("hip_flexion", "Hip flexion (thigh against the vertical)", "extension", "flexion", -20, 50),
            new Panel("knee_flexion", "Knee flexion", "extension", "flexion", -10, 75),
            new Panel("ankle_dorsiflexion", "Ankle dorsiflexion", "plantarflexion", "dorsiflexion", -30, 30));

    private CurvesSvg() {}

    public static String write(GaitResult result) {
        StringBuilder svg = new StringBuilder(32 * 1024);
        svg.append(text("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="title" font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#222">
                <title id="title">Joint angles over the gait cycle</title>
                <rect width="100%%" height="100%%" fill="#fff"/>
                """, WIDTH, HEIGHT, WIDTH, HEIGHT));
        for (int i = 0; i < PANELS.size(); i++) {
            drawPanel(svg, PANELS.get(i), LEFT_MARGIN + i * (PANEL_WIDTH + GAP), result);
        }
        drawLegend(svg, result);
        return svg.append("</svg>\n").toString();
    }

    private static void drawPanel(StringBuilder svg, Panel panel, int x, GaitResult result) {
        List<GaitCurve> curves = List.of(Side.values()).stream()
                .flatMap(side -> result.curve(panel.name(), side).stream())
                .toList();
        double low = panel.low();
        double high = panel.high();
        for (GaitCurve curve : curves) {
            for (int i = 0; i < GaitCurve.POINTS; i++) {
                double sd = sd(curve, i);
                if (Double.isFinite(curve.mean()[i])) {
                    low = Math.min(low, 10 * Math.floor((curve.mean()[i] - sd) / 10));
                    high = Math.max(high, 10 * Math.ceil((curve.mean()[i] + sd) / 10));
                }
            }
        }
        Axes axes = new Axes(x, TOP_MARGIN, low, high);
        drawAxes(svg, panel, axes);
        curves.stream().filter(curve -> curve.n() > 1).forEach(curve -> drawBand(svg, curve, axes));
        curves.forEach(curve ->
                toeOffPercent(result, curve.side()).ifPresent(percent -> drawToeOff(svg, curve.side(), percent, axes)));
        curves.forEach(curve -> drawMean(svg, curve, axes));
        if (curves.isEmpty()) {
            svg.append(text(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#777\">not measured in this walk</text>\n",
                    x + PANEL_WIDTH / 2, TOP_MARGIN + PANEL_HEIGHT / 2));
        }
    }

    /** Places degrees and percent on the page. */
    private record Axes(int x, int y, double low, double high) {
        double across(double percent) {
            return x + percent / 100 * PANEL_WIDTH;
        }

        double down(double degrees) {
            return y + (high - degrees) / (high - low) * PANEL_HEIGHT;
        }
    }

    private static void drawAxes(StringBuilder svg, Panel panel, Axes axes) {
        svg.append(text(
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" font-size=\"14\" font-weight=\"bold\">%s</text>\n",
                axes.across(50), axes.y() - 12, panel.title()));
        for (double degrees = 10 * Math.ceil(axes.low() / 10); degrees <= axes.high(); degrees += 10) {
            boolean zero = degrees == 0;
            svg.append(text(
                    "<path d=\"M%d %.1fH%d\" stroke=\"%s\" stroke-width=\"%s\"/>\n",
                    axes.x(),
                    axes.down(degrees),
                    axes.x() + PANEL_WIDTH,
                    zero ? "#666" : "#e4e4e4",
                    zero ? "1" : "0.7"));
            if (degrees % 20 == 0) {
                svg.append(text(
                        "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                        axes.x() - 6, axes.down(degrees) + 4, whole(degrees)));
            }
        }
        for (int percent = 0; percent <= 100; percent += 20) {
            svg.append(text(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>\n",
                    axes.across(percent), axes.y() + PANEL_HEIGHT + 16, percent));
        }
        svg.append(text(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#888\"/>\n",
                axes.x(), axes.y(), PANEL_WIDTH, PANEL_HEIGHT));
        svg.append(text(
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%% of gait cycle</text>\n",
                axes.across(50), axes.y() + PANEL_HEIGHT + 34));
        svg.append(text(
                "<text transform=\"translate(%d %d) rotate(-90)\" text-anchor=\"middle\">− %s / + %s (°)</text>\n",
                axes.x() - 38, axes.y() + PANEL_HEIGHT / 2, panel.down(), panel.up()));
    }

    private static void drawBand(StringBuilder svg, GaitCurve curve, Axes axes) {
        StringBuilder upper = new StringBuilder();
        StringBuilder lower = new StringBuilder();
        for (int i = 0; i < GaitCurve.POINTS; i++) {
            double mean = curve.mean()[i];
            double sd = sd(curve, i);
            if (Double.isFinite(mean)) {
                upper.append(text("%.1f,%.1f ", axes.across(i), axes.down(mean + sd)));
                lower.insert(0, text("%.1f,%.1f ", axes.across(i), axes.down(mean - sd)));
            }
        }
        svg.append(text(
                "<polygon points=\"%s%s\" fill=\"%s\" fill-opacity=\"0.18\"/>\n",
                upper, lower.toString().strip(), SideColour.of(curve.side()).css()));
    }

    private static void drawMean(StringBuilder svg, GaitCurve curve, Axes axes) {
        StringBuilder path = new StringBuilder();
        boolean penDown = false;
        for (int i = 0; i < GaitCurve.POINTS; i++) {
            double mean = curve.mean()[i];
            if (Double.isFinite(mean)) {
                path.append(penDown ? "L" : "M").append(text("%.1f %.1f", axes.across(i), axes.down(mean)));
            }
            penDown = Double.isFinite(mean);
        }
        svg.append(text(
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.2\"%s/>\n",
                path, SideColour.of(curve.side()).css(), dashes(curve.side())));
    }

    private static OptionalDouble toeOffPercent(GaitResult result, Side side) {
        return result.value("stance_percent", side);
    }

    /** The foot leaves the ground where the line stands: stance is before it, swing after. */
    private static void drawToeOff(StringBuilder svg, Side side, double percent, Axes axes) {
        svg.append(text(
                "<path d=\"M%.1f %dv%d\" stroke=\"%s\" stroke-width=\"1\"%s/>\n",
                axes.across(percent),
                axes.y(),
                PANEL_HEIGHT,
                SideColour.of(side).css(),
                dashes(side)));
    }

    private static void drawLegend(StringBuilder svg, GaitResult result) {
        int x = LEFT_MARGIN;
        for (Side side : Side.values()) {
            String name = side == Side.LEFT ? "left" : "right";
            int strides = PANELS.stream()
                    .flatMap(panel -> result.curve(panel.name(), side).stream())
                    .mapToInt(GaitCurve::n)
                    .max()
                    .orElse(0);
            svg.append(text(
                    "<path d=\"M%d 22h34\" stroke=\"%s\" stroke-width=\"2.2\"%s/><text x=\"%d\" y=\"26\">%s</text>\n",
                    x,
                    SideColour.of(side).css(),
                    dashes(side),
                    x + 42,
                    switch (strides) {
                        case 0 -> name + ", not measured";
                        case 1 -> name + ", 1 stride";
                        default -> "%s, mean ± SD of %d strides".formatted(name, strides);
                    }));
            x += LEGEND_WIDTH;
        }
        if (Stream.of(Side.values())
                .anyMatch(side -> toeOffPercent(result, side).isPresent())) {
            svg.append(text("<text x=\"%d\" y=\"26\" fill=\"#555\">thin vertical line: toe off</text>\n", x));
        }
    }

    /** What tells the sides apart on a black and white print. */
    private static String dashes(Side side) {
        return side == Side.RIGHT ? " stroke-dasharray=\"7 4\"" : "";
    }

    /** With the sign that is as wide as a plus. */
    private static String whole(double degrees) {
        return text("%.0f", degrees).replace('-', '−');
    }

    /** A single stride has no spread. */
    private static double sd(GaitCurve curve, int percent) {
        double sd = curve.sd()[percent];
        return curve.n() > 1 && Double.isFinite(sd) ? sd : 0;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
