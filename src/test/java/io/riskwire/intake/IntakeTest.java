package io.riskwire.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.article.Article;
import io.riskwire.article.Articles;
import io.riskwire.article.NewArticle;
import io.riskwire.base.Lang;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import io.riskwire.intake.Intake.Accepted;
import io.riskwire.log.Change;
import io.riskwire.risk.Incident;
import io.riskwire.risk.IncidentFilter;
import io.riskwire.risk.Incidents;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@DatabaseContract
class IntakeTest {
  private final Articles articles;
  private final Incidents incidents;
  private final Intake intake;
  private final World world;

  IntakeTest(TestDatabase kind) {
    world = new World(kind);
    articles = world.articles;
    incidents = world.incidents;
    intake = world.intake;
  }

  private static final String BAN =
      "Alibaba has banned its employees from using Claude Code from 10 July, telling them to use"
          + " Qoder instead, the company said in a notice on Friday. The notice names security as"
          + " the reason.";

  @Test
  void anArticleIsKeptOnceUnderEveryNameByWhichItComes() {
    Accepted first = intake.accept(article("https://a.example/1", "Alibaba bans Claude Code", BAN));
    Accepted again =
        intake.accept(
            article("https://a.example/1?utm_source=mail", "Alibaba bans Claude Code", BAN));
    assertThat(first.isNew()).isTrue();
    assertThat(again).isEqualTo(new Accepted(first.id(), first.story(), false));
    assertThat(articles.count()).isEqualTo(1);
  }

  @Test
  void anotherTextIsANewVersionAndTheOldOneIsKept() {
    Accepted first = intake.accept(article("https://a.example/1", "Early report", "First words."));
    intake.accept(article("https://a.example/1", "Early report", "Corrected words."));
    Article now = articles.find(first.id()).orElseThrow();
    assertThat(now.text()).isEqualTo("Corrected words.");
    assertThat(now.version()).isEqualTo(2);
    assertThat(articles.versions(first.id()))
        .extracting(Article.Version::text)
        .containsExactly("First words.");
  }

  @Test
  void aTextThatComesLaterCompletesTheArticleAndATeaserTakesNothingAway() {
    Accepted first = intake.accept(teaser("https://a.example/1", "Alibaba bans", "Teaser."));
    intake.accept(article("https://a.example/1", "Alibaba bans", "The whole text."));
    intake.accept(teaser("https://a.example/1", "Alibaba bans", "Teaser."));
    Article now = articles.find(first.id()).orElseThrow();
    assertThat(now.text()).isEqualTo("The whole text.");
    assertThat(now.version()).isEqualTo(1);
    assertThat(articles.versions(first.id())).isEmpty();
  }

  @Test
  void twoReportsOfOneBanAreOneIncidentWithTwoSources() {
    intake.accept(article("https://a.example/1", "Alibaba bans Claude Code", BAN));
    intake.accept(
        article(
            "https://b.example/1",
            "Claude Code banned at Alibaba from 10 July",
            "Alibaba staff may no longer use Claude Code from 10 July. They are told to use Qoder"
                + " instead."));
    List<Incident> bans = bans();
    assertThat(bans).hasSize(1);
    Incident ban = bans.getFirst();
    assertThat(ban.roles().actor()).isEqualTo("Alibaba");
    assertThat(ban.roles().vendor()).isEqualTo("Anthropic");
    assertThat(ban.roles().product()).isEqualTo("Claude Code");
    assertThat(ban.roles().replacement()).isEqualTo("Qoder");
    assertThat(ban.effectiveDate()).isEqualTo(LocalDate.of(2026, 7, 10));
    assertThat(ban.sources()).isEqualTo(2);
    assertThat(ban.title()).contains("Alibaba").contains("Claude Code");
  }

  @Test
  void twoBodiesThatBanTheSameToolAreTwoIncidents() {
    intake.accept(article("https://a.example/1", "Alibaba bans Claude Code", BAN));
    intake.accept(
        article(
            "https://a.example/2",
            "Tencent bans Claude Code",
            "Tencent has banned its employees from using Claude Code, the company said."));
    assertThat(bans()).hasSize(2);
  }

  @Test
  void aLiftedBanIsTheSameIncidentReversedAndItsHistoryHasBothSteps() {
    intake.accept(article("https://a.example/1", "Alibaba bans Claude Code", BAN));
    intake.accept(
        later(
            "https://a.example/2",
            "Alibaba lifts ban on Claude Code",
            "Alibaba has lifted its ban on Claude Code, the company said on Wednesday."));
    assertThat(bans()).hasSize(1);
    Incident ban = bans().getFirst();
    assertThat(ban.status()).isEqualTo(Status.REVERSED);
    assertThat(incidents.history(ban.id()))
        .extracting(Incident.Step::status)
        .endsWith(Status.REVERSED)
        .hasSize(2);
    assertThat(incidents.history(ban.id()))
        .allSatisfy(step -> assertThat(step.quote()).isNotBlank());
  }

