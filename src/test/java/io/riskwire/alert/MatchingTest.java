package io.riskwire.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.TestClock;
import io.riskwire.account.User;
import io.riskwire.alert.Alerts.Draft;
import io.riskwire.alert.Alerts.Outgoing;
import io.riskwire.alert.Subscription.Quiet;
import io.riskwire.alert.Subscription.Schedule;
import io.riskwire.alert.Subscription.Wish;
import io.riskwire.article.NewArticle;
import io.riskwire.base.Lang;
import io.riskwire.db.Database;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.intake.Intake;
import io.riskwire.intake.TestIntake;
import io.riskwire.log.Change;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incidents;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@DatabaseContract
class MatchingTest {
  private static final String BAN =
      "Alibaba has banned its employees from using Claude Code from 10 July, telling them to use"
          + " Qoder instead, the company said in a notice on Friday. The notice names security as"
          + " the reason.";

  private final TestClock clock = TestClock.at("2026-07-03T12:00:00Z");
  private final Database database;
  private final ChangeLog log;
  private final Incidents incidents;
  private final Intake intake;
  private final Alerts alerts;
  private final Subscriptions subscriptions;
  private final Digests digests;
  private final Matching matching;
  private final User user;

  MatchingTest(TestDatabase kind) throws IOException {
    database = kind.fresh();
    Desk desk = new Desk(database, clock);
    log = desk.log;
    incidents = desk.incidents;
    intake = desk.intake;
    alerts = desk.alerts;
    subscriptions = desk.subscriptions;
    digests = desk.digests;
    matching = desk.matching;
    user = desk.ann;
  }

  @Test
  void aHappeningThatManyTellIsOneMessage() {
    subscribe("type:tool-ban");
    publish("https://a.example/1", "Alibaba bans Claude Code", BAN);
    publish("https://b.example/1", "Alibaba bans Claude Code", BAN + " Staff were surprised.");
    publish(
        "https://c.example/1",
        "Claude Code banned at Alibaba from 10 July",
        "Alibaba staff may no longer use Claude Code from 10 July. They are told to use Qoder.");
    assertThat(told()).containsExactly("[new] Alibaba announces a ban on Claude Code");
  }

  @Test
  void theBanAndTheDisputeAndTheAllegationOfOneReportAreOneMessage() {
    subscribe("vendor:Anthropic");
    publish(
        "https://a.example/1",
        "Alibaba bans Claude Code in dispute with Anthropic over hidden code",
        BAN
            + " Alibaba accuses Anthropic of hiding code in Claude Code that collects data of its"
            + " users. Anthropic rejects the accusation.");
    assertThat(alerts.list(10, null).items()).hasSize(1);
  }

  private static final String ROUND_UP =
      BAN
          + " Tencent has banned its employees from using DeepSeek, it said in a statement of its"
          + " own.";

  @Test
  void severalHappeningsOfOneArticleAreOneMessage() {
    subscribe("type:tool-ban");
    publish("https://a.example/1", "Alibaba bans Claude Code, Tencent bans DeepSeek", ROUND_UP);
    assertThat(told()).hasSize(1);
    assertThat(due().getFirst().items())
        .hasSize(2)
        .anyMatch(i -> i.title().startsWith("Alibaba "))
        .anyMatch(i -> i.title().startsWith("Tencent "));
  }

  @Test
  void whatBecameOfAHappeningWaitsForTheMessageThatToldItAmongOthersAndIsOfItsThread() {
    subscribe("type:tool-ban");
    publish("https://a.example/1", "Alibaba bans Claude Code, Tencent bans DeepSeek", ROUND_UP);
    publish(
        "https://a.example/2",
        "Alibaba lifts ban on Claude Code",
        "Alibaba has lifted its ban on Claude Code, the company said on Friday.");
    publish(
        "https://a.example/3",
        "Tencent lifts ban on DeepSeek",
        "Tencent has lifted its ban on DeepSeek, the company said on Friday.");
    Outgoing first = due().getFirst();
    assertThat(due()).isEmpty();
    alerts.sent(first.alert(), "taken");
    assertThat(due()).hasSize(2).allMatch(m -> m.first() == first.alert().id());
  }

  @Test
  void whatMayGoIsFoundBehindManyThatWaitForAnother() {
    Subscription one = subscriptions.add(user, wish("one", List.of(), null), false).subscription();
    Subscription other =
        subscriptions.add(user, wish("other", List.of(), null), false).subscription();
    put(one, 1, clock.instant().plusSeconds(3600));
    for (int i = 0; i < 250; i++) put(one, 1, clock.instant());
    put(other, 2, clock.instant());
    assertThat(due()).extracting(m -> m.alert().subscription()).containsExactly(other.id());
  }

