package org.gaitsuite.load;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.gaitsuite.client.ApiClient;
import org.gaitsuite.client.ApiException;
import org.gaitsuite.client.api.AnalysesApi;
import org.gaitsuite.client.api.SessionsApi;
import org.gaitsuite.client.model.Analysis;

/**
 * The generated client for one gateway and one caller. It adds what no generator knows: whom to trust, who calls, and an upload that is
 * streamed from its file. Safe for use by many threads.
 */
public final class GaitClient {
    private final URI gateway;
    private final SSLContext trust;
    private final String token;

    private GaitClient(URI gateway, SSLContext trust, String token) {
        this.gateway = gateway;
        this.trust = trust;
        this.token = token;
    }

    /** For a gateway whose certificate every machine knows. */
    public static GaitClient at(URI gateway) throws GeneralSecurityException {
        return new GaitClient(gateway, SSLContext.getDefault(), "");
    }

    /** For a gateway that shows this certificate, which ./run makes for itself. */
    public static GaitClient at(URI gateway, Path certificate) throws IOException, GeneralSecurityException {
        KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
        known.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            known.setCertificateEntry(
                    "gateway", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(known);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, factory.getTrustManagers(), null);
        return new GaitClient(gateway, tls, "");
    }

    /** The same for a caller: the token of a session, or an API token. */
    public GaitClient as(String bearer) {
        return new GaitClient(gateway, trust, bearer);
    }

    /** Logging in and out. */
    public SessionsApi sessions() {
        return new SessionsApi(client(this::identify));
    }

    /** Analyses, but for uploads: see {@link #upload}. */
    public AnalysesApi analyses() {
        return new AnalysesApi(client(this::identify));
    }

    /**
     * Sends a walk. The generated call would read a file into memory, as JSON at that.
     *
     * @param type of its content, such as video/mp4
     * @param heightMetres of the walker
     */
    public Analysis upload(Path walk, String type, BigDecimal heightMetres) throws ApiException, FileNotFoundException {
        HttpRequest.BodyPublisher content = HttpRequest.BodyPublishers.ofFile(walk);
        ApiClient streaming = client(request -> {
            identify(request);
            request.setHeader("Content-Type", type).POST(content);
        });
        return new AnalysesApi(streaming)
                .submit(AnalysesApi.APISubmitRequest.newBuilder()
                        .body(walk.toFile())
                        .height(heightMetres)
                        .build());
    }

    private void identify(HttpRequest.Builder request) {
        if (!token.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + token);
        }
    }

    private ApiClient client(Consumer<HttpRequest.Builder> onEachRequest) {
        ApiClient client = new ApiClient();
        client.setHttpClientBuilder(HttpClient.newBuilder().sslContext(trust));
        client.updateBaseUri(gateway.toString());
        client.setRequestInterceptor(onEachRequest);
        return client;
    }
}
