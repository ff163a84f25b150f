package io.riskwire.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.lookup.LookupIfProperty;
import io.riskwire.search.Ask;
import io.riskwire.search.Ask.Facet;
import io.riskwire.search.Doc;
import io.riskwire.search.Engine;
import io.riskwire.search.Hits;
import io.riskwire.search.Hits.Count;
import io.riskwire.search.Query;
import io.riskwire.search.Query.Field;
import io.riskwire.search.Search;
import io.riskwire.search.opensearch.Indices.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The index in an OpenSearch cluster. */
@Engine
@ApplicationScoped
@LookupIfProperty(name = "riskwire.search.engine", stringValue = "opensearch")
class OpenSearchSearch implements Search {
  private static final String NAMES = "names";

  /** A cluster counts no more values at once without being told to. */
  private static final int MOST_NAMES = 10_000;

  private final Cluster cluster;
  private final Indices indices;
  private final Views views;
  private final Translation translation;

  /** Something was sent that the cluster does not show yet; it does so once a second by itself. */
  private volatile boolean isBehind = true;

  @Inject
  OpenSearchSearch(Cluster cluster, OpenSearchSettings settings, InstantSource clock) {
    this(cluster, settings.prefix(), settings.shards(), clock);
  }

  OpenSearchSearch(Cluster cluster, String prefix, int shards, InstantSource clock) {
    this.cluster = cluster;
    indices = new Indices(cluster, prefix, shards);
    views = new Views(cluster, indices.serving());
    translation = new Translation(clock);
  }

  @Override
  public synchronized void apply(long position, List<Update> updates) {
    indices.with(
        ready -> {
          long until = ready.state().until();
          new Shipment(cluster, ready.filling(), position).send(updates);
          var state = new State(position, until);
          ready.note(state);
          if (state.isToServe()) ready.serve(state);
          return true;
        });
    isBehind = true;
  }

  @Override
  public long position() {
    return indices.with(Indices::state).position();
  }

  @Override
  public Hits find(Ask ask) {
    var query = translation.of(ask.query(), ask.kind());
    return indices.with(ready -> finding(query, ask).hits());
  }

  @Override
  public List<Long> ids(Doc.Kind kind, Query query, int limit) {
    var ask = Ask.of(kind, query, Ask.Sort.NEWEST, limit);
    var translated = translation.of(query, kind);
    return indices.with(ready -> finding(translated, ask).ids());
  }

  @Override
  public List<Count> names(Field field) {
    var counting =
        Map.of(
            "terms",
            Map.of("field", Fields.written(Facet.valueOf(field.name())), "size", MOST_NAMES));
    var asked = Map.of("size", 0, "aggs", Map.of(NAMES, counting));
    List<Count> names = new ArrayList<>();
    for (JsonNode name : search(asked).at("/aggregations/" + NAMES + "/buckets"))
      names.add(new Count(name.path("key").asText(), name.path("doc_count").asLong()));
    return names;
  }

  @Override
  public Optional<String> respelled(String word) {
    var alike = Map.of("field", Fields.TEXT, "suggest_mode", "popular", "size", 1);
    var asked = Map.of("size", 0, "suggest", Map.of(NAMES, Map.of("text", word, "term", alike)));
    String better = search(asked).at("/suggest/" + NAMES + "/0/options/0/text").asText();
    return better.isEmpty() ? Optional.empty() : Optional.of(better);
  }

  private JsonNode search(Map<String, Object> asked) {
    return indices.with(
        ready -> cluster.ask("POST", indices.serving() + "/_search", Map.of(), asked).good());
  }

  /** A cluster tells of itself what is wrong with it. */
  @Override
  public Optional<String> problem() {
    return Optional.empty();
  }

  @Override
  public synchronized void rebuild(long until) {
    indices.with(
        ready -> {
          ready.begin(until);
          return true;
        });
    isBehind = true;
  }

  private Finding finding(org.opensearch.client.opensearch._types.query_dsl.Query query, Ask ask) {
    if (isBehind) catchUp();
    return new Finding(cluster, indices.serving(), views, query, ask);
  }

  /** One of those who ask waits for it, and the others with him. */
  private synchronized void catchUp() {
    if (!isBehind) return;
    cluster.ask("POST", indices.serving() + "/_refresh").good();
    views.renew();
    isBehind = false;
  }
}
