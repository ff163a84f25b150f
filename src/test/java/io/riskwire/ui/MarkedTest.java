package io.riskwire.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.base.Span;
import io.riskwire.ui.Marked.Paragraph;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MarkedTest {

  @Test
  void theWordsOfAQuoteAreMarkedWhereTheyStand() {
    assertThat(
            marked(
                "City bars staff from ChatGPT.",
                span("City bars staff from ChatGPT.", "bars staff")))
        .containsExactly("City [bars staff] from ChatGPT.");
  }

  @Test
  void everyLineIsAParagraphAndEmptyOnesAreNone() {
    assertThat(marked("One.\n\n  \r\nTwo.")).containsExactly("One.", "Two.");
  }

  @Test
  void quotesThatOverlapAreMarkedOnce() {
    assertThat(marked("abcdef", new Span(1, 4), new Span(2, 5), new Span(2, 3)))
        .containsExactly("a[bcde]f");
  }

  @Test
  void aQuoteThatRunsOverALineEndIsMarkedInBothParagraphs() {
    assertThat(marked("ab\ncd", new Span(1, 4))).containsExactly("a[b]", "[c]d");
  }

  @Test
  void aQuoteBeyondTheTextMarksNothing() {
    assertThat(marked("short", new Span(10, 20))).containsExactly("short");
  }

  @Test
  void charactersOutsideTheBasicPlaneKeepTheirPlace() {
    assertThat(marked("🚫 ban", new Span(3, 6))).containsExactly("🚫 [ban]");
  }

  @Test
  void aTitleIsOneLine() {
    assertThat(shown(Marked.line("A ban\nat last", List.of(new Span(2, 5)))))
        .isEqualTo("A [ban]\nat last");
  }

  private static Span span(String text, String words) {
    int start = text.indexOf(words);
    return new Span(start, start + words.length());
  }

  private static List<String> marked(String text, Span... spans) {
    return Marked.of(text, Arrays.asList(spans)).paragraphs().stream()
        .map(MarkedTest::shown)
        .map(line -> line.replace("][", ""))
        .toList();
  }

  private static String shown(Paragraph paragraph) {
    return paragraph.pieces().stream()
        .map(p -> p.isMarked() ? "[" + p.text() + "]" : p.text())
        .collect(Collectors.joining());
  }
}
