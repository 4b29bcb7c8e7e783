package org.gaitsuite.video;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The outermost boxes of an MP4 or MOV file (ISO/IEC 14496-12, 4.2), which tell whether the file is all there.
 *
 * @param wholeMovieBox whether the table of contents ({@code moov}) is there in full; recorders write it last, so a recording or an
 *     upload that broke off lacks it
 * @param sizeBytes of the file
 * @param announcedBytes where the last box says that it ends
 */
record IsoBoxes(boolean wholeMovieBox, long sizeBytes, long announcedBytes) {
    private static final int HEADER_BYTES = 8;
    private static final int LARGE_HEADER_BYTES = 16;

    static IsoBoxes of(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            boolean whole = false;
            long position = 0;
            while (position + HEADER_BYTES <= size) {
                ByteBuffer header = read(channel, position);
                byte[] name = new byte[4];
                header.get(4, name);
                String type = new String(name, ISO_8859_1);
                long length = length(header, size - position);
                if (length < HEADER_BYTES || length > Long.MAX_VALUE - position) {
                    break;
                }
                position += length;
                whole |= type.equals("moov") && position <= size;
            }
            return new IsoBoxes(whole, size, position);
        }
    }

    private static ByteBuffer read(SeekableByteChannel channel, long position) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(LARGE_HEADER_BYTES);
        channel.position(position);
        int read = 0;
        while (read >= 0 && header.hasRemaining()) {
            read = channel.read(header);
        }
        return header;
    }

    /** A length of 1 stands for a large one that follows, 0 for the rest of the file. */
    private static long length(ByteBuffer header, long rest) {
        long length = Integer.toUnsignedLong(header.getInt(0));
        if (length == 1) {
            return header.getLong(HEADER_BYTES);
        }
        return length == 0 ? rest : length;
    }

    /** Share of the announced bytes that the file lacks at its end, 0..1. */
    double missingShare() {
        return announcedBytes > sizeBytes ? 1 - (double) sizeBytes / announcedBytes : 0;
    }
}
