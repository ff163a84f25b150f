package io.riskwire.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.TestClock;
import io.riskwire.account.User;
import io.riskwire.alert.Alert.Purpose;
import io.riskwire.alert.Subscription.Schedule;
import io.riskwire.alert.Subscription.State;
import io.riskwire.alert.Subscription.Watched;
import io.riskwire.alert.Subscription.Wish;
import io.riskwire.db.Database;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.intake.Intake;
import io.riskwire.intake.World;
import io.riskwire.log.Change;
import io.riskwire.log.ChangeLog;
import io.riskwire.vendor.Watchlist;
import io.riskwire.vendor.Watchlist.Row;
import io.riskwire.vendor.Watchlists;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

@DatabaseContract
class WatchlistAlertsTest {
  private static final String BAN =
      "Alibaba has banned its employees from using Claude Code from 10 July, telling them to use"
          + " Qoder instead, the company said in a notice on Friday.";

  private final TestClock clock = TestClock.at("2026-07-03T12:00:00Z");
  private final Database database;
  private final ChangeLog log;
  private final Intake intake;
  private final Subscriptions subscriptions;
  private final Watchlists watchlists;
  private final Owners owners;
  private final Matching matching;
  private final User admin;
  private int articles;

  WatchlistAlertsTest(TestDatabase kind) throws IOException {
    database = kind.fresh();
    Desk desk = new Desk(database, clock);
    log = desk.log;
    intake = desk.intake;
    subscriptions = desk.subscriptions;
    watchlists = desk.watchlists;
    owners = desk.owners;
    matching = desk.matching;
    admin = desk.ann;
  }

  @Test
  void onlyWhatConcernsAVendorOfTheWatchlistIsTold() {
    long tools = watchlists.add("Tools", List.of(Row.of("Anthropic PBC"))).id();
    long others = watchlists.add("Others", List.of(Row.of("Nvidia Corp"))).id();
    subscribe(tools, "ann@desk.example");
    subscribe(others, "bob@desk.example");
    publish("Alibaba bans Claude Code", BAN);
    assertThat(told()).containsExactly("ann@desk.example");
  }

  @Test
  void aVendorThatIsAddedToTheWatchlistIsToldFromThenOn() {
    Watchlist tools = watchlists.add("Tools", List.of(Row.of("Nvidia Corp")));
    subscribe(tools.id(), "ann@desk.example");
    publish("Alibaba bans Claude Code", BAN);
    assertThat(told()).isEmpty();
    watchlists.replace(tools.id(), List.of(Row.of("Anthropic PBC")));
    follow();
    publish(
        "Tencent bans Claude Code",
        BAN.replace("Alibaba", "Tencent").replace("10 July", "11 July"));
    assertThat(told()).containsExactly("ann@desk.example");
  }

  @Test
  void anArticleThatOnlyNamesAVendorIsNoNewsOfAWatchlist() {
    subscribe(watchlists.add("Tools", List.of(Row.of("Anthropic"))).id(), "ann@desk.example");
    publish("Anthropic opens an office", "Anthropic opens an office in Munich next year.");
    assertThat(told()).isEmpty();
  }

  @Test
  void ownersAreAskedAndThenToldOfTheirVendorsOnly() {
    long tools = owned();
    watchlists.change(tools, "Tools", true);
    follow();
    assertThat(subscriptions.list())
        .extracting(s -> s.wish().channel().to(), Subscription::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("eve@buyer.example", State.PENDING),
            org.assertj.core.groups.Tuple.tuple("max@buyer.example", State.PENDING));
    subscriptions.list().forEach(s -> subscriptions.confirm(s.id()));
    follow();
    publish("Alibaba bans Claude Code", BAN);
    assertThat(told()).containsExactly("eve@buyer.example");
  }

  @Test
  void ownersForWhomAnAdministratorVouchesAreToldAtOnceUntilTheListTellsThemNoMore() {
    long tools = owned();
    watchlists.change(tools, "Tools", true);
    owners.tell(admin, tools, true);
    assertThat(subscriptions.list()).extracting(Subscription::state).containsOnly(State.ACTIVE);
    watchlists.change(tools, "Tools", false);
    publish("Alibaba bans Claude Code", BAN);
    assertThat(told()).isEmpty();
  }

  @Test
  void anOwnerWhoLeftIsNotAskedAgain() {
    long tools = owned();
    watchlists.change(tools, "Tools", true);
    owners.tell(admin, tools, true);
    subscriptions.list().forEach(s -> subscriptions.remove(s.id()));
    watchlists.change(tools, "Tools", true);
    follow();
    assertThat(subscriptions.list()).isEmpty();
    assertThat(asked()).isZero();
  }

  private long owned() {
    return watchlists
        .add(
            "Tools",
            List.of(
                new Row(1, "Anthropic", null, null, "Eve@buyer.example", null, null, null),
                new Row(2, "Nvidia", null, null, "max@buyer.example", null, null, null),
                new Row(3, "OpenAI", null, null, "Somebody Else", null, null, null)))
        .id();
  }

  private void subscribe(long watchlist, String to) {
    var wish =
        new Wish(
            "Vendors",
            "",
            List.of(),
            List.of(),
            null,
            List.of(),
            new Channel(Channel.Kind.EMAIL, to),
            Schedule.IMMEDIATE,
            "UTC",
            null,
            false,
            new Watched(watchlist, null));
    subscriptions.add(admin, wish, true);
    follow();
  }

  private void publish(String title, String text) {
    follow();
    String url = "https://a" + articles++ + ".example/1";
    intake.accept(World.article(url, title, text, "2026-07-03T11:00:00Z"));
    follow();
  }

  private void follow() {
    for (List<Change> changes = log.after(matching.position(), 500);
        !changes.isEmpty();
        changes = log.after(matching.position(), 500)) matching.follow(changes);
  }

  private List<String> told() {
    return database.read(
        h ->
            h.createQuery("SELECT receiver FROM alert WHERE purpose = 'NEWS' ORDER BY id")
                .mapTo(String.class)
                .list());
  }

  private long asked() {
    return database.read(
        h ->
            h.createQuery("SELECT COUNT(*) FROM alert WHERE purpose = :confirm")
                .bind("confirm", Purpose.CONFIRM.name())
                .mapTo(Long.class)
                .one());
  }
}
