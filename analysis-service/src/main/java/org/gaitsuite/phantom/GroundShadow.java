package org.gaitsuite.phantom;

import java.util.Arrays;
import java.util.List;

/**
 * The soft shadow on the floor under lamps in the ceiling: dark and sharp under the feet, faint and wide under the body. Kept on a grid of the
 * floor around the walker and looked up by the pixels that see the floor. Not thread-safe.
 */
final class GroundShadow {
    private static final int COLUMNS = 120;
    private static final int ROWS = 72;
    private static final double CELL = 0.025;
    private static final double STRENGTH = 0.5;

    private final int width;
    private final int height;
    private final Camera camera;
    private final Vec3 slant;

    /** Floor coordinates x and z of each pixel, NaN where a wall is seen. */
    private final float[] floorX;

    private final float[] floorZ;
    private final float[] lit = new float[COLUMNS * ROWS];
    private double originX;
    private double originZ;

    /** @param slant how far along the floor a shadow falls per metre of height */
    GroundShadow(int width, int height, Camera camera, Room room, Vec3 slant) {
        this.width = width;
        this.height = height;
        this.camera = camera;
        this.slant = slant;
        this.floorX = new float[width * height];
        this.floorZ = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Vec3 p = room.floorAt(x + 0.5, y + 0.5);
                floorX[y * width + x] = p == null ? Float.NaN : (float) p.x();
                floorZ[y * width + x] = p == null ? Float.NaN : (float) p.z();
            }
        }
    }

    /** Darkens the picture (blue, green, red per pixel, rows) where the capsules keep the light from the floor. */
    void cast(float[] picture, List<Capsule> capsules, Vec3 middle) {
        Arrays.fill(lit, 1f);
        originX = middle.x() - CELL * COLUMNS / 2;
        originZ = middle.z() - CELL * ROWS / 2;
        capsules.forEach(this::shade);
        apply(picture);
    }

    private void shade(Capsule c) {
        double ax = c.from().x() + slant.x() * c.from().y();
        double az = c.from().z() + slant.z() * c.from().y();
        double bx = c.to().x() + slant.x() * c.to().y();
        double bz = c.to().z() + slant.z() * c.to().y();
        double h = Math.max(0, (c.from().y() + c.to().y()) / 2);
        double radius = (c.fromRadius() + c.toRadius()) / 2;
        double soft = 0.012 + 0.22 * h;
        double dark = STRENGTH / (1 + 2.2 * h) * Math.min(1, 2 * radius / (radius + 0.6 * soft));
        double reach = radius + soft;
        int c0 = (int) Math.max(0, (Math.min(ax, bx) - reach - originX) / CELL);
        int c1 = (int) Math.min(COLUMNS - 1, (Math.max(ax, bx) + reach - originX) / CELL);
        int r0 = (int) Math.max(0, (Math.min(az, bz) - reach - originZ) / CELL);
        int r1 = (int) Math.min(ROWS - 1, (Math.max(az, bz) + reach - originZ) / CELL);
        double dx = bx - ax;
        double dz = bz - az;
        double square = Math.max(1e-9, dx * dx + dz * dz);
        for (int r = r0; r <= r1; r++) {
            for (int k = c0; k <= c1; k++) {
                double px = originX + (k + 0.5) * CELL - ax;
                double pz = originZ + (r + 0.5) * CELL - az;
                double s = Math.clamp((px * dx + pz * dz) / square, 0, 1);
                double ex = px - s * dx;
                double ez = pz - s * dz;
                double away = (Math.sqrt(ex * ex + ez * ez) - radius + soft) / (2 * soft);
                if (away < 1) {
                    double t = Math.max(0, away);
                    lit[r * COLUMNS + k] *= (float) (1 - dark * (1 - t * t * (3 - 2 * t)));
                }
            }
        }
    }

    private void apply(float[] picture) {
        double x0 = width;
        double y0 = height;
        double x1 = 0;
        double y1 = 0;
        for (int corner = 0; corner < 4; corner++) {
            Camera.Seen s = camera.project(
                    new Vec3(originX + (corner & 1) * COLUMNS * CELL, 0, originZ + (corner >> 1) * ROWS * CELL));
            if (s.depth() < 0.1) {
                x0 = 0;
                x1 = width;
                y1 = height;
                y0 = 0;
                continue;
            }
            x0 = Math.min(x0, s.x());
            x1 = Math.max(x1, s.x());
            y0 = Math.min(y0, s.y());
            y1 = Math.max(y1, s.y());
        }
        int left = (int) Math.clamp(x0, 0, width);
        int right = (int) Math.clamp(x1 + 1, 0, width);
        int top = (int) Math.clamp(y0, 0, height);
        int bottom = (int) Math.clamp(y1 + 1, 0, height);
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int at = y * width + x;
                float light = at(floorX[at], floorZ[at]);
                if (light < 1) {
                    picture[3 * at] *= light;
                    picture[3 * at + 1] *= light;
                    picture[3 * at + 2] *= light;
                }
            }
        }
    }

    private float at(float x, float z) {
        double u = (x - originX) / CELL - 0.5;
        double v = (z - originZ) / CELL - 0.5;
        if (!(u >= 0 && v >= 0 && u < COLUMNS - 1 && v < ROWS - 1)) {
            return 1;
        }
        int c = (int) u;
        int r = (int) v;
        float fu = (float) (u - c);
        float fv = (float) (v - r);
        int i = r * COLUMNS + c;
        float near = lit[i] + fu * (lit[i + 1] - lit[i]);
        float far = lit[i + COLUMNS] + fu * (lit[i + COLUMNS + 1] - lit[i + COLUMNS]);
        return near + fv * (far - near);
    }
}
