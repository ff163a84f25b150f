package io.riskwire.search.lucene;

import static io.riskwire.search.Doc.Kind.ARTICLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.search.Doc;
import io.riskwire.search.DocWriter;
import io.riskwire.search.Query;
import io.riskwire.search.QueryParser;
import io.riskwire.search.Search.Update;
import io.riskwire.search.Search.Update.Put;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneStandingTest {
  private static final Instant NOW = Instant.parse("2026-07-15T12:00:00Z");
  private static final List<String> QUERIES =
      List.of(
          "ban chatbot",
          "ban OR city",
          "chatbot -ban",
          "-ban",
          "-(ban OR city)",
          "one OR -two",
          "\"the ban\"",
          "\"on a ban\"",
          "\"ban chatbot\"~2",
          "banni*",
          "ban*",
          "gpt-4o",
          "gpt-4*",
          "title:ban",
          "title:(ban OR city)",
          "vendor:openai",
          "vendor:OpenAI -ban",
          "vendor:(openai OR \"palo alto networks\")",
          "lang:en",
          "lang:en ban",
          "人工智能",
          "国",
          "ubersetzer",
          "published:>now-7d",
          "published:<now-7d ban",
          "ban OR published:>now-7d",
          "-published:>now-7d",
          "published:[2026-07-01 TO 2026-07-31]",
          "",
          "&",
          "ban &",
          "*");
  private static final List<Doc> DOCS =
      List.of(
          new DocWriter(1).title("City bans chatbot").text("The ban of a chatbot.").doc(),
          new DocWriter(2).text("Banning GPT-4o: he was on a ban list").vendors("OpenAI").doc(),
          new DocWriter(3).text("北京市禁止使用人工智能工具。美国").doc(),
          new DocWriter(4).text("Übersetzer").vendors("Palo Alto Networks", "Mistral").doc(),
          new DocWriter(5).text("one chatbot").published("2026-07-14T00:00:00Z").doc(),
          new DocWriter(6).text("two ban it, chatbot").published("2025-01-01T00:00:00Z").doc(),
          new DocWriter(7).title("").text("").doc());

  @TempDir Path home;

  private final LuceneStanding standing = new LuceneStanding(() -> NOW);

  @Test
  void aQueryMatchesWhereItWouldFind() throws Exception {
    try (LuceneSearch search = new LuceneSearch(home, InstantSource.fixed(NOW))) {
      List<Update> updates = new ArrayList<>();
      for (Doc doc : DOCS) updates.add(new Put(doc));
      search.apply(1, updates);
      Map<Long, Query> queries = new TreeMap<>();
      for (String q : QUERIES) queries.put((long) queries.size(), query(q));
      assertThat(standing.put(queries)).isEmpty();
      for (Doc doc : DOCS) {
        List<String> found =
            QUERIES.stream().filter(q -> ids(search, q).contains(doc.id())).toList();
        List<String> matched =
            standing.match(doc).stream().map(id -> QUERIES.get(id.intValue())).toList();
        assertThat(matched).as("document " + doc.id()).containsExactlyElementsOf(found);
      }
    }
  }

  private static List<Long> ids(LuceneSearch search, String q) {
    return search.ids(ARTICLE, query(q), 100);
  }

  @Test
  void aQueryIsReplacedAndRemovedByItsId() {
    standing.put(Map.of(1L, query("ban"), 2L, query("chatbot")));
    assertThat(standing.match(DOCS.getFirst())).containsExactly(1L, 2L);
    standing.put(Map.of(1L, query("unheard")));
    assertThat(standing.match(DOCS.getFirst())).containsExactly(2L);
    standing.remove(List.of(2L, 99L));
    assertThat(standing.match(DOCS.getFirst())).isEmpty();
  }

  @Test
  void aQueryThatCannotBeTakenIsReportedAndTheOthersStand() {
    Query tooLong = query("\"" + "a-".repeat(1_000) + "\"~5");
    assertThat(standing.put(Map.of(1L, query("ban"), 3L, tooLong, 4L, query("chatbot"))))
        .containsOnlyKeys(3L);
    assertThat(standing.match(DOCS.getFirst())).containsExactly(1L, 4L);
    assertThat(standing.put(Map.of(5L, query("ban")))).isEmpty();
    assertThat(standing.match(DOCS.getFirst())).containsExactly(1L, 4L, 5L);
  }

  @AfterEach
  void close() throws Exception {
    standing.close();
  }

  private static Query query(String q) {
    return QueryParser.parse(q, name -> name);
  }
}
