package org.gaitsuite.gateway.limit;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many requests in so long a time.
 *
 * @param requests 0 for any number
 * @param window 1 s to 24 h
 */
record Rate(long requests, Duration window) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})/(\\d{1,5})([SMH])");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Rate OFF = new Rate(0, SHORTEST);

    /**
     * Reads what a setting says, for instance {@code 600/1M}.
     *
     * @param setting its name, for the complaint
     * @throws IllegalArgumentException when it has another form or a window that is too short or too long
     */
    static Rate parse(String setting, String text) {
        if (text.strip().equals("0")) {
            return OFF;
        }
        Matcher parts = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!parts.matches()) {
            throw complaint(setting, text);
        }
        Duration window = Duration.parse("PT" + parts.group(2) + parts.group(3));
        if (window.compareTo(SHORTEST) < 0 || window.compareTo(LONGEST) > 0) {
            throw complaint(setting, text);
        }
        return new Rate(Long.parseLong(parts.group(1)), window);
    }

    boolean isOff() {
        return requests == 0;
    }

    private static IllegalArgumentException complaint(String setting, String text) {
        return new IllegalArgumentException(setting
                + " must be requests/time with a time of 1 s to 24 h, such as 600/1M, 10/30S or 5000/1H, or 0 for no limit,"
                + " but is '" + text + "'");
    }
}
