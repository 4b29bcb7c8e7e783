package org.gaitsuite.gateway.entrance;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A line of ASCII that is put together, written and begun anew; what does not fit is left out. Used by one thread. */
final class LogLine {
    private final byte[] bytes = new byte[LineWriter.PIECE];
    private int length;
    private long second = -1;
    private String secondInWords = "";

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    LogLine clear() {
        length = 0;
        return this;
    }

    /** @param ascii written as it is */
    LogLine add(String ascii) {
        int count = Math.min(ascii.length(), bytes.length - length);
        for (int i = 0; i < count; i++) {
            bytes[length + i] = (byte) ascii.charAt(i);
        }
        length += count;
        return this;
    }

    LogLine add(long number) {
        return add(Long.toString(number));
    }

    /** What a client chose, cut off after {@code longest} characters, without anything that could end the line, or the string in it. */
    LogLine addPrintable(String text, int longest) {
        int count = Math.min(Math.min(text.length(), longest), bytes.length - length);
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            bytes[length + i] = (byte) (c > ' ' && c < 0x7f && c != '"' && c != '\\' ? c : '?');
        }
        length += count;
        return this;
    }

    /** A time as ISO 8601 writes it, in UTC with milliseconds. */
    LogLine addTime(long epochMillis) {
        long now = Math.floorDiv(epochMillis, 1_000);
        if (now != second) {
            second = now;
            String words =
                    Instant.ofEpochSecond(now).truncatedTo(ChronoUnit.SECONDS).toString();
            secondInWords = words.substring(0, words.length() - 1) + '.';
        }
        long millis = Math.floorMod(epochMillis, 1_000);
        return add(secondInWords)
                .add(millis < 10 ? "00" : millis < 100 ? "0" : "")
                .add(millis)
                .add("Z");
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }
}
