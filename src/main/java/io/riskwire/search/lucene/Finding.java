package io.riskwire.search.lucene;

import io.riskwire.search.Ask;
import io.riskwire.search.Hits;
import io.riskwire.search.Hits.Hit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.ExitableDirectoryReader;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.jspecify.annotations.Nullable;

/**
 * One question, asked of one index.
 *
 * <p>Scores move with every article that arrives, and the best of a story changes, so such lists go
 * on in the index as their first page saw it, for some minutes. After that they go on in today's
 * index from the last row's score: near the seam a row may then come twice or be passed over. The
 * newest first need none of this: what arrives does not move what is there.
 */
final class Finding {
  private static final long NOT_KEPT = -1;

  private static final SortField BY_PUBLISHED =
      LongField.newSortField(Fields.PUBLISHED, true, SortedNumericSelector.Type.MAX);
  private static final SortField BY_ID = new SortField(Fields.ID, SortField.Type.LONG, true);
  private static final Sort NEWEST = new Sort(BY_PUBLISHED, BY_ID);
  private static final Sort RELEVANCE = new Sort(SortField.FIELD_SCORE, BY_PUBLISHED, BY_ID);

  private final Shelf shelf;
  private final Query query;
  private final Ask ask;
  private final Row.@Nullable From from;
  private final long now;
  private final QueryTimeout late;

  /** {@code now}: in milliseconds; a list goes on as of when it began. */
  Finding(Shelf shelf, Query query, Ask ask, long now, Duration patience) {
    this.shelf = shelf;
    this.query = query;
    this.ask = ask;
    long end = System.nanoTime() + patience.toNanos();
    late = () -> System.nanoTime() - end > 0;
    from = ask.cursor() == null ? null : Row.From.read(ask.cursor(), ask.sort());
    this.now = from == null ? now : from.now();
  }

  Hits hits() throws IOException {
    IndexSearcher then = from == null ? null : shelf.acquireKept(from.kept());
    IndexSearcher searcher = then == null ? shelf.acquire() : then;
    try {
      return ask.collapse() ? stories(searcher) : each(searcher);
    } finally {
      shelf.release(searcher);
    }
  }

  /** The ids of the page alone: no total, no facets, no snippets. */
  List<Long> ids() throws IOException {
    IndexSearcher searcher = shelf.acquire();
    try {
      var top = new TopFieldCollectorManager(order(), ask.size(), ask.size()).newCollector();
      runs(new IndexSearcher(stopping(searcher)), query, top);
      return Arrays.stream(top.topDocs().scoreDocs).map(doc -> Found.of(doc).row().id()).toList();
    } finally {
      shelf.release(searcher);
    }
  }

  private Hits each(IndexSearcher searcher) throws IOException {
    TopFieldCollector top =
        new TopFieldCollectorManager(order(), ask.size() + 1, after(), 1).newCollector();
    Tally tally = new Tally(ask.facets(), shelf.filed());
    boolean whole = runs(new RowsAndCounts(stopping(searcher), query, tally), ranked(), top);
    List<Found> page = Arrays.stream(top.topDocs().scoreDocs).map(Found::of).toList();
    // of a search that was cut short, rows may have been seen that were not counted
    return hits(searcher, Math.max(tally.total(), page.size()), page, tally, whole);
  }

  private Hits stories(IndexSearcher searcher) throws IOException {
    StoryBest stories = new StoryBest(ask.sort());
    Tally tally = new Tally(ask.facets(), shelf.filed());
    Collector both = ask.facets().isEmpty() ? stories : MultiCollector.wrap(stories, tally);
    boolean whole = runs(new IndexSearcher(stopping(searcher)), ranked(), both);
    List<Found> page =
        stories.after(from == null ? null : from.row(), ask.size() + 1).stream()
            .map(best -> new Found(best.row(), best.doc(), best.more()))
            .toList();
    return hits(searcher, stories.size(), page, tally, whole);
  }

  /** A row of the page, where its document is, and how many others its story has. */
  private record Found(Row row, int doc, int more) {
    /** From what was sorted by: the score, where there is one, the time, the id. */
    static Found of(ScoreDoc doc) {
      Object[] keys = ((FieldDoc) doc).fields;
      float score = keys[0] instanceof Float relevance ? relevance : 0;
      long published = (Long) keys[keys.length - 2];
      return new Found(new Row(score, published, (Long) keys[keys.length - 1]), doc.doc, 0);
    }
  }

  private Sort order() {
    return ask.sort() == Ask.Sort.NEWEST ? NEWEST : RELEVANCE;
  }

  private @Nullable FieldDoc after() {
    if (from == null) return null;
    Row row = from.row();
    Object[] keys =
        ask.sort() == Ask.Sort.NEWEST
            ? new Object[] {row.published(), row.id()}
            : new Object[] {row.score(), row.published(), row.id()};
    return new FieldDoc(Integer.MAX_VALUE, 0, keys);
  }

  /** One row more than asked for was looked up, to know whether there is a next page. */
  private Hits hits(
      IndexSearcher searcher, long total, List<Found> page, Tally tally, boolean whole)
      throws IOException {
    List<Found> shown = page.subList(0, Math.min(page.size(), ask.size()));
    String next = page.size() > shown.size() ? next(searcher, shown.getLast().row()) : null;
    return new Hits(total, items(searcher, shown), tally.counts(), next, !whole);
  }

  private String next(IndexSearcher searcher, Row last) throws IOException {
    boolean moves = ask.sort() == Ask.Sort.RELEVANCE || ask.collapse();
    return last.cursor(ask.sort(), moves ? shelf.keep(searcher) : NOT_KEPT, now);
  }

  private List<Hit> items(IndexSearcher searcher, List<Found> page) throws IOException {
    int[] docs = page.stream().mapToInt(Found::doc).toArray();
    List<String> snippets = Snippets.of(searcher, query, docs);
    List<Hit> items = new ArrayList<>();
    for (int i = 0; i < docs.length; i++) {
      Found found = page.get(i);
      items.add(new Hit(found.row().id(), found.row().score(), snippets.get(i), found.more()));
    }
    return items;
  }

  private Query ranked() {
    return ask.sort() == Ask.Sort.RELEVANCE ? Freshness.raising(TitlesFirst.of(query), now) : query;
  }

  /** The index, which stops the search when time is over. */
  private DirectoryReader stopping(IndexSearcher searcher) throws IOException {
    return ExitableDirectoryReader.wrap((DirectoryReader) searcher.getIndexReader(), late);
  }

  /** Whether the search came to its end in time; what it had collected by then stays collected. */
  private boolean runs(IndexSearcher searcher, Query query, Collector collector)
      throws IOException {
    searcher.setTimeout(late);
    try {
      searcher.search(query, only(collector));
      return !searcher.timedOut();
    } catch (ExitableDirectoryReader.ExitingReaderException tooLate) {
      return false;
    }
  }

  /** The searcher works in the thread that asks, so that one collector is enough. */
  private static CollectorManager<Collector, Boolean> only(Collector collector) {
    return new CollectorManager<>() {
      @Override
      public Collector newCollector() {
        return collector;
      }

      @Override
      public Boolean reduce(Collection<Collector> all) {
        return true;
      }
    };
  }
}
