package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Answers orders for a restart inside the launcher, one after the other, for as long as its thread is not interrupted. */
final class RestartDesk implements Runnable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final RestartOrders orders;
    private final RollingRestart restart;

    RestartDesk(RestartOrders orders, RollingRestart restart) {
        this.orders = orders;
        this.restart = restart;
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(POLL);
                try {
                    Optional<RestartOrders.Order> order = orders.take();
                    if (order.isPresent()) {
                        carryOut(order.get());
                    }
                } catch (IOException e) {
                    System.err.println("An order for a restart cannot be read or answered: " + e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carryOut(RestartOrders.Order order) throws IOException, InterruptedException {
        boolean success = false;
        try {
            List<Child> processes = restart.order(order.names());
            restart.of(processes, sentence -> orders.say(order, sentence));
            success = true;
        } catch (CannotStart e) {
            orders.say(order, String.valueOf(e.getMessage()));
        } finally {
            orders.end(order, success);
        }
    }
}
