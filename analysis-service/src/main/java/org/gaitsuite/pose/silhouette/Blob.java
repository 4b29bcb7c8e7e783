package org.gaitsuite.pose.silhouette;

/**
 * One connected region of a picture that is not background.
 *
 * @param mask all of it, what may be a shadow included
 * @param shade the part of it that may be a shadow, same rectangle
 * @param core the box of what is no shadow, or the whole box where everything may be one
 */
record Blob(BitMask mask, BitMask shade, Box core) {

    static Blob of(BitMask mask, BitMask shade) {
        BitMask plain = BitMask.empty(mask.x0(), mask.y0(), mask.width(), mask.height());
        plain.bits().or(mask.bits());
        plain.bits().andNot(shade.bits());
        Box core = plain.inner();
        return new Blob(mask, shade, core.height() == 0 ? mask.box() : core);
    }

    Blob union(Blob other) {
        return new Blob(mask.union(other.mask), shade.union(other.shade), core.union(other.core));
    }

    Blob clipped(Box box) {
        return new Blob(mask.clipped(box), shade.clipped(box), core.intersection(box));
    }

    /** Without the shadow on the ground: shade counts as body only above the given row. */
    BitMask bodyAbove(int row) {
        BitMask body = BitMask.empty(mask.x0(), mask.y0(), mask.width(), mask.height());
        body.bits().or(mask.bits());
        for (int bit = shade.bits().nextSetBit(0); bit >= 0; bit = shade.bits().nextSetBit(bit + 1)) {
            if (shade.y0() + bit / shade.width() >= row) {
                body.bits().clear(bit);
            }
        }
        return body;
    }
}
