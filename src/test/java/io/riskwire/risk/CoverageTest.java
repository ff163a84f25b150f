package io.riskwire.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final Instant NOW = Instant.parse("2026-07-20T09:00:00Z");

  @Test
  void silenceOfTheWorldIsToldFromSilenceOfTheSources() {
    assertThat(words(4, 4, 2)).isEqualTo("Last news 2 days ago from 4 working sources.");
    assertThat(words(4, 3, null)).isEqualTo("No news so far from 3 working sources.");
    assertThat(words(4, 3, 41)).isEqualTo("No news for 41 days from 3 working sources.");
    assertThat(words(4, 1, 2)).isEqualTo("3 of its 4 sources fail: it may be missed.");
    assertThat(words(1, 0, 2)).isEqualTo("None of its 1 source works: silence means nothing.");
  }

  @Test
  void whereNoSourceIsSetUpItSaysSoAndWhenSomethingWasSentIn() {
    assertThat(words(0, 0, null)).isEqualTo("So far no source is set up that would report on it.");
    assertThat(words(0, 0, 0))
        .isEqualTo("Last news today, sent in; no source is set up that would report on it.");
  }

  private static String words(int sources, int working, @Nullable Integer daysAgo) {
    Instant last = daysAgo == null ? null : NOW.minus(Duration.ofDays(daysAgo));
    return new Coverage(sources, 0, working, null, last).words(NOW);
  }
}
