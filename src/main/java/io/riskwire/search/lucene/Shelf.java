package io.riskwire.search.lucene;

import io.riskwire.search.Ask.Facet;
import io.riskwire.search.Doc;
import io.riskwire.search.Search.Update;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.lucene.index.CorruptIndexException;
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
  private static final String LAYOUT = "layout";
  private static final String POSITION = "position";
  private static final String UNTIL = "until";

  /** A commit waits for the disk; whatever comes between two of them, a crash lets come again. */
  private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(10);

  /** How long the second page of a list can be asked for as it stood with the first. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  private static final int BUFFER_MEGABYTES = 64;

  private final Path folder;
  private final FSDirectory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final SearcherLifetimeManager kept = new SearcherLifetimeManager();
  private final Map<Facet, Numbers> numbers = Tally.numbers();
  private final long until;
  private volatile long position;
  private long committed = System.nanoTime();

  /** An empty index, which is complete when it has come to {@code until}. */
  static Shelf begin(Path folder, long until) throws IOException {
    Shelves.delete(folder);
    Shelf shelf = new Shelf(folder, Map.of(UNTIL, Long.toString(until)));
    shelf.commit();
    return shelf;
  }

  /** What is in the folder, where it can be read. */
  static Shelf open(Path folder) throws IOException {
    return new Shelf(folder, null);
  }

  /** {@code given}: what its last commit would say, or null to read that. */
  private Shelf(Path folder, @Nullable Map<String, String> given) throws IOException {
    Loading.await();
    this.folder = folder;
    directory = FSDirectory.open(folder);
    var config = new IndexWriterConfig(Words.INDEXED).setRAMBufferSizeMB(BUFFER_MEGABYTES);
    writer = new IndexWriter(directory, config);
    try {
      Map<String, String> data = given == null ? lastCommit() : given;
      position = Long.parseLong(data.getOrDefault(POSITION, "0"));
      until = Long.parseLong(data.getOrDefault(UNTIL, "0"));
      searchers = new SearcherManager(writer, new SearcherFactory());
    } catch (IOException | RuntimeException unreadable) {
      writer.rollback();
      throw unreadable;
    }
  }

  private Map<String, String> lastCommit() throws IOException {
    Map<String, String> data = new HashMap<>();
    Iterable<Map.Entry<String, String>> live = writer.getLiveCommitData();
    if (live != null) live.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
    if (!Fields.LAYOUT.equals(data.get(LAYOUT)))
      throw new CorruptIndexException("laid out in another way", folder.toString());
    return data;
  }

  /** How the values of its facets are numbered. */
  Map<Facet, Numbers> numbers() {
    return numbers;
  }

  Path folder() {
    return folder;
  }

  /** False after a failure of the disk: what was not committed is gone, and it must be reopened. */
  boolean isOpen() {
    return writer.isOpen();
  }

  boolean isComplete() {
    return position >= until;
  }

  long position() {
    return position;
  }

  synchronized void apply(long to, List<Update> updates) throws IOException {
    take(updates);
    position = to;
    if (System.nanoTime() - committed > BETWEEN_COMMITS.toNanos()) commit();
  }

  /** On all cores, but each document's changes in their order. */
  private void take(List<Update> updates) throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    Map<Long, List<Update>> parts =
        updates.stream().collect(Collectors.groupingBy(update -> id(update) % cores));
    try {
      parts.values().parallelStream().forEach(this::takeInOrder);
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private static long id(Update update) {
    return switch (update) {
      case Update.Put(var doc) -> doc.id();
      case Update.Remove(var _, var id) -> id;
    };
  }

  private void takeInOrder(List<Update> updates) {
    try {
      for (Update update : updates) {
        switch (update) {
          case Update.Put(var doc) -> put(doc);
          case Update.Remove(var kind, var id) -> writer.deleteDocuments(Fields.term(kind, id));
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void put(Doc doc) throws IOException {
    try {
      writer.updateDocument(Fields.term(doc.kind(), doc.id()), Fields.of(doc));
    } catch (IllegalArgumentException unfit) { // such as a name of 40 kB
      LOG.log(Level.WARNING, "{0} {1} cannot be indexed: {2}", doc.kind(), doc.id(), unfit);
    }
  }

  private void commit() throws IOException {
    Map<String, String> data =
        Map.of(
            LAYOUT, Fields.LAYOUT, POSITION, Long.toString(position), UNTIL, Long.toString(until));
    writer.setLiveCommitData(data.entrySet());
    writer.commit();
    committed = System.nanoTime();
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
    try (directory;
        writer) {
      if (writer.isOpen()) commit();
    }
  }
}
