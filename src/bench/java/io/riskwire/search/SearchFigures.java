package io.riskwire.search;

import io.riskwire.RunningService;
import io.riskwire.search.MadeUp.Question;
import io.riskwire.search.lucene.PlainLucene;
import io.riskwire.search.opensearch.OpenSearchFigures;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compares the service with what it is built on, and with OpenSearch: {@code main FOLDER ARTICLES
 * COUNT PART…}, where {@code ARTICLES} are lines of JSON whose words are used, and the parts are
 * {@code fill}, {@code service}, {@code plain}, {@code plain-indexing}, {@code opensearch}, in this
 * order.
 */
final class SearchFigures {
  private static final int QUESTIONS = 50;
  private static final int ROUNDS = Integer.getInteger("riskwire.bench.rounds", 4);
  private static final Pattern TOTAL = Pattern.compile("\"total\":(\\d+)");

  private final Path home;
  private final MadeUp articles;
  private final int count;
  private final Map<String, List<Question>> questions;
  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private SearchFigures(Path home, MadeUp articles, int count) {
    this.home = home;
    this.articles = articles;
    this.count = count;
    questions = articles.questions(QUESTIONS, 7);
  }

  public static void main(String[] args) throws Exception {
    Path home = Files.createDirectories(Path.of(args[0]));
    // the parts may run on different days
    Path end = home.resolve("end");
    if (Files.notExists(end))
      Files.writeString(end, Instant.now().truncatedTo(ChronoUnit.DAYS).toString());
    MadeUp articles = MadeUp.from(Path.of(args[1]), Instant.parse(Files.readString(end)));
    var figures = new SearchFigures(home, articles, Integer.parseInt(args[2]));
    for (int i = 3; i < args.length; i++) figures.part(args[i]);
    System.exit(0);
  }

  private void part(String name) throws Exception {
    switch (name) {
      case "fill" -> fill();
      case "service" -> service();
      case "plain" -> new PlainLucene(index(), articles.recent()).measure(questions, ROUNDS);
      case "plain-indexing" -> plainIndexing();
      case "opensearch" -> new OpenSearchFigures(home, articles, count).measure(questions, ROUNDS);
      default -> throw new IllegalArgumentException(name);
    }
  }

  private void fill() throws Exception {
    long start = System.nanoTime();
    Fill.fill(home.resolve("state"), articles, count);
    say("%d articles stored in %.0f s", count, seconds(start));
  }

  private void service() throws Exception {
    Files.writeString(home.resolve("feeds.yaml"), "sources: []");
    try (RunningService service = RunningService.on(home).measured().ready()) {
      awaitIndex(service);
      Load.measure("service over HTTP", questions, ROUNDS, service::cpu, q -> ask(service.base(), q));
    }
    say("index %.1f MB, text %.1f MB: %.2f", size(index()) / 1e6, text() / 1e6, (double) size(index()) / text());
  }

  /** From the first change that is found taken on. */
  private void awaitIndex(RunningService service) throws Exception {
    long first = 0;
    long start = System.nanoTime();
    Duration cpu = service.cpu();
    while (true) {
      var status = service.get("/status").json();
      long position = status.at("/index/position").asLong();
      if (first == 0 && position > 0) {
        first = position;
        start = System.nanoTime();
        cpu = service.cpu();
      }
      boolean isDone = status.at("/index/lag").asLong() == 0 && status.at("/alerts/lag").asLong() == 0;
      if (status.at("/index/lag").asLong() == 0 && position > first) {
        say("%d changes indexed from the log: %.0f/s; CPU s a thousand: %.2f", position - first, (position - first) / seconds(start),
            service.cpu().minus(cpu).toMillis() / (double) (position - first));
        first = position;
      }
      if (isDone) return;
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private long ask(URI base, Question question) {
    try {
      var path = new StringBuilder("/api/v1/articles?size=20&facets=type,vendor,source&q=");
      path.append(URLEncoder.encode(question.q(), StandardCharsets.UTF_8));
      for (String vendor : question.vendors())
        path.append("&vendor=").append(URLEncoder.encode(vendor, StandardCharsets.UTF_8));
      if (question.isRecent()) path.append("&from=").append(articles.recent());
      if (question.newest()) path.append("&sort=newest");
      byte[] user = ("admin:" + RunningService.PASSWORD).getBytes(StandardCharsets.UTF_8);
      HttpRequest request =
          HttpRequest.newBuilder(base.resolve(path.toString()))
              .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user))
              .build();
      String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      Matcher total = TOTAL.matcher(body);
      if (!total.find()) throw new IllegalStateException(question + ": " + body);
      return Long.parseLong(total.group(1));
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void plainIndexing() throws Exception {
    Path folder = home.resolve("plain");
    double rate = PlainLucene.index(folder, articles, count);
    say("plain Lucene indexes %.0f/s, %.1f MB", rate, size(folder) / 1e6);
  }

  private Path index() throws IOException {
    try (Stream<Path> folders = Files.list(home.resolve("state").resolve("lucene"))) {
      return folders.findFirst().orElseThrow();
    }
  }

  private long text() {
    long bytes = 0;
    for (int id = 1; id <= count; id += 50) {
      Doc doc = articles.doc(id);
      bytes += (doc.title() + doc.text()).getBytes(StandardCharsets.UTF_8).length * 50L;
    }
    return bytes;
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
