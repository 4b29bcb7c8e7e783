package org.gaitsuite.deploy.local;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The web page in a real browser, used as a person uses it: by the names that controls have for a screen reader. */
final class WebPage implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final URI base;
    private final List<String> complaints = new ArrayList<>();

    WebPage(BrowserContext context, URI base) {
        this.context = context;
        this.base = base;
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        page.onRequest(request -> {
            String host = URI.create(request.url()).getHost();
            if (host != null && !host.equals(base.getHost())) {
                complaints.add("asked another host: " + request.url());
            }
        });
    }

    /** Scripts that failed, what the content security policy forbade, and requests that left this host. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void go(String path) {
        page.navigate(base.resolve(path).toString());
    }

    String path() {
        return URI.create(page.url()).getPath();
    }

    void logIn(String login, String password) {
        field("Login name").fill(login);
        field("Password").fill(password);
        button("Log in").click();
    }

    void register(String name, String login, String password) {
        button("Create one").click();
        field("Your name").fill(name);
        field("Login name").fill(login);
        field("Password").fill(password);
        button("Create account and log in").click();
    }

    void chooseVideo(Path video) {
        page.locator("input[type=file]").setInputFiles(video);
    }

    Locator field(String name) {
        return page.getByRole(
                        AriaRole.TEXTBOX,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .or(page.getByLabel(name, new Page.GetByLabelOptions().setExact(true)))
                .first();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator text(String text) {
        return page.getByText(text).first();
    }

    /** By a CSS selector, which looks into components. */
    Locator part(String selector) {
        return page.locator(selector);
    }

    /** The text of the headline card of that title. */
    String card(String title) {
        return page.locator("headline-card article")
                .filter(new Locator.FilterOptions().setHas(heading(title)))
                .innerText();
    }

    /** The decoded query of the call that an action makes to {@code path}. */
    String queryOf(String method, String path, Runnable action) {
        Request request = page.waitForRequest(
                asked -> asked.method().equals(method)
                        && URI.create(asked.url()).getPath().equals(path),
                action);
        return URI.create(request.url()).getQuery();
    }

    /** Answers calls to {@code path} in the place of the server. */
    void answer(String path, String json) {
        page.route(
                base.resolve(path).toString(),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(json)));
    }

    /** As it looks on a screen of that width, by day or by night. */
    void screenshot(Path file, int width, ColorScheme colours) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
        page.setViewportSize(width, 900);
        screenshot(file);
    }

    /** How far the page is wider than its window. */
    int overhang() {
        return (Integer) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    void screenshot(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
    }
}
