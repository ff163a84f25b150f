package io.riskwire.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskwire.base.Lang;
import io.riskwire.vendor.Names;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Floors under what is read right in labelled news of our own writing in other languages: {@code
 * de.jsonl} and its like hold headlines as wilful as they come, {@code de-plain.jsonl} plain ones.
 */
class ForeignCorpusTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Analyzer ANALYZER = new Analyzer(Names.load());

  @ParameterizedTest
  @CsvSource({
    "de, 0.74, 0.14", "fr, 0.68, 0.15", "es, 0.74, 0.20", "zh, 0.75, 0.20",
    "de-plain, 0.90, 0.13", "fr-plain, 0.90, 0.07", "es-plain, 0.90, 0.07", "zh-plain, 0.86, 0.13"
  })
  void theCorpusIsReadAsWellAsBefore(String name, double types, double falseAlarms)
      throws IOException {
    int right = 0, found = 0, gold = 0, negatives = 0, alarms = 0;
    try (BufferedReader in = open(name)) {
      for (String line; (line = in.readLine()) != null; ) {
        JsonNode article = JSON.readTree(line);
        Reading reading = read(article);
        Set<String> labels = new HashSet<>();
        article.path("events").forEach(e -> labels.add(e.path("type").asText()));
        Set<String> tags = new HashSet<>();
        for (Event e : reading.events()) {
          tags.add(e.type().label());
          isQuoted(e, article);
        }
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
    assertThat(2.0 * right / (found + gold)).as("F1 of types").isGreaterThan(types);
    assertThat((double) alarms / negatives).as("false alarms").isLessThan(falseAlarms);
  }

  private static Reading read(JsonNode article) {
    Text text = Tagging.text(article);
    Lang lang = new Lang(article.path("lang").asText());
    return ANALYZER.read(new Text(text.title(), text.text(), text.published(), lang));
  }

  private static void isQuoted(Event event, JsonNode article) {
    assertThat(event.evidence()).isNotEmpty();
    for (Evidence e : event.evidence()) {
      String field = e.field() == Evidence.Field.TITLE ? "title" : "text";
      assertThat(e.span().of(article.path(field).asText())).isEqualTo(e.quote());
      assertThat(e.rule()).isNotEmpty();
    }
  }

  private static BufferedReader open(String name) {
    var in = ForeignCorpusTest.class.getResourceAsStream("/event/languages/" + name + ".jsonl");
    assertThat(in).isNotNull();
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }
}
