package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DependencyTest {
    private final List<LogRecord> said = Collections.synchronizedList(new ArrayList<>());
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            said.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final AtomicBoolean there = new AtomicBoolean(true);

    @BeforeEach
    void listen() {
        Logger.getLogger(Dependency.class.getName()).addHandler(listener);
    }

    @AfterEach
    void listenNoLonger() {
        Logger.getLogger(Dependency.class.getName()).removeHandler(listener);
    }

    private void answer() throws IOException {
        if (!there.get()) {
            throw new IOException("nobody answers");
        }
    }

    @Test
    void aLossAndAReturnAreSaidOnceHoweverOftenItIsAsked() throws InterruptedException {
        Dependency dependency = new Dependency("thing", this::answer);
        there.set(false);
        for (int i = 0; i < 50; i++) {
            dependency.look();
        }
        assertThat(dependency.isAway()).isTrue();
        there.set(true);
        for (int i = 0; i < 50; i++) {
            dependency.look();
        }

        assertThat(dependency.isAway()).isFalse();
        assertThat(said).hasSize(2);
    }

    @Test
    void aDoubtIsLookedIntoAtOnce() throws InterruptedException {
        try (Dependency dependency = new Dependency("thing", this::answer)) {
            dependency.start();
            Thread.sleep(100);
            there.set(false);
            dependency.doubt();

            Instant end = Instant.now().plus(Duration.ofMillis(1500));
            while (!dependency.isAway() && Instant.now().isBefore(end)) {
                Thread.sleep(10);
            }
            assertThat(dependency.isAway()).isTrue();
        }
    }
}