  @Test
  void whatReportsSayDifferentlyStandsSideBySide() {
    intake.accept(article("https://a.example/1", "Alibaba bans Claude Code", BAN));
    intake.accept(
        article(
            "https://b.example/1",
            "Alibaba bans Claude Code from 17 July",
            "Alibaba has banned its employees from using Claude Code from 17 July."));
    assertThat(incidents.claims(bans().getFirst().id()))
        .filteredOn(c -> c.field().equals("effectiveDate"))
        .extracting(Incident.Claim::value)
        .containsExactlyInAnyOrder("2026-07-10", "2026-07-17");
  }

  @Test
  void everyChangeIsNotedInTheLogWithTheArticleThatCausedIt() {
    Accepted accepted =
        intake.accept(article("https://a.example/1", "Alibaba bans Claude Code", BAN));
    assertThat(world.log.after(0, 100))
        .allSatisfy(c -> assertThat(c.cause()).isEqualTo(accepted.id()))
        .extracting(c -> c.subject() + " " + c.what())
        .contains("ARTICLE new", "INCIDENT new");
    long before = world.log.position();
    intake.accept(article("https://a.example/1", "Alibaba bans Claude Code", BAN));
    assertThat(world.log.after(before, 100)).isEmpty();
  }

  @Test
  void anIncidentThatACorrectedArticleNoLongerTellsIsWithdrawn() {
    intake.accept(article("https://a.example/1", "Alibaba bans Claude Code", BAN));
    long before = world.log.position();
    intake.accept(article("https://a.example/1", "Spring festival", "The festival was a success."));
    assertThat(bans()).isEmpty();
    assertThat(world.log.after(before, 100)).extracting(Change::what).contains("correction");
  }

  @Test
  void theScoreIsTheSumOfItsTerms() {
    intake.accept(article("https://a.example/1", "Alibaba bans Claude Code", BAN));
    Incident ban = bans().getFirst();
    double severity =
        incidents.terms(ban).stream()
            .filter(t -> t.of().equals("severity"))
            .mapToDouble(Incident.Term::value)
            .sum();
    assertThat((double) ban.severity())
        .isCloseTo(severity, org.assertj.core.data.Offset.offset(0.5));
  }

  @Test
  void manyAtOnceAreAllStoredOnceAndSameOnesFindOneAnother() throws Exception {
    List<Callable<Accepted>> calls = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      int n = i / 2;
      calls.add(
          () -> intake.accept(article("https://a.example/n" + n, "Report " + n, "Text " + n)));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Accepted> done : threads.invokeAll(calls)) done.get();
    }
    assertThat(articles.count()).isEqualTo(60);
  }

  @Test
  void ofManyTogetherEachIsKeptOnceAndOneThatCannotBeKeptHoldsUpNoOther() {
    NewArticle known = article("https://a.example/1", "Known", "It was there before.");
    NewArticle fresh = article("https://a.example/2", "Fresh", "It was not.");
    NewArticle unfit = withIdentity("x".repeat(100), "https://a.example/3");
    long id = intake.accept(known).id();
    assertThat(intake.acceptAll(List.of(known, unfit, fresh, fresh))).containsExactly(unfit);
    assertThat(articles.count()).isEqualTo(2);
    assertThat(intake.accept(known).id()).isEqualTo(id);
    assertThat(intake.accept(fresh).isNew()).isFalse();
  }

  private static NewArticle withIdentity(String identity, String url) {
    return new NewArticle(
        List.of(identity),
        url,
        "Unfit",
        "Its name is longer than a name may be.",
        null,
        Instant.parse("2026-07-03T10:00:00Z"),
        Lang.ENGLISH,
        null,
        "A",
        true,
        false);
  }

  @Test
  void whatIsTakenAwayLeavesNothingBehind() {
    Accepted first = intake.accept(article("https://a.example/1", "Alibaba bans Claude Code", BAN));
    Accepted other = intake.accept(article("https://a.example/2", "Weather", "It will rain."));
    new Withdrawal(world.database, world.log, articles, world.events, world.stories, incidents)
        .of(List.of(first.id()), h -> {});
    assertThat(articles.find(first.id())).isEmpty();
    assertThat(bans()).isEmpty();
    assertThat(world.stories.find(first.story())).isEmpty();
    assertThat(articles.find(other.id())).isPresent();
    assertThat(
            intake.accept(article("https://a.example/1", "Alibaba bans Claude Code", BAN)).isNew())
        .isTrue();
  }

  private List<Incident> bans() {
    return incidents.list(IncidentFilter.ALL, 50, null).items().stream()
        .filter(i -> i.type() == EventType.TOOL_BAN)
        .toList();
  }

  private static NewArticle article(String url, String title, String text) {
    return World.article(url, title, text, "2026-07-03T10:00:00Z", true);
  }

  private static NewArticle later(String url, String title, String text) {
    return World.article(url, title, text, "2026-07-08T10:00:00Z", true);
  }

  private static NewArticle teaser(String url, String title, String text) {
    return World.article(url, title, text, "2026-07-03T10:00:00Z", false);
  }
}
