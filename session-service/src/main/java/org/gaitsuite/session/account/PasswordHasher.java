package org.gaitsuite.session.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;

/**
 * Argon2id with the parameters that OWASP's Password Storage Cheat Sheet names first: 19 MiB, two passes, one lane.
 * Hashes are computed by a bounded pool, so that many logins at once cost waiting and not memory, and clients take turns
 * there, so that a flood from one address does not shut out the others. A client is named by what tells it from others,
 * its network for instance.
 */
@ApplicationScoped
public class PasswordHasher {
    private static final int MEMORY_KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final Argon2Function ARGON2 =
            Argon2Function.getInstance(MEMORY_KIBIBYTES, PASSES, LANES, HASH_BYTES, Argon2.ID);

    private final FairPool pool;
    private final Duration timeout;
    private final Timer timer;
    /** Of a password that nobody knows; checked where there is no account, so that both take the same time. */
    private final String decoy;

    PasswordHasher(PasswordSettings settings, MeterRegistry metrics) {
        int parallel = settings.parallel().orElse(Runtime.getRuntime().availableProcessors());
        this.pool = new FairPool(parallel, settings.waiting(), "argon2");
        this.timeout = settings.timeout();
        this.timer = metrics.timer("gait.passwords.hash");
        metrics.gauge("gait.passwords.waiting", pool, FairPool::waiting);
        this.decoy = encode(java.util.UUID.randomUUID().toString());
    }

    /**
     * The PHC string to store.
     *
     * @throws Refused with {@link Reason#BUSY} when too many are waiting
     */
    public String hash(String password, String client) {
        return onPool(client, () -> encode(password));
    }

    /**
     * Whether a password belongs to a stored hash.
     *
     * @throws Refused with {@link Reason#BUSY} when too many are waiting
     */
    public boolean matches(String password, String stored, String client) {
        return onPool(
                client,
                () -> Password.check(normal(password), stored).with(Argon2Function.getInstanceFromHash(stored)));
    }

    /** Takes as long as {@link #matches}, for a login that nobody has. */
    public void spendTheTimeOfACheck(String password, String client) {
        if (matches(password, decoy, client)) {
            throw new IllegalStateException("a password matched the random decoy");
        }
    }

    /** Whether a stored hash was made with other parameters than today's and should be made anew at a login. */
    public boolean isOutdated(String stored) {
        return !Argon2Function.getInstanceFromHash(stored).equals(ARGON2);
    }

    private static String encode(String password) {
        return Password.hash(normal(password))
                .addRandomSalt(SALT_BYTES)
                .with(ARGON2)
                .getResult();
    }

    /** Whether two passwords are one, as far as a login can tell. */
    static boolean areSame(String one, String other) {
        return normal(one).equals(normal(other));
    }

    /** The same password typed on another keyboard may arrive as other code points. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T onPool(String client, Supplier<T> work) {
        Future<T> task = pool.submit(client, () -> timer.record(work)).orElseThrow(PasswordHasher::busy);
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            task.cancel(true);
            throw busy();
        } catch (CancellationException pushedOut) {
            throw busy();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw busy();
        } catch (ExecutionException fault) {
            throw new IllegalStateException("hashing failed", fault.getCause());
        }
    }

    private static Refused busy() {
        return new Refused(
                Reason.BUSY,
                "Too many people log in at this moment: please try again in a few seconds.",
                Duration.ofSeconds(2));
    }

    @PreDestroy
    void stop() {
        pool.close();
    }
}
