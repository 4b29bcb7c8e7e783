package org.gaitsuite.phantom;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flat thing on the wall behind the walk.
 *
 * @param left metres along the wall
 * @param bottom metres above the floor
 */
record Furniture(Kind kind, double left, double bottom, double width, double height, int rgb, long seed) {
    enum Kind {
        DOOR,
        CABINET,
        SHELF,
        WINDOW,
        POSTER,
        RADIATOR,
        PLANT
    }

    private static final int[] WOODS = {0x8A6A4A, 0xB08D62, 0x5E4632, 0xC9C2B4, 0x7B8794, 0x4D5A63};
    private static final int[] PRINTS = {0xA23B3B, 0x2F5D8A, 0x3C7A57, 0xC7A13A, 0x6D4C8C, 0x2B2B2B};

    /** Furniture that fills a wall from -reach to reach to the degree asked. */
    static List<Furniture> along(double reach, double clutter, Dice dice) {
        List<Furniture> out = new ArrayList<>();
        if (clutter == 0) {
            return out;
        }
        double x = -reach + dice.between(0, 0.6);
        while (x < reach) {
            double width = dice.between(0.5, 1.3);
            if (dice.next() < clutter) {
                out.add(one(x, width, dice));
            }
            x += width + dice.between(0.15, 0.15 + 1.2 * (1.1 - clutter));
        }
        return out;
    }

    private static Furniture one(double x, double width, Dice dice) {
        int wood = WOODS[dice.below(WOODS.length)];
        int print = PRINTS[dice.below(PRINTS.length)];
        long seed = dice.nextLong();
        return switch (Kind.values()[dice.below(Kind.values().length)]) {
            case DOOR -> new Furniture(Kind.DOOR, x, 0, 0.95, 2.08, wood, seed);
            case CABINET -> new Furniture(Kind.CABINET, x, 0, width + 0.3, dice.between(0.75, 1.25), wood, seed);
            case SHELF -> new Furniture(Kind.SHELF, x, 0, width + 0.2, dice.between(1.5, 2.1), wood, seed);
            case WINDOW -> new Furniture(Kind.WINDOW, x, 0.95, width + 0.3, 1.15, 0xD7E4EC, seed);
            case POSTER ->
                new Furniture(
                        Kind.POSTER, x, dice.between(1.1, 1.4), 0.75 * width, dice.between(0.5, 0.8), print, seed);
            case RADIATOR -> new Furniture(Kind.RADIATOR, x, 0.12, width + 0.3, 0.6, 0xD9D7D0, seed);
            case PLANT -> new Furniture(Kind.PLANT, x, 0, 0.65, dice.between(1.0, 1.5), 0x4C7A45, seed);
        };
    }

    boolean covers(double u, double v) {
        return u >= left && u < left + width && v >= bottom && v < bottom + height;
    }

    /**
     * Blue, green and red, or null where one sees past it.
     *
     * @param u metres along the wall
     * @param v metres above the floor
     */
    float @Nullable [] colour(double u, double v, Grain grain) {
        double s = (u - left) / width;
        double t = (v - bottom) / height;
        double edge = Math.min(Math.min(u - left, left + width - u), Math.min(v - bottom, bottom + height - v));
        return switch (kind) {
            case DOOR -> shaded(rgb, edge < 0.06 ? 0.8 : panel(s, t) ? 0.93 : 1.03);
            case CABINET -> shaded(rgb, edge < 0.025 || line(s * 2) ? 0.62 : wood(u, v, grain));
            case SHELF -> shelf(u, t, edge, grain);
            case WINDOW ->
                edge < 0.06 || Math.abs(s - 0.5) < 0.025
                        ? shaded(0xEFEDE6, 1)
                        : shaded(rgb, 0.95 + 0.25 * t + 0.25 * (grain.rough(2 * u, 2 * v) - 0.5));
            case POSTER ->
                edge < 0.025
                        ? shaded(0x3A3632, 1)
                        : shaded(
                                grain.at(5 * s + seed % 50, 5 * t) > 0.55 ? rgb : 0xE6E0D2,
                                0.85 + 0.3 * grain.at(9 * s, 9 * t));
            case RADIATOR -> shaded(rgb, 0.82 + 0.16 * Math.cos(2 * Math.PI * u / 0.05));
            case PLANT -> plant(s, t, grain);
        };
    }

    private static boolean panel(double s, double t) {
        return s > 0.2 && s < 0.8 && ((t > 0.1 && t < 0.45) || (t > 0.52 && t < 0.92));
    }

    private static boolean line(double s) {
        double f = s - Math.floor(s);
        return f < 0.015 || f > 0.985;
    }

    private static double wood(double u, double v, Grain grain) {
        return 0.9 + 0.2 * grain.rough(3 * v + 31, 26 * u);
    }

    private float[] shelf(double u, double t, double edge, Grain grain) {
        double row = t * 5;
        double inRow = row - Math.floor(row);
        if (edge < 0.03 || inRow < 0.1) {
            return shaded(rgb, wood(u, t, grain));
        }
        int book = (int) Math.floor(u / 0.045);
        double tall = 0.55 + 0.4 * Dice.at(seed, book, (int) row);
        if (inRow > tall || Dice.at(seed + 1, book / 7, (int) row) < 0.25) {
            return shaded(rgb, 0.45);
        }
        int colour = PRINTS[(int) (Dice.at(seed + 2, book, (int) row) * PRINTS.length)];
        return shaded(colour, 0.7 + 0.5 * Dice.at(seed + 3, book, (int) row));
    }

    private float @Nullable [] plant(double s, double t, Grain grain) {
        if (t < 0.28) {
            return Math.abs(s - 0.5) < 0.22 + 0.12 * t ? shaded(0x9A5B3C, 0.8 + 0.4 * s) : null;
        }
        double dx = (s - 0.5) / 0.5;
        double dy = (t - 0.65) / 0.36;
        double ragged = 0.75 + 0.6 * (grain.at(14 * s + seed % 90, 14 * t) - 0.5);
        return dx * dx + dy * dy < ragged ? shaded(rgb, 0.55 + 0.8 * grain.at(20 * s, 22 * t + seed % 70)) : null;
    }

    private static float[] shaded(int rgb, double value) {
        return new float[] {
            (float) ((rgb & 0xFF) * value), (float) ((rgb >> 8 & 0xFF) * value), (float) ((rgb >> 16 & 0xFF) * value)
        };
    }
}
