package org.gaitsuite.deploy.local;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real Chromium; each page that it opens knows nothing of the others, as if it were somebody else's. */
final class WebBrowser implements AutoCloseable {
    private static final List<String> PROGRAMS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private WebBrowser(Path program) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(QUIET));
    }

    /** Starts it; without a Chromium the calling test is skipped with a word about it. */
    static WebBrowser start() {
        Optional<Path> program = Stream.of(PROGRAMS.toArray(String[]::new))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(program.isPresent(), () -> "no Chromium at any of " + PROGRAMS);
        return new WebBrowser(program.orElseThrow());
    }

    /** Opens the page of the suite at {@code base}. It asks for little motion, which without a graphics card takes a processor. */
    WebPage open(URI base) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setIgnoreHTTPSErrors(true)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(1280, 900));
        WebPage opened = new WebPage(context, base);
        opened.go("/");
        return opened;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
