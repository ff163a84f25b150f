package io.riskwire.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhenTest {
  private static final Instant NOW = Instant.parse("2026-11-25T19:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-25T18:59:30Z, now",
    "2026-11-25T18:48:00Z, 12 min ago",
    "2026-11-25T16:00:00Z, 3 h ago",
    "2026-11-24T19:30:00Z, 23 h ago",
    "2026-11-24T19:00:00Z, '24 Nov, 19:00'",
    "2025-12-31T23:59:00Z, 31 Dec 2025",
    "2026-11-25T19:28:00Z, in 28 min",
    "2026-11-25T21:00:00Z, in 2 h",
    "2026-11-28T21:00:00Z, '28 Nov, 21:00'",
  })
  void aTimeIsToldBesideThePresent(Instant at, String words) {
    assertThat(When.of(at, NOW).words()).isEqualTo(words);
  }

  @Test
  void theFullTimeIsBeyondDoubt() {
    When when = When.of(Instant.parse("2026-07-04T05:06:07.891Z"), NOW);
    assertThat(when.full()).isEqualTo("4 July 2026, 05:06 UTC");
    assertThat(when.iso()).isEqualTo("2026-07-04T05:06:07Z");
  }

  @Test
  void aDayHasNoTime() {
    When day = When.day(LocalDate.of(2026, 9, 1), NOW);
    assertThat(day).isEqualTo(new When("2026-09-01", "1 Sep", "Tuesday, 1 September 2026"));
    assertThat(When.day(LocalDate.of(2027, 1, 2), NOW).words()).isEqualTo("2 Jan 2027");
  }
}
