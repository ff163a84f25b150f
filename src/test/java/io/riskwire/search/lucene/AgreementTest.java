package io.riskwire.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.base.Lang;
import io.riskwire.search.Doc;
import io.riskwire.search.Query;
import io.riskwire.search.QueryParser;
import io.riskwire.search.Search.Update;
import io.riskwire.search.Search.Update.Put;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stored query fits the articles that a search by it finds, and no other: at random. */
class AgreementTest {
  private static final Instant NOW = Instant.parse("2026-07-15T12:00:00Z");
  private static final String[] WORDS =
      ("ban banned banning bans city cities council chatbot GPT-4o it's l'accord Übersetzer 人工智能 工具"
              + " 東京 не запрет naïve C++ data leak leaks leaked vendor the a of on and not 2026 v2.1"
              + " open-source OpenAI Mistral outage outages court sues fined lawsuit price prices")
          .split(" ");
  private static final String[] BEGINNINGS = {
    "ba", "cit", "GPT", "l'acc", "Über", "工", "out", "na"
  };
  private static final String[] VENDORS = {"OpenAI", "Mistral", "Palo Alto Networks", "Nextcloud"};
  private static final String[] TYPES = {"tool-ban", "legal-action", "outage"};
  private static final String[] STATUSES = {"announced", "in-force"};
  private static final String[] LANGUAGES = {"en", "de", "zh"};

  @TempDir Path home;

  private final Random random = new Random(11);

  @Test
  void aStoredQueryFitsWhatASearchByItFinds() throws Exception {
    compare(300, 300);
  }

  @Tag("long")
  @Test
  void aThousandStoredQueriesFitWhatSearchesByThemFindInTenThousandArticles() throws Exception {
    compare(10_000, 1_000);
  }

  private void compare(int articles, int asked) throws Exception {
    List<Doc> docs = new ArrayList<>();
    for (int i = 0; i < articles; i++) docs.add(doc(i));
    Map<Long, Query> queries = new TreeMap<>();
    Map<Long, String> written = new HashMap<>();
    for (long i = 0; i < asked; i++) {
      written.put(i, query(2));
      queries.put(i, QueryParser.parse(written.get(i), name -> name));
    }
    try (var search = new LuceneSearch(home, InstantSource.fixed(NOW));
        var standing = new LuceneStanding(InstantSource.fixed(NOW))) {
      List<Update> updates = new ArrayList<>();
      for (Doc doc : docs) updates.add(new Put(doc));
      search.apply(1, updates);
      assertThat(standing.put(queries)).isEmpty();
      Map<Long, TreeSet<Long>> fitting = new TreeMap<>();
      for (Doc doc : docs)
        for (long query : standing.match(doc))
          fitting.computeIfAbsent(query, q -> new TreeSet<>()).add(doc.id());
      long pairs = 0;
      for (var query : queries.entrySet()) {
        var found = new TreeSet<>(search.ids(Doc.Kind.ARTICLE, query.getValue(), articles));
        pairs += found.size();
        assertThat(fitting.getOrDefault(query.getKey(), new TreeSet<>()))
            .as(written.get(query.getKey()))
            .isEqualTo(found);
      }
      assertThat(pairs).as("too few to say anything").isGreaterThan(articles);
    }
  }

  private Doc doc(long id) {
    return new Doc(
        Doc.Kind.ARTICLE,
        id,
        words(1 + random.nextInt(4)),
        words(random.nextInt(15)),
        Lang.of(one(LANGUAGES)),
        random.nextBoolean() ? List.of(one(VENDORS)) : List.of(),
        List.of(),
        random.nextInt(4) == 0 ? List.of("City of " + one(VENDORS)) : List.of(),
        random.nextBoolean() ? List.of(one(TYPES)) : List.of(),
        random.nextBoolean() ? List.of(one(STATUSES)) : List.of(),
        List.of("Post " + random.nextInt(3)),
        NOW.minusSeconds(random.nextInt(40 * 86_400)),
        null);
  }

  private String words(int count) {
    var words = new StringBuilder();
    for (int i = 0; i < count; i++)
      words.append(word()).append(random.nextInt(6) == 0 ? ". " : " ");
    return words.toString();
  }

  /** Any question that the query language knows, as somebody would write it. */
  private String query(int depth) {
    return switch (random.nextInt(depth > 0 ? 14 : 10)) {
      case 0, 1, 2 -> word();
      case 3 -> quoted(word() + " " + word());
      case 4 -> quoted(word() + " " + word() + " " + word()) + "~" + random.nextInt(6);
      case 5 -> one(BEGINNINGS) + "*";
      case 6 -> "title:" + word();
      case 7 -> "vendor:" + quoted(one(VENDORS));
      case 8 -> random.nextBoolean() ? "type:" + one(TYPES) : "status:" + one(STATUSES);
      case 9 ->
          "published:" + (random.nextBoolean() ? ">" : "<") + "now-" + random.nextInt(40) + "d";
      case 10 -> query(depth - 1) + " " + query(depth - 1);
      case 11 -> "(" + query(depth - 1) + " OR " + query(depth - 1) + ")";
      case 12 -> query(depth - 1) + " -" + query(0);
      default -> "-(" + query(depth - 1) + ") lang:" + one(LANGUAGES);
    };
  }

  private static String quoted(String words) {
    return '"' + words + '"';
  }

  private String word() {
    return one(WORDS);
  }

  private String one(String[] of) {
    return of[random.nextInt(of.length)];
  }
}
