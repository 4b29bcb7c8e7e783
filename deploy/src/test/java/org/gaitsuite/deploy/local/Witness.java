package org.gaitsuite.deploy.local;

import java.sql.SQLException;
import java.time.Duration;

/** Looks at the tables again and again while processes die, so that an end that is written twice cannot hide. */
final class Witness implements Runnable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final StartedSuite suite;
    private final Ledger ledger;

    Witness(StartedSuite suite, Ledger ledger) {
        this.suite = suite;
        this.ledger = ledger;
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try (SqlTruth truth = new SqlTruth(suite)) {
            while (true) {
                ledger.saw(truth.analyses());
                Thread.sleep(EVERY);
            }
        } catch (SQLException whileItIsKilled) {
            Thread.sleep(EVERY);
        }
    }
}
