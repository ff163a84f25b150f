package io.riskwire.story;

import io.riskwire.event.Analyzer;
import io.riskwire.event.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes of our own articles the near-copies that desks make of a wire's text. */
final class NearCopies {
  private static final String CORPUS = "/event/corpus/security.jsonl";
  private static final Instant DAY = Instant.parse("2026-03-02T08:00:00Z");

  /** Two texts are near-copies from this overlap of their four-word shingles on. */
  private static final double NEAR = 0.9;

  private NearCopies() {}

  /** Each long article of the corpus, followed by {@code copies} near-copies of it. */
  static List<Grouping.Labelled> make(Analyzer analyzer, int copies) throws IOException {
    var random = new Random(11);
    List<Grouping.Labelled> made = new ArrayList<>();
    int n = 0;
    for (String[] article : articles()) {
      if (article[1].split("\\s+").length < 70) continue;
      n++;
      made.add(labelled(analyzer, n + " original", article[0], article[1]));
      for (int c = 0; c < copies; c++) {
        String copy = copy(article[1], random);
        if (overlap(article[1], copy) >= NEAR)
          made.add(labelled(analyzer, n + " copy", title(article[0], random), copy));
      }
    }
    return made;
  }

  /** Under which columns appear, week after week. */
  private static final List<String> TITLES =
      List.of(
          "The week in security",
          "Security roundup: what you need to know this week",
          "Monday briefing",
          "Patch Tuesday: the most important fixes",
          "Breaches and leaks: the week's list");

  /** Pairs of texts of different stories, published under the title of one column. */
  static List<List<Grouping.Labelled>> columns(Analyzer analyzer) throws IOException {
    List<String[]> articles = articles();
    List<List<Grouping.Labelled>> pairs = new ArrayList<>();
    for (int i = 1; i < articles.size(); i++) {
      String[] one = articles.get(i - 1);
      String[] other = articles.get(i);
      if (Math.min(one[1].split("\\s+").length, other[1].split("\\s+").length) < 70) continue;
      if (one[2].equals(other[2])) continue;
      String title = TITLES.get(i % TITLES.size());
      pairs.add(
          List.of(
              labelled(analyzer, "one", title, one[1]),
              labelled(analyzer, "other", title, other[1])));
    }
    return pairs;
  }

  static Grouping.Labelled asOneStory(Grouping.Labelled a) {
    String number = a.story().substring(0, a.story().indexOf(' '));
    return new Grouping.Labelled(number, a.title(), a.telling(), a.published());
  }

  private static Grouping.Labelled labelled(
      Analyzer analyzer, String label, String title, String text) {
    var events = analyzer.read(new Text(title, text, DAY, null)).events();
    return new Grouping.Labelled(label, title, Telling.of(title, text, events), DAY);
  }

  private static List<String[]> articles() throws IOException {
    var json = new com.fasterxml.jackson.databind.ObjectMapper();
    List<String[]> articles = new ArrayList<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                NearCopies.class.getResourceAsStream(CORPUS), StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) {
        var article = json.readTree(line);
        articles.add(
            new String[] {
              article.path("title").asText(),
              article.path("text").asText(),
              article.path("story").asText("alone " + articles.size())
            });
      }
    }
    return articles;
  }

  private static String copy(String text, Random random) {
    List<String> words = new ArrayList<>(Arrays.asList(text.split(" ")));
    return switch (random.nextInt(4)) {
      case 0 -> String.join(" ", words.subList(0, words.size() - words.size() / 14));
      case 1 -> "By our own correspondent. " + text;
      case 2 -> {
        words.remove(random.nextInt(words.size()));
        yield String.join(" ", words);
      }
      default -> text + " (Agencies)";
    };
  }

  private static String title(String title, Random random) {
    return random.nextBoolean() ? title : "UPDATE: " + title;
  }

  private static double overlap(String a, String b) {
    Set<String> one = shingles(a);
    Set<String> other = shingles(b);
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    return (double) both.size() / (one.size() + other.size() - both.size());
  }

  private static Set<String> shingles(String text) {
    String[] words = text.split("\\s+");
    Set<String> shingles = new HashSet<>();
    for (int i = 0; i + 4 <= words.length; i++)
      shingles.add(String.join(" ", Arrays.copyOfRange(words, i, i + 4)));
    return shingles;
  }
}
