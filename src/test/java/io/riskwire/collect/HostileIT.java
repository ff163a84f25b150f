package io.riskwire.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskwire.RunningService;
import io.riskwire.net.Listener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that mean harm cost themselves a failed poll, and nobody else anything. */
class HostileIT {
  private static final int GOOD = 40;

  /** In each way to do harm so many servers. */
  private static final int EACH = 4;

  private static final List<String> FAILING =
      List.of("hang", "drip", "endless", "gzip", "heads", "loop", "login", "liar");

  /** What is only long or deep is read as far as that goes. */
  private static final List<String> ENDING = List.of("laughs", "quadratic", "deep", "title");

  @TempDir Path home;

  @Test
  void theOthersArePolledOnTimeAndTheHeapStaysSmall() throws Exception {
    byte[] bomb = gzip(200_000_000);
    try (Listener server = new Listener((request, out) -> aside(request.path(), bomb, out));
        RunningService service =
            RunningService.on(home)
                .feeds(feeds(server.port()))
                .with("riskwire.fetch.host-gap", "1ms")
                .with("riskwire.fetch.first-byte-timeout", "3s")
                .with("riskwire.fetch.whole-timeout", "8s")
                .ready()) {
      long start = System.nanoTime();
      service.await("all good sources were read", () -> count(service, "good", "ok", true) == GOOD);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      for (String way : FAILING)
        service.await(way + " has failed", () -> count(service, way, "failing", false) == EACH);
      for (String way : ENDING)
        service.await(way + " has ended", () -> asked(service, way) == EACH);
      assertThat(service.log()).doesNotContain("OutOfMemoryError").doesNotContain("StackOverflow");
      assertThat(service.get("/status").status()).isEqualTo(200);
    }
  }

  /** On a thread that gives way to others, so that it is not the test that holds up the good. */
  private static void aside(String path, byte[] bomb, OutputStream out) throws Exception {
    if (path.startsWith("/good")) {
      Listener.write(out, "200 OK", GOOD_FEED.getBytes(UTF_8));
      return;
    }
    FutureTask<Void> play =
        new FutureTask<>(
            () -> {
              play(path, bomb, out);
              return null;
            });
    Thread.ofPlatform().daemon().start(play);
    play.get();
  }

  private static void play(String path, byte[] bomb, OutputStream out) throws Exception {
    switch (path.split("/")[1]) {
      case "hang" -> Thread.sleep(60_000);
      case "drip" -> {
        out.write("HTTP/1.1 200 OK\r\n\r\n<rss>".getBytes(UTF_8));
        for (int i = 0; i < 600; i++) {
          out.write('x');
          out.flush();
          Thread.sleep(100);
        }
      }
      case "endless" -> {
        out.write("HTTP/1.1 200 OK\r\n\r\n<rss><channel>".getBytes(UTF_8));
        byte[] items = "<item><title>again</title></item>".repeat(2_000).getBytes(UTF_8);
        while (true) out.write(items);
      }
      case "gzip" -> Listener.write(out, "200 OK\r\nContent-Encoding: gzip", bomb);
      case "heads" -> {
        out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
        for (int i = 0; i < 1_000_000; i++) out.write(("X-" + i + ": y\r\n").getBytes(UTF_8));
      }
      case "loop" -> Listener.write(out, "302 Found\r\nLocation: " + path + "x", new byte[0]);
      case "login" ->
          Listener.write(out, "200 OK", "<html><form><input type=password></form>".getBytes(UTF_8));
      case "liar" -> {
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n<rss>".getBytes(UTF_8));
        throw new IOException("hangs up");
      }
      case "laughs" -> Listener.write(out, "200 OK", laughs().getBytes(UTF_8));
      case "quadratic" -> {
        String entity = "a".repeat(50_000);
        String feed =
            "<!DOCTYPE rss [<!ENTITY a \""
                + entity
                + "\">]><rss><channel><item><title>"
                + "&a;".repeat(50_000)
                + "</title></item></channel></rss>";
        Listener.write(out, "200 OK", feed.getBytes(UTF_8));
      }
      case "deep" ->
          Listener.write(
              out,
              "200 OK",
              ("<rss><channel><item><title>" + "<b>".repeat(100_000)).getBytes(UTF_8));
      case "title" ->
          Listener.write(
              out,
              "200 OK",
              ("<rss><channel><item><title>" + "long ".repeat(1_000_000)).getBytes(UTF_8));
      default -> Listener.write(out, "404 Not Found", new byte[0]);
    }
  }

  private static final String GOOD_FEED =
      "<rss version='2.0'><channel><title>Good</title></channel></rss>";

  private static String laughs() {
    StringBuilder feed =
        new StringBuilder("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY l0 'lol'>");
    for (int i = 1; i <= 10; i++)
      feed.append("<!ENTITY l" + i + " '" + ("&l" + (i - 1) + ";").repeat(10) + "'>");
    return feed + "]><rss><channel><item><title>&l10;</title></item></channel></rss>";
  }

  private static byte[] gzip(int size) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      byte[] some = new byte[1_000_000];
      for (int i = 0; i < size / some.length; i++) out.write(some);
    }
    return packed.toByteArray();
  }

  /** The hostile ones first, so that they are asked first; each on an address of its own. */
  private static String feeds(int port) {
    StringBuilder yaml = new StringBuilder("sources:\n");
    int host = 1;
    for (String way : FAILING) for (int i = 0; i < EACH; i++) yaml.append(entry(way, host++, port));
    for (String way : ENDING) for (int i = 0; i < EACH; i++) yaml.append(entry(way, host++, port));
    for (int i = 0; i < GOOD; i++) yaml.append(entry("good", host++, port));
    return yaml.toString();
  }

  private static String entry(String way, int host, int port) {
    return "  - {name: %s %d, url: 'http://127.0.3.%d:%d/%s/%d', interval: 1d}\n"
        .formatted(way, host, host, port, way, host);
  }

  private static long count(RunningService service, String way, String state, boolean isGood) {
    return sources(service, way).stream()
        .filter(s -> s.at("/state").asText().equals(state) && s.has("lastGood") == isGood)
        .count();
  }

  private static long asked(RunningService service, String way) {
    return sources(service, way).stream()
        .filter(s -> s.has("lastGood") || s.at("/failures").asInt() > 0)
        .count();
  }

  private static List<JsonNode> sources(RunningService service, String way) {
    Map<String, JsonNode> found = new HashMap<>();
    for (JsonNode source : service.get("/sources").json().at("/items"))
      if (source.at("/name").asText().startsWith(way)) found.put(source.at("/id").asText(), source);
    return List.copyOf(found.values());
  }
}
