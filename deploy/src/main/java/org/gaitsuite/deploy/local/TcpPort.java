package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A port of this machine. */
final class TcpPort {
    private TcpPort() {}

    static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
