package io.riskwire.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {
  @Test
  void aSentenceEndsAfterItsSignAndABlank() {
    assertThat(sentences("A ban. Staff \"may not.\" Why?  It said so"))
        .containsExactly("A ban. ", "Staff \"may not.\" ", "Why?  ", "It said so");
  }

  @Test
  void abbreviationsAndNumbersEndNone() {
    assertThat(sentences("In the U.S. officials banned v2.5 for 1.4 million users"))
        .containsExactly("In the U.S. officials banned v2.5 for 1.4 million users");
  }

  @Test
  void aLineEndsOneAndSoDoesAChineseStop() {
    assertThat(sentences("first line\n second line\n\nthird")).hasSize(3);
    assertThat(sentences("禁令生效。员工不得使用！为什么")).containsExactly("禁令生效。", "员工不得使用！", "为什么");
  }

  @Test
  void fromAnyPlaceTheNextAndTheOneBeforeAreFound() {
    var sentences = new Sentences();
    sentences.setText("One. Two. Three.");
    assertThat(sentences.following(0)).isEqualTo(5);
    assertThat(sentences.following(5)).isEqualTo(10);
    assertThat(sentences.following(16)).isEqualTo(BreakIterator.DONE);
    assertThat(sentences.preceding(16)).isEqualTo(10);
    assertThat(sentences.preceding(5)).isZero();
    assertThat(sentences.preceding(0)).isEqualTo(BreakIterator.DONE);
    assertThat(sentences.isBoundary(5)).isTrue();
    assertThat(sentences.isBoundary(6)).isFalse();
  }

  private static List<String> sentences(String text) {
    var sentences = new Sentences();
    sentences.setText(text);
    List<String> found = new ArrayList<>();
    int start = sentences.first();
    for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
      found.add(text.substring(start, end));
      start = end;
    }
    return found;
  }
}
