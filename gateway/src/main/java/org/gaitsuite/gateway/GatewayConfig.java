package org.gaitsuite.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The gateway's settings. Durations are written as {@code 30S} or {@code 500MS}, sizes as {@code 2G} or {@code 1M}. */
@ConfigMapping(prefix = "gait.gateway")
public interface GatewayConfig {
    /** Instances of analysis-service, {@code http(s)://host:port}, separated by commas. Default {@code http://127.0.0.1:8081}. */
    @WithDefault("http://127.0.0.1:8081")
    List<URI> analysisServiceUrls();

    /** Instances of session-service, {@code http(s)://host:port}, separated by commas. Default {@code http://127.0.0.1:8082}. */
    @WithDefault("http://127.0.0.1:8082")
    List<URI> sessionServiceUrls();

    /**
     * Other origins ({@code https://host}, separated by commas) whose pages may change things with the session cookie,
     * for installations whose public name differs from the Host header that reaches the gateway. Default none.
     */
    Optional<List<String>> trustedOrigins();

    /**
     * What is done with plain HTTP: {@code serve} it, {@code redirect} it to HTTPS (health stays answered, for load balancers), or
     * {@code off}, where HTTPS is served. Default {@code serve}.
     */
    @WithDefault("serve")
    PlainHttp http();

    /** What browsers are told about HTTPS. */
    StrictTransport strictTransport();

    /** Which other sites' pages may call the API. */
    Cors cors();

    /** Whether a load balancer stands before the gateway whose {@code X-Forwarded} headers may be believed. Default {@code false}. */
    @WithDefault("${GAIT_BEHIND_PROXY:false}")
    boolean behindProxy();

    /**
     * How many proxies stand before the gateway then, one behind the other, of which each adds an address to {@code X-Forwarded-For}.
     * Default 1.
     */
    @WithDefault("1")
    int proxies();

    /** Bounds on what a client may send. */
    Limits limits();

    /** How many requests a client may send. */
    Rates rates();

    /** How long things may take. */
    Timeouts timeouts();

    /** How sessions are looked up. */
    Sessions sessions();

    /** How instances behind are reached. */
    Upstream upstream();

    /** What load balancers are told. */
    Health health();

    /** What is done with plain HTTP. */
    enum PlainHttp {
        /** Answered as HTTPS is. */
        SERVE,
        /** Sent to HTTPS, except for health. */
        REDIRECT,
        /** Not listened for where there is a certificate. */
        OFF
    }

    /** What browsers are told about HTTPS. */
    interface StrictTransport {
        /** For how long browsers come by HTTPS alone after one visit by it. Default 365 days. */
        @WithDefault("365D")
        Duration maxAge();

        /** Whether that is so for all subdomains, too. Default {@code false}. */
        @WithDefault("false")
        boolean includeSubdomains();
    }

    /** Which other sites' pages may call the API. */
    interface Cors {
        /** Origins ({@code https://host}, separated by commas) whose pages may call with an API token. Default none. */
        Optional<List<String>> origins();

        /**
         * Those of them whose pages may call with the session cookie; to change things they must be trusted origins as well.
         * Default none.
         */
        Optional<List<String>> withCookies();
    }

    /** What load balancers are told. */
    interface Health {
        /**
         * Whether {@code /health} is 503 also while a service has no instance that answers: where each machine has its own services beside
         * its gateway, so that requests are better sent to another machine. What services lean on (SQL, Redis, the store) never counts,
         * since other machines lack it too. Default {@code false}.
         */
        @WithDefault("false")
        boolean needsServices();
    }

    /** Bounds on what a client may send. */
    interface Limits {
        /** Largest uploaded video, bytes. Default {@code 2G} (2 GiB). */
        @WithDefault("2G")
        MemorySize upload();

        /** Largest body of any other call, bytes. Default {@code 1M}. */
        @WithDefault("1M")
        MemorySize body();

        /**
         * Slowest upload, bytes each second, on average over the time in which the gateway waits for the client. The first
         * 30 s do not count. 0 for any pace. Default {@code 1K}.
         */
        @WithDefault("1K")
        MemorySize uploadPace();
    }

    /**
     * How many requests a client may send, as {@code requests/time} with a time of 1 s to 24 h ({@code 600/1M}, {@code 10/30S}), {@code 0}
     * for any number. Counted over the time that has just passed, together by all gateways that share a Redis.
     */
    interface Rates {
        /** Calls from one address (of IPv6: one /64), behind which may be a whole hospital. Default {@code 60000/1M}. */
        @WithDefault("60000/1M")
        String address();

        /** Logins, returns from a login provider and registrations from one address. Default {@code 600/1M}. */
        @WithDefault("600/1M")
        String login();

        /** Calls about analyses by one account. Default {@code 12000/1M}. */
        @WithDefault("12000/1M")
        String account();

        /** Uploads by one account. Default {@code 6000/1H}. */
        @WithDefault("6000/1H")
        String upload();

        /** Clients that each limit remembers at most. Default 20000. */
        @WithDefault("20000")
        long clients();
    }

    /** How long things may take. */
    interface Timeouts {
        /** To open a connection to an instance. Default 2 s. */
        @WithDefault("2S")
        Duration connect();

        /** To look a session up. Default 5 s. */
        @WithDefault("5S")
        Duration lookup();

        /** Without a byte either way, for calls with small bodies and answers; also for a whole small body to arrive. Default 30 s. */
        @WithDefault("30S")
        Duration call();

        /** Without a byte either way, for uploads, downloads and event streams. Default 600 s. */
        @WithDefault("600S")
        Duration stream();

        /** For a file of the web page to be taken by its client. Default 60 s. */
        @WithDefault("60S")
        Duration page();
    }

    /** How sessions are looked up. */
    interface Sessions {
        /** How long the answer of a look-up is used again, at most 1 s. Default 1 s. */
        @WithDefault("1S")
        Duration cacheFor();

        /**
         * How long after its last look-up a session goes on while session-service or its store is away; 0 for not at all.
         * Nobody can log out in that time. Default 5 min.
         */
        @WithDefault("5M")
        Duration keepDuringOutage();

        /** How many answers are kept. Default 10000. */
        @WithDefault("10000")
        long cacheSize();

        /** Life of an identity that the gateway signs, 10 to 60 s; it is used again for half of it. Default 60 s. */
        @WithDefault("60S")
        Duration identityLife();
    }

    /** How instances behind are reached. */
    interface Upstream {
        /** Connections to one instance for calls, and as many to one of session-service for look-ups. Default 128. */
        @WithDefault("128")
        int callConnections();

        /** Connections to one instance for uploads, downloads and event streams. Default 2000. */
        @WithDefault("2000")
        int streamConnections();

        /** Requests that may wait for a connection to one instance; further ones are refused at once. Default 2048. */
        @WithDefault("2048")
        int waitingRequests();

        /**
         * Failed answers (500, 502, 503 without a reason, 504, broken off, too late) without two good ones in a row between them after
         * which an instance is passed over; never more than half of the instances; 0 for never. Default 5.
         */
        @WithDefault("5")
        int failuresToEject();

        /** How long an instance is passed over after the first failed connection; doubled with each further one. Default 1 s. */
        @WithDefault("1S")
        Duration ejectFor();

        /** The longest time for which an instance is passed over. Default 30 s. */
        @WithDefault("30S")
        Duration ejectAtMost();

        /** Time between two probes of an instance; below the delay with which services leave. Default 1 s. */
        @WithDefault("1S")
        Duration probeEvery();
    }
}
