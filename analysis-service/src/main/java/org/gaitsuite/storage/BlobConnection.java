package org.gaitsuite.storage;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.HttpClientOptions;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.gaitsuite.storage.identity.ManagedIdentity;

/**
 * How a container of Azure Blob Storage is reached.
 *
 * <p>Work is tried three times. A service that cannot be connected to is given up after about 10 s, one that falls silent in the middle
 * after about 14 s; a block that is being transferred has 30 s each time. A probe is tried once, for 2 s.
 */
sealed interface BlobConnection {
    /** Opens nothing yet: that is done by the first call. */
    BlobContainer container(String name, Patience patience);

    /**
     * How long a caller waits.
     *
     * @param tries of each call
     * @param connecting until there is a connection, each time
     * @param silence without a byte in either direction, each time
     */
    record Patience(int tries, Duration connecting, Duration silence) {
        static final Patience FOR_WORK = new Patience(3, Duration.ofSeconds(3), Duration.ofSeconds(4));
        static final Patience FOR_A_PROBE = new Patience(1, Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    /**
     * With the key of the storage account, or of an emulator.
     *
     * @param text secret
     */
    record ByConnectionString(String text) implements BlobConnection {
        public ByConnectionString {
            if (text.contains("SharedAccessSignature=")) {
                throw new IllegalArgumentException(
                        "gait.store.blob.connection-string must hold an account key, not a shared access signature, which would run out");
            }
        }

        @Override
        public BlobContainer container(String name, Patience patience) {
            try {
                return open(builder(patience).connectionString(text), name);
            } catch (RuntimeException e) {
                // Neither the text nor the cause, which quotes it, may reach a log.
                throw new IllegalArgumentException(
                        "gait.store.blob.connection-string is no connection string of Azure Storage (AccountName=…;AccountKey=…)");
            }
        }

        @Override
        public String toString() {
            return "ByConnectionString[secret]";
        }
    }

    /** As the identity that the platform gives this process. */
    record ByIdentity(URI endpoint, ManagedIdentity identity) implements BlobConnection {
        public ByIdentity {
            if (!"https".equals(endpoint.getScheme()) || endpoint.getHost() == null) {
                throw new IllegalArgumentException(
                        "gait.store.blob.endpoint must be like https://ACCOUNT.blob.core.windows.net and is "
                                + endpoint);
            }
        }

        @Override
        public BlobContainer container(String name, Patience patience) {
            return open(builder(patience).endpoint(endpoint.toString()).credential(identity), name);
        }
    }

    private static BlobServiceClientBuilder builder(Patience patience) {
        HttpClient.Builder http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
        return new BlobServiceClientBuilder()
                .httpClient(new JdkHttpClientBuilder(http)
                        .connectionTimeout(patience.connecting())
                        .writeTimeout(patience.silence())
                        .responseTimeout(patience.silence())
                        .readTimeout(patience.silence())
                        .build())
                .clientOptions(new HttpClientOptions().setApplicationId("gait-suite"))
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.EXPONENTIAL,
                        patience.tries(),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1),
                        null));
    }

    private static BlobContainer open(BlobServiceClientBuilder builder, String name) {
        BlobContainerClient client = builder.buildClient().getBlobContainerClient(name);
        return new BlobContainer(client, "blob container " + client.getBlobContainerUrl());
    }
}
