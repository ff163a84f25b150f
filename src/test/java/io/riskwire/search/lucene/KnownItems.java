package io.riskwire.search.lucene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskwire.article.Languages;
import io.riskwire.search.Ask;
import io.riskwire.search.Doc;
import io.riskwire.search.Hits.Hit;
import io.riskwire.search.QueryParser;
import io.riskwire.search.Search.Update;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures whether a title is found by half of its words: indexes all articles of a file of JSON
 * lines ({@code title, text, source, published}), asks for a hundred of them, evenly spread, by
 * every other word of the title, and counts those that stand among the first three. Then the same
 * for all, as the hundred are few.
 */
final class KnownItems {
  private static final int ASKED = 100;
  private static final int FIRST = 3;
  private static final int FEWEST_WORDS = 4;

  private KnownItems() {}

  public static void main(String[] args) throws IOException {
    List<Doc> docs = docs(Path.of(args[0]));
    Path home = Files.createTempDirectory("known-items");
    InstantSource clock = InstantSource.system();
    try (LuceneSearch search = new LuceneSearch(home, clock)) {
      List<Update> updates = new ArrayList<>();
      docs.forEach(doc -> updates.add(new Update.Put(doc)));
      search.apply(1, updates);
      List<Doc> titled = docs.stream().filter(d -> words(d).size() >= FEWEST_WORDS).toList();
      List<Doc> hundred = new ArrayList<>();
      for (int i = 0; i < ASKED; i++) hundred.add(titled.get(i * titled.size() / ASKED));
      System.out.println(docs.size() + " articles");
      System.out.println("of " + hundred.size() + " asked " + found(search, hundred, true));
      System.out.println("of " + titled.size() + " asked " + found(search, titled, false));
    } finally {
      Shelves.delete(home);
    }
  }

  private static String found(LuceneSearch search, List<Doc> asked, boolean tells) {
    int found = 0;
    for (Doc doc : asked) {
      var query = QueryParser.parse(half(doc), name -> name);
      List<Hit> first =
          search.find(Ask.of(Doc.Kind.ARTICLE, query, Ask.Sort.RELEVANCE, FIRST)).items();
      if (first.stream().anyMatch(hit -> hit.id() == doc.id())) found++;
      else if (tells) System.out.println("  not found: " + half(doc) + " / " + doc.title());
    }
    return found + " among the first " + FIRST;
  }

  /** Every other word, the first among them, in small letters: no operator is meant. */
  private static String half(Doc doc) {
    List<String> words = words(doc);
    List<String> half = new ArrayList<>();
    for (int i = 0; i < words.size(); i += 2) half.add(words.get(i));
    return String.join(" ", half);
  }

  /** What stands between blanks, without the signs around it. */
  private static List<String> words(Doc doc) {
    return Arrays.stream(doc.title().toLowerCase(Locale.ROOT).split("\\s+"))
        .map(word -> word.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", ""))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static List<Doc> docs(Path file) throws IOException {
    var json = new ObjectMapper();
    var languages = new Languages();
    List<Doc> docs = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode article = json.readTree(line);
      String title = article.path("title").asText("");
      String text = article.path("text").asText("");
      docs.add(
          new Doc(
              Doc.Kind.ARTICLE,
              docs.size() + 1L,
              title,
              text,
              languages.detect(title + "\n\n" + text),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(article.path("source").asText("unknown")),
              Instant.parse(article.path("published").asText()),
              null));
    }
    return docs;
  }
}
