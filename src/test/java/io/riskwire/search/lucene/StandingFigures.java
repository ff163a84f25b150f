package io.riskwire.search.lucene;

import io.riskwire.base.Lang;
import io.riskwire.search.Doc;
import io.riskwire.search.Query;
import io.riskwire.search.Query.Field;
import io.riskwire.search.QueryParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Measures how fast articles are matched with many subscriptions: half ask for a vendor and a type,
 * a third for words with an exclusion, the rest for phrases and nearness. {@code main}: how many.
 */
final class StandingFigures {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-07-15T12:00:00Z"));
  private static final int VENDORS = 4_000;
  private static final int TYPES = 14;
  private static final int WORDS = 300;
  private static final int DOCS = 2_000;

  private final Random random = new Random(7);
  private final List<String> words = words();

  private StandingFigures() {}

  public static void main(String[] counts) throws IOException {
    for (String count : counts) new StandingFigures().measure(Integer.parseInt(count));
  }

  private void measure(int count) throws IOException {
    List<Doc> docs = new ArrayList<>();
    for (int i = 0; i < DOCS; i++) docs.add(doc(i));
    Map<Long, Query> queries = new LinkedHashMap<>();
    for (long i = 0; i < count; i++) queries.put(i, query((int) i));
    try (var standing = new LuceneStanding(CLOCK)) {
      long start = System.nanoTime();
      int refused = standing.put(queries).size();
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      for (Doc doc : docs.subList(0, DOCS / 2)) standing.match(doc); // warm
      long fits = 0;
      start = System.nanoTime();
      for (Doc doc : docs) fits += standing.match(doc).size();
      double seconds = (System.nanoTime() - start) / 1e9;
      start = System.nanoTime();
      standing.put(Map.of(1L, QueryParser.parse("another", name -> name)));
      Duration change = Duration.ofNanos(System.nanoTime() - start);
      System.out.printf(
          "%d subscriptions (%d refused) taken in %s; %.1f fits an article; %.0f articles a second;"
              + " one changed in %s%n",
          count, refused, taken, (double) fits / DOCS, DOCS / seconds, change);
    }
  }

  private Query query(int i) {
    return switch (i % 6) {
      case 0, 1, 2 ->
          Query.and(
              Query.anyOf(Field.VENDOR, List.of("Vendor " + random.nextInt(VENDORS))),
              Query.anyOf(Field.TYPE, List.of("type-" + random.nextInt(TYPES))));
      case 3, 4 -> parsed(rare() + " " + rare() + " -" + rare());
      default -> {
        boolean isPhrase = random.nextBoolean();
        yield parsed("\"" + usual() + " " + rare() + "\"" + (isPhrase ? "" : "~5"));
      }
    };
  }

  private static Query parsed(String q) {
    return QueryParser.parse(q, name -> name);
  }

  private Doc doc(int id) {
    var text = new StringBuilder();
    for (int i = 0; i < WORDS; i++) text.append(usual()).append(' ');
    return new Doc(
        Doc.Kind.INCIDENT,
        id,
        usual() + " " + rare(),
        text.toString(),
        Lang.ENGLISH,
        List.of(vendor()),
        List.of(),
        List.of(),
        List.of("type-" + random.nextInt(TYPES)),
        List.of(),
        List.of("Post"),
        CLOCK.instant(),
        null);
  }

  /** A few vendors are in the news every day, most are not. */
  private String vendor() {
    return "Vendor " + zipf(VENDORS);
  }

  private String usual() {
    return words.get(zipf(words.size()));
  }

  private String rare() {
    return words.get(200 + random.nextInt(words.size() - 200));
  }

  /** Ranks as words have them: the chance of rank r falls as 1/r. */
  private int zipf(int size) {
    return Math.min(size - 1, (int) Math.exp(random.nextDouble() * Math.log(size + 1.0)) - 1);
  }

  private static List<String> words() {
    String name = "/event/words/common.txt";
    try (InputStream in = Objects.requireNonNull(StandingFigures.class.getResourceAsStream(name))) {
      List<String> words =
          new ArrayList<>(
              new String(in.readAllBytes(), StandardCharsets.UTF_8)
                  .lines()
                  .map(String::strip)
                  .filter(w -> w.matches("[a-z]{2,}"))
                  .distinct()
                  .toList());
      Collections.shuffle(words, new Random(3)); // they stand by letter, not by use
      return words;
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
