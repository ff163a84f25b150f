package io.riskwire.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-07-31T10:20:30+02:00|2026-07-31T08:20:30Z",
        "2026-07-31T10:20:30+0200|2026-07-31T08:20:30Z",
        "2026-07-31T10:20:30|2026-07-31T10:20:30Z",
        "2026-07-31|2026-07-31T00:00:00Z",
        "20260731|2026-07-31T00:00:00Z",
        "1785492030|2026-07-31T10:00:30Z",
        "Fri, 31 Jul 2026 10:20:30 GMT|2026-07-31T10:20:30Z",
        "July 31, 2026 at 4:05 p.m. EDT|2026-07-31T20:05:00Z",
        "Published 31st July 2026|2026-07-31T00:00:00Z",
        "31.07.2026, 10:20 Uhr|2026-07-31T10:20:00Z",
        "07/31/2026|2026-07-31T00:00:00Z",
        "31/07/2026|2026-07-31T00:00:00Z",
        "31. Juli 2026|2026-07-31T00:00:00Z",
        "31 de julio de 2026|2026-07-31T00:00:00Z",
        "31 août 2026|2026-08-31T00:00:00Z",
        "2026年7月31日|2026-07-31T00:00:00Z"
      })
  void aDateIsReadInTheFormsFoundInTheWild(String text, Instant date) {
    assertThat(Dates.parse(text)).isEqualTo(date);
  }

  @ParameterizedTest
  @CsvSource({"yesterday", "0000-00-00", "2026-13-45", "Version 1.2.3", "''"})
  void whatIsNoDateIsNone(String text) {
    assertThat(Dates.parse(text)).isNull();
  }
}
