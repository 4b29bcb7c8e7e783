package org.gaitsuite.c3d;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A named value of a C3D file's parameter section: text, or numbers, with dimensions. Immutable. Arrays are stored in FORTRAN's order: the
 * first index runs fastest.
 */
public final class C3dParameter {
    /** What the values are made of, with the code that stands for it in a file. */
    public enum Type {
        TEXT(-1),
        /** Eight bits. */
        BYTE(1),
        /** Sixteen bits. */
        INTEGER(2),
        /** Thirty-two bits. */
        REAL(4);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        int bytes() {
            return Math.abs(code);
        }
    }

    private final String name;
    private final String description;
    private final boolean locked;
    private final Type type;
    private final List<Integer> dimensions;
    private final List<String> texts;
    private final double[] numbers;

    C3dParameter(
            String name,
            String description,
            boolean locked,
            Type type,
            List<Integer> dimensions,
            List<String> texts,
            double[] numbers) {
        this.name = name;
        this.description = description;
        this.locked = locked;
        this.type = type;
        this.dimensions = List.copyOf(dimensions);
        this.texts = List.copyOf(texts);
        this.numbers = numbers.clone();
    }

    /** One text of up to 255 bytes. */
    public static C3dParameter text(String name, String text) {
        return new C3dParameter(
                name, "", false, Type.TEXT, List.of(C3dText.bytes(text).length), List.of(text), new double[0]);
    }

    /** A list of up to 255 texts of up to 255 bytes each. */
    public static C3dParameter texts(String name, List<String> texts) {
        return texts(name, List.of(texts.size()), texts);
    }

    /** An array of texts of up to 255 bytes each, whose dimensions are these after that of their length. */
    static C3dParameter texts(String name, List<Integer> dimensions, List<String> texts) {
        int longest = texts.stream()
                .mapToInt(text -> C3dText.bytes(text).length)
                .max()
                .orElse(0);
        List<Integer> all =
                Stream.concat(Stream.of(longest), dimensions.stream()).toList();
        return new C3dParameter(name, "", false, Type.TEXT, all, texts, new double[0]);
    }

    /** An array of numbers. */
    static C3dParameter numbers(String name, Type type, List<Integer> dimensions, List<Double> numbers) {
        double[] values = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        return new C3dParameter(name, "", false, type, dimensions, List.of(), values);
    }

    /** A whole number from -32768 to 65535; what exceeds 32767 is stored as readers of unsigned numbers expect it. */
    public static C3dParameter integer(String name, int number) {
        return new C3dParameter(name, "", false, Type.INTEGER, List.of(), List.of(), new double[] {(short) number});
    }

    public static C3dParameter integers(String name, int... numbers) {
        return new C3dParameter(
                name,
                "",
                false,
                Type.INTEGER,
                List.of(numbers.length),
                List.of(),
                IntStream.of(numbers).mapToDouble(number -> (short) number).toArray());
    }

    public static C3dParameter real(String name, double number) {
        return new C3dParameter(name, "", false, Type.REAL, List.of(), List.of(), new double[] {(float) number});
    }

    /**
     * @param dimensions of the array, whose product is the count of the numbers; the first index runs fastest
     */
    public static C3dParameter reals(String name, List<Integer> dimensions, double... numbers) {
        return new C3dParameter(
                name,
                "",
                false,
                Type.REAL,
                dimensions,
                List.of(),
                Arrays.stream(numbers).map(number -> (float) number).toArray());
    }

    /** This value under the name, description and lock of the one that it replaces. */
    C3dParameter inPlaceOf(C3dParameter old) {
        return new C3dParameter(old.name, old.description, old.locked, type, dimensions, texts, numbers);
    }

    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    /** Whether the program that made the file asked others to leave the value alone. */
    public boolean locked() {
        return locked;
    }

    public Type type() {
        return type;
    }

    /** None for a single value; for text the first is the length of each. */
    public List<Integer> dimensions() {
        return dimensions;
    }

    /** The texts without padding, none where this is a number. */
    public List<String> texts() {
        return texts;
    }

    /** A copy of the numbers, none where this is text. Whole numbers as signed; see {@link #unsigned(int)}. */
    public double[] numbers() {
        return numbers.clone();
    }

    int count() {
        return numbers.length;
    }

    double number(int index) {
        return numbers[index];
    }

    /** A whole number of sixteen bits that is known to count something, and thus never negative. */
    public int unsigned(int index) {
        return type == Type.INTEGER ? (int) numbers[index] & 0xFFFF : (int) numbers[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof C3dParameter that
                && name.equals(that.name)
                && description.equals(that.description)
                && locked == that.locked
                && type == that.type
                && dimensions.equals(that.dimensions)
                && texts.equals(that.texts)
                && Arrays.equals(numbers, that.numbers);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(numbers) + texts.hashCode();
    }

    @Override
    public String toString() {
        return name + dimensions + " = " + (type == Type.TEXT ? texts : Arrays.toString(numbers));
    }
}
