package io.riskwire.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Real pages against their known texts, where the test data are at hand. */
class ExtractorPagesTest {
  private static final Path PAGES =
      Path.of(System.getProperty("riskwire.testdata", "testdata"), "pages");

  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

  private record Score(double precision, double recall) {}

  @Test
  void realPagesGiveTheirTextAndLittleElse() throws IOException {
    assumeTrue(Files.exists(PAGES.resolve("ground-truth.json")));
    JsonNode truth = new ObjectMapper().readTree(PAGES.resolve("ground-truth.json").toFile());
    Extractor extractor = new Extractor(new Languages());
    double precision = 0;
    double recall = 0;
    for (var page : truth.properties()) {
      URI address = URI.create(page.getValue().path("url").asText("https://page.example/"));
      String text = extractor.extract(html(page.getKey()), address).text();
      Score score = score(page.getValue().get("articleBody").asText(), text);
      precision += score.precision / truth.size();
      recall += score.recall / truth.size();
    }
    double f1 = 2 * precision * recall / (precision + recall);
    System.out.printf("pages: precision %.4f recall %.4f F1 %.4f%n", precision, recall, f1);
    assertThat(f1).isGreaterThan(0.965);
  }

  private static String html(String page) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(PAGES.resolve(page + ".html.gz")))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Score score(String wanted, String got) {
    Map<List<String>, Integer> want = shingles(wanted);
    Map<List<String>, Integer> have = shingles(got);
    int both =
        want.entrySet().stream()
            .mapToInt(one -> Math.min(one.getValue(), have.getOrDefault(one.getKey(), 0)))
            .sum();
    return new Score(
        have.isEmpty() ? (want.isEmpty() ? 1 : 0) : (double) both / sum(have),
        want.isEmpty() ? 1 : (double) both / sum(want));
  }

  private static int sum(Map<List<String>, Integer> shingles) {
    return shingles.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<List<String>, Integer> shingles(String text) {
    List<String> words = WORD.matcher(text).results().map(MatchResult::group).toList();
    Map<List<String>, Integer> shingles = new HashMap<>();
    if (!words.isEmpty() && words.size() < 4) shingles.put(words, 1);
    for (int i = 0; i + 4 <= words.size(); i++)
      shingles.merge(words.subList(i, i + 4), 1, Integer::sum);
    return shingles;
  }
}
