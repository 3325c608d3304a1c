package io.portallink.faults;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A platform on a raw socket: it acts out a script, refuses connections, or lets their first packet go unanswered. */
final class FaultyPlatform implements AutoCloseable {

    private static final Pattern ACCOUNT = Pattern.compile("\"user_id\":\"([^\"]+)\"|(?i:on-behalf-of): (\\S+)");
    private static final Pattern REFRESH_URL = Pattern.compile("\"refresh_url\":\"([^\"]+)\"");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final String name;
    private final int port;
    private final List<Closeable> front = new ArrayList<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final Map<String, String> refreshUrls = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile Exchange.Script script = Exchange::well;

    FaultyPlatform(String name) throws IOException {
        this.name = name;
        ServerSocket first = listener(0, 500);
        port = first.getLocalPort();
        serve(first);
    }

    int port() {
        return port;
    }

    /** The count of the calls begins anew. */
    void script(Exchange.Script next) {
        calls.clear();
        script = next;
    }

    int calls(String account) {
        return calls.getOrDefault(account, 0);
    }

    /** What the platform was told to send the account's merchant to; empty where it is never told. */
    String refreshUrl(String account) {
        return refreshUrls.getOrDefault(account, "");
    }

    synchronized void listen() throws IOException {
        close();
        serve(listener(port, 500));
    }

    /** The port stays ours, but nobody listens there. */
    synchronized void refuse() throws IOException {
        close();
        SocketChannel bound = SocketChannel.open().setOption(StandardSocketOptions.SO_REUSEADDR, true);
        front.add(bound);
        bind(() -> bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    /** A queue of connections that is full, and nobody takes one out: Linux drops the SYN of the next. */
    synchronized void swallow() throws IOException {
        close();
        front.add(listener(port, 1));
        for (int i = 0; i < 4; i++) {
            SocketChannel filler = SocketChannel.open();
            filler.configureBlocking(false);
            front.add(filler);
            filler.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }

    /** Closes the connections that are kept. */
    void hangUp() {
        connections.forEach(FaultyPlatform::shut);
    }

    @Override
    public synchronized void close() {
        front.forEach(FaultyPlatform::shut);
        front.clear();
        hangUp();
    }

    private static ServerSocket listener(int port, int backlog) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        bind(() -> socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), backlog));
        return socket;
    }

    /** The listener before may take a moment to go. */
    private static void bind(Binding binding) throws IOException {
        for (int left = 100; ; left--) {
            try {
                binding.bind();
                return;
            } catch (BindException e) {
                if (left == 0) {
                    throw e;
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private interface Binding {
        void bind() throws IOException;
    }

    private void serve(ServerSocket socket) {
        front.add(socket);
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket connection = socket.accept();
                    Thread.ofVirtual().start(() -> serve(connection));
                } catch (IOException ignored) {
                    return; // closed
                }
            }
        });
    }

    private void serve(Socket connection) {
        AtomicBoolean complete = new AtomicBoolean(true);
        connections.add(connection);
        try (connection) {
            while (complete.get()) {
                String request = read(connection.getInputStream());
                complete.set(false);
                String account = account(request);
                script.act(new Exchange(name, account, calls.merge(account, 1, Integer::sum), connection, complete));
            }
        } catch (IOException ignored) {
            complete.set(false); // the client gave up: what the test is about
        } finally {
            connections.remove(connection);
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            bytes.write(next);
        }
        String head = bytes.toString(StandardCharsets.ISO_8859_1);
        Matcher length = LENGTH.matcher(head);
        int size = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return head + new String(in.readNBytes(size), StandardCharsets.UTF_8);
    }

    private String account(String request) {
        Matcher matcher = ACCOUNT.matcher(request);
        if (!matcher.find()) {
            throw new IllegalStateException("a request without an account");
        }
        String account = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        Matcher url = REFRESH_URL.matcher(request);
        if (url.find()) {
            refreshUrls.put(account, url.group(1));
        }
        return account;
    }

    private static void shut(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
