package io.riskwire.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.riskwire.search.opensearch.Cluster.Answer;
import io.riskwire.search.opensearch.Cluster.Missing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The index that answers and, while it is rebuilt, the one that is filled beside it: numbered, of
 * which the higher is the newer, with an alias for each of the two parts. How far it has followed
 * the change log is a document of the index itself, and written after what came until then.
 */
final class Indices {
  private static final Logger LOG = System.getLogger(Indices.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STATE = "position";

  private final Cluster cluster;
  private final String prefix;
  private final int shards;
  private volatile boolean isReady;

  Indices(Cluster cluster, String prefix, int shards) {
    this.cluster = cluster;
    this.prefix = prefix;
    this.shards = shards;
  }

  /** How far an index has come, and from where on it may answer; 0 where it does already. */
  record State(long position, long until) {
    boolean isToServe() {
      return until > 0 && position >= until;
    }
  }

  interface Work<T> {
    T on(Indices ready);
  }

  /** Does what needs the indices; where they have been deleted meanwhile, anew and empty. */
  <T> T with(Work<T> work) {
    if (!isReady) prepare();
    try {
      return work.on(this);
    } catch (Missing deleted) {
      prepare();
      return work.on(this);
    }
  }

  String serving() {
    return prefix + "-serving";
  }

  String filling() {
    return prefix + "-filling";
  }

  State state() {
    JsonNode state = cluster.ask("GET", filling() + "/_doc/" + STATE).good().path("_source");
    return new State(state.path("position").asLong(), state.path("until").asLong());
  }

  /** Positions only grow: whoever is behind leaves no trace. */
  void note(State state) {
    note(filling(), state);
  }

  private void note(String index, State state) {
    Map<String, String> unlessNewer =
        Map.of("version_type", "external_gte", "version", Long.toString(state.position()));
    Map<String, Object> document =
        Map.of(Fields.KIND, "POSITION", "position", state.position(), "until", state.until());
    Answer answer = cluster.ask("PUT", index + "/_doc/" + STATE, unlessNewer, document);
    if (answer.status() != 409) answer.good();
  }

  /** An empty index, which answers as soon as it has come to {@code until}. */
  synchronized void begin(long until) {
    Map<String, String> parts = parts();
    long newest = 0;
    for (String index : all()) newest = Math.max(newest, number(index));
    String fresh = prefix + "-" + (newest + 1);
    cluster.ask("PUT", fresh, Map.of(), layout()).good();
    note(fresh, new State(0, until));
    point(filling(), fresh);
    if (until == 0) point(serving(), fresh);
    dropAllBut(until == 0 ? fresh : parts.get(serving()), fresh);
  }

  /** What was filled answers from now on, and what answered before is deleted. */
  synchronized void serve(State state) {
    String filled = parts().get(filling());
    if (filled == null) throw new Missing(filling());
    point(serving(), filled);
    note(filled, new State(state.position(), 0));
    dropAllBut(filled, filled);
  }

  private synchronized void prepare() {
    Map<String, String> parts = parts();
    String serving = parts.get(serving());
    if (serving == null || !isLaidOutAsNow(serving)) {
      LOG.log(Level.INFO, "the index in OpenSearch begins anew");
      begin(0);
    } else if (!parts.containsKey(filling())) {
      point(filling(), serving);
    }
    isReady = true;
  }

  /** From the name of a part to that of its index. */
  private Map<String, String> parts() {
    Map<String, String> parts = new HashMap<>();
    Map<String, String> form = Map.of("format", "json", "h", "alias,index");
    String path = "_cat/aliases/" + serving() + "," + filling();
    for (JsonNode row : cluster.ask("GET", path, form, null).good())
      parts.put(row.path("alias").asText(), row.path("index").asText());
    return parts;
  }

  private List<String> all() {
    List<String> names = new ArrayList<>();
    Map<String, String> form = Map.of("format", "json", "h", "index");
    for (JsonNode row : cluster.ask("GET", "_cat/indices/" + prefix + "-*", form, null).good())
      if (number(row.path("index").asText()) > 0) names.add(row.path("index").asText());
    return names;
  }

  /** 0 where it is none of ours. */
  private long number(String index) {
    String end = index.substring(Math.min(index.length(), prefix.length() + 1));
    return end.matches("\\d{1,9}") ? Long.parseLong(end) : 0;
  }

  private boolean isLaidOutAsNow(String index) {
    JsonNode mapping = cluster.ask("GET", index + "/_mapping").good();
    return mapping.at("/" + index + "/mappings/_meta/layout").asText().equals(Fields.LAYOUT);
  }

  /** In one step: at no moment there is none, or two. */
  private void point(String part, String index) {
    List<Object> actions = new ArrayList<>();
    String before = parts().get(part);
    if (index.equals(before)) return;
    if (before != null) actions.add(Map.of("remove", Map.of("index", before, "alias", part)));
    actions.add(Map.of("add", Map.of("index", index, "alias", part)));
    cluster.ask("POST", "_aliases", Map.of(), Map.of("actions", actions)).good();
  }

  private void dropAllBut(@Nullable String serving, String filling) {
    for (String index : all())
      if (!index.equals(serving) && !index.equals(filling)) cluster.ask("DELETE", index);
  }

  private ObjectNode layout() {
    try (InputStream in = Indices.class.getResourceAsStream("/opensearch/index.json")) {
      ObjectNode layout = (ObjectNode) JSON.readTree(Objects.requireNonNull(in));
      ((ObjectNode) layout.at("/settings/index")).put("number_of_shards", shards);
      ((ObjectNode) layout.path("mappings")).putObject("_meta").put("layout", Fields.LAYOUT);
      return layout;
    } catch (IOException impossible) { // it is part of the program
      throw new UncheckedIOException(impossible);
    }
  }
}
