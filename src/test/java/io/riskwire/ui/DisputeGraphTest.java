package io.riskwire.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.event.Status;
import io.riskwire.risk.Relation;
import io.riskwire.risk.Relation.Kind;
import io.riskwire.ui.DisputeGraph.Arrow;
import io.riskwire.ui.DisputeGraph.Party;
import io.riskwire.ui.DisputeGraph.Said;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DisputeGraphTest {

  @Test
  void aPartyIsDrawnOnceWithAllThatStandsBetweenTheTwo() {
    DisputeGraph graph =
        graph(
            ban("Alibaba", "Acme", Status.ANNOUNCED, 60),
            dispute("Alibaba", "Acme", Status.IN_FORCE, 50),
            dispute("Acme", "Alibaba", Status.REVERSED, 40),
            ban("Oslo", "Acme", Status.PROPOSED, 30));
    assertThat(graph.parties()).extracting(Party::name).containsExactly("Alibaba", "Oslo");
    Party alibaba = graph.parties().getFirst();
    assertThat(alibaba.said())
        .extracting(Said::words)
        .containsExactly("ban, announced", "dispute, in force", "dispute, reversed");
    assertThat(alibaba.arrows())
        .extracting(Arrow::title)
        .containsExactly(
            "Acme against Alibaba: dispute, reversed", "Alibaba against Acme: ban, announced");
    assertThat(alibaba.tone()).isEqualTo("ban");
    assertThat(graph.parties().getLast().tone()).isEqualTo("rumour");
  }

  @Test
  void boxesDoNotOverlap() {
    DisputeGraph graph =
        graph(
            ban("Alibaba", "Acme", Status.ANNOUNCED, 60),
            dispute("Alibaba", "Acme", Status.IN_FORCE, 50),
            ban("Oslo", "Acme", Status.PROPOSED, 30));
    Party first = graph.parties().getFirst();
    Party second = graph.parties().getLast();
    assertThat(first.top() + first.height()).isLessThan(second.top());
    assertThat(second.top() + second.height()).isLessThanOrEqualTo(graph.height());
    assertThat(first.said().getLast().y()).isLessThan(first.top() + first.height());
  }

  @Test
  void thoseForWhomThereIsNoRoomAreCounted() {
    Relation[] bans =
        IntStream.range(0, 11)
            .mapToObj(i -> ban("City " + i, "Acme", Status.IN_FORCE, 50))
            .toArray(Relation[]::new);
    assertThat(graph(bans).parties()).hasSize(8);
    assertThat(graph(bans).left()).isEqualTo(3);
  }

  @Test
  void whoIsAtOddsWithNobodyHasNone() {
    assertThat(DisputeGraph.of("Acme", List.of(), "Acme"::equals, name -> null)).isNull();
  }

  private static DisputeGraph graph(Relation... relations) {
    DisputeGraph graph =
        DisputeGraph.of(
            "Acme",
            List.of(relations),
            "Acme"::equals,
            name -> name == null ? null : name.toLowerCase(Locale.ROOT));
    return Stream.ofNullable(graph).findFirst().orElseThrow();
  }

  private static Relation ban(String actor, String target, Status status, int severity) {
    return relation(Kind.BAN, actor, target, status, severity);
  }

  private static Relation dispute(String actor, String target, Status status, int severity) {
    return relation(Kind.DISPUTE, actor, target, status, severity);
  }

  private static Relation relation(
      Kind kind, String actor, String target, Status status, int severity) {
    return new Relation(
        kind,
        actor,
        target,
        null,
        null,
        status,
        LocalDate.parse("2026-07-01"),
        severity,
        List.of(7L));
  }
}
