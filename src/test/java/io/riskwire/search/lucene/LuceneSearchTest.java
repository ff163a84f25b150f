package io.riskwire.search.lucene;

import static io.riskwire.search.Ask.Sort.NEWEST;
import static io.riskwire.search.Ask.Sort.RELEVANCE;
import static io.riskwire.search.Doc.Kind.ARTICLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.search.Ask;
import io.riskwire.search.Hits;
import io.riskwire.search.Query;
import io.riskwire.search.QueryParser;
import io.riskwire.search.Search;
import io.riskwire.search.Search.Update.Put;
import io.riskwire.search.Search.Update.Remove;
import io.riskwire.search.SearchContract;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.search.IndexSearcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneSearchTest extends SearchContract {
  @TempDir Path home;

  @Override
  protected Search open() {
    return new LuceneSearch(home, CLOCK);
  }

  @Override
  protected void close(Search search) throws Exception {
    ((LuceneSearch) search).close();
  }

  @Test
  void aCrashLosesDocumentsAndPositionTogether(@TempDir Path other, @TempDir Path crashed)
      throws Exception {
    try (LuceneSearch search = new LuceneSearch(other, CLOCK)) {
      search.apply(1, List.of(new Put(article(1).doc())));
    }
    try (LuceneSearch search = new LuceneSearch(other, CLOCK)) {
      search.apply(2, List.of(new Put(article(2).doc())));
      assertThat(all(search)).containsExactly(2L, 1L);
      copy(other, crashed);
    }
    try (LuceneSearch search = new LuceneSearch(crashed, CLOCK)) {
      assertThat(search.position()).isEqualTo(1);
      assertThat(all(search)).containsExactly(1L);
      search.apply(2, List.of(new Put(article(2).doc())));
      assertThat(all(search)).containsExactly(2L, 1L);
    }
  }

  @Test
  void whatComesAgainStandsOnceAsItWasLast(@TempDir Path other) throws Exception {
    try (LuceneSearch search = new LuceneSearch(other, CLOCK)) {
      search.apply(
          3,
          List.of(
              new Put(article(7).doc()),
              new Put(article(7).doc()),
              new Put(article(5).doc()),
              new Put(article(9).doc()),
              new Remove(ARTICLE, 9)));
      search.apply(4, List.of(new Put(article(7).doc()), new Put(article(6).doc())));
      assertThat(all(search)).containsExactly(7L, 6L, 5L);
    }
    try (LuceneSearch search = new LuceneSearch(other, CLOCK)) {
      search.apply(5, List.of(new Put(article(7).doc()), new Put(article(8).doc())));
      search.apply(6, List.of(new Put(article(8).text("ban").doc())));
      assertThat(all(search)).containsExactly(8L, 7L, 6L, 5L);
      Query ban = QueryParser.parse("ban", name -> name);
      assertThat(search.ids(ARTICLE, ban, 5)).containsExactly(8L);
    }
  }

  @Test
  void theNewestAreLookedForFirst(@TempDir Path other) throws Exception {
    try (Shelf shelf = Shelf.begin(other, 0)) {
      for (int day : new int[] {2, 9, 5}) {
        String published = "2026-07-0" + day + "T00:00:00Z";
        shelf.apply(1, List.of(new Put(article(day).published(published).doc())));
        shelf.release(shelf.acquire()); // writes a segment
      }
      IndexSearcher searcher = shelf.acquire();
      assertThat(searcher.getIndexReader().leaves())
          .extracting(segment -> Shelf.newest(segment.reader()))
          .isSortedAccordingTo(Comparator.reverseOrder());
      shelf.release(searcher);
    }
  }

  @Test
  void afterAFailureOfTheDiskItGoesOnFromWhatIsThere(@TempDir Path other) throws Exception {
    try (LuceneSearch search = new LuceneSearch(other, CLOCK)) {
      search.apply(1, List.of(new Put(article(1).doc())));
      Shelves.delete(other.resolve("lucene"));
      assertThatThrownBy(() -> all(search)).isInstanceOf(UncheckedIOException.class);
      assertThat(search.position()).isZero();
      search.apply(1, List.of(new Put(article(1).doc())));
      assertThat(all(search)).containsExactly(1L);
    }
  }

  @Test
  void anIndexThatCannotBeReadBeginsAnew(@TempDir Path other) throws Exception {
    try (LuceneSearch search = new LuceneSearch(other, CLOCK)) {
      search.apply(5, List.of(new Put(article(1).doc())));
    }
    try (Stream<Path> files = Files.walk(other)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".cfs")).toList())
        Files.write(file, new byte[10]);
    }
    try (LuceneSearch search = new LuceneSearch(other, CLOCK)) {
      assertThat(search.position()).isZero();
      assertThat(all(search)).isEmpty();
      assertThat(search.problem()).hasValueSatisfying(p -> assertThat(p).contains("began anew"));
    }
    try (LuceneSearch search = new LuceneSearch(other, CLOCK)) {
      assertThat(search.position()).isZero();
      assertThat(search.problem()).isEmpty();
    }
  }

  @Test
  void twoProcessesCannotShareAnIndex(@TempDir Path other) throws Exception {
    try (LuceneSearch search = new LuceneSearch(other, CLOCK);
        LuceneSearch second = new LuceneSearch(other, CLOCK)) {
      search.apply(5, List.of());
      assertThatThrownBy(second::position).isInstanceOf(UncheckedIOException.class);
      assertThat(search.position()).isEqualTo(5);
    }
  }

  @Test
  void whatTakesTooLongIsCutShortAndSaysSo(@TempDir Path other) throws Exception {
    try (LuceneSearch search = new LuceneSearch(other, CLOCK, Duration.ZERO)) {
      search.apply(1, List.of(new Put(article(1).text("ban").doc())));
      for (String q : List.of("ban", "ban*", "\"ban ban\"~5", "")) {
        Ask ask =
            Ask.of(ARTICLE, QueryParser.parse(q, name -> name), RELEVANCE, 5)
                .counting(EnumSet.allOf(Ask.Facet.class));
        assertThat(search.find(ask).partial()).as(q).isTrue();
        assertThat(search.find(ask.collapsed(true)).partial()).as(q).isTrue();
        assertThat(search.ids(ARTICLE, ask.query(), 5)).hasSizeLessThan(2);
      }
    }
  }

  @Test
  void manyHitsAreCountedOnSeveralCoresAndEachOnce(@TempDir Path other) throws Exception {
    List<Search.Update> updates = new ArrayList<>();
    for (int i = 1; i <= 30_000; i++)
      updates.add(new Put(article(i).vendors("Vendor " + i % 3).doc()));
    try (LuceneSearch search = new LuceneSearch(other, CLOCK)) {
      search.apply(1, updates);
      Ask ask = Ask.of(ARTICLE, Query.ALL, NEWEST, 1).counting(EnumSet.of(Ask.Facet.VENDOR));
      IntStream.range(0, 50)
          .parallel()
          .forEach(
              time -> {
                Hits hits = search.find(ask);
                assertThat(hits.total()).isEqualTo(30_000);
                assertThat(hits.facets().get(Ask.Facet.VENDOR))
                    .hasSize(3)
                    .allSatisfy(vendor -> assertThat(vendor.count()).isEqualTo(10_000));
              });
    }
  }

  @Test
  void aThousandNamesAndDeepPagesAreAnswered(@TempDir Path other) throws Exception {
    List<Search.Update> updates = new ArrayList<>();
    for (int i = 0; i < 3_000; i++)
      updates.add(new Put(article(i).text("ban word" + i).vendors("Vendor " + i).doc()));
    LuceneSearch search = new LuceneSearch(other, CLOCK);
    search.apply(1, updates);
    List<String> names = IntStream.range(0, 2_000).mapToObj(i -> "Vendor " + i).toList();
    Query many = Query.anyOf(Query.Field.VENDOR, names);
    assertThat(search.find(Ask.of(ARTICLE, many, RELEVANCE, 1)).total()).isEqualTo(2_000);
    Ask ask = Ask.of(ARTICLE, QueryParser.parse("wor*", n -> n), NEWEST, 200);
    String cursor = null;
    int seen = 0;
    do {
      Hits hits = search.find(ask.from(cursor));
      seen += hits.items().size();
      cursor = hits.next();
    } while (cursor != null);
    assertThat(seen).isEqualTo(3_000);
    search.close();
  }

  private static List<Long> all(Search search) {
    return search.find(Ask.of(ARTICLE, Query.ALL, NEWEST, 100)).items().stream()
        .map(Hits.Hit::id)
        .toList();
  }

  private static void copy(Path from, Path to) throws Exception {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) Files.createDirectories(copy);
        else Files.copy(file, copy);
      }
    }
  }
}