  private void put(Subscription to, long incident, Instant when) {
    put(to, "A ban", incident, when);
  }

  private void put(Subscription to, String subject, long incident, Instant when) {
    var letter = new Letter(subject, subject, subject);
    var draft =
        new Draft(
            Alert.Purpose.NEWS,
            new Alert.About("incident", incident),
            List.of("new"),
            letter,
            List.of());
    database.write(h -> alerts.put(h, to, draft, when));
  }

  @Test
  void whatHappenedIsToldOnceMoreWhereOnlyTheStoryWasToldBefore() {
    subscribe("Alibaba");
    String story = "Alibaba staff and Claude Code: what the notice on Friday says";
    String words = "Staff of Alibaba got a notice about Claude Code on Friday. ";
    publish("https://a.example/1", story, words);
    publish("https://b.example/1", story, words + BAN);
    publish("https://c.example/1", story, words + "No more is known.");
    assertThat(told())
        .containsExactly(
            "[new] " + story, "[new] More is known: Alibaba announces a ban on Claude Code");
  }

  @Test
  void whatElseHappensInAStoryThatWasToldSaysSo() {
    subscribe("type:tool-ban");
    publish("https://a.example/1", "Alibaba bans Claude Code", BAN);
    publish("https://b.example/1", "Alibaba bans Claude Code, Tencent bans DeepSeek", ROUND_UP);
    assertThat(told()).hasSize(2);
    assertThat(told().getLast()).startsWith("[new] More is known: Tencent ");
  }

  @Test
  void whatReadsLikeSomethingThatWasToldSaysWhoTellsItNow() {
    Subscription to =
        subscriptions.add(user, wish("ransomware", List.of(), null), false).subscription();
    put(to, "58% Of Retailers Hit By Ransomware Pay The Ransom", 99, clock.instant());
    alerts.sent(due().getFirst().alert(), "taken");
    publish("https://b.example/1", "Sophos: 58% of retailers hit by ransomware pay", "A survey.");
    assertThat(told())
        .last()
        .isEqualTo("[new] Again, by b.example: Sophos: 58% of retailers hit by ransomware pay");
    assertThat(due().getFirst().letter().text())
        .contains("told on 3 July 2026: 58% Of Retailers Hit By Ransomware Pay The Ransom\n");
  }

  @Test
  void whatAnotherDoesIsNothingThatWasToldBefore() {
    subscribe("type:tool-ban");
    publish(
        "https://a.example/1", "Leeds City Council bans WhatsApp on staff phones", "From Monday.");
    publish(
        "https://b.example/1", "Turin City Council bans WhatsApp on staff phones", "From Sunday.");
    assertThat(told()).hasSize(2).noneMatch(t -> t.contains("Again"));
  }

  @Test
  void aMessageSaysByWhichPartOfTheQuestionItFits() {
    subscribe("(festival OR \"banned its employees\" OR Claude) type:tool-ban -weather");
    publish("https://a.example/1", "Alibaba bans Claude Code", BAN);
    assertThat(due().getFirst().letter().text())
        .contains("Fits your question by: \"banned its employees\", Claude, tool-ban\n");
  }

  @Test
  void whatIsRepeatedAfterACrashIsToldOnce() {
    subscribe("type:tool-ban");
    publish("https://a.example/1", "Alibaba bans Claude Code", BAN);
    matching.follow(log.after(0, 1000));
    assertThat(told()).hasSize(1);
  }

  @Test
  void aChangedStatusIsToldAndSaysSo() {
    subscribe("type:tool-ban");
    publish("https://a.example/1", "Alibaba bans Claude Code", BAN);
    publish(
        "https://a.example/2",
        "Alibaba lifts ban on Claude Code",
        "Alibaba has lifted its ban on Claude Code, the company said on Friday.");
    assertThat(told()).hasSize(2);
    assertThat(told().getLast()).startsWith("[status] Now reversed: ");
  }

  @Test
  void anotherDateIsTold() {
    subscribe("type:tool-ban");
    publish(
        "https://a.example/1",
        "Alibaba bans Claude Code",
        "Alibaba has banned its employees from using Claude Code, it said.");
    publish("https://b.example/1", "Alibaba bans Claude Code from 10 July", BAN);
    assertThat(told()).hasSize(2);
    assertThat(told().getLast()).startsWith("[effective] New date: ");
  }

