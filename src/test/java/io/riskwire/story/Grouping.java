package io.riskwire.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskwire.base.Lang;
import io.riskwire.event.Analyzer;
import io.riskwire.event.Event;
import io.riskwire.event.Text;
import io.riskwire.vendor.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Groups labelled articles, an article a line as JSON, and scores what came of it. */
final class Grouping {
  private Grouping() {}

  record Labelled(String story, String title, Telling telling, Instant published) {}

  /** Pairwise and B-cubed (Bagga and Baldwin 1998) F1, and how many stories were found. */
  record Scores(double pairwise, double bCubed, int stories) {}

  public static void main(String[] files) throws IOException {
    Analyzer analyzer = new Analyzer(Names.load());
    for (String file : files) {
      List<Labelled> articles = read(Path.of(file), analyzer);
      System.out.printf("%s, %d articles%n", Path.of(file).getFileName(), articles.size());
      for (int seed = 0; seed < 4; seed++)
        System.out.println("  " + scores(shuffled(articles, seed)));
    }
  }

  static List<Labelled> read(Path file, Analyzer analyzer) throws IOException {
    var json = new ObjectMapper();
    List<Labelled> articles = new ArrayList<>();
    int n = 0;
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) lines.add(json.readTree(line));
    boolean isDated = lines.getFirst().has("published") || lines.getFirst().has("published_ms");
    if (!isDated) Collections.shuffle(lines, new Random(7));
    for (JsonNode line : lines) {
      n++;
      String title = line.path("title").asText();
      String text = line.path("text").asText(title);
      Instant published =
          !isDated
              ? Instant.parse("2026-03-01T00:00:00Z").plusSeconds(60L * n)
              : line.has("published")
                  ? Instant.parse(line.path("published").asText())
                  : Instant.ofEpochMilli(line.path("published_ms").asLong());
      List<Event> events = analyzer.read(new Text(title, text, published, Lang.ENGLISH)).events();
      String story = line.path("story").isTextual() ? line.path("story").asText() : "alone" + n;
      articles.add(new Labelled(story, title, Telling.of(title, text, events), published));
    }
    articles.sort(Comparator.comparing(Labelled::published));
    return articles;
  }

  static List<Labelled> shuffled(List<Labelled> articles, int seed) {
    List<Labelled> shuffled = new ArrayList<>(articles);
    if (seed > 0) Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  static Scores scores(List<Labelled> articles) {
    var window = new Window();
    List<Member> found = new ArrayList<>();
    for (Labelled a : articles)
      found.add(window.place(a.title, a.telling, a.published, false).member());
    Map<String, Integer> gold = new HashMap<>();
    Map<Live, Integer> ours = new HashMap<>();
    Map<Live, Map<String, Integer>> both = new HashMap<>();
    for (int i = 0; i < articles.size(); i++) {
      Live story = found.get(i).story;
      gold.merge(articles.get(i).story, 1, Integer::sum);
      ours.merge(story, 1, Integer::sum);
      both.computeIfAbsent(story, k -> new HashMap<>())
          .merge(articles.get(i).story, 1, Integer::sum);
    }
    double right = 0;
    double precision = 0;
    double recall = 0;
    for (var cluster : both.entrySet())
      for (var part : cluster.getValue().entrySet()) {
        double n = part.getValue();
        right += n * (n - 1) / 2;
        precision += n * n / ours.get(cluster.getKey());
        recall += n * n / gold.get(part.getKey());
      }
    int n = articles.size();
    return new Scores(
        f1(right / pairs(ours), right / pairs(gold)), f1(precision / n, recall / n), ours.size());
  }

  private static double pairs(Map<?, Integer> sizes) {
    return Math.max(1, sizes.values().stream().mapToDouble(n -> n * (n - 1.0) / 2).sum());
  }

  private static double f1(double precision, double recall) {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }
}
