package io.riskwire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** A loopback server on which outlets publish: feeds with validators, and pages. */
public final class Outlets implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Published> byPath = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> shown = new ConcurrentHashMap<>();
  private volatile boolean isMute;

  private record Published(byte[] body, String type, String etag) {}

  public Outlets() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /** An item of a feed. */
  public record Item(String id, String title, String text) {}

  public String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Publishes any body; its validator is {@code etag}. */
  public void publish(String path, byte[] body, String type, String etag) {
    byPath.put(path, new Published(body, type, '"' + etag + '"'));
  }

  /** Publishes a feed of these items; its validator is {@code etag}. */
  public void feed(String path, String etag, List<Item> items) {
    var xml = new StringBuilder("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>");
    xml.append("<title>Feed</title><link>").append(address("/")).append("</link>");
    for (Item item : items)
      xml.append("<item><guid isPermaLink=\"false\">")
          .append(item.id())
          .append("</guid><title>")
          .append(escaped(item.title()))
          .append("</title><link>")
          .append(address("/read/" + item.id()))
          .append("</link><description>")
          .append(escaped("<p>" + item.text().replace("\n\n", "</p><p>") + "</p>"))
          .append("</description></item>");
    xml.append("</channel></rss>");
    publish(path, xml.toString().getBytes(StandardCharsets.UTF_8), "application/rss+xml", etag);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** From now on nothing but 304 and 503 is answered: what was not stored cannot come again. */
  public void mute() {
    isMute = true;
  }

  /** The validators that were shown for a path, without their quotes. */
  public Set<String> validatorsShown(String path) {
    return shown.getOrDefault(path, Set.of());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      List<String> validators =
          exchange.getRequestHeaders().getOrDefault("If-None-Match", List.of());
      validators.forEach(
          v ->
              shown
                  .computeIfAbsent(path, p -> ConcurrentHashMap.newKeySet())
                  .add(v.replace("\"", "")));
      Published published = byPath.get(path);
      if (published == null) exchange.sendResponseHeaders(404, -1);
      else if (validators.contains(published.etag)) exchange.sendResponseHeaders(304, -1);
      else if (isMute) exchange.sendResponseHeaders(500, -1);
      else send(exchange, published);
    }
  }

  private static void send(HttpExchange exchange, Published published) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", published.type);
    exchange.getResponseHeaders().set("ETag", published.etag);
    exchange.sendResponseHeaders(200, published.body.length);
    exchange.getResponseBody().write(published.body);
  }

  /** The entries of a {@code feeds.yaml} for these paths, by name. */
  public String yaml(Map<String, String> pathsByName, String more) {
    List<String> lines = new ArrayList<>(List.of("sources:"));
    pathsByName.forEach(
        (name, path) -> {
          lines.add("  - name: " + name);
          lines.add("    url: " + address(path));
          lines.add("    interval: 1m");
          if (!more.isEmpty()) lines.add("    " + more);
        });
    return String.join("\n", lines) + "\n";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
