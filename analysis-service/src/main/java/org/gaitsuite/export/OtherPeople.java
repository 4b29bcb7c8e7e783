package org.gaitsuite.export;

import java.util.List;
import java.util.Optional;
import org.gaitsuite.person.OtherPerson;

/** Takes colour and light from everybody who is not the walker, so that the eye goes to the walker, whose own place is left alone. */
final class OtherPeople {
    private static final double DIMMED = 0.62;
    /** Width of the soft border, of the box's height. */
    private static final double BORDER = 0.14;

    private final List<OtherPerson> others;

    OtherPeople(List<OtherPerson> others) {
        this.others = List.copyOf(others);
    }

    /** @param walker where the walker is in the picture, if in view */
    void draw(Picture picture, double timeSeconds, Optional<Box> walker, Placement place) {
        for (OtherPerson other : others) {
            other.at(timeSeconds)
                    .map(seen -> place.of(new Box(seen.left(), seen.top(), seen.right(), seen.bottom())))
                    .ifPresent(box -> grey(picture, box, walker));
        }
    }

    private static void grey(Picture picture, Box box, Optional<Box> walker) {
        double border = Math.max(3, box.height() * BORDER);
        // The border lies outside: within the box everything is grey.
        Box outer = box.grown(border, border, border);
        int right = (int) Math.min(picture.width(), Math.ceil(outer.right()));
        int bottom = (int) Math.min(picture.height(), Math.ceil(outer.bottom()));
        for (int y = Math.max(0, (int) outer.top()); y < bottom; y++) {
            double vertical = soft(outside(y + 0.5, box.top(), box.bottom()) / border);
            for (int x = Math.max(0, (int) outer.left()); x < right; x++) {
                double share = vertical * soft(outside(x + 0.5, box.left(), box.right()) / border);
                if (walker.isPresent()) {
                    share *= 1 - near(walker.get(), x + 0.5, y + 0.5, border);
                }
                if (share > 0) {
                    Ink ink = picture.at(x, y);
                    int grey =
                            (int) Math.round(DIMMED * (0.299 * ink.red() + 0.587 * ink.green() + 0.114 * ink.blue()));
                    picture.tint(x, y, new Ink(grey, grey, grey), share);
                }
            }
        }
    }

    private static double near(Box walker, double x, double y, double border) {
        return soft(outside(x, walker.left(), walker.right()) / border)
                * soft(outside(y, walker.top(), walker.bottom()) / border);
    }

    /** How far a value lies outside a range. */
    private static double outside(double value, double from, double to) {
        return Math.max(0, Math.max(from - value, value - to));
    }

    /** 1 at 0, and falling smoothly to 0 at 1. */
    private static double soft(double distance) {
        double left = Math.clamp(1 - distance, 0, 1);
        return left * left * (3 - 2 * left);
    }
}
