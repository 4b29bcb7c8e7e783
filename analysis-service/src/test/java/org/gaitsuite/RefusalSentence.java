package org.gaitsuite;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the words of every refusal have in common: a whole sentence for whoever sent the file, with nothing of the program in it. */
public final class RefusalSentence {
    private static final int LONGEST = 500;

    /** The name of a Java class with its package or of what it throws, a line of a stack trace, or what no terminal should be sent. */
    private static final Pattern OF_THE_PROGRAM = Pattern.compile(
            "\\b(?:java|javax|jdk|org|com)\\.\\w+\\.[\\w.$]+|\\w*(?:Exception|Error)\\b|\\bat \\S+\\(|\\p{Cntrl}");

    private RefusalSentence() {}

    /** What is wrong with the words; empty where nothing is. */
    public static Optional<String> fault(@Nullable String words) {
        if (words == null || words.isBlank()) {
            return Optional.of("the refusal says nothing");
        }
        Matcher program = OF_THE_PROGRAM.matcher(words);
        if (program.find()) {
            return Optional.of("the refusal speaks of the program ('%s'): %s".formatted(program.group(), words));
        }
        if (!words.endsWith(".") || words.length() > LONGEST) {
            return Optional.of("the refusal is no sentence of at most %d characters: %s".formatted(LONGEST, words));
        }
        return Optional.empty();
    }
}
