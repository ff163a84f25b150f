package io.riskwire.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.TestClock;
import io.riskwire.base.Invalid;
import io.riskwire.db.Database;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.log.Change;
import io.riskwire.log.ChangeLog;
import io.riskwire.vendor.Watchlist.Criticality;
import io.riskwire.vendor.Watchlist.Entry;
import io.riskwire.vendor.Watchlist.Row;
import io.riskwire.vendor.Watchlist.State;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

@DatabaseContract
class WatchlistsTest {
  private final TestClock clock = TestClock.at("2026-07-03T12:00:00Z");
  private final ChangeLog log;
  private final Vendors vendors;
  private final Watchlists watchlists;

  WatchlistsTest(TestDatabase kind) {
    Database database = kind.fresh();
    log = new ChangeLog(database, clock);
    vendors = new Vendors(database, log, clock);
    watchlists = new Watchlists(database, log, vendors, clock);
  }

  @Test
  void aWatchlistIsKeptAsItWasGivenWithTheVendorsThatItMeans() {
    Row row =
        new Row(
            2,
            "anthropic",
            "anthropic.com",
            "Claude",
            "ann@buyer.example",
            Criticality.HIGH,
            LocalDate.parse("2026-01-01"),
            LocalDate.parse("2026-12-31"));
    Watchlist made = watchlists.add("Tools", List.of(row, Row.of("Zorvalis Widgets")));
    Watchlist kept = watchlists.find(made.id()).orElseThrow();
    assertThat(kept.entries())
        .extracting(Entry::row)
        .containsExactly(row, Row.of("Zorvalis Widgets"));
    assertThat(kept.vendors()).containsExactly("Anthropic", "Zorvalis Widgets");
    assertThat(kept.entries())
        .extracting(e -> e.match().state())
        .containsExactly(State.MATCHED, State.CREATED);
    assertThat(vendors.find("zorvalis-widgets")).isPresent();
    assertThat(watchlists.list())
        .containsExactly(new Watchlists.Summary(made.id(), "Tools", false, clock.instant(), 2, 0));
  }

  @Test
  void aDraftMakesNoVendorAndIsNotListedUntilItIsKept() {
    Watchlist draft = watchlists.draft("Tools", List.of(Row.of("Zorvalis Widgets")));
    assertThat(watchlists.list()).isEmpty();
    assertThat(vendors.find("zorvalis-widgets")).isEmpty();
    assertThat(log.position()).isZero();
    watchlists.keep(draft.id(), "Tools of 2026");
    assertThat(watchlists.list())
        .extracting(Watchlists.Summary::name)
        .containsExactly("Tools of 2026");
    assertThat(vendors.find("zorvalis-widgets")).isPresent();
  }

  @Test
  void aDraftThatNobodyKeptIsDropped() {
    long draft = watchlists.draft("Tools", List.of(Row.of("Anthropic"))).id();
    clock.pass(Duration.ofDays(3));
    watchlists.draft("Others", List.of(Row.of("Anthropic")));
    assertThat(watchlists.find(draft)).isEmpty();
  }

  @Test
  void whoeverReviewsSaysWhichVendorIsMeant() {
    Watchlist made = watchlists.add("Tools", List.of(Row.of("Zorvalis Widgets")));
    long entry = made.entries().getFirst().id();
    Entry settled = watchlists.settle(made.id(), entry, "openai", "ann");
    assertThat(settled.match().vendor()).isEqualTo("OpenAI");
    assertThat(settled.match().reason()).isEqualTo("chosen by ann");
    assertThatThrownBy(() -> watchlists.settle(made.id(), entry, "nobody", "ann"))
        .isInstanceOf(Invalid.class);
    assertThat(watchlists.make(made.id(), entry, "ann").match().vendor())
        .isEqualTo("Zorvalis Widgets");
  }

  @Test
  void anotherUploadKeepsWhatWasDecided() {
    Watchlist made =
        watchlists.add("Tools", List.of(Row.of("Zorvalis Widgets"), Row.of("Anthropic")));
    watchlists.settle(made.id(), made.entries().getFirst().id(), "OpenAI", "ann");
    Watchlist next =
        watchlists.replace(made.id(), List.of(Row.of("Zorvalis Widgets"), Row.of("Nvidia")));
    assertThat(next.vendors()).containsExactly("OpenAI", "Nvidia");
  }

  @Test
  void aRenamedOrMergedVendorIsRenamedInEveryWatchlist() {
    Watchlist made = watchlists.add("Tools", List.of(Row.of("Zorvalis Widgets")));
    long before = log.position();
    vendors.merge("zorvalis-widgets", "openai");
    assertThat(watchlists.find(made.id()).orElseThrow().vendors()).containsExactly("OpenAI");
    assertThat(log.after(before, 10))
        .filteredOn(c -> c.subject() == Change.Subject.WATCHLIST)
        .extracting(Change::id)
        .containsExactly(made.id());
  }

  @Test
  void everyChangeIsNotedForThoseWhoFollow() {
    Watchlist made = watchlists.add("Tools", List.of(Row.of("Anthropic"), Row.of("Nvidia")));
    long first = made.entries().getFirst().id();
    watchlists.change(made.id(), "Tools", true);
    watchlists.change(
        made.id(),
        first,
        new Row(0, "Anthropic", null, null, "ann@buyer.example", null, null, null));
    watchlists.remove(made.id(), first);
    watchlists.remove(made.id());
    assertThat(log.after(0, 20))
        .extracting(Change::what)
        .containsExactly("new", "changed", "changed", "changed", "removed");
    assertThat(watchlists.find(made.id())).isEmpty();
  }

  @Test
  void aNamelessListIsRefused() {
    assertThatThrownBy(() -> watchlists.add(" ", List.of(Row.of("Anthropic"))))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> Row.of(" ")).isInstanceOf(Invalid.class);
  }
}
