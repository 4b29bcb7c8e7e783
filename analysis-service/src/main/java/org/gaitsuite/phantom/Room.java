package org.gaitsuite.phantom;

import java.util.List;
import org.gaitsuite.gait.View;
import org.gaitsuite.gait.WalkingSurface;
import org.jspecify.annotations.Nullable;

/** What stands still in the picture: floor, walls, furniture, light. Seen through the camera ray by ray, so roll, pitch and perspective are the walk's. */
final class Room {
    private static final int[] WALLS = {0xCFC9BC, 0xB9C3C6, 0xD8D2C4, 0xA9B3A4, 0xC7B7A6, 0xDADADA};
    private static final int[] FLOORS = {0xA98C68, 0x8E8E8A, 0xB7A78E, 0x6F6A66, 0x9C7B58, 0xA3AAA8};
    private static final double SKIRTING = 0.09;
    private static final double SIDE_WALL = 2.3;
    private static final double CEILING = 2.9;
    private static final double FAR_AWAY = 14;
    private static final double BELT_HALF_WIDTH = 0.32;
    private static final double BELT_HALF_LENGTH = 0.95;

    private final PhantomSettings settings;
    private final Camera camera;
    private final Grain grain;
    private final Vec3 towards;
    private final Vec3 aside;
    private final double wallDistance;
    private final double sideDistance;
    private final int wallColour;
    private final int floorColour;
    private final int floorKind;
    private final List<Furniture> furniture;

    Room(PhantomSettings settings, Camera camera, Grain grain) {
        this.settings = settings;
        this.camera = camera;
        this.grain = grain;
        Dice dice = new Dice(settings.seed(), 3);
        Vec3 f = camera.forward();
        this.towards = new Vec3(f.x(), 0, f.z()).unit();
        this.aside = towards.cross(Vec3.UP);
        boolean frontal = settings.view() == View.FRONTAL;
        double walked =
                settings.surface() == WalkingSurface.OVERGROUND ? settings.speed() * settings.duration() / 2 : 0;
        this.wallDistance = (frontal ? walked + 1.5 : 0) + dice.between(1.9, 2.6);
        this.sideDistance = frontal ? SIDE_WALL : FAR_AWAY;
        this.wallColour = WALLS[dice.below(WALLS.length)];
        this.floorColour = FLOORS[dice.below(FLOORS.length)];
        this.floorKind = dice.below(3);
        this.furniture =
                Furniture.along(frontal ? SIDE_WALL : 9, settings.scene().clutter(), dice);
    }

    /** Where the camera's ray meets the floor, or null where it meets a wall first. */
    @Nullable
    Vec3 floorAt(double x, double y) {
        Vec3 ray = camera.ray(x, y);
        double toFloor = ray.y() < 0 ? -camera.eye().y() / ray.y() : Double.POSITIVE_INFINITY;
        return toFloor < Math.min(toWall(ray), toSide(ray)) ? camera.eye().plus(ray.times(toFloor)) : null;
    }

