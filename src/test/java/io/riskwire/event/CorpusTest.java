package io.riskwire.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskwire.vendor.Names;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Floors under what the analyzer reads right in the articles of {@code risk/dev.jsonl}. */
class CorpusTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theCorpusIsReadAsWellAsBefore() throws IOException {
    Analyzer analyzer = new Analyzer(Names.load());
    int right = 0;
    int found = 0;
    int gold = 0;
    int negatives = 0;
    int alarms = 0;
    try (BufferedReader in = open()) {
      for (String line; (line = in.readLine()) != null; ) {
        JsonNode article = JSON.readTree(line);
        Set<String> labels = types(article);
        Set<String> tags = new HashSet<>();
        analyzer.read(Tagging.text(article)).events().forEach(e -> tags.add(e.type().label()));
        gold += labels.size();
        found += tags.size();
        if (labels.isEmpty()) {
          negatives++;
          if (!tags.isEmpty()) alarms++;
        }
        tags.retainAll(labels);
        right += tags.size();
      }
    }
    assertThat((double) right / found).as("precision of types").isGreaterThan(0.90);
    assertThat((double) right / gold).as("recall of types").isGreaterThan(0.88);
    assertThat((double) alarms / negatives).as("false alarms").isLessThan(0.08);
  }

  private static Set<String> types(JsonNode article) {
    Set<String> types = new HashSet<>();
    article.path("events").forEach(e -> types.add(e.path("type").asText()));
    return types;
  }

  private static BufferedReader open() {
    InputStream in = CorpusTest.class.getResourceAsStream("/risk/dev.jsonl");
    assertThat(in).isNotNull();
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }
}
