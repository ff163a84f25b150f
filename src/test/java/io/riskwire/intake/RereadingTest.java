package io.riskwire.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.event.Event;
import io.riskwire.event.Events.Told;
import io.riskwire.log.Change;
import io.riskwire.risk.Incident;
import io.riskwire.risk.IncidentFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading all articles anew corrects what was read otherwise, and is silent about all else. */
@DatabaseContract
class RereadingTest {
  private static final String BAN =
      "Alibaba has banned its employees from using Claude Code from 10 July, telling them to use"
          + " Qoder instead, the company said in a notice on Friday.";

  private final World world;

  RereadingTest(TestDatabase kind) {
    world = new World(kind);
  }

  @Test
  void withUnchangedRulesNothingChangesAndNothingIsNoted() {
    accept("https://a.example/1", "Alibaba bans Claude Code", BAN);
    accept("https://b.example/1", "Claude Code banned at Alibaba", BAN);
    accept("https://b.example/2", "Weather", "It will rain.");
    var incidents = incidents();
    var told = world.events.of(List.of(1L, 2L, 3L));
    long before = world.log.position();
    world.rereading.all();
    assertThat(world.log.position()).isEqualTo(before);
    assertThat(incidents()).isEqualTo(incidents);
    assertThat(world.events.of(List.of(1L, 2L, 3L))).isEqualTo(told);
  }

  @Test
  void whatWasReadWronglyKeepsItsIncidentAndIsCorrected() {
    long article = accept("https://a.example/1", "Alibaba bans Claude Code", BAN);
    Told right = world.events.of(article).getFirst();
    var roles = right.event().roles();
    var otherRoles =
        new Event.Roles("Tencent", "Cursor", "Cursor", roles.scope(), roles.replacement());
    pretend(article, right, otherRoles);
    long before = world.log.position();
    world.rereading.all();
    assertThat(world.events.of(article).getFirst().event()).isEqualTo(right.event());
    assertThat(world.events.of(article).getFirst().incident()).isEqualTo(right.incident());
    assertThat(world.incidents.find(right.incident()).orElseThrow().roles()).isEqualTo(roles);
    assertThat(told(before)).containsExactly("correction");
  }

  @Test
  void whatIsFoundOnlyNowIsNoNews() {
    long article = accept("https://a.example/1", "Alibaba bans Claude Code", BAN);
    var found = incidents();
    world.database.write(
        h -> {
          h.execute("DELETE FROM incident_history WHERE article_id = ?", article);
          world.events.forget(h, article);
          h.execute("UPDATE incident SET withdrawn = TRUE");
          return null;
        });
    long before = world.log.position();
    world.rereading.all();
    assertThat(incidents()).hasSameSizeAs(found);
    assertThat(told(before)).isEmpty();
  }

  /** As if other rules had read the article. */
  private void pretend(long article, Told right, Event.Roles roles) {
    Event event = right.event();
    var wrong =
        new Event(
            event.type(),
            event.status(),
            roles,
            event.effectiveDate(),
            event.reasons(),
            event.confidence(),
            event.evidence());
    world.database.write(
        h -> {
          world.events.store(h, article, List.of(wrong));
          world.events.assign(h, article, 0, right.incident());
          h.execute(
              "UPDATE incident SET actor = ?, vendor = ?, product = ? WHERE id = ?",
              roles.actor(),
              roles.vendor(),
              roles.product(),
              right.incident());
          return null;
        });
  }

  /** The changes of incidents of which subscribers may hear. */
  private List<String> told(long position) {
    return world.log.after(position, 100).stream()
        .filter(c -> c.subject() == Change.Subject.INCIDENT && !c.what().equals("told"))
        .map(Change::what)
        .toList();
  }

  private List<Incident> incidents() {
    return world.incidents.list(IncidentFilter.ALL, 10, null).items();
  }

  private long accept(String url, String title, String text) {
    return world.intake.accept(World.article(url, title, text, "2026-07-03T10:00:00Z")).id();
  }
}
