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
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PointValues;
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
  private static final String NONE = "0";

  /** As the highest id of an index that was made before it was noted. */
  private static final String ALL_OF_THEM = Long.toString(Long.MAX_VALUE);

  /** A commit waits for the disk; whatever comes between two of them, a crash lets come again. */
  private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(10);

  /** While many changes come at once: they are read from the log, and each commit holds them up. */
  private static final Duration BETWEEN_COMMITS_OF_MANY = Duration.ofMinutes(1);

  private static final int MANY = 1_000;

  /** How long the second page of a list can be asked for as it stood with the first. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  private static final int BUFFER_MEGABYTES = 64;

  /**
   * Articles come in the order of time, more or less: whoever asks for the newest then passes over
   * most segments, of which the last are the newest.
   */
  private static final Comparator<LeafReader> NEWEST_FIRST =
      Comparator.comparingLong(Shelf::newest).reversed();

  private final Path folder;
  private final FSDirectory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final SearcherLifetimeManager kept = new SearcherLifetimeManager();
  private final Map<Facet, Filed> filed = Tally.filed();
  private final long until;

  /** Above these ids nothing was taken yet: there is nothing that would have to be replaced. */
  private final Map<Doc.Kind, Long> highest = new EnumMap<>(Doc.Kind.class);

  private volatile long position;
  private long committed = System.nanoTime();

  /** An empty index, which is complete when it has come to {@code until}. */
  static Shelf begin(Path folder, long until) throws IOException {
    Shelves.delete(folder);
    Map<String, String> data = new HashMap<>();
    data.put(UNTIL, Long.toString(until));
    for (Doc.Kind kind : Doc.Kind.values()) data.put(kind.name(), NONE);
    Shelf shelf = new Shelf(folder, data);
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
    config.setLeafSorter(NEWEST_FIRST);
    writer = new IndexWriter(directory, config);
    try {
      Map<String, String> data = given == null ? lastCommit() : given;
      position = Long.parseLong(data.getOrDefault(POSITION, "0"));
      until = Long.parseLong(data.getOrDefault(UNTIL, "0"));
      for (Doc.Kind kind : Doc.Kind.values())
        highest.put(kind, Long.parseLong(data.getOrDefault(kind.name(), ALL_OF_THEM)));
      searchers = new SearcherManager(writer, new SearcherFactory());
    } catch (IOException | RuntimeException unreadable) {
      writer.rollback();
      throw unreadable;
    }
  }

  static long newest(LeafReader segment) {
    try {
      byte[] newest = PointValues.getMaxPackedValue(segment, Fields.PUBLISHED);
      return newest == null ? Long.MIN_VALUE : LongPoint.decodeDimension(newest, 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
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

  /** What its documents are counted by. */
  Map<Facet, Filed> filed() {
    return filed;
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
    Duration wait = updates.size() < MANY ? BETWEEN_COMMITS : BETWEEN_COMMITS_OF_MANY;
    if (System.nanoTime() - committed > wait.toNanos()) commit();
  }

  /** In any order: of each document the last change alone counts. */
  private void take(List<Update> updates) throws IOException {
    Map<Key, Update> last = new LinkedHashMap<>();
    for (Update update : updates) last.put(key(update), update);
    Map<Doc.Kind, Long> before = new EnumMap<>(highest);
    // noted at once: a batch that fails halfway comes again
    for (Key key : last.keySet()) highest.merge(key.kind, key.id, Math::max);
    try {
      onAllCores(List.copyOf(last.entrySet()), e -> take(e.getKey(), e.getValue(), before));
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  /** Each core takes the next, since one may be held up by writing a part of the index. */
  private static <T> void onAllCores(List<T> all, Consumer<T> work) {
    var next = new AtomicInteger();
    IntStream.range(0, Runtime.getRuntime().availableProcessors())
        .parallel()
        .forEach(
            core -> {
              for (int i; (i = next.getAndIncrement()) < all.size(); ) work.accept(all.get(i));
            });
  }

  private record Key(Doc.Kind kind, long id) {}

  private static Key key(Update update) {
    return switch (update) {
      case Update.Put(var doc) -> new Key(doc.kind(), doc.id());
      case Update.Remove(var kind, var id) -> new Key(kind, id);
    };
  }

  private void take(Key key, Update update, Map<Doc.Kind, Long> before) {
    boolean isNew = key.id > before.getOrDefault(key.kind, Long.MAX_VALUE);
    try {
      switch (update) {
        case Update.Put(var doc) -> put(doc, isNew);
        case Update.Remove(var kind, var id) -> writer.deleteDocuments(Fields.term(kind, id));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** To replace costs a look at every segment. */
  private void put(Doc doc, boolean isNew) throws IOException {
    try {
      if (isNew) writer.addDocument(Fields.of(doc));
      else writer.updateDocument(Fields.term(doc.kind(), doc.id()), Fields.of(doc));
    } catch (IllegalArgumentException unfit) { // such as a name of 40 kB
      LOG.log(Level.WARNING, "{0} {1} cannot be indexed: {2}", doc.kind(), doc.id(), unfit);
    }
  }

  private void commit() throws IOException {
    Map<String, String> data = new HashMap<>();
    data.put(LAYOUT, Fields.LAYOUT);
    data.put(POSITION, Long.toString(position));
    data.put(UNTIL, Long.toString(until));
    highest.forEach((kind, id) -> data.put(kind.name(), Long.toString(id)));
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