    /** The picture without people: blue, green, red for each pixel, averaged over four rays. */
    float[] paint() {
        int width = settings.pictureWidth();
        int height = settings.pictureHeight();
        float[] out = new float[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (y * width + x) * 3;
                for (int k = 0; k < 4; k++) {
                    float[] c = seen(x + 0.25 + 0.5 * (k & 1), y + 0.25 + 0.5 * (k >> 1));
                    out[at] += 0.25f * c[0];
                    out[at + 1] += 0.25f * c[1];
                    out[at + 2] += 0.25f * c[2];
                }
            }
        }
        return out;
    }

    private double toWall(Vec3 ray) {
        double pace = ray.dot(towards);
        return pace > 0 ? (wallDistance - camera.eye().dot(towards)) / pace : Double.POSITIVE_INFINITY;
    }

    private double toSide(Vec3 ray) {
        double pace = Math.abs(ray.dot(aside));
        return pace > 1e-9 ? sideDistance / pace : Double.POSITIVE_INFINITY;
    }

    private float[] seen(double x, double y) {
        Vec3 ray = camera.ray(x, y);
        double toFloor = ray.y() < 0 ? -camera.eye().y() / ray.y() : Double.POSITIVE_INFINITY;
        double toWall = toWall(ray);
        double toSide = toSide(ray);
        if (toFloor < toWall && toFloor < toSide) {
            return floor(camera.eye().plus(ray.times(toFloor)));
        }
        double toCeiling = ray.y() > 0 ? (CEILING - camera.eye().y()) / ray.y() : Double.POSITIVE_INFINITY;
        if (toCeiling < toWall && toCeiling < toSide) {
            return ceiling(camera.eye().plus(ray.times(toCeiling)));
        }
        boolean back = toWall <= toSide;
        Vec3 p = camera.eye().plus(ray.times(Math.min(toWall, toSide)));
        return back ? wall(p.dot(aside), p.y()) : plain(p.dot(towards), p.y(), 0.86);
    }

    private float[] floor(Vec3 p) {
        double u = p.dot(aside);
        double v = p.dot(towards);
        if (settings.surface() == WalkingSurface.TREADMILL
                && Math.abs(p.z()) < BELT_HALF_WIDTH + 0.06
                && Math.abs(p.x()) < BELT_HALF_LENGTH + 0.12) {
            boolean belt = Math.abs(p.z()) < BELT_HALF_WIDTH && Math.abs(p.x()) < BELT_HALF_LENGTH;
            return shaded(belt ? 0x34363A : 0x8A8D92, 0.92 + 0.16 * grain.rough(30 * u, 30 * v));
        }
        double value = switch (floorKind) {
            case 0 -> planks(u, v);
            case 1 -> tiles(u, v);
            default -> 0.8 + 0.4 * grain.rough(38 * u, 38 * v);
        };
        double corner = Math.clamp((wallDistance - v) / 0.7, 0, 1);
        double soft = 0.94 + 0.12 * grain.rough(0.8 * u + 3, 0.8 * v);
        return shaded(floorColour, value * soft * (0.8 + 0.2 * corner));
    }

    private double planks(double u, double v) {
        int row = (int) Math.floor(v / 0.14);
        double shifted = u + 2.1 * Dice.at(settings.seed(), row, 1);
        double seam = Math.min(v / 0.14 - row, 1 - (v / 0.14 - row));
        double joint = shifted / 1.3 - Math.floor(shifted / 1.3);
        double tone = 0.9 + 0.18 * Dice.at(settings.seed(), row, (int) Math.floor(shifted / 1.3));
        double line = seam < 0.03 || joint < 0.004 ? 0.72 : 1;
        return tone * line * (0.92 + 0.16 * grain.rough(1.6 * shifted, 40 * v));
    }

    private double tiles(double u, double v) {
        double a = u / 0.45 - Math.floor(u / 0.45);
        double b = v / 0.45 - Math.floor(v / 0.45);
        double tone = 0.95 + 0.1 * Dice.at(settings.seed(), (int) Math.floor(u / 0.45), (int) Math.floor(v / 0.45));
        return (a < 0.015 || b < 0.015 ? 0.78 : tone) * (0.95 + 0.1 * grain.rough(9 * u, 9 * v));
    }

    private float[] wall(double u, double v) {
        for (Furniture piece : furniture) {
            if (piece.covers(u, v)) {
                float[] colour = piece.colour(u, v, grain);
                if (colour != null) {
                    return colour;
                }
            }
        }
        return plain(u, v, 1);
    }

    private float[] plain(double u, double v, double light) {
        if (v < SKIRTING) {
            return shaded(0x8F877A, light * (v > SKIRTING - 0.012 ? 1.15 : 0.85));
        }
        double height = 0.86 + 0.1 * Math.clamp(v / 2.4, 0, 1);
        return shaded(wallColour, light * height * (0.97 + 0.06 * grain.rough(1.3 * u, 1.3 * v + 9)));
    }

    private float[] ceiling(Vec3 p) {
        double v = p.dot(towards) / 1.8;
        boolean lamp = v - Math.floor(v) < 0.35 && Math.abs(p.dot(aside)) < 0.35;
        return shaded(0xE6E6E2, lamp ? 1.08 : 0.86);
    }

    private static float[] shaded(int rgb, double value) {
        return new float[] {
            (float) ((rgb & 0xFF) * value), (float) ((rgb >> 8 & 0xFF) * value), (float) ((rgb >> 16 & 0xFF) * value)
        };
    }
}