  @Test
  void moreSourcesAreToldToWhoAsksAndOnlyAtTheSecondThirdFifthAndSoOn() {
    subscribe(wish("type:tool-ban", List.of("sources"), null));
    List<String> inTheirOwnWords =
        List.of(
            BAN,
            "Employees of Alibaba have been banned from Claude Code. A memo that we have seen says"
                + " so; it was signed by the head of security in Hangzhou.",
            "No more Claude Code at Alibaba: the group bans the tool for its whole workforce and"
                + " wants code assistants of its own making on every desk by autumn.",
            "Alibaba bans Claude Code. Developers in Singapore learnt it from their team leads on"
                + " Thursday evening, two of them told this newspaper.",
            "The ban that many had expected has come: Alibaba forbids its engineers Claude Code,"
                + " and whoever is caught with it will be warned once.",
            "Alibaba has banned Claude Code from its networks, after weeks of rumours on message"
                + " boards where its staff complain about slow builds.");
    for (int i = 0; i < inTheirOwnWords.size(); i++)
      publish("https://n" + i + ".example/1", "Alibaba bans Claude Code", inTheirOwnWords.get(i));
    assertThat(alerts.list(10, null).items())
        .extracting(a -> a.changes() + " " + a.subject().replaceAll(":.*", ""))
        .containsExactly(
            "[sources] Confirmed by 5 sources",
            "[sources] Confirmed by 3 sources",
            "[sources] Confirmed by 2 sources");
  }

  @Test
  void aWithdrawnReportIsCorrectedToThoseWhoWereToldOfItAndToNobodyElse() {
    subscribe("vendor:Anthropic");
    subscribe(wish("type:tool-ban", List.of("correction"), null));
    publish("https://a.example/1", "Alibaba bans Claude Code", BAN);
    publish("https://a.example/1", "Spring festival", "The festival was a success.");
    assertThat(told()).hasSize(2);
    assertThat(told().getLast()).startsWith("[correction] Correction: no longer reported: ");
    assertThat(alerts.list(10, null).items())
        .extracting(Alert::subscription)
        .containsOnly(subscriptions.list().getFirst().id());
  }

