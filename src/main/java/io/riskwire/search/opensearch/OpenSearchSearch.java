package io.riskwire.search.opensearch;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.riskwire.search.Ask;
import io.riskwire.search.Doc;
import io.riskwire.search.Engine;
import io.riskwire.search.Hits;
import io.riskwire.search.Query;
import io.riskwire.search.Search;
import io.riskwire.search.opensearch.Indices.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;

/** The index in an OpenSearch cluster. */
@Engine
@ApplicationScoped
@LookupIfProperty(name = "riskwire.search.engine", stringValue = "opensearch")
class OpenSearchSearch implements Search {
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
