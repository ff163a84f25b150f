package io.riskwire.search.opensearch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.riskwire.search.Doc;
import io.riskwire.search.Query;
import io.riskwire.search.Subscribers;
import io.riskwire.search.lucene.StandingFigures;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The same subscriptions and articles matched by ours and by OpenSearch's percolator: {@code main
 * USUAL COUNT…}.
 */
final class PercolatorFigures {
  private static final int DOCS = 2_000;
  private static final int ASKED = 200;
  private static final int BATCH = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final OpenSearchNode node;

  private PercolatorFigures(OpenSearchNode node) {
    this.node = node;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("percolator");
    for (int i = 1; i < args.length; i++) {
      var subscribers = new Subscribers(Integer.parseInt(args[0]));
      List<Doc> docs = subscribers.docs(DOCS, Instant.parse("2026-07-15T12:00:00Z"));
      Map<Long, Query> queries = subscribers.queries(Integer.parseInt(args[i]));
      StandingFigures.measure(docs, queries);
      Path of = Files.createDirectories(folder.resolve(args[i]));
      try (OpenSearchNode node = OpenSearchNode.start(of, "3g")) {
        new PercolatorFigures(node).measure(docs.subList(0, ASKED), queries);
      }
    }
    System.exit(0);
  }

  private void measure(List<Doc> docs, Map<Long, Query> queries) throws Exception {
    send("PUT", "/standing", layout().toString());
    long start = System.nanoTime();
    var translation = new Translation(InstantSource.system());
    var bulk = new StringBuilder();
    int waiting = 0;
    for (var query : queries.entrySet()) {
      bulk.append("{\"index\":{\"_id\":\"").append(query.getKey()).append("\"}}\n{\"query\":");
      bulk.append(translation.of(query.getValue()).toJsonString()).append("}\n");
      if (++waiting % BATCH == 0 || waiting == queries.size()) {
        String answer = send("POST", "/standing/_bulk", bulk.toString());
        if (answer.contains("\"errors\":true")) throw new IllegalStateException(answer.substring(0, 2_000));
        bulk.setLength(0);
      }
    }
    send("POST", "/standing/_refresh", "");
    double taken = (System.nanoTime() - start) / 1e9;
    for (Doc doc : docs.subList(0, docs.size() / 4)) percolate(doc); // warm
    double computing = computed();
    start = System.nanoTime();
    long fits = 0;
    for (Doc doc : docs) fits += percolate(doc);
    double seconds = (System.nanoTime() - start) / 1e9;
    double computed = computed() - computing;
    System.out.printf(
        Locale.ROOT,
        "percolator: %d queries taken in %.0f s; %.1f fits an article; %.1f articles a second,"
            + " %.1f a second of computing%n",
        queries.size(), taken, (double) fits / docs.size(), docs.size() / seconds, docs.size() / computed);
  }

  /** What the node has computed since its start, in seconds. */
  private double computed() {
    return ProcessHandle.of(node.pid()).orElseThrow().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }

  private long percolate(Doc doc) throws Exception {
    ObjectNode body = JSON.createObjectNode();
    body.put("size", 1_000).put("_source", false).put("track_total_hits", true);
    body.putArray("sort").add("_doc");
    ObjectNode percolate = body.putObject("query").putObject("constant_score").putObject("filter").putObject("percolate");
    percolate.put("field", "query").set("document", JSON.valueToTree(Fields.of(doc)));
    String answer = send("POST", "/standing/_search?request_cache=false", body.toString());
    return JSON.readTree(answer).at("/hits/total/value").asLong();
  }

  private static ObjectNode layout() throws IOException {
    try (InputStream in = Indices.class.getResourceAsStream("/opensearch/index.json")) {
      ObjectNode layout = (ObjectNode) JSON.readTree(in);
      ((ObjectNode) layout.at("/mappings/properties")).putObject("query").put("type", "percolator");
      return layout;
    }
  }

  private String send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node.address() + path))
            .header("Content-Type", path.endsWith("_bulk") ? "application/x-ndjson" : "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) throw new IllegalStateException(answer.body());
    return answer.body();
  }
}
