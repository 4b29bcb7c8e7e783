package org.gaitsuite.c3d;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Text in C3D files. The format knows ASCII alone; programs write names of people and places in UTF-8 or in their system's one-byte
 * code, so what is not valid UTF-8 is taken for Latin-1.
 */
final class C3dText {
    private C3dText() {}

    /** The text of these bytes without the blanks and zeros that pad it at the end. */
    static String of(byte[] bytes, int start, int length) {
        int end = start + length;
        while (end > start && (bytes[end - 1] == ' ' || bytes[end - 1] == 0)) {
            end--;
        }
        return decoded(bytes, start, end - start);
    }

    private static String decoded(byte[] bytes, int start, int length) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, start, length, ISO_8859_1);
        }
    }

    /** The bytes from which {@link #of} makes this text again, in one byte a character where that is possible. */
    static byte[] bytes(String text) {
        byte[] narrow = text.getBytes(ISO_8859_1);
        return decoded(narrow, 0, narrow.length).equals(text) ? narrow : text.getBytes(UTF_8);
    }
}
