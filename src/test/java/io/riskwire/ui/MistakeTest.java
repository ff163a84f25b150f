package io.riskwire.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.base.Invalid;
import io.riskwire.ui.Mistake.Place;
import org.junit.jupiter.api.Test;

class MistakeTest {

  @Test
  void thePlaceOfAMistakeIsShownInTheInput() {
    var invalid = new Invalid("q", "no such field", 7, "write vendor:");
    assertThat(Mistake.of(invalid, "claude vendr:x ban").place())
        .isEqualTo(new Place(8, "claude ", "vendr:x", " ban"));
  }

  @Test
  void aMistakeAtTheEndHasNothingAfterIt() {
    var invalid = new Invalid("q", "something is missing", 8, null);
    assertThat(Mistake.of(invalid, "claude (").place()).isEqualTo(new Place(9, "claude (", "", ""));
  }

  @Test
  void aMistakeWithoutAPlaceHasNone() {
    assertThat(Mistake.of(new Invalid("from", "not a date"), "").place()).isNull();
  }
}
