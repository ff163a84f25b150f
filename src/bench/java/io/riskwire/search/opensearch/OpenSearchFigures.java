package io.riskwire.search.opensearch;

import io.riskwire.search.Ask;
import io.riskwire.search.Ask.Facet;
import io.riskwire.search.Doc;
import io.riskwire.search.Load;
import io.riskwire.search.MadeUp;
import io.riskwire.search.MadeUp.Question;
import io.riskwire.search.Search.Update;
import io.riskwire.search.lucene.PlainLucene;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The same articles in a real OpenSearch node, asked the same over HTTP and without the service. */
public final class OpenSearchFigures {
  private static final int BATCH = 1_000;
  private static final int BATCHES = 20;
  private static final Pattern TOTAL = Pattern.compile("\"total\":\\{\"value\":(\\d+)");

  private final Path home;
  private final MadeUp articles;
  private final int count;
  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public OpenSearchFigures(Path home, MadeUp articles, int count) {
    this.home = home;
    this.articles = articles;
    this.count = count;
  }

  public void measure(Map<String, List<Question>> questions, int rounds) throws Exception {
    Path folder = Files.createDirectories(home.resolve("opensearch"));
    try (OpenSearchNode node = OpenSearchNode.start(folder, "3g");
        Cluster cluster = new Cluster(List.of(node.address()), Optional.empty(), Optional.empty())) {
      var search = new OpenSearchSearch(cluster, "bench", 1, InstantSource.system());
      // a node that has the articles of an earlier run opens them first
      cluster.ask("GET", "_cluster/health?wait_for_status=yellow&wait_for_no_initializing_shards=true&timeout=300s");
      fill(cluster, search.position());
      search.ids(Doc.Kind.ARTICLE, io.riskwire.search.Query.ALL, 1);
      Map<Question, String> bodies = new HashMap<>();
      for (List<Question> each : questions.values())
        for (Question question : each) bodies.put(question, body(cluster, question));
      Load.measure(
          "OpenSearch over HTTP",
          questions,
          rounds,
          () -> cpu(node.pid()),
          q -> ask(node.address(), bodies.get(q)));
      System.out.println(cluster.ask("GET", "_cat/indices").body());
    }
  }

  /** Several batches at once, as whoever fills a cluster does it. */
  private void fill(Cluster cluster, long begun) {
    var indices = new Indices(cluster, "bench", 1);
    long start = System.nanoTime();
    for (long done = begun; done < count; ) {
      long before = done;
      long to = Math.min(count, done + BATCH * BATCHES);
      IntStream.range(0, BATCHES)
          .parallel()
          .forEach(
              i -> send(cluster, indices.filling(), before + i * BATCH, Math.min(to, before + (i + 1) * BATCH)));
      done = to;
      indices.note(new Indices.State(done, 0));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(Locale.ROOT, "OpenSearch takes %.0f articles/s%n", (count - begun) / seconds);
  }

  private void send(Cluster cluster, String index, long after, long to) {
    List<Update> batch = new ArrayList<>();
    for (long id = after + 1; id <= to; id++) batch.add(new Update.Put(articles.doc(id)));
    new Shipment(cluster, index, to).send(batch);
  }

  private String body(Cluster cluster, Question question) {
    var query =
        new Translation(InstantSource.system())
            .of(PlainLucene.tree(question, articles.recent()), Doc.Kind.ARTICLE);
    Ask ask =
        Ask.of(
                Doc.Kind.ARTICLE,
                io.riskwire.search.Query.ALL,
                question.newest() || question.q().isEmpty() ? Ask.Sort.NEWEST : Ask.Sort.RELEVANCE,
                20)
            .counting(EnumSet.of(Facet.TYPE, Facet.VENDOR, Facet.SOURCE));
    String json = new Finding(cluster, "", new Views(cluster, ""), query, ask, articles.recent().toEpochMilli()).request(null).toJsonString();
    // a row shows these, which the service reads from its database
    return json.replace(
        "\"_source\":false",
        "\"_source\":[\"title\",\"published\",\"vendor_written\",\"type_written\",\"source_written\"]");
  }

  private long ask(String address, String body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + "/bench-serving/_search?request_cache=false"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      Matcher total = TOTAL.matcher(answer);
      if (!total.find()) throw new IllegalStateException(body + ": " + answer);
      return Long.parseLong(total.group(1));
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Duration cpu(long pid) {
    return ProcessHandle.of(pid).orElseThrow().info().totalCpuDuration().orElseThrow();
  }
}
