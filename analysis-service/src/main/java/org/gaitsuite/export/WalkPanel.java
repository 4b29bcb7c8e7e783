package org.gaitsuite.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gaitsuite.gait.Side;

/**
 * What is known at a time, under the picture so that it never covers the walker: the time and the phases in words, joint angles, and the
 * bar of phases. Side by side where there is room, else one above the other. What the result does not have has no place here.
 */
final class WalkPanel {
    private static final Ink FAINT = new Ink(190, 196, 205);
    private static final double MARGIN = 14;
    private static final double HEADER = 34;
    private static final double CAPITAL = 12;
    private static final double TABLE_ROW = 22;
    private static final double LETTER = 20;
    /** In units; a narrower picture has the angles above the bar. */
    private static final double SIDE_BY_SIDE = 740;

    private final WalkInVideo walk;
    private final PhaseBar bar;
    private final AngleTable angles;
    private final int width;
    private final double unit;

    /** @param width of the picture, pixels */
    WalkPanel(WalkInVideo walk, int width, double unit) {
        this.walk = walk;
        this.bar = new PhaseBar(walk.phases());
        this.angles = new AngleTable(walk);
        this.width = width;
        this.unit = unit;
    }

    /** Pixels, an even number. */
    int height() {
        boolean anyPhase = !walk.phases().all().isEmpty();
        double lanes = anyPhase ? PhaseBar.height(unit) : 0;
        double rows = hasAngles() && (!anyPhase || !sideBySide()) ? 3 * TABLE_ROW * unit : 0;
        return 2 * (int) Math.ceil((HEADER * unit + rows + lanes + 6 * unit) / 2);
    }

    private boolean hasAngles() {
        return angles.width(unit) > 0;
    }

    private boolean sideBySide() {
        return width >= SIDE_BY_SIDE * unit;
    }

    /** @param top of the panel in the picture */
    void draw(Picture picture, double timeSeconds, int top, Lettering letters) {
        picture.rectangle(0, top, width, top + height(), Ink.BLACK);
        boolean anyPhase = !walk.phases().all().isEmpty();
        double left = MARGIN * unit;
        double right = width - MARGIN * unit;
        double lanesTop = top + HEADER * unit;
        if (hasAngles() && sideBySide() && anyPhase) {
            double tableLeft = right - angles.width(unit);
            angles.draw(
                    picture,
                    timeSeconds,
                    tableLeft,
                    angles.width(unit),
                    top + (8 + CAPITAL) * unit,
                    lanesTop + PhaseBar.middle(Side.LEFT, unit),
                    lanesTop + PhaseBar.middle(Side.RIGHT, unit),
                    unit,
                    letters);
            right = tableLeft + 6 * unit;
        } else if (hasAngles()) {
            double titles = lanesTop + (TABLE_ROW * 0.5) * unit;
            double firstRow = lanesTop + TABLE_ROW * 1.25 * unit;
            double secondRow = lanesTop + TABLE_ROW * 2.25 * unit;
            double x = left + LETTER * unit;
            angles.draw(picture, timeSeconds, x, right - x, titles, firstRow, secondRow, unit, letters);
            letter(picture, Side.LEFT, left, firstRow, letters);
            letter(picture, Side.RIGHT, left, secondRow, letters);
            lanesTop += 3 * TABLE_ROW * unit;
        }
        header(picture, timeSeconds, left, right, top + (8 + CAPITAL) * unit, letters);
        if (anyPhase) {
            letter(picture, Side.LEFT, left, lanesTop + PhaseBar.middle(Side.LEFT, unit), letters);
            letter(picture, Side.RIGHT, left, lanesTop + PhaseBar.middle(Side.RIGHT, unit), letters);
            Box area = new Box(left + LETTER * unit, lanesTop, right, lanesTop + PhaseBar.height(unit));
            bar.draw(picture, walk.walkerSeconds(timeSeconds), area, unit, letters);
        }
    }

    private void letter(Picture picture, Side side, double x, double middle, Lettering letters) {
        Ink ink = SideColour.of(side).light();
        letters.write(picture, side == Side.LEFT ? "L" : "R", x, middle + CAPITAL / 2 * unit, CAPITAL * unit, ink);
    }

    private void header(Picture picture, double timeSeconds, double x, double right, double base, Lettering letters) {
        double seconds = walk.walkerSeconds(timeSeconds);
        double capital = CAPITAL * unit;
        String time = String.format(Locale.ROOT, "%.2f s", seconds);
        letters.write(picture, time, x, base, capital, Ink.WHITE);
        double at = x + letters.width(time, capital) + 22 * unit;
        for (Words words : words(seconds)) {
            if (at + letters.width(words.text(), capital) > right) {
                break;
            }
            at = letters.write(picture, words.text(), at, base, capital, words.ink()) + 18 * unit;
        }
    }

    private record Words(String text, Ink ink) {}

    private List<Words> words(double seconds) {
        List<Words> words = new ArrayList<>();
        int standing = 0;
        for (Side side : Side.values()) {
            Optional<GaitPhases.Phase> phase = walk.phases().at(side, seconds);
            if (phase.isPresent()) {
                standing += phase.get().stance() ? 1 : 0;
                words.add(new Words(
                        nameOf(phase.get(), seconds), SideColour.of(side).light()));
            }
        }
        if (standing == 2) {
            words.add(new Words("double support", FAINT));
        }
        return words;
    }

    /** For instance {@code left stance 43 %}, of the foot's gait cycle. */
    private String nameOf(GaitPhases.Phase phase, double seconds) {
        OptionalDouble percent = walk.phases().percentOfCycle(phase.side(), seconds);
        return (phase.side() == Side.LEFT ? "left " : "right ")
                + (phase.stance() ? "stance" : "swing")
                + (percent.isPresent() ? " " + (int) percent.getAsDouble() + " %" : "");
    }
}
