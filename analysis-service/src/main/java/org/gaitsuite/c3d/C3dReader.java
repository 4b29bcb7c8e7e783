package org.gaitsuite.c3d;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads C3D files, which may come from strangers: no count in a file is believed before the file was seen to be long enough for it, and
 * no memory is taken before the process was seen to have it. Safe for use by several threads.
 */
public final class C3dReader {
    /** Ten minutes of a hundred markers at 200 Hz are 192 MB. */
    static final long LONGEST_FILE = 256L << 20;

    /** The second byte of every C3D file. */
    static final int KEY = 0x50;

    private C3dReader() {}

    /**
     * @throws C3dMalformed if the bytes are no C3D file, or hold less than they say, or need more memory than half of what the process
     *     may have
     */
    public static C3dFile read(byte[] bytes) throws C3dMalformed {
        C3dBytes file = opened(bytes);
        C3dHeader header = C3dHeader.of(file);
        C3dParameters parameters =
                C3dParameterSection.read(file, parameterStart(bytes), (header.dataBlock() - 1) * C3dBytes.BLOCK);
        C3dLayout layout = C3dLayout.of(new C3dClaims(header, parameters), bytes.length);
        layout.requireMemory(Runtime.getRuntime().maxMemory() / 2);
        C3dData data = new C3dData(file, layout, parameters);
        return new C3dFile(
                layout.rateHertz(),
                layout.firstFrame(),
                layout.frames(),
                data.points(),
                data.analogs(),
                C3dEvents.of(parameters, header, layout),
                withScale(parameters, layout));
    }

    /** Where only the header told the scale, the parameters do from now on: stored residuals mean nothing without it. */
    private static C3dParameters withScale(C3dParameters parameters, C3dLayout layout) {
        double told = Math.abs(parameters.number(C3dLabels.POINT, "SCALE").orElse(0));
        return layout.points() == 0 || told == layout.scale()
                ? parameters
                : parameters.with(
                        C3dLabels.POINT, C3dParameter.real("SCALE", layout.real() ? -layout.scale() : layout.scale()));
    }

    /**
     * @throws C3dMalformed as {@link #read(byte[])}, and if the file is longer than 256 MiB
     * @throws IOException if the file could not be opened
     */
    public static C3dFile read(Path file) throws C3dMalformed, IOException {
        requireShort(Files.size(file));
        return read(Files.readAllBytes(file));
    }

    private static void requireShort(long length) throws C3dMalformed {
        if (length > LONGEST_FILE) {
            throw new C3dMalformed("The file has %d bytes; at most %d are read. Cut the trial to the walk."
                    .formatted(length, LONGEST_FILE));
        }
    }

    private static C3dBytes opened(byte[] bytes) throws C3dMalformed {
        requireShort(bytes.length);
        if (bytes.length < C3dBytes.BLOCK) {
            throw new C3dMalformed("This is no C3D file: it has %d bytes, and the header alone has %d."
                    .formatted(bytes.length, C3dBytes.BLOCK));
        }
        if (bytes[1] != KEY) {
            throw new C3dMalformed(
                    "This is no C3D file: its second byte is %d and not %d.".formatted(bytes[1] & 0xFF, KEY));
        }
        int start = parameterStart(bytes);
        if (start + C3dParameterSection.PREFIX > bytes.length) {
            throw new C3dMalformed("The first byte says that parameters begin at byte %d, but the file ends after %d."
                    .formatted(start, bytes.length));
        }
        int code = bytes[start + 3] & 0xFF;
        C3dProcessor processor = C3dProcessor.of(code)
                .orElseThrow(() ->
                        new C3dMalformed("Byte %d names processor %d; 84 (Intel), 85 (DEC) and 86 (MIPS) are known."
                                .formatted(start + 3, code)));
        return new C3dBytes(bytes, processor);
    }

    /** The first byte is the block where parameters begin. A few programs leave it 0, and write them after the header as all do. */
    private static int parameterStart(byte[] bytes) {
        return (Math.max(2, bytes[0] & 0xFF) - 1) * C3dBytes.BLOCK;
    }
}
