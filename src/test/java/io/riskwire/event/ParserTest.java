package io.riskwire.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.base.Lang;
import io.riskwire.vendor.Names;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who does what to whom, in the clipped English of headlines. */
class ParserTest {
  private static final Analyzer ANALYZER = new Analyzer(Names.load());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Councils hit by ‘cyber attack’ and close offices   | hit     | cyber attack | Councils
          Fears for a university as students raise doubts    | raise   | students     | doubts
          Heathrow delays flights after attackers hit Corvid | hit     | attackers    | Corvid
          A firm hit by an attack rejects all blame          | reject  | A firm       | all blame
          Harrods’ customers details stolen in data breach   | steal   |              | Harrods’ customers details
          Airport chaos after 'cyber attack' causes delays   | cause   | cyber attack | delays
          Corvid reached a $177M data breach settlement      | reach   | Corvid       | a $177M data breach settlement
          Capita handed huge £14m fine over failings         | hand    | Capita       | huge £14m fine
          Euro airport check-in provider blames hackers      | blame   | Euro airport check-in provider | hackers
          Corvid loses 54 billion won in an attack           | lose    | Corvid       | 54 billion won
          """)
  void aVerbHasItsSubjectAndItsObject(String title, String verb, String subject, String object) {
    Predicate p = predicate(title, verb);
    boolean asPassive = p.maybePassive && p.object == null;
    assertThat(asPassive ? null : text(p.subject)).isEqualTo(subject);
    assertThat(text(asPassive ? p.subject : p.object)).isEqualTo(object);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Coupang's data breach undetected for five months | breach
          Passengers stranded by the outage                | Passengers
          """)
  void aStrayParticipleIsNoHead(String title, String head) {
    assertThat(material(title).parses().getFirst().phrases().getFirst().headWord())
        .isEqualToIgnoringCase(head);
  }

  private static Predicate predicate(String title, String verb) {
    List<Predicate> found = material(title).parses().getFirst().predicates();
    return found.stream().filter(p -> p.lemma.equals(verb)).findFirst().orElseThrow();
  }

  private static String text(Phrase phrase) {
    return phrase == null ? null : phrase.text();
  }

  private static Material material(String title) {
    return ANALYZER.material(
        new Text(title, "", Instant.parse("2026-08-12T00:00:00Z"), Lang.ENGLISH));
  }
}
