package io.riskwire.search.opensearch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** A real OpenSearch node in a process of its own, since it brings another Lucene. */
public final class OpenSearchNode implements AutoCloseable {
  private static final Path CLASS_PATH =
      Path.of(System.getProperty("riskwire.opensearch.classpath", "target/opensearch.classpath"));
  private static final Pattern LISTENS =
      Pattern.compile("HttpServerTransport *] publish_address \\{([^}]+)}");

  private final Process process;
  private final String address;

  private OpenSearchNode(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /** Starts it with its files below this folder; skips the test where there is nothing to start. */
  public static OpenSearchNode start(Path folder, String heap) {
    Assumptions.assumeTrue(
        Files.exists(CLASS_PATH),
        () -> CLASS_PATH + " is missing: mvn -Plong writes where an OpenSearch node lies");
    try {
      Path log = folder.resolve("node.log");
      Process process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-Xmx" + heap,
                      "-Xms" + heap,
                      "--add-modules=jdk.incubator.vector",
                      "--enable-native-access=ALL-UNNAMED",
                      "-cp",
                      Files.readString(CLASS_PATH).strip(),
                      "org.codelibs.opensearch.runner.OpenSearchRunner",
                      "-basePath",
                      folder.resolve("node").toString(),
                      "-numOfNode",
                      "1",
                      "-baseHttpPort",
                      "9200"))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new OpenSearchNode(process, awaitAddress(process, log));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String awaitAddress(Process process, Path log) throws IOException {
    long end = System.nanoTime() + 90_000_000_000L;
    while (process.isAlive() && System.nanoTime() < end) {
      Matcher listens = LISTENS.matcher(Files.readString(log));
      if (listens.find()) return "http://" + listens.group(1);
      try {
        Thread.sleep(100);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException("the node does not start: " + Files.readString(log));
  }

  /** Where it listens. */
  public String address() {
    return address;
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