  @Test
  void sourcesThatCameTogetherAreToldAtTheLastMilestoneThatTheyPassed() {
    subscribe(wish("type:tool-ban", List.of("sources"), null));
    publish("https://a.example/1", "Alibaba bans Claude Code", BAN);
    store(
        "https://b.example/1",
        "Alibaba bans Claude Code",
        "Employees of Alibaba have been banned from Claude Code. A memo that we have seen says"
            + " so.");
    store(
        "https://c.example/1",
        "Alibaba bans Claude Code",
        "No more Claude Code at Alibaba: the group bans the tool for its whole workforce and wants"
            + " code assistants of its own making on every desk by autumn.");
    store(
        "https://d.example/1",
        "Alibaba bans Claude Code",
        "Alibaba bans Claude Code. Developers in Singapore learnt it from their team leads on"
            + " Thursday evening, two of them told this newspaper.");
    follow();
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst()).startsWith("[sources] Confirmed by 4 sources: ");
  }

  @Test
  void anArticleThatIsTakenAwayIsCorrectedToThoseWhoWereToldOfWhatItAloneTold() {
    subscribe("type:tool-ban");
    long first = publish("https://a.example/1", "Alibaba bans Claude Code", BAN);
    long second =
        publish("https://b.example/1", "Alibaba bans Claude Code", BAN + " Staff were surprised.");
    TestIntake.withdraw(database, clock, List.of(first));
    follow();
    assertThat(told()).hasSize(1);
    TestIntake.withdraw(database, clock, List.of(second));
    follow();
    assertThat(told()).hasSize(2);
    assertThat(told().getLast()).startsWith("[correction] Correction: no longer reported: ");
  }

  @Test
  void whatStoodOnTheWordOfAnArticleThatIsTakenAwayIsCorrected() {
    subscribe("type:tool-ban");
    publish("https://a.example/1", "Alibaba bans Claude Code", BAN);
    long lifted =
        publish(
            "https://a.example/2",
            "Alibaba lifts ban on Claude Code",
            "Alibaba has lifted its ban on Claude Code, the company said on Friday.");
    TestIntake.withdraw(database, clock, List.of(lifted));
    follow();
    assertThat(told()).hasSize(3);
    assertThat(told().getLast())
        .startsWith("[correction] Correction: Alibaba announces a ban on Claude Code");
  }

  @Test
  void anAnnouncedDateIsToldOnceWhenItComesNearAndOnceWhenItHasCome() {
    subscribe("type:tool-ban");
    publish("https://a.example/1", "Alibaba bans Claude Code", BAN); // on 3 July, from 10 July
    lookAtDates();
    assertThat(told()).hasSize(1);
    clock.pass(Duration.ofDays(4));
    lookAtDates();
    lookAtDates();
    assertThat(told()).hasSize(2);
    assertThat(told().getLast()).startsWith("[effective] Takes effect on 10 July 2026: ");
    clock.pass(Duration.ofDays(3));
    lookAtDates();
    lookAtDates();
    assertThat(told()).hasSize(3);
    assertThat(told().getLast()).startsWith("[effective] Due since 10 July 2026: ");
  }

  @Test
  void whoLearnsOfADateThatIsNearOrPastIsNotToldSoAgain() {
    subscribe("type:tool-ban");
    clock.pass(Duration.ofDays(6)); // 9 July
    publish("https://a.example/1", "Alibaba bans Claude Code", BAN);
    int before = told().size();
    lookAtDates();
    assertThat(told()).hasSize(before);
    publish(
        "https://b.example/1",
        "Tencent bans DeepSeek",
        "Tencent has banned its employees from using DeepSeek from 5 July, the company said.");
    before = told().size();
    lookAtDates();
    assertThat(told()).hasSize(before);
  }

  private void lookAtDates() {
    database.write(
        h -> {
          ChangeLog.Notes notes = log.lock(h);
          incidents.noteDates(h, notes, 3);
          notes.write();
          return null;
        });
    follow();
  }

  @Test
  void inQuietHoursAMessageWaitsUntilTheyEnd() {
    var night = new Quiet(LocalTime.of(13, 0), LocalTime.of(7, 30));
    subscribe(wish("type:tool-ban", List.of(), night)); // in Berlin it is two in the afternoon
    publish("https://a.example/1", "Alibaba bans Claude Code", BAN);
    assertThat(alerts.list(10, null).items())
        .extracting(Alert::next)
        .containsExactly(Instant.parse("2026-07-04T05:30:00Z"));
  }

  @Test
  void whatIsOlderThanTheGreatestAgeIsNotSentAtOnce() {
    subscribe("type:tool-ban");
    clock.pass(Duration.ofDays(4));
    publish("https://a.example/1", "Alibaba bans Claude Code", BAN);
    assertThat(told()).isEmpty();
  }

  @Test
  void theSampleIsToldOnlyToWhoAsksForItByName() {
    subscribe("type:tool-ban");
    subscribe("type:tool-ban source:\"Sample newswire\"");
    accept("https://a.example/1", "Alibaba bans Claude Code", BAN, true);
    assertThat(alerts.list(10, null).items())
        .extracting(Alert::subscription)
        .containsExactly(subscriptions.list().getLast().id());
  }

  @Test
  void anArticleThatTellsOfNoIncidentIsToldForItsWordsOnceAStory() {
    subscribe("festival");
    publish("https://a.example/1", "Spring festival in Oslo", "The festival was a success.");
    assertThat(told()).containsExactly("[new] Spring festival in Oslo");
  }

  @Test
  void aDigestIsOneMessageByVendorTheWorstFirstAtSevenInTheSubscribersZone() {
    subscribe(wish("type:tool-ban OR festival", List.of(), null, Schedule.DAILY));
    publish("https://a.example/0", "Spring festival in Oslo", "The festival was a success.");
    publish("https://a.example/1", "Alibaba bans Claude Code", BAN);
    publish(
        "https://a.example/2",
        "Tencent bans DeepSeek",
        "Tencent has banned its employees from using DeepSeek, the company said.");
    clock.pass(Duration.ofHours(16)); // four in the night, six in Berlin
    digests.makeDue();
    assertThat(told()).isEmpty();
    clock.pass(Duration.ofHours(1));
    digests.makeDue();
    digests.makeDue();
    assertThat(told()).hasSize(1);
    Letter letter = due().getFirst().letter();
    assertThat(letter.subject()).startsWith("4 July 2026: ").endsWith(" (and 2 more)");
    assertThat(letter.text().lines().filter(l -> l.startsWith("==")))
        .containsExactlyInAnyOrder("== Anthropic ==", "== DeepSeek ==", "== In the news ==")
        .endsWith("== In the news ==");
  }

  @Test
  void withoutNewsThereIsNoDigest() {
    subscribe(wish("type:tool-ban", List.of(), null, Schedule.WEEKLY));
    clock.pass(Duration.ofDays(8));
    digests.makeDue();
    assertThat(told()).isEmpty();
  }

  @Test
  void withoutNewsThereIsADigestWhereItIsAskedForAndOnlyOne() {
    subscribe(wish("festival", List.of(), null, Schedule.WEEKLY, true));
    clock.pass(Duration.ofDays(3));
    digests.makeDue();
    digests.makeDue();
    assertThat(told()).containsExactly("[] Week to 6 July 2026: Nothing happened");
    clock.pass(Duration.ofDays(6));
    digests.makeDue();
    assertThat(told()).hasSize(1);
    publish("https://a.example/1", "Spring festival in Oslo", "The festival was a success.");
    clock.pass(Duration.ofDays(1));
    digests.makeDue();
    digests.makeDue();
    assertThat(told()).hasSize(2);
  }

  @Test
  void whatIsBroughtInAmongThePastIsFoundLateHoweverNewItIs() {
    subscribe("type:tool-ban");
    subscribe(wish("type:tool-ban", List.of(), null, Schedule.DAILY));
    intake.accept(
        article("https://a.example/1", "Alibaba bans Claude Code", BAN, false).ofThePast());
    follow();
    assertThat(told()).isEmpty();
    clock.pass(Duration.ofDays(1));
    digests.makeDue();
    assertThat(due().getFirst().letter().text()).contains("Found late");
  }

  @Test
  void whatWasFoundLateStandsInTheDigestAndSaysSo() {
    subscribe(wish("type:tool-ban", List.of(), null, Schedule.DAILY));
    clock.pass(Duration.ofDays(10));
    publish("https://a.example/1", "Alibaba bans Claude Code", BAN);
    clock.pass(Duration.ofDays(1));
    digests.makeDue();
    assertThat(due().getFirst().letter().text()).contains("Found late: published 3 July 2026");
  }

  @Test
  void aWeeklyDigestComesOnMondays() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertThat(Schedule.WEEKLY.next(Instant.parse("2026-07-03T12:00:00Z"), berlin))
        .isEqualTo("2026-07-06T05:00:00Z");
    assertThat(Schedule.WEEKLY.next(Instant.parse("2026-07-06T05:00:00Z"), berlin))
        .isEqualTo("2026-07-13T05:00:00Z");
    assertThat(Schedule.DAILY.next(Instant.parse("2026-10-24T12:00:00Z"), berlin))
        .isEqualTo("2026-10-25T06:00:00Z"); // summer time ends in that night
  }

  private List<Outgoing> due() {
    return alerts.takeDue(Set.of(), () -> message -> true);
  }

  private void subscribe(String q) {
    subscribe(wish(q, List.of(), null));
  }

  private void subscribe(Wish wish) {
    subscriptions.add(user, wish, false);
    follow();
  }

  private static Wish wish(String q, List<String> changes, @Nullable Quiet quiet) {
    return wish(q, changes, quiet, Schedule.IMMEDIATE);
  }

  private static Wish wish(
      String q, List<String> changes, @Nullable Quiet quiet, Schedule schedule) {
    return wish(q, changes, quiet, schedule, false);
  }

  private static Wish wish(
      String q, List<String> changes, @Nullable Quiet quiet, Schedule schedule, boolean evenEmpty) {
    return new Wish(
        "Bans",
        q,
        List.of(),
        List.of(),
        null,
        changes,
        new Channel(Channel.Kind.EMAIL, "ann@desk.example"),
        schedule,
        "Europe/Berlin",
        quiet,
        evenEmpty,
        null);
  }

  private long publish(String url, String title, String text) {
    return accept(url, title, text, false);
  }

  private long accept(String url, String title, String text, boolean isSample) {
    long id = store(url, title, text, isSample);
    follow();
    return id;
  }

  private void store(String url, String title, String text) {
    store(url, title, text, false);
  }

  private long store(String url, String title, String text, boolean isSample) {
    return intake.accept(article(url, title, text, isSample)).id();
  }

  private static NewArticle article(String url, String title, String text, boolean isSample) {
    return new NewArticle(
        List.of(Intake.identity(URI.create(url))),
        url,
        title,
        text,
        null,
        Instant.parse("2026-07-03T10:00:00Z"),
        Lang.ENGLISH,
        null,
        URI.create(url).getHost(),
        true,
        isSample);
  }

  private void follow() {
    List<Change> changes = log.after(matching.position(), 1000);
    if (!changes.isEmpty()) matching.follow(changes);
  }

  /** What was told, the oldest first. */
  private List<String> told() {
    return alerts.list(50, null).items().reversed().stream()
        .map(a -> a.changes() + " " + a.subject())
        .toList();
  }
}
