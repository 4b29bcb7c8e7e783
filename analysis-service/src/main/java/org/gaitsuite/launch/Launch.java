package org.gaitsuite.launch;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import org.gaitsuite.cli.GaitCommand;
import org.gaitsuite.computation.ChildMain;

/**
 * The program's start. Without an argument it is the service; {@value #COMPUTE} makes it a computing process, and any other word names a
 * tool, which starts without the framework.
 */
@QuarkusMain
public final class Launch {
    private static final String COMPUTE = ChildMain.ARGUMENT;

    Launch() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        SharedLibraries.locate();
        if (arguments.length == 0) {
            Quarkus.run(arguments);
        } else if (arguments[0].equals(COMPUTE)) {
            ChildMain.main(arguments);
        } else {
            GaitCommand.main(arguments);
        }
    }
}
