package io.riskwire.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskwire.base.Lang;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** News of our own writing, short and long, is taken for what it is written in. */
class LanguagesOfNewsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Languages languages = new Languages();

  @ParameterizedTest
  @ValueSource(strings = {"de", "fr", "es", "zh"})
  void newsIsTakenForItsLanguage(String code) throws IOException {
    List<String> mistaken = new ArrayList<>();
    int articles = 0;
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                getClass().getResourceAsStream("/event/languages/" + code + ".jsonl"),
                StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) {
        JsonNode article = JSON.readTree(line);
        articles++;
        Lang found =
            languages.detect(
                article.path("title").asText() + "\n\n" + article.path("text").asText());
        if (!found.code().equals(code))
          mistaken.add(found.code() + ": " + article.path("title").asText());
      }
    }
    assertThat(articles).isEqualTo(150);
    assertThat(mistaken).hasSizeLessThanOrEqualTo(2);
  }
}
