package org.gaitsuite.phantom;

/** Repeatable chance: SplitMix64 (Steele, Lea &amp; Flood 2014). Not thread-safe. */
final class Dice {
    private long state;

    /** @param stream different streams of one seed are independent */
    Dice(long seed, long stream) {
        this.state = mixed(seed * 0x9E3779B97F4A7C15L + mixed(stream + 0x632BE59BD9B4E019L));
    }

    long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        return mixed(state);
    }

    /** Uniform in [0, 1). */
    double next() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    double between(double low, double high) {
        return low + (high - low) * next();
    }

    int below(int bound) {
        return (int) (next() * bound);
    }

    /** Normal with mean 0 and standard deviation 1 (Box &amp; Muller). */
    double normal() {
        return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    }

    static long mixed(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    /** A repeatable number in [0, 1) for a lattice point. */
    static double at(long seed, int x, int y) {
        return (mixed(seed + x * 0x9E3779B97F4A7C15L + y * 0xC2B2AE3D27D4EB4FL) >>> 11) * 0x1.0p-53;
    }
}
