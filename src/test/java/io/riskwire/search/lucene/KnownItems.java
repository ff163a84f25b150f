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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures whether a title is found by half of its words: indexes all articles of a file of JSON
 * lines ({@code title, text, source, published}), asks for each of them by half of the words of its
 * title, and counts those that stand among the first three; of a hundred, evenly spread, and of all
 * that have four words or more. Which half is a matter of taste, so each of several is asked for.
 */
final class KnownItems {
  private static final int ASKED = 100;
  private static final int FIRST = 3;
  private static final int FEWEST_WORDS = 4;

  /** What means something to the query language, within a word or around it. */
  private static final String SIGNS = "[^\\p{L}\\p{N}]*\\s[^\\p{L}\\p{N}]*|[()\"“”„«»:*\\[\\]]+";

  private KnownItems() {}

  /** The words of a title of which half is asked for: which ones. */
  private interface Half {
    boolean has(int word, int words);
  }

  public static void main(String[] args) throws IOException {
    List<Doc> docs = docs(Path.of(args[0]));
    Path home = Files.createTempDirectory("known-items");
    try (LuceneSearch search = new LuceneSearch(home, InstantSource.system())) {
      List<Update> updates = new ArrayList<>();
      docs.forEach(doc -> updates.add(new Update.Put(doc)));
      search.apply(1, updates);
      List<Doc> titled = docs.stream().filter(d -> words(d).size() >= FEWEST_WORDS).toList();
      List<Doc> hundred = new ArrayList<>();
      for (int i = 0; i < ASKED; i++) hundred.add(titled.get(i * titled.size() / ASKED));
      System.out.println(docs.size() + " articles, found among the first " + FIRST);
      var random = new Random(7);
      halves(random)
          .forEach(
              (name, half) ->
                  System.out.printf(
                      "%s: of %d %d, of %d %d%n",
                      name,
                      ASKED,
                      found(search, hundred, half),
                      titled.size(),
                      found(search, titled, half)));
    } finally {
      Shelves.delete(home);
    }
  }

  private static Map<String, Half> halves(Random random) {
    Map<String, Half> halves = new LinkedHashMap<>();
    halves.put("every other word from the first", (word, words) -> word % 2 == 0);
    halves.put("every other word from the second", (word, words) -> word % 2 == 1);
    halves.put("the first half", (word, words) -> word < (words + 1) / 2);
    halves.put("the second half", (word, words) -> word >= words / 2);
    halves.put("each word or not, by chance", (word, words) -> random.nextBoolean());
    return halves;
  }

  private static int found(LuceneSearch search, List<Doc> asked, Half half) {
    int found = 0;
    for (Doc doc : asked) {
      List<String> words = words(doc);
      String q =
          IntStream.range(0, words.size())
              .filter(i -> half.has(i, words.size()))
              .mapToObj(words::get)
              .collect(Collectors.joining(" "));
      var query = QueryParser.parse(q, name -> name);
      List<Hit> first =
          search.find(Ask.of(Doc.Kind.ARTICLE, query, Ask.Sort.RELEVANCE, FIRST)).items();
      if (first.stream().anyMatch(hit -> hit.id() == doc.id())) found++;
    }
    return found;
  }

  /** What stands between blanks, in small letters, so that no operator is meant. */
  private static List<String> words(Doc doc) {
    return Arrays.stream((" " + doc.title() + " ").toLowerCase(Locale.ROOT).split(SIGNS))
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
