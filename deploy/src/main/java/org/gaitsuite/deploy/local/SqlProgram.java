package org.gaitsuite.deploy.local;

import java.util.List;
import java.util.Map;

/** An H2 server on loopback: H2 files open in one process only, so several instances share one. */
final class SqlProgram {
    private SqlProgram() {}

    static Child child(Folders folders, Ports ports) {
        List<String> command = Build.virtualMachine(folders, "96m");
        command.addAll(List.of(
                "-Dh2.bindAddress=127.0.0.1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.h2.tools.Server",
                "-tcp",
                "-tcpPort",
                Integer.toString(ports.sql()),
                "-baseDir",
                folders.data().toString(),
                "-ifNotExists"));
        return new Child("sql", command, Map.of(), folders.log("sql"), () -> TcpPort.listens(ports.sql()));
    }
}
