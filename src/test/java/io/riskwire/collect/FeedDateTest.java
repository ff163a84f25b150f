package io.riskwire.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 02 Jan 2006 15:04:05 GMT       | 2006-01-02T15:04:05Z",
        "Mon, 2 Jan 2006 15:04:05 -0700      | 2006-01-02T22:04:05Z",
        "Mon, 02 Jan 06 15:04 EST            | 2006-01-02T20:04:00Z",
        "02 Jan 2006 15:04:05 +0530          | 2006-01-02T09:34:05Z",
        "Thurs, 5 January 2006 3:04 PM PDT   | 2006-01-05T22:04:00Z",
        "Mon Jan  2 15:04:05 2006            | 2006-01-02T15:04:05Z",
        "Mon Jan 02 15:04:05 MST 2006        | 2006-01-02T22:04:05Z",
        "Mon Jan 02 2006 15:04:05 GMT+0100   | 2006-01-02T14:04:05Z",
        "January 2, 2006                     | 2006-01-02T00:00:00Z",
        "Mo, 02 Mär 2026 09:15:00 +0100      | 2026-03-02T08:15:00Z",
        "mar., 03 mars 2026 09:15:00 +0100   | 2026-03-03T08:15:00Z",
        "jeu, 09 juil. 2026 10:00:00 +0200   | 2026-07-09T08:00:00Z",
        "Вт, 03 мар 2026 09:00:00 +0300      | 2026-03-03T06:00:00Z",
        "2006-01-02T15:04:05Z                | 2006-01-02T15:04:05Z",
        "2006-01-02T15:04:05.123456789+02:00 | 2006-01-02T13:04:05.123456789Z",
        "2006-01-02T15:04:05+0200            | 2006-01-02T13:04:05Z",
        "2006-01-02T15:04-05                 | 2006-01-02T20:04:00Z",
        "2006-01-02 15:04:05                 | 2006-01-02T15:04:05Z",
        "2006-01-02 15:04:05 UTC             | 2006-01-02T15:04:05Z",
        "2006-01-02 15:04:05 +0000           | 2006-01-02T15:04:05Z",
        "2006-01-02                          | 2006-01-02T00:00:00Z",
        "2006-01                             | 2006-01-01T00:00:00Z",
        "2006-033                            | 2006-02-02T00:00:00Z",
        "20060102T150405Z                    | 2006-01-02T15:04:05Z",
        "2006-01-02T24:00:00Z                | 2006-01-03T00:00:00Z",
        "2006-06-30T23:59:60Z                | 2006-06-30T23:59:59Z",
        "Mon, 2006-01-02 15:04:05            | 2006-01-02T15:04:05Z",
        "25/12/2025 10:30                    | 2025-12-25T10:30:00Z",
        "1136214245                          | 2006-01-02T15:04:05Z",
        "1136214245000                       | 2006-01-02T15:04:05Z",
      })
  void datesAreReadInTheFormsFoundInTheWild(String written, String meant) {
    assertThat(FeedDate.parse(written)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "0000-00-00 00:00:00",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "2006-13-45",
        "Thu, 45 Jan 2006 00:00:00 GMT",
        "12:30",
        "99999999999999999999"
      })
  void whatIsNoDateIsNone(String written) {
    assertThat(FeedDate.parse(written)).isNull();
  }

  @Test
  void noTextIsNoDate() {
    assertThat(FeedDate.parse(null)).isNull();
    assertThat(FeedDate.parse("1 ".repeat(100_000))).isNull();
  }
}
