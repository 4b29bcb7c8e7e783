package org.gaitsuite.phantom;

/** What the walker wears, colours as 0xRRGGBB. */
public record Clothing(int skin, int hair, int shirt, int trousers, int shoes) {
    public static final Clothing DEFAULT = new Clothing(0xD9A684, 0x3A2A20, 0x2F6F8F, 0x3B3F55, 0xD8D8D2);
    private static final int WHITE = 0xFFFFFF;

    public Clothing {
        for (int colour : new int[] {skin, hair, shirt, trousers, shoes}) {
            if (colour < 0 || colour > WHITE) {
                throw new IllegalArgumentException(
                        "a colour is %d, expected 0x000000 to 0xFFFFFF (red, green, blue)".formatted(colour));
            }
        }
    }
}
