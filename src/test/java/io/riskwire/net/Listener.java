package io.riskwire.net;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that says whatever a test wants, byte by byte, and remembers what it was asked. */
public final class Listener implements AutoCloseable {
  public interface Script {
    void play(Request request, OutputStream out) throws Exception;
  }

  public record Request(String line, List<String> headers, String body) {
    public String path() {
      return line.split(" ", 3)[1];
    }

    public String header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return headers.stream()
          .filter(h -> h.toLowerCase(Locale.ROOT).startsWith(start))
          .map(h -> h.substring(start.length()).strip())
          .findFirst()
          .orElse(null);
    }
  }

  public final AtomicInteger connections = new AtomicInteger();
  public final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private final Script script;
  private final Thread accepting;

  /** Listens on every address of this machine, IPv4 and IPv6. */
  public Listener(Script script) throws IOException {
    this(new ServerSocket(0, 500), script);
  }

  public Listener(ServerSocket server, Script script) {
    this.server = server;
    this.script = script;
    accepting = Thread.startVirtualThread(this::accept);
  }

  /** Answers everything alike. */
  public static Listener answering(String head, byte[] body) throws IOException {
    return new Listener((request, out) -> write(out, head, body));
  }

  public static void write(OutputStream out, String head, byte[] body) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(
        ("HTTP/1.1 " + head + "\r\nContent-Length: " + body.length + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    all.write(body);
    out.write(all.toByteArray());
    out.flush();
  }

  public int port() {
    return server.getLocalPort();
  }

  public String at(String host) {
    return "http://" + host + ":" + port();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        Thread.startVirtualThread(() -> serve(socket));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = socket.getOutputStream();
      for (Request request = read(in); request != null; request = read(in)) {
        requests.add(request);
        script.play(request, out);
      }
    } catch (Exception gone) {
      // the caller hung up, or the script wanted the connection to end
    }
  }

  private static Request read(BufferedReader in) throws IOException {
    String line = in.readLine();
    if (line == null) return null;
    List<String> headers = new CopyOnWriteArrayList<>();
    int length = 0;
    for (String h = in.readLine(); h != null && !h.isEmpty(); h = in.readLine()) {
      headers.add(h);
      if (h.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        length = Integer.parseInt(h.substring(15).strip());
    }
    char[] body = new char[length];
    int read = 0;
    while (read < length) read += in.read(body, read, length - read);
    return new Request(line, headers, new String(body));
  }

  /** Afterwards nobody can connect any more. */
  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) socket.close();
    try {
      accepting.join();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
