package io.riskwire.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.base.Invalid;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import io.riskwire.log.Change;
import io.riskwire.risk.Act;
import io.riskwire.risk.Incident;
import io.riskwire.risk.Incident.Verdict;
import io.riskwire.risk.IncidentFilter;
import io.riskwire.risk.Reviews.Author;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an analyst decides holds against what arrives later. */
@DatabaseContract
class ReviewsTest {
  private static final Author MIRA = new Author("mira", "checked with their press office");
  private static final String BAN =
      "Alibaba has banned its employees from using Claude Code from 10 July, telling them to use"
          + " Qoder instead, the company said in a notice on Friday.";

  private final World world;

  ReviewsTest(TestDatabase kind) {
    world = new World(kind);
  }

  @Test
  void aConfirmedIncidentSaysSoAndWhoConfirmedIt() {
    Incident ban = told("https://a.example/1", "Alibaba bans Claude Code", BAN);
    world.clock.pass(Duration.ofHours(1));
    Incident now = world.reviews.act(ban.id(), new Act.Confirm(), MIRA);
    assertThat(now.verdict()).isEqualTo(Verdict.CONFIRMED);
    Incident.Step step = world.incidents.history(ban.id()).getLast();
    assertThat(step.by()).isEqualTo("mira");
    assertThat(step.act()).isEqualTo("confirm");
    assertThat(step.cause()).isEqualTo(Incident.Cause.ANALYST);
    assertThat(step.reason()).isEqualTo("checked with their press office");
  }

  @Test
  void aRejectedIncidentIsGoneAndALaterReportDoesNotBringItBack() {
    Incident ban = told("https://a.example/1", "Alibaba bans Claude Code", BAN);
    world.reviews.act(ban.id(), new Act.Reject(Act.Why.OLD_NEWS), new Author("mira", "old news"));
    assertThat(bans()).isEmpty();
    assertThat(changesOf(ban)).contains("correction");
    int before = changesOf(ban).size();
    accept("https://b.example/1", "Claude Code banned at Alibaba", BAN);
    assertThat(bans()).isEmpty();
    assertThat(changesOf(ban)).hasSize(before);
  }

  @Test
  void aFieldSetByHandStaysWhateverReportsSay() {
    Incident ban = told("https://a.example/1", "Alibaba bans Claude Code", BAN);
    world.reviews.act(
        ban.id(), new Act.Edit("Alibaba Cloud", null, null, null, "", null, Status.IN_FORCE), MIRA);
    accept(
        "https://b.example/1",
        "Claude Code banned at Alibaba",
        "Alibaba staff may no longer use Claude Code from 10 July. They are told to use Qoder.");
    Incident now = bans().getFirst();
    assertThat(bans()).hasSize(1);
    assertThat(now.roles().actor()).isEqualTo("Alibaba Cloud");
    assertThat(now.roles().replacement()).isNull();
    assertThat(now.roles().product()).isEqualTo("Claude Code");
    assertThat(now.status()).isEqualTo(Status.IN_FORCE);
    assertThat(now.sources()).isEqualTo(2);
    assertThat(now.verdict()).isEqualTo(Verdict.EDITED);
  }

  @Test
  void aMergedIncidentForwardsAndLaterReportsOfItGoWhereItWent() {
    Incident ours = told("https://a.example/1", "Alibaba bans Claude Code", BAN);
    String other = "Tencent has banned its employees from using Claude Code, the company said.";
    accept("https://a.example/2", "Tencent bans Claude Code", other);
    Incident theirs =
        bans().stream().filter(i -> "Tencent".equals(i.roles().actor())).findFirst().orElseThrow();
    world.reviews.act(theirs.id(), new Act.Merge(ours.id()), MIRA);
    assertThat(bans()).extracting(Incident::id).containsExactly(ours.id());
    assertThat(world.incidents.find(theirs.id()).orElseThrow().mergedInto()).isEqualTo(ours.id());
    accept("https://c.example/3", "No more Claude Code at Tencent", other);
    assertThat(bans()).extracting(Incident::id).containsExactly(ours.id());
    assertThat(world.incidents.told(ours.id())).hasSize(3);
  }

  @Test
  void aSplitArticleTellsAnIncidentOfItsOwnAndStaysThereWhenItsTextChanges() {
    Incident whole = told("https://a.example/1", "Alibaba bans Claude Code", BAN);
    long second = accept("https://b.example/1", "Claude Code banned at Alibaba", BAN);
    world.reviews.act(whole.id(), new Act.Split(List.of(second)), MIRA);
    assertThat(bans()).hasSize(2);
    long part = bans().stream().mapToLong(Incident::id).filter(id -> id != whole.id()).sum();
    accept("https://b.example/1", "Claude Code banned at Alibaba", BAN + " Qoder is its own.");
    assertThat(world.events.of(second).getFirst().incident()).isEqualTo(part);
  }

  @Test
  void whatCannotBeDoneIsRefusedAndNamesTheField() {
    Incident ban = told("https://a.example/1", "Alibaba bans Claude Code", BAN);
    assertThatThrownBy(() -> world.reviews.act(ban.id(), new Act.Merge(ban.id()), MIRA))
        .isInstanceOfSatisfying(Invalid.class, i -> assertThat(i.field()).isEqualTo("into"));
    assertThatThrownBy(() -> world.reviews.act(ban.id(), new Act.Merge(4711), MIRA))
        .isInstanceOfSatisfying(Invalid.class, i -> assertThat(i.field()).isEqualTo("into"));
    assertThatThrownBy(() -> world.reviews.act(ban.id(), new Act.Split(List.of(4711L)), MIRA))
        .isInstanceOfSatisfying(Invalid.class, i -> assertThat(i.field()).isEqualTo("articles"));
  }

  private Incident told(String url, String title, String text) {
    accept(url, title, text);
    return bans().getFirst();
  }

  private long accept(String url, String title, String text) {
    return world.intake.accept(World.article(url, title, text, "2026-07-03T10:00:00Z")).id();
  }

  private List<Incident> bans() {
    return world.incidents.list(IncidentFilter.ALL, 10, null).items().stream()
        .filter(i -> i.type() == EventType.TOOL_BAN)
        .toList();
  }

  private List<String> changesOf(Incident incident) {
    return world.log.after(0, 1000).stream()
        .filter(c -> c.subject() == Change.Subject.INCIDENT && c.id() == incident.id())
        .map(Change::what)
        .filter(what -> !what.equals("told"))
        .toList();
  }
}
