package org.gaitsuite.session.oidc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect provider that is small but real: description, keys, the page where people log in, the exchange of codes with PKCE. The
 * test that plays the browser adds to the address of that page who logs in ({@code sub}, {@code name}, {@code preferred_username}, {@code
 * tid}, {@code roles}) and how the provider shall misbehave ({@code misbehave}).
 */
public final class StandInProvider implements QuarkusTestResourceLifecycleManager {
    static final String CLIENT = "gait-suite";
    static final String SECRET = "a secret of the installation, with ~signs & more";
    static final String TENANT = "5c7b5a8e-0000-4000-8000-000000000001";
    static final String REDIRECT = "https://gait.example.org/v1/sessions/oidc/callback";

    private static final String PORT = "test.provider.port";
    private static final String KEY_ID = "key-1";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair key = newKey();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final AtomicInteger exchanges = new AtomicInteger();
    private @Nullable HttpServer server;

    static String address() {
        return "http://127.0.0.1:" + Integer.getInteger(PORT);
    }

    /** Chooses where it will listen. */
    static void reservePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Tests run in another class loader than this: a system property crosses over.
            System.setProperty(PORT, Integer.toString(free.getLocalPort()));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    static Map<String, String> settings() {
        return Map.of(
                "gait.oidc.issuer",
                address(),
                "gait.oidc.client-id",
                CLIENT,
                "gait.oidc.redirect-uri",
                REDIRECT,
                "gait.oidc.tenants",
                TENANT,
                "gait.oidc.provider-name",
                "Clinic ID",
                "gait.oidc.timeout",
                "20s",
                "gait.oidc.retry-interval",
                "200ms");
    }

    @Override
    public Map<String, String> start() {
        reservePort();
        listen();
        Map<String, String> all = new HashMap<>(settings());
        all.put("gait.oidc.client-secret", SECRET);
        return all;
    }

