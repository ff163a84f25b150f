package io.riskwire.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.base.Lang;
import io.riskwire.vendor.Names;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far names go that only the article knows. */
class EntitiesTest {
  private static final Analyzer ANALYZER = new Analyzer(Names.load());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Breach Targets Spain’s Ministry of Science, Innovation, and Universities | Ministry of Science, Innovation, and Universities
          Department for Science, Innovation and Technology bans DeepSeek          | Department for Science, Innovation and Technology
          Dresden State Art Collections Targeted in Cyber Breach                   | Dresden State Art Collections
          N. Korean hackers raid an exchange                                       | North Korea
          """)
  void aNameGoesToItsEnd(String title, String name) {
    assertThat(names(title, "")).contains(name);
  }

  @Test
  void aListOfBodiesIsNotOneBody() {
    assertThat(names("The Ministry of Fishing, Harbour Board and Coast Guard were hit", ""))
        .noneMatch(n -> n.contains(","));
  }

  @Test
  void anotherNameOfTheSameIsNobodyElse() {
    assertThat(
            names("Breach at a wholesaler", "Halvorsen Fisk, aka Brimholt, said that it was hit"))
        .contains("Halvorsen Fisk")
        .doesNotContain("Brimholt");
  }

  @Test
  void whatAWirePutsBeforeAHeadlineIsNoName() {
    assertThat(names("(2nd LD) Police raid Halvorsen over massive data breach", ""))
        .doesNotContain("LD", "Police");
  }

  private static List<String> names(String title, String text) {
    Text read = new Text(title, text, Instant.parse("2026-08-12T00:00:00Z"), Lang.ENGLISH);
    return ANALYZER.material(read).entities().stream().map(e -> e.name).toList();
  }
}
