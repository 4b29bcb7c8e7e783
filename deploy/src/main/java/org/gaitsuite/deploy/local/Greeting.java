package org.gaitsuite.deploy.local;

import java.io.PrintStream;

/** What a person is told who wants to use the suite: its address and the ready-made login. */
record Greeting(String url, String login, String password) {

    static Greeting of(Ports ports, Credentials credentials) {
        return new Greeting(url(ports), Credentials.LOGIN, credentials.loginPassword());
    }

    static String url(Ports ports) {
        return "https://localhost:" + ports.publicHttps();
    }

    void print(PrintStream out) {
        out.printf("  open    %s   (self-signed certificate: the browser asks once)%n", url);
        out.printf("  log in  %s  /  %s%n%n", login, password);
    }
}
