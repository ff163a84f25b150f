package io.riskwire.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts in how many articles each term stands: reads the corpora that are named, an article a line
 * as JSON, and writes {@code story/frequencies.txt}. Terms of fewer than three are left out.
 */
final class Frequencies {
  private Frequencies() {}

  public static void main(String[] corpora) throws IOException {
    var json = new ObjectMapper();
    Map<String, Integer> counts = new HashMap<>();
    int articles = 0;
    for (String corpus : corpora) {
      for (String line : Files.readAllLines(Path.of(corpus))) {
        JsonNode article = json.readTree(line);
        Set<String> stems = new HashSet<>();
        Terms.of(article.path("title").asText() + "\n" + article.path("text").asText())
            .forEach(t -> stems.add(t.stem()));
        stems.forEach(s -> counts.merge(s, 1, Integer::sum));
        articles++;
      }
    }
    System.out.println(articles + " *");
    counts.entrySet().stream()
        .filter(e -> e.getValue() >= 3)
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(e -> System.out.println(e.getValue() + " " + e.getKey()));
  }
}
