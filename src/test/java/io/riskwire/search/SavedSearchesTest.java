package io.riskwire.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.TestClock;
import io.riskwire.account.Accounts;
import io.riskwire.account.User;
import io.riskwire.account.User.Role;
import io.riskwire.base.Cursor;
import io.riskwire.base.Invalid;
import io.riskwire.base.Page;
import io.riskwire.db.Database;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.search.SavedSearch.Kind;
import io.riskwire.search.SavedSearch.Question;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@DatabaseContract
class SavedSearchesTest {
  private final SavedSearches searches;
  private final User ann;
  private final User ray;
  private final User chief;

  SavedSearchesTest(TestDatabase kind) {
    var clock = TestClock.at("2026-07-03T12:00:00Z");
    Database database = kind.fresh();
    searches = new SavedSearches(database, clock, Optional.of(URI.create("https://risk.example")));
    var accounts = new Accounts(database, clock);
    ann = accounts.create("ann", "a long password", null, Role.ANALYST);
    ray = accounts.create("ray", "a long password", null, Role.READER);
    chief = accounts.create("chief", "a long password", null, Role.ADMINISTRATOR);
  }

  @Test
  void whatIsPrivateIsSeenByItsOwnerAndWhatIsSharedByAll() {
    SavedSearch own = searches.add(ann, question("mine"), false);
    SavedSearch shared = searches.add(ann, question("ours"), true);
    assertThat(names(searches.list(ann, 10, null))).containsExactly("mine", "ours");
    assertThat(names(searches.list(ray, 10, null))).containsExactly("ours");
    assertThat(SavedSearches.isVisible(ray, own)).isFalse();
    assertThat(SavedSearches.isVisible(ray, shared)).isTrue();
    assertThat(SavedSearches.mayChange(ray, shared)).isFalse();
    assertThat(SavedSearches.mayChange(chief, own)).isTrue();
    assertThat(shared.ownerName()).isEqualTo("ann");
  }

  @Test
  void aFeedIsFoundByItsKeyUntilItIsRenewedOrRevoked() {
    long id = searches.add(ann, question("mine"), false).id();
    URI first = searches.feed(searches.find(id).orElseThrow()).orElseThrow();
    assertThat(first.toString()).matches("https://risk.example/feeds/searches/[\\w-]{32}");
    assertThat(searches.ofFeed(key(first))).map(SavedSearch::id).contains(id);
    searches.renewFeed(id);
    URI second = searches.feed(searches.find(id).orElseThrow()).orElseThrow();
    assertThat(searches.ofFeed(key(first))).isEmpty();
    assertThat(searches.ofFeed(key(second))).isPresent();
    searches.revokeFeed(id);
    assertThat(searches.ofFeed(key(second))).isEmpty();
    assertThat(searches.find(id)).map(SavedSearch::feed).isEmpty();
  }

  @Test
  void aChangedSearchKeepsItsFeedAndARemovedOneLosesIt() {
    SavedSearch search = searches.add(ann, question("before"), false);
    String key = String.valueOf(search.feed());
    searches.change(search.id(), question("after"), true);
    SavedSearch changed = searches.ofFeed(key).orElseThrow();
    assertThat(changed.question()).isEqualTo(question("after"));
    assertThat(changed.isShared()).isTrue();
    searches.remove(search.id());
    assertThat(searches.ofFeed(key)).isEmpty();
    assertThat(searches.find(search.id())).isEmpty();
  }

  @Test
  void pagesNeitherSkipNorRepeat() {
    for (int i = 0; i < 5; i++) searches.add(ann, question("s" + i), i % 2 == 0);
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Page<SavedSearch> page = searches.list(ann, 2, cursor);
      assertThat(page.total()).isEqualTo(5);
      seen.addAll(names(page));
      Cursor next = page.next();
      cursor = next == null ? null : next.encode();
    } while (cursor != null);
    assertThat(seen).containsExactly("s0", "s1", "s2", "s3", "s4");
  }

  @Test
  void aSearchHasAName() {
    assertThatThrownBy(() -> question(" "))
        .isInstanceOfSatisfying(
            Invalid.class, wrong -> assertThat(wrong.field()).isEqualTo("name"));
    assertThatThrownBy(() -> question("n".repeat(201))).isInstanceOf(Invalid.class);
  }

  private static Question question(String name) {
    return new Question(
        name,
        Kind.ARTICLES,
        "ban OR cutoff",
        List.of("OpenAI", "Mistral"),
        List.of(),
        List.of("tool-ban"),
        List.of(),
        List.of("de"),
        List.of(),
        null,
        false,
        "2026-07-01",
        null,
        "newest");
  }

  private static String key(URI feed) {
    return feed.getPath().substring("/feeds/searches/".length());
  }

  private static List<String> names(Page<SavedSearch> page) {
    return page.items().stream().map(s -> s.question().name()).toList();
  }
}
