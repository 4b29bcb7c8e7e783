package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A piece of a Bicep file, read as text: blocks by their braces, and the values that stand behind keys. Comments are gone. Values that are
 * the name of a variable or a parameter with a plain default are replaced by it.
 */
record BicepText(String whole, String piece) {
    private static final Pattern KEYED = Pattern.compile("(?m)^\\s*\\{? ?'?([\\w-]+)'?: (.+?),?\\s*$");

    static BicepText of(String file) {
        return of(SuiteFacts.deploy("azure").resolve(file));
    }

    static BicepText of(Path file) {
        try {
            return ofText(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BicepText ofText(String text) {
        String bare = text.replaceAll("(?m)^\\s*//.*$", "");
        return new BicepText(bare, bare);
    }

    /** The block that opens at the end of the only line that matches. */
    BicepText block(String line) {
        List<BicepText> found = blocks(line);
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " blocks open with " + line);
        }
        return found.getFirst();
    }

    /** The blocks that open at the end of lines that match. */
    List<BicepText> blocks(String line) {
        List<BicepText> found = new ArrayList<>();
        Matcher opening = Pattern.compile("(?m)^\\s*" + line + ".*[\\[{]$").matcher(piece);
        while (opening.find()) {
            found.add(new BicepText(whole, piece.substring(opening.start(), end(opening.end() - 1))));
        }
        return found;
    }

    /** The innermost objects in which a line matches. */
    List<BicepText> objectsWith(String line) {
        List<BicepText> found = new ArrayList<>();
        Matcher matching = Pattern.compile("(?m)^\\s*" + line + "\\s*$").matcher(piece);
        while (matching.find()) {
            int depth = 0;
            int at = matching.start();
            while (depth >= 0 && at > 0) {
                at--;
                depth += piece.charAt(at) == '}' ? 1 : piece.charAt(at) == '{' ? -1 : 0;
            }
            found.add(new BicepText(whole, piece.substring(at, end(at))));
        }
        return found;
    }

    /** The only value of a key. */
    String value(String key) {
        List<String> values = values(key).distinct().toList();
        if (values.size() != 1) {
            throw new IllegalStateException(key + " has the values " + values);
        }
        return values.getFirst();
    }

    int number(String key) {
        return Integer.parseInt(value(key));
    }

    /** All values of a key, wherever in this piece. */
    Stream<String> values(String key) {
        return KEYED.matcher(piece)
                .results()
                .filter(entry -> entry.group(1).equals(key))
                .map(entry -> plain(entry.group(2)));
    }

    /** The default of a parameter. */
    String parameter(String name) {
        Matcher declaration =
                Pattern.compile("(?m)^param " + name + " \\w+ = (.+)$").matcher(whole);
        if (!declaration.find()) {
            throw new IllegalStateException("No parameter " + name + " with a default");
        }
        return plain(declaration.group(1));
    }

    private String plain(String value) {
        if (value.matches("\\w+") && !value.matches("\\d+|true|false|null")) {
            Matcher declaration = Pattern.compile(
                            "(?m)^(?:var " + value + "|param " + value + " \\w+) = ('[^']*'|\\d+)$")
                    .matcher(whole);
            return declaration.find() ? plain(declaration.group(1)) : value;
        }
        return value.matches("'[^']*'") ? value.substring(1, value.length() - 1) : value;
    }

    private int end(int opening) {
        int depth = 0;
        for (int at = opening; at < piece.length(); at++) {
            char c = piece.charAt(at);
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (depth == 0) {
                return at + 1;
            }
        }
        throw new IllegalStateException("A block does not end");
    }

    /** Holds for the file as it is, and no longer once one thing in it is wrong: a check that cannot fail is none. */
    static void planted(BicepText file, String right, String wrong, Consumer<BicepText> check) {
        check.accept(file);
        assertThat(file.whole()).contains(right);
        assertThatThrownBy(() -> check.accept(BicepText.ofText(file.whole().replace(right, wrong))))
                .isInstanceOf(AssertionError.class);
    }
}
