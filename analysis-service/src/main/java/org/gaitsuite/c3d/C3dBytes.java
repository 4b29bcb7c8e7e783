package org.gaitsuite.c3d;

/** The bytes of a file, read in the way of the machine that wrote them, and never beyond their end. */
final class C3dBytes {
    /** The unit in which a file counts where its sections begin. */
    static final int BLOCK = 512;

    private final byte[] bytes;
    private final C3dProcessor processor;

    C3dBytes(byte[] bytes, C3dProcessor processor) {
        this.bytes = bytes;
        this.processor = processor;
    }

    int length() {
        return bytes.length;
    }

    byte[] array() {
        return bytes;
    }

    C3dProcessor processor() {
        return processor;
    }

    /**
     * @param what is read there, for the message
     * @throws C3dMalformed if the file ends before
     */
    void require(long at, long count, String what) throws C3dMalformed {
        if (at < 0 || at + count > bytes.length) {
            throw new C3dMalformed("The file ends after %d bytes, but %s stands at bytes %d to %d. Send the whole file."
                    .formatted(bytes.length, what, at, at + count - 1));
        }
    }

    int unsignedByte(int at) {
        return bytes[at] & 0xFF;
    }

    byte signedByte(int at) {
        return bytes[at];
    }

    /** Sixteen bits as a number from 0 to 65535. */
    int word(int at) {
        return processor.word(bytes, at);
    }

    /** Sixteen bits as a number from -32768 to 32767. */
    short integer(int at) {
        return (short) processor.word(bytes, at);
    }

    float real(int at) {
        return processor.real(bytes, at);
    }

    String text(int at, int length) {
        return C3dText.of(bytes, at, length);
    }
}
