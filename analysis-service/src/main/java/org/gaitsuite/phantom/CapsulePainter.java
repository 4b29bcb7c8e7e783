package org.gaitsuite.phantom;

import java.util.List;

/**
 * Draws capsules as a camera sees them: each is the hull of two discs in the picture, its edge covered by exact distance, shaded as the round
 * body it stands for. Signed distance after Quilez, "uneven capsule". Not thread-safe.
 */
final class CapsulePainter {
    private static final double AMBIENT = 0.56;
    private static final double DIFFUSE = 0.5;

    /** Things lose light with their distance from the camera beyond the walk's middle: the far leg is a little darker. */
    private static final double DIMMING_PER_METRE = 0.7;

    private static final double NEAREST = 0.3;

    private final Camera camera;
    private final Grain grain;
    private final Vec3 light;

    CapsulePainter(Camera camera, Grain grain, Vec3 light) {
        this.camera = camera;
        this.grain = grain;
        this.light = light.unit();
    }

    /** @param middle whose depth is neither dimmed nor brightened */
    void paint(Layer layer, List<Capsule> capsules, Vec3 middle) {
        double reference = camera.project(middle).depth();
        for (int i = 0; i < capsules.size(); i++) {
            paint(layer, capsules.get(i), i, reference);
        }
    }

    private void paint(Layer layer, Capsule capsule, int number, double reference) {
        Camera.Seen a = camera.project(capsule.from());
        Camera.Seen b = camera.project(capsule.to());
        if (a.depth() < NEAREST || b.depth() < NEAREST) {
            return;
        }
        double ra = capsule.fromRadius() * camera.focal() / a.depth();
        double rb = capsule.toRadius() * camera.focal() / b.depth();
        int x0 = (int) Math.max(0, Math.floor(Math.min(a.x() - ra, b.x() - rb) - 1));
        int y0 = (int) Math.max(0, Math.floor(Math.min(a.y() - ra, b.y() - rb) - 1));
        int x1 = (int) Math.min(layer.width(), Math.ceil(Math.max(a.x() + ra, b.x() + rb) + 1));
        int y1 = (int) Math.min(layer.height(), Math.ceil(Math.max(a.y() + ra, b.y() + rb) + 1));
        if (x0 >= x1 || y0 >= y1) {
            return;
        }
        layer.touch(x0, y0, x1, y1);
        new Stroke(capsule, number, a, b, ra, rb, reference).fill(layer, x0, y0, x1, y1);
    }

    /** One capsule in the picture. */
    private final class Stroke {
        private final Material material;
        private final double ax;
        private final double ay;
        private final double ra;
        private final double rb;
        private final double length;
        private final double ux;
        private final double uy;
        private final double slope;
        private final double rest;
        private final double za;
        private final double zb;
        private final double metresA;
        private final double metresB;
        private final double metresLong;
        private final double offset;
        private final double dimming;
        private final double lightX;
        private final double lightY;
        private final double lightZ;

        Stroke(Capsule capsule, int number, Camera.Seen a, Camera.Seen b, double ra, double rb, double reference) {
            this.material = capsule.material();
            double dx = b.x() - a.x();
            double dy = b.y() - a.y();
            double distance = Math.hypot(dx, dy);
            // A limb seen end on is the larger of its two discs.
            boolean endOn = distance <= Math.abs(ra - rb) + 1e-6;
            boolean second = endOn && rb > ra;
            this.ax = second ? b.x() : a.x();
            this.ay = second ? b.y() : a.y();
            this.ra = second ? rb : ra;
            this.rb = endOn ? this.ra : rb;
            this.length = endOn ? 0 : distance;
            this.ux = endOn ? 0 : dx / distance;
            this.uy = endOn ? 1 : dy / distance;
            this.slope = endOn ? 0 : (ra - rb) / distance;
            this.rest = Math.sqrt(1 - slope * slope);
            this.za = second ? b.depth() : a.depth();
            this.zb = endOn ? this.za : b.depth();
            this.metresA = capsule.fromRadius();
            this.metresB = capsule.toRadius();
            this.metresLong = capsule.to().minus(capsule.from()).length();
            this.offset = 13.7 * number;
            this.dimming = Math.clamp(1 - DIMMING_PER_METRE * ((za + zb) / 2 - reference), 0.75, 1.15);
            this.lightX = light.dot(camera.right());
            this.lightY = -light.dot(camera.up());
            this.lightZ = -light.dot(camera.forward());
        }

        void fill(Layer layer, int x0, int y0, int x1, int y1) {
            for (int y = y0; y < y1; y++) {
                for (int x = x0; x < x1; x++) {
                    point(layer, x, y);
                }
            }
        }

        private void point(Layer layer, int x, int y) {
            double px = x + 0.5 - ax;
            double py = y + 0.5 - ay;
            double v = px * ux + py * uy;
            double u = px * uy - py * ux;
            double w = Math.abs(u);
            double k = v * rest - w * slope;
            double distance;
            double nu;
            double nv;
            double share;
            if (k < 0 || length == 0) {
                double r = Math.sqrt(w * w + v * v);
                distance = r - ra;
                if (distance > 0.5) {
                    return;
                }
                nu = u / ra;
                nv = v / ra;
                share = 0;
            } else if (k > rest * length) {
                double past = v - length;
                double r = Math.sqrt(w * w + past * past);
                distance = r - rb;
                if (distance > 0.5) {
                    return;
                }
                nu = u / rb;
                nv = past / rb;
                share = 1;
            } else {
                distance = w * rest + v * slope - ra;
                if (distance > 0.5) {
                    return;
                }
                share = Math.clamp((v + w * slope / rest) / length, 0, 1);
                double radius = ra + share * (rb - ra);
                double out = (radius + distance) / radius;
                nu = Math.signum(u) * out * rest;
                nv = out * slope;
            }
            shade(layer, x, y, distance, nu, nv, share);
        }

        private void shade(Layer layer, int x, int y, double distance, double nu, double nv, double share) {
            double flat = Math.min(1, nu * nu + nv * nv);
            double nz = Math.sqrt(1 - flat);
            double nx = nu * uy + nv * ux;
            double ny = -nu * ux + nv * uy;
            double lit = Math.max(0, nx * lightX + ny * lightY + nz * lightZ);
            double pattern = grain.at(
                    offset + material.across() * nu, offset + material.along() * share * metresLong + 1.7 * nu);
            double fine = grain.at(3 * offset + 23 * nu, 90 * share * metresLong + 5 * nv);
            double value = dimming
                    * (AMBIENT + DIFFUSE * lit)
                    * (1 + material.grain() * (pattern - 0.5) + 0.25 * material.grain() * (fine - 0.5));
            double cover = distance < -0.5 ? 1 : 0.5 - distance;
            double z = za + share * (zb - za) - nz * (metresA + share * (metresB - metresA));
            layer.add(
                    x,
                    y,
                    (float) (material.blue() * value),
                    (float) (material.green() * value),
                    (float) (material.red() * value),
                    (float) cover,
                    (float) z);
        }
    }
}
