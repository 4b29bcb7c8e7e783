package org.gaitsuite.session;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** Calls the service as the gateway does. */
public final class Gateway {
    public static final String PASSWORD = "seven horses walk slowly";

    private Gateway() {}

    public static RequestSpecification asGateway() {
        return given().header("Authorization", "Bearer " + GatewayKeys.jwt());
    }

    public static RequestSpecification withToken(String token) {
        return asGateway().header("X-Gait-Session", token);
    }

    public static RequestSpecification json(Object body) {
        return asGateway().contentType(ContentType.JSON).body(body);
    }

    /** A login that nobody has. */
    public static String newLogin() {
        return "walker-" + UUID.randomUUID() + "@example.org";
    }

    /** An account that was just made; its login. */
    public static String registered() {
        String login = newLogin();
        json(Map.of("login", login, "password", PASSWORD, "name", "Ada Walker"))
                .post("/v1/accounts")
                .then()
                .statusCode(201);
        return login;
    }

    public static Response logIn(String login, String password) {
        return json(Map.of("login", login, "password", password)).post("/v1/sessions");
    }

    /** Logs in from an address. */
    public static Response logInFrom(String address, String login, String password) {
        return json(Map.of("login", login, "password", password))
                .header("X-Forwarded-For", address)
                .post("/v1/sessions");
    }

    /** The token of a session that was just opened. */
    public static String loggedIn(String login) {
        return logIn(login, PASSWORD).then().statusCode(201).extract().path("token");
    }

    public static Response lookUp(String token) {
        return withToken(token).get("/internal/session");
    }
}
