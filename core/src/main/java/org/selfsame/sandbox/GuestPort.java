package org.selfsame.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A serial port of a guest: a local socket that QEMU connects to. Closing it from another thread ends whoever waits.
final class GuestPort implements Closeable {
    private final ServerSocketChannel server;
    private volatile @Nullable SocketChannel connection;

    private GuestPort(ServerSocketChannel server) {
        this.server = server;
    }

    /// A port that waits for QEMU at `path`.
    ///
    /// @throws IOException if there is something already, or the path is too long for a socket (about 100 bytes)
    static GuestPort listen(Path path) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path), 1);
            return new GuestPort(server);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /// Waits until QEMU has connected.
    ///
    /// @throws IOException if the port was closed
    void accept() throws IOException {
        connection = server.accept();
        server.close();
    }

    /// What the guest writes; fails when the port is closed.
    InputStream input() {
        return Channels.newInputStream(connected());
    }

    /// What the guest reads; fails when the port is closed.
    OutputStream output() {
        return Channels.newOutputStream(connected());
    }

    private SocketChannel connected() {
        var channel = connection;
        if (channel == null) {
            throw new IllegalStateException("the port is not connected");
        }
        return channel;
    }

    @Override
    public void close() throws IOException {
        server.close();
        var channel = connection;
        if (channel != null) {
            channel.close();
        }
    }
}
