package io.riskwire.search.lucene;

import io.riskwire.search.Search.Update;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherLifetimeManager;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * One index in one folder, and how far it has followed the change log. The position is part of the
 * commit that holds the documents, so that the two cannot come apart.
 */
final class Shelf implements Closeable {
  private static final Logger LOG = System.getLogger(Shelf.class.getName());
  private static final String POSITION = "position";

  /** A commit waits for the disk; whatever comes between two of them, a crash lets come again. */
  private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(10);

  /** How long the second page of a list can be asked for as it stood with the first. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  private static final int BUFFER_MEGABYTES = 64;

  private final FSDirectory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final SearcherLifetimeManager kept = new SearcherLifetimeManager();
  private volatile long position;
  private long committed = System.nanoTime();

  Shelf(Path folder) throws IOException {
    directory = FSDirectory.open(folder);
    writer =
        new IndexWriter(
            directory, new IndexWriterConfig(Words.INDEXED).setRAMBufferSizeMB(BUFFER_MEGABYTES));
    searchers = new SearcherManager(writer, new SearcherFactory());
    position = committedPosition(writer);
  }

  /**
   * False after a failure of the disk: what was not committed is gone, and it must be opened anew.
   */
  boolean isOpen() {
    return writer.isOpen();
  }

  long position() {
    return position;
  }

  synchronized void apply(long to, List<Update> updates) throws IOException {
    for (Update update : updates) {
      switch (update) {
        case Update.Put(var doc) -> put(doc);
        case Update.Remove(var kind, var id) -> writer.deleteDocuments(Fields.term(kind, id));
      }
    }
    position = to;
    if (System.nanoTime() - committed > BETWEEN_COMMITS.toNanos()) commit();
  }

  private void put(io.riskwire.search.Doc doc) throws IOException {
    try {
      Document document = Fields.of(doc);
      writer.updateDocument(Fields.term(doc.kind(), doc.id()), document);
    } catch (IllegalArgumentException unfit) { // such as a name of 40 kB
      LOG.log(Level.WARNING, "{0} {1} cannot be indexed: {2}", doc.kind(), doc.id(), unfit);
    }
  }

  synchronized void clear() throws IOException {
    writer.deleteAll();
    position = 0;
    commit();
  }

  private void commit() throws IOException {
    writer.setLiveCommitData(Map.of(POSITION, Long.toString(position)).entrySet());
    writer.commit();
    committed = System.nanoTime();
  }

  private static long committedPosition(IndexWriter writer) {
    Map<String, String> data = new HashMap<>();
    Iterable<Map.Entry<String, String>> live = writer.getLiveCommitData();
    if (live != null) live.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
    return Long.parseLong(data.getOrDefault(POSITION, "0"));
  }

  /** The index as it is now; to be given back. */
  IndexSearcher acquire() throws IOException {
    searchers.maybeRefreshBlocking();
    return searchers.acquire();
  }

  void release(IndexSearcher searcher) throws IOException {
    searchers.release(searcher);
  }

  /** Keeps the index as this searcher sees it, for the pages that follow; answers its token. */
  long keep(IndexSearcher searcher) throws IOException {
    kept.prune(new SearcherLifetimeManager.PruneByAge(KEPT.toSeconds()));
    return kept.record(searcher);
  }

  /** The index as it was when it was kept, or null when that is too long ago; to be given back. */
  @Nullable IndexSearcher acquireKept(long token) {
    return kept.acquire(token);
  }

  @Override
  public synchronized void close() throws IOException {
    kept.close();
    searchers.close();
    if (writer.isOpen()) {
      commit();
      writer.close();
    }
    directory.close();
  }
}
