package io.riskwire.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void datesAreThoseOfTheFirstStart() {
    Instant start = Instant.parse("2026-11-25T18:00:00Z");
    assertThat(Sample.dated("from {date:+P9D}, said on {weekday:-P1D}, as in {month:-P1M}", start))
        .isEqualTo("from 4 December, said on Tuesday, as in October");
  }
}
