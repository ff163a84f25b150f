package io.riskwire.search.lucene;

import io.riskwire.search.Doc;
import io.riskwire.search.Load;
import io.riskwire.search.MadeUp;
import io.riskwire.search.MadeUp.Question;
import io.riskwire.search.Query.Field;
import io.riskwire.search.QueryParser;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.facet.StringDocValuesReaderState;
import org.apache.lucene.facet.StringValueFacetCounts;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollectorManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.FSDirectory;

/** What Lucene's own parts take, in one thread of this process, for what the service is asked. */
public final class PlainLucene {
  private static final int ROWS = 20;
  private static final List<String> FACETS = List.of("type", "vendor", "source");
  private static final Sort RELEVANCE = new Sort(SortField.FIELD_SCORE);
  private static final Sort NEWEST =
      new Sort(new SortedNumericSortField(Fields.PUBLISHED, SortField.Type.LONG, true));

  private final IndexSearcher searcher;
  private final List<StringDocValuesReaderState> states = new ArrayList<>();
  private final Translation translation = new Translation(InstantSource.system());
  private final Instant recent;

  public PlainLucene(Path folder, Instant recent) throws IOException {
    DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder));
    searcher = new IndexSearcher(reader);
    for (String facet : FACETS)
      states.add(new StringDocValuesReaderState(reader, Fields.written(facet)));
    this.recent = recent;
  }

  public void measure(Map<String, List<Question>> questions, int rounds) {
    var threads = ManagementFactory.getThreadMXBean();
    Load.measure(
        "plain Lucene in process",
        questions,
        rounds,
        () -> Duration.ofNanos(threads.getCurrentThreadCpuTime()),
        this::hits);
  }

  private long hits(Question question) {
    try {
      var query = translation.of(tree(question, recent), Doc.Kind.ARTICLE);
      Sort sort = question.newest() ? NEWEST : RELEVANCE;
      Object[] found =
          searcher.search(
              query,
              new MultiCollectorManager(
                  new TopFieldCollectorManager(sort, ROWS, Integer.MAX_VALUE),
                  new FacetsCollectorManager()));
      TopDocs top = (TopDocs) found[0];
      for (int i = 0; i < FACETS.size(); i++)
        new StringValueFacetCounts(states.get(i), (FacetsCollector) found[1])
            .getTopChildren(100, Fields.written(FACETS.get(i)));
      highlighter().highlight(Fields.TEXT, query, top, 2);
      return top.totalHits.value();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private UnifiedHighlighter highlighter() {
    return UnifiedHighlighter.builder(searcher, Words.INDEXED)
        .withMaxLength(Fields.QUOTABLE)
        .withBreakIterator(
            () ->
                LengthGoalBreakIterator.createClosestToLength(
                    BreakIterator.getSentenceInstance(Locale.ROOT), 120, 0.5f))
        .withFormatter(new DefaultPassageFormatter("<mark>", "</mark>", " … ", true))
        .withMaxNoHighlightPassages(1)
        .withWeightMatches(false)
        .build();
  }

  /** The tree that the service makes of such a call. */
  public static io.riskwire.search.Query tree(Question question, Instant recent) {
    return io.riskwire.search.Query.and(
        QueryParser.parse(question.q(), name -> name),
        io.riskwire.search.Query.anyOf(Field.VENDOR, question.vendors()),
        io.riskwire.search.Query.published(question.isRecent() ? recent : null, null));
  }

  /** Articles a second, with as many threads as there are cores. */
  public static double index(Path folder, MadeUp articles, int count) throws Exception {
    Shelves.delete(folder);
    int threads = Runtime.getRuntime().availableProcessors();
    List<Doc> some = new ArrayList<>();
    for (int id = 1; id <= Math.min(count, 100_000); id++) some.add(articles.doc(id));
    var next = new AtomicInteger();
    long start = System.nanoTime();
    try (var directory = FSDirectory.open(folder);
        var writer = new IndexWriter(directory, new IndexWriterConfig(Words.INDEXED).setRAMBufferSizeMB(64));
        var pool = Executors.newFixedThreadPool(threads)) {
      Callable<Boolean> work =
          () -> {
            int id;
            while ((id = next.getAndIncrement()) < count)
              writer.addDocument(Fields.of(some.get(id % some.size())));
            return true;
          };
      for (var done : pool.invokeAll(java.util.Collections.nCopies(threads, work))) done.get();
      writer.commit();
    }
    return count / ((System.nanoTime() - start) / 1e9);
  }
}
