package io.riskwire.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskwire.vendor.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RobustnessTest {
  private static final Duration LONGEST = Duration.ofMillis(200);
  private static final Analyzer ANALYZER = new Analyzer(Names.load());

  @Test
  void noTextTakesLong() {
    String news =
        "Samsung bans ChatGPT, Apple bans Claude, and Meta denies a breach ".repeat(20_000);
    for (String text :
        List.of(
            "x".repeat(1_000_000),
            " ".repeat(1_000_000),
            "\n".repeat(1_000_000),
            "\u4e2d".repeat(1_000_000),
            "-".repeat(1_000_000),
            "U. ".repeat(300_000),
            "A".repeat(1_000_000),
            "Bank of ".repeat(100_000),
            "(".repeat(1_000_000),
            "ban ".repeat(250_000),
            "1".repeat(1_000_000),
            "\ud83d\ude00".repeat(100_000),
            news)) check(text);
  }

  @Test
  void hostileStringsAreReadLikeAnyOther() throws IOException {
    for (String text : hostile()) {
      check(text);
      check("Samsung bans " + text + " from its offices. " + text);
    }
  }

  /** Of our own where the shared ones are absent. */
  private static List<String> hostile() throws IOException {
    Path shared =
        Path.of(System.getProperty("riskwire.testdata", "testdata"), "hostile", "blns.json");
    if (!Files.exists(shared))
      return List.of(
          "", "\0", "\ufeff", "\u202etest", "<script>", "%s%n", "\ud800", "''\"", "$1", "NULL");
    return List.of(new ObjectMapper().readValue(shared.toFile(), String[].class));
  }

  private static void check(String text) {
    Reading warm = ANALYZER.read(new Text(text, text, Instant.EPOCH, null));
    Reading reading = warm;
    Duration fastest = Duration.ofDays(1); // of three: the machine may be busy with something else
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      reading = ANALYZER.read(new Text(text, text, Instant.EPOCH, null));
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      if (taken.compareTo(fastest) < 0) fastest = taken;
    }
    assertThat(fastest).as(text.substring(0, Math.min(20, text.length()))).isLessThan(LONGEST);
    assertThat(reading).isEqualTo(warm);
    for (Event event : reading.events())
      for (Evidence e : event.evidence()) assertThat(e.span().of(text)).isEqualTo(e.quote());
  }
}
