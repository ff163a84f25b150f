package io.riskwire.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.search.Doc;
import io.riskwire.search.DocWriter;
import io.riskwire.search.QueryParser;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TitlesFirstTest {
  private static final Instant NOW = Instant.parse("2026-07-15T12:00:00Z");
  private static final int ARTICLES = 3_000;
  private static final List<String> WORDS =
      List.of("ban banned bans city leak leaks outage court vendor price said the of".split(" "));

  private final Translation translation = new Translation(InstantSource.fixed(NOW));
  private final Random random = new Random(5);
  private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
  private DirectoryReader reader;
  private IndexSearcher searcher;

  @BeforeEach
  void open() throws IOException {
    try (var writer = new IndexWriter(directory, new IndexWriterConfig(Words.INDEXED))) {
      for (int id = 1; id <= ARTICLES; id++) {
        writer.addDocument(
            Fields.of(
                new DocWriter(id)
                    .title(words(4))
                    .text(words(1 + random.nextInt(30)))
                    .published(NOW.minusSeconds(random.nextInt(100_000_000)).toString())
                    .doc()));
        if (id % 1_000 == 0) writer.commit();
      }
    }
    reader = DirectoryReader.open(directory);
    searcher = new IndexSearcher(reader);
  }

  @AfterEach
  void close() throws IOException {
    reader.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ban",
        "leak outage",
        "leak OR price",
        "(leak OR price) court -city",
        "\"banned city\"",
        "\"banned city\" OR title:court",
        "title:leak",
        "pri*",
        "pri* OR \"the cou*\"",
        "\"court leak\"~3",
        "-leak",
        "ban lang:en",
        "said OR (outage lang:en)"
      })
  void theFirstRowsAreThoseOfTheQueryItself(String written) throws IOException {
    Query query = query(written);
    for (int rows : new int[] {1, 20, 200})
      assertThat(rows(Freshness.raising(TitlesFirst.of(query), NOW.toEpochMilli()), rows))
          .isNotEmpty()
          .isEqualTo(rows(Freshness.raising(query, NOW.toEpochMilli()), rows));
  }

  @Test
  void onceTheOthersCannotComeFirstOnlyThoseWithTheWordInTheTitleAreLeft() throws IOException {
    LeafReaderContext segment = searcher.getIndexReader().leaves().getFirst();
    Query titles = query("title:leak");
    assertThat(left(query("leak"), segment, 0)).hasSizeGreaterThan(900);
    assertThat(left(TitlesFirst.of(query("leak")), segment, 0))
        .isEqualTo(left(query("leak"), segment, 0));
    assertThat(left(TitlesFirst.of(query("leak")), segment, 1))
        .isEqualTo(left(titles, segment, 0))
        .hasSizeBetween(1, 900);
  }

  /** What is gone through when nothing with a lower score is wanted. */
  private List<Integer> left(Query query, LeafReaderContext segment, float least)
      throws IOException {
    Scorer scorer =
        searcher.createWeight(searcher.rewrite(query), ScoreMode.TOP_SCORES, 1).scorer(segment);
    if (least > 0) scorer.setMinCompetitiveScore(least);
    DocIdSetIterator all = scorer.iterator();
    return IntStream.generate(() -> next(all))
        .takeWhile(doc -> doc != DocIdSetIterator.NO_MORE_DOCS)
        .boxed()
        .toList();
  }

  private static int next(DocIdSetIterator all) {
    try {
      return all.nextDoc();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private List<String> rows(Query query, int most) throws IOException {
    TopDocs top = searcher.search(query, new TopScoreDocCollectorManager(most, null, 1));
    return Arrays.stream(top.scoreDocs).map(row -> row.doc + " " + row.score).toList();
  }

  private Query query(String written) {
    return translation.of(QueryParser.parse(written, name -> name), Doc.Kind.ARTICLE);
  }

  private String words(int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
        .collect(Collectors.joining(" "));
  }
}
