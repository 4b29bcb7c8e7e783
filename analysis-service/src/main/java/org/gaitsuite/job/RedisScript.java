package org.gaitsuite.job;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Lua script beside this class: one step of the queue that happens as a whole or not at all. Immutable. */
final class RedisScript {
    private final String text;
    private final String sha1;

    private RedisScript(String text) {
        this.text = text;
        this.sha1 = sha1(text);
    }

    /** The script {@code <name>.lua}, made of several where the first ones are shared with other scripts. */
    static RedisScript of(String... names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append(read(name + ".lua"));
        }
        return new RedisScript(text.toString());
    }

    /**
     * Sends the script's hash, and its text where the server does not know it: after a restart, or on a replica that took over.
     *
     * @throws JobQueue.QueueUnavailable if Redis does not answer, or answers with an error
     */
    @Nullable
    Response run(RedisCommands redis, List<String> keys, Object... arguments) {
        try {
            return redis.send(Command.EVALSHA, arguments(sha1, keys, arguments));
        } catch (JobQueue.QueueUnavailable e) {
            if (String.valueOf(e.getMessage()).contains("NOSCRIPT")) {
                return redis.send(Command.EVAL, arguments(text, keys, arguments));
            }
            throw e;
        }
    }

    private static Object[] arguments(String script, List<String> keys, Object... arguments) {
        List<Object> all = new ArrayList<>(2 + keys.size() + arguments.length);
        all.add(script);
        all.add(keys.size());
        all.addAll(keys);
        all.addAll(List.of(arguments));
        return all.toArray();
    }

    private static String read(String name) {
        try (InputStream script = RedisScript.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException("the script " + name + " is missing in this build");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SHA-1 is the name that Redis gives a script. */
    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1", e);
        }
    }
}
