package org.gaitsuite.load;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.gaitsuite.client.ApiException;
import org.gaitsuite.client.model.Analysis;
import org.gaitsuite.client.model.Login;
import org.gaitsuite.client.model.OpenedSession;
import org.gaitsuite.client.model.Parameter;
import org.gaitsuite.client.model.Result;

/** How a program uses the generated client: logs in, sends a film, waits, reads the cadence. */
public final class CadenceOfAWalk {
    private static final long BETWEEN_QUESTIONS_MILLIS = 500;

    private CadenceOfAWalk() {}

    /** Takes the gateway, its certificate, a login and a film; the password comes from the environment, as {@code GAIT_PASSWORD}. */
    public static void main(String[] arguments)
            throws IOException, GeneralSecurityException, ApiException, InterruptedException {
        if (arguments.length != 4) {
            System.err.println("Usage: CadenceOfAWalk https://localhost:8443 CERTIFICATE.pem LOGIN WALK.mp4");
            System.exit(2);
        }
        GaitClient nobody = GaitClient.at(URI.create(arguments[0]), Path.of(arguments[1]));
        Login login = new Login().login(arguments[2]).password(System.getenv("GAIT_PASSWORD"));
        OpenedSession session = nobody.sessions().logIn(login);
        GaitClient me = nobody.as(session.getToken());

        Analysis analysis = me.upload(Path.of(arguments[3]), "video/mp4", new BigDecimal("1.75"));
        while (!isOver(analysis)) {
            Thread.sleep(BETWEEN_QUESTIONS_MILLIS);
            analysis = me.analyses().readAnalysis(analysis.getId());
        }

        me.sessions().logOut();

        Result result = analysis.getResult();
        if (result == null) {
            System.err.println(analysis.getFailure());
            System.exit(1);
            return;
        }
        for (Parameter parameter : result.getParameters()) {
            if (parameter.getName().equals("cadence") && parameter.getValue() != null) {
                System.out.printf(
                        "cadence %s %s, 95 %% %s%n", parameter.getValue(), parameter.getUnit(), parameter.getCi95());
            }
        }
    }

    private static boolean isOver(Analysis analysis) {
        return switch (analysis.getState()) {
            case QUEUED, RUNNING -> false;
            case SUCCEEDED, FAILED, CANCELLED -> true;
        };
    }
}
