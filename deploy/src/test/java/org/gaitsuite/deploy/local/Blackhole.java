package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Everything to and from one TCP port of this machine disappears without a word, until it is closed: a rule of nftables in a table of
 * its own.
 */
final class Blackhole implements AutoCloseable {
    private final String table;

    private Blackhole(String table) {
        this.table = table;
    }

    static Blackhole of(int port) throws IOException, InterruptedException {
        String table = "gait_test_" + port;
        nft("""
                table inet %s {
                  chain lost {
                    type filter hook input priority 0; policy accept;
                    tcp dport %d drop
                    tcp sport %d drop
                  }
                }
                """.formatted(table, port, port));
        return new Blackhole(table);
    }

    private static void nft(String rules) throws IOException, InterruptedException {
        Process nft = new ProcessBuilder(List.of("nft", "-f", "-"))
                .redirectErrorStream(true)
                .start();
        nft.getOutputStream().write(rules.getBytes(StandardCharsets.UTF_8));
        nft.getOutputStream().close();
        String said = new String(nft.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!nft.waitFor(10, TimeUnit.SECONDS) || nft.exitValue() != 0) {
            throw new IOException("nft refused the rules (it takes root): " + said);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        nft("delete table inet " + table + "\n");
    }
}