    void listen() {
        try {
            HttpServer starting = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger(PORT)), 0);
            starting.setExecutor(Executors.newCachedThreadPool(StandInProvider::thread));
            starting.createContext("/", this::handle);
            starting.start();
            server = starting;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Reads and writes JSON with the classes that this class sees, whoever starts it. */
    private static Thread thread(Runnable work) {
        Thread thread = Thread.ofPlatform().daemon().unstarted(work);
        thread.setContextClassLoader(StandInProvider.class.getClassLoader());
        return thread;
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/.well-known/openid-configuration" -> answer(exchange, 200, description());
                case "/keys" -> answer(exchange, 200, keys());
                case "/authorize" -> authorize(exchange);
                case "/token" -> {
                    exchanges.incrementAndGet();
                    exchangeCode(exchange);
                }
                case "/exchanges" -> answer(exchange, 200, new JsonObject().put("count", exchanges.get()));
                default -> answer(exchange, 404, new JsonObject());
            }
        }
    }

    private static JsonObject description() {
        return new JsonObject()
                .put("issuer", address())
                .put("authorization_endpoint", address() + "/authorize?flavour=plain")
                .put("token_endpoint", address() + "/token")
                .put("jwks_uri", address() + "/keys");
    }

    private JsonObject keys() {
        RSAPublicKey publicKey = (RSAPublicKey) key.getPublic();
        return new JsonObject()
                .put(
                        "keys",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("kty", "RSA")
                                        .put("kid", KEY_ID)
                                        .put("alg", "RS256")
                                        .put("use", "sig")
                                        .put("n", number(publicKey.getModulus()))
                                        .put("e", number(publicKey.getPublicExponent()))));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        exchange.getResponseHeaders()
                .add("Location", asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
        exchange.sendResponseHeaders(302, -1);
    }

    private void exchangeCode(HttpExchange exchange) throws IOException {
        Map<String, String> sent = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean known = CLIENT.equals(sent.get("client_id"))
                && (SECRET.equals(sent.get("client_secret")) || isWorkload(sent.get("client_assertion")));
        if (!known) {
            answer(exchange, 401, new JsonObject().put("error", "invalid_client"));
            return;
        }
        Map<String, String> asked = codes.remove(sent.getOrDefault("code", ""));
        if (asked == null
                || !"authorization_code".equals(sent.get("grant_type"))
                || !REDIRECT.equals(sent.get("redirect_uri"))
                || !"S256".equals(asked.get("code_challenge_method"))
                || !challengeOf(sent.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"))) {
            answer(exchange, 400, new JsonObject().put("error", "invalid_grant"));
            return;
        }
        answer(
                exchange,
                200,
                new JsonObject()
                        .put("token_type", "Bearer")
                        .put("access_token", "opaque")
                        .put("expires_in", 3600)
                        .put("id_token", idToken(asked)));
    }

    /** What a platform gives its workload: the stand-in knows it by its subject. */
    static String workloadToken() {
        JsonObject claims = new JsonObject()
                .put("sub", "system:serviceaccount:gait:session-service")
                .put("exp", Instant.now().plusSeconds(3600).getEpochSecond());
        return part(new JsonObject().put("alg", "RS256")) + "." + part(claims) + ".c2lnbmF0dXJl";
    }

    private static boolean isWorkload(@Nullable String assertion) {
        return assertion != null
                && new String(Base64.getUrlDecoder().decode(assertion.split("\\.")[1]), StandardCharsets.UTF_8)
                        .contains("system:serviceaccount:gait:session-service");
    }

    private String idToken(Map<String, String> asked) {
        String misbehave = asked.getOrDefault("misbehave", "");
        Instant now = Instant.now();
        JsonObject claims = new JsonObject()
                .put("iss", address())
                .put("aud", CLIENT)
                .put("sub", asked.get("sub"))
                .put("nonce", asked.get("nonce"))
                .put("iat", now.getEpochSecond())
                .put("exp", now.plusSeconds(300).getEpochSecond())
                .put("tid", asked.getOrDefault("tid", TENANT));
        for (String claim : new String[] {"name", "preferred_username"}) {
            if (asked.get(claim) instanceof String value) {
                claims.put(claim, value);
            }
        }
        if (asked.get("roles") instanceof String roles) {
            claims.put("roles", new JsonArray().add("somebody").add(roles));
        }
        switch (misbehave) {
            case "wrong-nonce" -> claims.put("nonce", "another");
            case "no-nonce" -> claims.remove("nonce");
            case "wrong-audience" -> claims.put("aud", "another-client");
            case "made-for-another" ->
                claims.put("aud", new JsonArray().add(CLIENT).add("another")).put("azp", "another");
            case "expired" -> claims.put("exp", now.minusSeconds(120).getEpochSecond());
            case "never-expires" -> claims.remove("exp");
            case "other-issuer" -> claims.put("iss", "https://login.example.org");
            case "no-subject" -> claims.remove("sub");
            default -> {}
        }
        JsonObject header =
                new JsonObject().put("alg", "RS256").put("kid", KEY_ID).put("typ", "JWT");
        return switch (misbehave) {
            case "unsigned" -> part(header.put("alg", "none")) + "." + part(claims) + ".";
            case "signed-by-another" -> signed(header, claims, newKey().getPrivate());
            case "signed-with-the-public-key" -> signedWithPublicKey(header.put("alg", "HS256"), claims);
            default -> signed(header, claims, key.getPrivate());
        };
    }

    private static String signed(JsonObject header, JsonObject claims, PrivateKey with) {
        try {
            String text = part(header) + "." + part(claims);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(with);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private String signedWithPublicKey(JsonObject header, JsonObject claims) {
        try {
            String text = part(header) + "." + part(claims);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getPublic().getEncoded(), "HmacSHA256"));
            return text + "." + BASE64.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static String challengeOf(String verifier) {
        try {
            return BASE64.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static String part(JsonObject json) {
        return BASE64.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    static Map<String, String> form(String encoded) {
        Map<String, String> values = new HashMap<>();
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            values.put(
                    URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return values;
    }

    private static void answer(HttpExchange exchange, int status, JsonObject json) throws IOException {
        byte[] body = json.encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
