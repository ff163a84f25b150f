package io.riskwire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The built service in a process of its own, as an administrator starts it, and its API. */
public final class RunningService implements AutoCloseable {
  public static final String PASSWORD = "a password for tests";

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Test runs beside this one have other ports: by the number of the fork. */
  private static final int PORTS = 1_000;

  private static final int FIRST_PORT = 21_000 + PORTS * Integer.getInteger("riskwire.fork", 0);
  private static final AtomicInteger NEXT = new AtomicInteger(new Random().nextInt(PORTS));

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final URI base;

  private RunningService(Process process, Path log, URI base) {
    this.process = process;
    this.log = log;
    this.base = base;
  }

  /** An answer: its status, its body as text, and as JSON where it is some. */
  public record Answer(int status, String body, HttpResponse<String> response) {
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  /** How a service is to be started: on which state folder, with which settings. */
  public static final class Start {
    private final Map<String, String> settings = new TreeMap<>();
    private final Path home;
    private final List<String> options = new ArrayList<>();
    private boolean isMeasured;

    private Start(Path home) {
      this.home = home;
      with("riskwire.home", home.resolve("state").toString());
      with("riskwire.feeds", home.resolve("feeds.yaml").toString());
      with("riskwire.admin.password", PASSWORD);
      with("riskwire.fetch.allow-private-networks", "true");
      with("riskwire.fetch.host-gap", "0s");
      with("riskwire.limits.enabled", "false");
    }

    public Start with(String key, String value) {
      settings.put(key, value);
      return this;
    }

    /** As an administrator starts it, not as tests do, for whom it matters that it is up soon. */
    public Start measured() {
      isMeasured = true;
      return this;
    }

    /** An option of the virtual machine. */
    public Start option(String option) {
      options.add(option);
      return this;
    }

    public Start without(String key) {
      settings.remove(key);
      return this;
    }

    public Start feeds(String yaml) {
      try {
        Files.writeString(home.resolve("feeds.yaml"), yaml);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      return this;
    }

    /** Starts it and returns when it is ready. */
    public RunningService ready() {
      RunningService service = started();
      try {
        service.await("the service is ready", service::isReady);
      } catch (RuntimeException | Error failure) {
        service.kill();
        throw failure;
      }
      return service;
    }

    /** Starts it, whatever comes of it. */
    public RunningService started() {
      try {
        return startedOn(freePort());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    /** Starts it on this port, whatever comes of it. */
    public RunningService startedOn(int port) {
      try {
        with("quarkus.http.port", String.valueOf(port));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!isMeasured) command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-jar");
        command.add(System.getProperty("riskwire.jar", "target/quarkus-app/quarkus-run.jar"));
        Path log = home.resolve("log-" + port + ".txt");
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new RunningService(process, log, URI.create("http://127.0.0.1:" + port));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  public static Start on(Path home) {
    return new Start(home);
  }

  /**
   * A port that no other test run beside this one is given, and no client's connection: a service
   * that is killed and started again would else find another's on it, or the other test find it.
   */
  private static int freePort() throws IOException {
    for (int tries = 0; tries < PORTS; tries++) {
      int port = FIRST_PORT + Math.floorMod(NEXT.getAndIncrement(), PORTS);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // the next one
      }
    }
    throw new IOException("no port is free from " + FIRST_PORT + " on");
  }

  private boolean isReady() {
    if (!process.isAlive()) throw new IllegalStateException("it ended: " + log());
    try {
      return anonymous("/q/health/ready").status() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** What the process has used of all cores, as Linux tells it. */
  public Duration cpu() {
    try {
      return Duration.ofMillis(
          10 * ticks(Files.readString(Path.of("/proc/" + process.pid() + "/stat"))));
    } catch (IOException noLinux) {
      throw new UncheckedIOException(noLinux);
    }
  }

  /** The same of those of its threads whose names begin with one of these. */
  public Duration cpu(List<String> names) {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      long ticks = 0;
      for (Path thread : threads.toList()) {
        String stat = Files.readString(thread.resolve("stat"));
        String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        if (names.stream().anyMatch(name::startsWith)) ticks += ticks(stat);
      }
      return Duration.ofMillis(10 * ticks);
    } catch (IOException noLinux) {
      throw new UncheckedIOException(noLinux);
    }
  }

  /** proc(5): utime and stime. */
  private static long ticks(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  public URI base() {
    return base;
  }

  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** GET below {@code /api/v1}, as the administrator. */
  public Answer get(String path) {
    return get(URI.create(base + "/api/v1" + path));
  }

  /** The same, in another form than JSON. */
  public Answer get(String path, String accept) {
    return send(
        HttpRequest.newBuilder(URI.create(base + "/api/v1" + path)).header("Accept", accept).GET());
  }

  public Answer get(URI address) {
    return send(HttpRequest.newBuilder(address).GET());
  }

  /** POST below {@code /api/v1}, as the administrator; {@code body} is any value as JSON. */
  public Answer post(String path, Object body) {
    try {
      return post(path, JSON.writeValueAsString(body), "application/json");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  public Answer post(String path, String body, String type) {
    return send(
        HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  /** PUT below {@code /api/v1}, as the administrator; {@code body} is any value as JSON. */
  public Answer put(String path, Object body) {
    try {
      return send(
          HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
              .header("Content-Type", "application/json")
              .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The header by which the administrator is known. */
  public static String credentials() {
    String user = "admin:" + PASSWORD;
    return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  /** Asks it to end, as {@code kill} does without more. */
  public void end() {
    process.destroy();
  }

  public Answer delete(String path) {
    return send(HttpRequest.newBuilder(URI.create(base + "/api/v1" + path)).DELETE());
  }

  /** Without credentials, and without following redirects. */
  public Answer anonymous(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).build();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(
              request
                  .header("Authorization", credentials())
                  .timeout(Duration.ofSeconds(60))
                  .build(),
              BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /** Returns when all that was stored can be found and was told. */
  public void awaitNoLag() {
    await(
        "followers have caught up",
        () -> {
          JsonNode status = get("/status").json();
          return status.at("/index/lag").asLong(1) == 0 && status.at("/alerts/lag").asLong(1) == 0;
        });
  }

  /** Waits for something that takes as long as it takes; tells what was waited for in vain. */
  public void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end)
        throw new AssertionError("waited in vain until " + what + "; the log says\n" + log());
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** The exit code of a service that ends by itself. */
  public int exitCode() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        throw new AssertionError("it does not end; the log says\n" + log());
      return process.exitValue();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) kill();
    } catch (InterruptedException stopped) {
      kill();
    }
  }
}
