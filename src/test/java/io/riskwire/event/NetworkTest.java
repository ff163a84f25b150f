package io.riskwire.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static final List<String> OUTCOMES = List.of("ban", "breach");

  /** Two hidden units: the first is for bans, the second for breaches. */
  private static final Network NETWORK =
      Network.of(
          OUTCOMES,
          new float[] {0, 0},
          new float[][] {{4, -1, -2}, {-1, 4, -2}},
          Map.of("W forbid", new float[] {1, 0}, "T2 hack <vendor>", new float[] {0, 1.5f}));

  @Test
  void whatItDoesNotKnowWeighsNothing() {
    Tally tally = NETWORK.tally();
    tally.add(Features.NOWHERE, "W", "sausage");
    assertThat(tally.sum(0)).isEqualTo(-2);
    assertThat(tally.reasons(0)).isEmpty();
  }

  @Test
  void vectorsAreAddedBentAndWeighed() {
    Tally tally = NETWORK.tally();
    tally.add(Features.NOWHERE, "W", "forbid");
    tally.add(Features.NOWHERE, "W", "forbid");
    assertThat(tally.sum(0)).isCloseTo(4 * Math.tanh(1) - 2, within(1e-6));
    tally.add(Features.NOWHERE, "T2", "hack", "<vendor>");
    double unit = Math.tanh(1 / Math.sqrt(2)), other = Math.tanh(1.5 / Math.sqrt(2));
    assertThat(tally.sum(0)).isCloseTo(4 * unit - other - 2, within(1e-6));
  }

  @Test
  void aVerdictIsExplainedByItsFeaturesAndWhereTheyStand() {
    Tally tally = NETWORK.tally();
    tally.add(3 << 8 | 5, "T2", "hack", "<vendor>");
    tally.add(2 << 8, "W", "forbid");
    assertThat(tally.reasons(0)).extracting(Tally.Reason::feature).containsExactly("W forbid");
    assertThat(tally.sentence(0)).isEqualTo(2);
    assertThat(tally.sentence(1)).isEqualTo(3);
  }

  @Test
  void itsFileSaysTheSameEachTimeItIsWritten() {
    assertThat(NETWORK.lines())
        .containsExactly(
            "ban breach",
            "4.0 -1.0 -2.0",
            "-1.0 4.0 -2.0",
            "0.0 0.0",
            "T2 hack <vendor>\tAGA=",
            "W forbid\tQAA=");
  }

  @Test
  void fittingFindsWhatTwoWordsSayOnlyTogether() {
    Fit.Examples examples = new Fit.Examples();
    List<Fit.Example> rows = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      boolean a = (i & 1) != 0, b = (i & 2) != 0;
      Fit.Examples.Row row = examples.row();
      row.add(Features.NOWHERE, "W", a ? "drop" : "keep");
      row.add(Features.NOWHERE, "W", b ? "charges" : "tool");
      rows.add(new Fit.Example(row.features(), new boolean[] {a && !b, !a && b}, 4));
    }
    Network network = new NetworkFit(examples.names, OUTCOMES, 40, 0).run(rows);
    assertThat(likelihood(network, "drop", "tool")).isGreaterThan(0.9);
    assertThat(likelihood(network, "drop", "charges")).isLessThan(0.1);
    assertThat(likelihood(network, "keep", "tool")).isLessThan(0.1);
  }

  private static double likelihood(Network network, String one, String other) {
    Tally tally = network.tally();
    tally.add(Features.NOWHERE, "W", one);
    tally.add(Features.NOWHERE, "W", other);
    return tally.probability(0);
  }
}
