package org.gaitsuite.video;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first bytes of a file, and what they give away of its kind, so that a refusal can name it. */
final class FileHead {
    private static final int BYTES = 512;
    private static final int BOX_HEADER_BYTES = 8;
    /** Boxes that a QuickTime or MP4 file may start with (ISO/IEC 14496-12, QuickTime File Format). */
    private static final Set<String> FIRST_BOXES =
            Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot", "styp");
    /** Brands of single pictures in the same container (ISO/IEC 23008-12). */
    private static final Set<String> PICTURE_BRANDS = Set.of("heic", "heix", "heim", "heis", "mif1", "avif");

    private final String text;
    private final long size;

    private FileHead(String text, long size) {
        this.text = text;
        this.size = size;
    }

    static FileHead of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new FileHead(new String(in.readNBytes(BYTES), ISO_8859_1), Files.size(file));
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether the file starts as MP4 and MOV files do. */
    boolean startsAsIsoMedia() {
        return text.length() >= BOX_HEADER_BYTES && FIRST_BOXES.contains(text.substring(4, BOX_HEADER_BYTES));
    }

    /** Whether the file starts as one of the containers that are read here. */
    boolean startsAsVideoContainer() {
        return startsAsIsoMedia() || text.startsWith("\u001aE\u00df\u00a3") || isRiff("AVI ");
    }

    /** A picture format whose container FFmpeg would take for a video. */
    boolean isStillPicture() {
        return startsAsIsoMedia() && text.length() >= 12 && PICTURE_BRANDS.contains(text.substring(8, 12));
    }

    /** What the file is, where that is plain and no video: "a PNG picture", else null. */
    @Nullable
    String kind() {
        if (text.startsWith("\u0089PNG")) {
            return "a PNG picture";
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return "a JPEG picture";
        }
        if (isStillPicture()) {
            return "a still picture (" + text.substring(8, 12).toUpperCase(Locale.ROOT) + ")";
        }
        if (text.startsWith("GIF8")) {
            return "a GIF picture";
        }
        if (isRiff("WEBP")) {
            return "a WebP picture";
        }
        if (text.startsWith("BM") && size > 26) {
            return "a BMP picture";
        }
        if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
            return "a TIFF picture";
        }
        if (text.startsWith("PK\u0003\u0004")) {
            return "a ZIP archive or an Office document";
        }
        if (text.startsWith("%PDF")) {
            return "a PDF document";
        }
        if (isRiff("WAVE") || text.startsWith("ID3") || text.startsWith("fLaC") || text.startsWith("OggS")) {
            return "a sound file";
        }
        if (text.startsWith("\u001f\u008b")) {
            return "a compressed file";
        }
        return isPlainText() ? "text" : null;
    }

    private boolean isRiff(String form) {
        return text.startsWith("RIFF") && text.length() >= 12 && text.startsWith(form, 8);
    }

    private boolean isPlainText() {
        return !text.isEmpty()
                && text.chars().allMatch(c -> c == '\t' || c == '\n' || c == '\r' || c == '\f' || c >= ' ')
                && text.chars().filter(c -> c >= 0x7f && c < 0xa0).count() * 10 < text.length();
    }
}
