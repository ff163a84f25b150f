package io.riskwire.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.search.SavedSearch.Kind;
import io.riskwire.search.SavedSearch.Question;
import java.util.List;
import org.junit.jupiter.api.Test;

class SavedLinkTest {
  @Test
  void whatTheFormHasIsPutInTheForm() {
    Question asked = question(Kind.ARTICLES, "ban", List.of("OpenAI"), "2026-07-01", "2026-08-01");
    assertThat(SavedLink.of(asked).parameters())
        .containsEntry("q", "ban")
        .containsEntry("vendor", "OpenAI")
        .containsEntry("from", "2026-07-01")
        .containsEntry("to", "2026-07-31")
        .containsEntry("source", "Heise");
  }

  @Test
  void whatTheFormHasNotIsPutInWords() {
    Question asked =
        question(Kind.INCIDENTS, "ban OR cutoff", List.of("OpenAI", "Mistral"), null, "2026-08-01");
    assertThat(SavedLink.of(asked).path()).isEqualTo("/incidents");
    assertThat(SavedLink.of(asked).parameters())
        .containsEntry(
            "q",
            "(ban OR cutoff) vendor:(\"OpenAI\" OR \"Mistral\") source:(\"Heise\")"
                + " published:[* TO 2026-07-31]")
        .doesNotContainKeys("vendor", "source", "from", "to");
    assertThat(SavedLink.of(question(Kind.ARTICLES, "a OR b", List.of(), null, null)).toString())
        .startsWith("/articles?source=Heise&q=a+OR+b");
  }

  private static Question question(
      Kind kind, String q, List<String> vendors, String from, String to) {
    return new Question(
        "name",
        kind,
        q,
        vendors,
        List.of(),
        List.of(),
        List.of("Heise"),
        List.of(),
        List.of(),
        null,
        false,
        from,
        to,
        null);
  }
}
