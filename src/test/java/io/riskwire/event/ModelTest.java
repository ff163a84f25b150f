package io.riskwire.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelTest {
  private static final Model MODEL =
      Model.of(
          List.of("ban", "breach"),
          Map.of(
              "BIAS", new float[] {-1, -2},
              "W forbid", new float[] {3, 0},
              "V hack <vendor>  T", new float[] {0, 4}));

  @Test
  void aFeatureCountsOnceHoweverOftenItStands() {
    Model.Sum tally = MODEL.tally();
    tally.add(Features.NOWHERE, "W", "forbid");
    tally.add(Features.NOWHERE, "W", "forbid");
    assertThat(tally.sum(0)).isEqualTo(2);
    assertThat(tally.probability(0)).isCloseTo(0.8808, within(0.0001));
  }

  @Test
  void whatTheModelDoesNotKnowWeighsNothing() {
    Model.Sum tally = MODEL.tally();
    tally.add(Features.NOWHERE, "W", "sausage");
    assertThat(tally.sum(0)).isEqualTo(-1);
    assertThat(tally.reasons(0)).isEmpty();
  }

  @Test
  void aJudgementIsExplainedByItsFeaturesAndWhereTheyStand() {
    Model.Sum tally = MODEL.tally();
    tally.add(3 << 8 | 5, "V", "hack", "<vendor>", "");
    tally.add(3 << 8 | 5, "V", "hack", "<vendor>", "T");
    assertThat(tally.best()).isEqualTo(0);
    assertThat(tally.sentence(1)).isZero();
    tally.add(2 << 8, "W", "forbid");
    assertThat(tally.reasons(0)).extracting(Tally.Reason::feature).containsExactly("W forbid");
    assertThat(tally.sentence(0)).isEqualTo(2);
  }

  @Test
  void theFileOfAModelSaysTheSameEachTimeItIsWritten() {
    assertThat(MODEL.lines())
        .containsExactly(
            "ban breach", "BIAS\t0:-1.0 1:-2.0", "V hack <vendor>  T\t1:4.0", "W forbid\t0:3.0");
  }
}
