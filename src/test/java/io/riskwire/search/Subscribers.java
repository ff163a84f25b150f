package io.riskwire.search;

import io.riskwire.base.Lang;
import io.riskwire.search.Query.Field;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Made-up subscriptions and articles of 300 words. The words and vendors of articles follow Zipf's
 * law, as in news. Half of the subscriptions ask for a vendor, or a watchlist of five, and a type;
 * a third for two words without a third; the rest for phrases and nearness. People watch their own
 * vendors, which are spread wider than the news, and no word that is in every article: of 100,000
 * about ten fit an article.
 */
public final class Subscribers {
  private static final int VENDORS = 20_000;
  private static final int ON_A_WATCHLIST = 5;
  private static final int TYPES = 14;
  private static final int WORDS = 300;
  private static final int VOCABULARY = 60_000;

  private final Random random = new Random(7);
  private final List<String> words = words();
  private final int usual;

  /** {@code usual}: so many of the most frequent words nobody subscribes to. */
  public Subscribers(int usual) {
    this.usual = usual;
  }

  public List<Doc> docs(int count, Instant published) {
    List<Doc> docs = new ArrayList<>();
    for (int i = 0; i < count; i++) docs.add(doc(i, published));
    return docs;
  }

  public Map<Long, Query> queries(int count) {
    Map<Long, Query> queries = new LinkedHashMap<>();
    for (long i = 0; i < count; i++) queries.put(i, query((int) i));
    return queries;
  }

  private Query query(int i) {
    return switch (i % 6) {
      case 0, 1, 2 ->
          Query.and(
              Query.anyOf(Field.VENDOR, watched(i % 5 == 0 ? ON_A_WATCHLIST : 1)),
              Query.anyOf(Field.TYPE, List.of("type-" + random.nextInt(TYPES))));
      case 3, 4 -> parsed(rare() + " " + rare() + " -" + rare());
      default -> {
        boolean isPhrase = random.nextBoolean();
        yield parsed("\"" + rare() + " " + rare() + "\"" + (isPhrase ? "" : "~5"));
      }
    };
  }

  private Set<String> watched(int vendors) {
    Set<String> watched = new TreeSet<>();
    for (int i = 0; i < vendors; i++) {
      double chance = random.nextDouble();
      watched.add("Vendor " + (int) (VENDORS * chance * chance)); // falls as the root of the rank
    }
    return watched;
  }

  private static Query parsed(String q) {
    return QueryParser.parse(q, name -> name);
  }

  private Doc doc(int id, Instant published) {
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
        published,
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
    while (true) {
      int rank = zipf(words.size());
      if (rank >= usual) return words.get(rank);
    }
  }

  /** Ranks as words have them: the chance of rank r falls as 1/r. */
  private int zipf(int size) {
    return Math.min(size - 1, (int) Math.exp(random.nextDouble() * Math.log(size + 1.0)) - 1);
  }

  private static List<String> words() {
    String name = "/event/words/common.txt";
    try (InputStream in = Objects.requireNonNull(Subscribers.class.getResourceAsStream(name))) {
      List<String> words =
          new ArrayList<>(
              new String(in.readAllBytes(), StandardCharsets.UTF_8)
                  .lines()
                  .map(String::strip)
                  .filter(w -> w.matches("[a-z]{2,}"))
                  .distinct()
                  .toList());
      Collections.shuffle(words, new Random(3)); // they stand by letter, not by use
      int known = words.size();
      for (int i = known; i < VOCABULARY; i++)
        words.add(words.get(i % known) + words.get((int) (i * 7_919L % known)));
      return words;
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
