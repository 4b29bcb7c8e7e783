package org.gaitsuite.session;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.gaitsuite.redis.real.RealRedis;
import org.gaitsuite.redis.real.RedisAsk;
import org.gaitsuite.redis.real.RedisProcesses;

/** A real Redis for the service under test, with a password that needs percent-encoding. Tests may stop it and start another. */
public final class WithRedis implements QuarkusTestResourceLifecycleManager {
    private static final String PASSWORD = "p@ss:w/o+rd=";
    private static final String PORT = "test.redis.port";

    @Override
    public Map<String, String> start() {
        // Tests run in another class loader than this: a system property crosses over.
        System.setProperty(PORT, Integer.toString(RedisProcesses.freePort()));
        RealRedis server = new RealRedis(port(), PASSWORD);
        server.start();
        return Map.of("redis.url", server.url());
    }

    @Override
    public void stop() {
        stopServer();
    }

    /** Where the one before was. */
    static void startServer() {
        new RealRedis(port(), PASSWORD).start();
    }

    /** Has the server end itself, whoever started it; nothing happens where it has ended. */
    static void stopServer() {
        try {
            RedisAsk.once(port(), PASSWORD, "SHUTDOWN", "NOSAVE");
        } catch (java.net.ConnectException | EOFException ended) {
            return;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** What the server answers to a command, given as words or as one line. */
    public static String ask(String... words) {
        Object[] command = words.length == 1 ? words[0].split(" ", -1) : words;
        try {
            return String.valueOf(RedisAsk.once(port(), PASSWORD, command));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static int port() {
        return Integer.getInteger(PORT, 0);
    }
}
