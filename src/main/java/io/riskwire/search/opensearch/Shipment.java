package io.riskwire.search.opensearch;

import io.riskwire.search.Doc;
import io.riskwire.search.Search.Update;
import io.riskwire.search.SearchUnavailable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opensearch.client.opensearch._types.VersionType;
import org.opensearch.client.opensearch.core.BulkRequest;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;
import org.opensearch.client.opensearch.core.bulk.BulkResponseItem;

/**
 * Sends changes to an index, many at once. Each carries the position of the change log up to which
 * it is known: where another node was further, what that one wrote stands.
 */
final class Shipment {
  private static final Logger LOG = System.getLogger(Shipment.class.getName());

  /** So many characters at once, roughly; the cluster refuses a hundred million bytes. */
  private static final int LOAD = 5_000_000;

  private static final int CONFLICT = 409;
  private static final int NOT_THERE = 404;
  private static final int UNFIT = 400;

  private final Cluster cluster;
  private final String index;
  private final long position;
  private final List<BulkOperation> waiting = new ArrayList<>();
  private int load;

  Shipment(Cluster cluster, String index, long position) {
    this.cluster = cluster;
    this.index = index;
    this.position = position;
  }

  void send(List<Update> updates) {
    for (Update update : updates) {
      switch (update) {
        case Update.Put(var doc) -> put(doc);
        case Update.Remove(var kind, var id) -> remove(kind, id);
      }
      if (load > LOAD) send();
    }
    if (!waiting.isEmpty()) send();
  }

  private void put(Doc doc) {
    Map<String, Object> fields = Fields.of(doc);
    waiting.add(
        BulkOperation.of(
            b ->
                b.index(
                    i ->
                        i.id(Fields.key(doc.kind(), doc.id()))
                            .version(position)
                            .versionType(VersionType.ExternalGte)
                            .document(fields))));
    load += doc.title().length() + doc.text().length();
  }

  private void remove(Doc.Kind kind, long id) {
    waiting.add(
        BulkOperation.of(
            b ->
                b.delete(
                    d ->
                        d.id(Fields.key(kind, id))
                            .version(position)
                            .versionType(VersionType.ExternalGte))));
  }

  private void send() {
    var request =
        new BulkRequest.Builder().index(index).requireAlias(true).operations(waiting).build();
    for (BulkResponseItem item : cluster.call(client -> client.bulk(request)).items()) check(item);
    waiting.clear();
    load = 0;
  }

  private static void check(BulkResponseItem item) {
    if (item.status() < 300 || item.status() == CONFLICT) return;
    boolean isIndexThere = item.error() == null;
    if (item.status() == NOT_THERE && isIndexThere) return; // nothing to remove
    String reason = item.error() == null ? "" : String.valueOf(item.error().reason());
    if (item.status() == NOT_THERE) throw new Cluster.Missing(reason);
    if (item.status() != UNFIT)
      throw new SearchUnavailable(new IOException(item.status() + ": " + reason));
    // such as a name of 40 kB
    LOG.log(Level.WARNING, "{0} cannot be indexed: {1}", item.id(), reason);
  }
}
