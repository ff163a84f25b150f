package io.riskwire.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.TestClock;
import io.riskwire.article.Article;
import io.riskwire.article.Articles;
import io.riskwire.article.NewArticle;
import io.riskwire.base.Lang;
import io.riskwire.db.Database;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.log.Change;
import io.riskwire.log.ChangeLog;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@DatabaseContract
class StoriesTest {
  private static final String OUTAGE = "Bunq card payments fail across the Netherlands";
  private static final String TEXT =
      "Customers of the bank Bunq could not pay by card in shops across the Netherlands for two"
          + " hours on Monday; the bank blames a certificate that had run out.";

  private final Database database;
  private final ChangeLog log;
  private final Articles articles;
  private final Stories stories;

  StoriesTest(TestDatabase kind) {
    var clock = TestClock.at("2026-03-04T00:00:00Z");
    database = kind.fresh();
    log = new ChangeLog(database, clock);
    articles = new Articles(database, clock);
    stories = new Stories(database);
  }

  @Test
  void articlesThatTellTheSameAreOneStoryWhichGrows() {
    long first = store(stories, "a", OUTAGE, TEXT);
    long second = store(stories, "b", "Bunq cards refused in Dutch shops", TEXT);
    assertThat(second).isEqualTo(first);
    assertThat(stories.find(first)).get().extracting(Story::articles).isEqualTo(2);
  }

  @Test
  void whatWasRolledBackIsForgotten() {
    assertThatThrownBy(
            () ->
                database.write(
                    h -> {
                      var grouping = stories.group(h, log.lock(h));
                      grouping.place(article("a", OUTAGE, TEXT), telling(OUTAGE, TEXT));
                      grouping.write();
                      throw new IllegalStateException("the disk is full");
                    }))
        .hasMessage("the disk is full");
    long story = store(stories, "b", OUTAGE, TEXT);
    assertThat(stories.find(story)).get().extracting(Story::articles).isEqualTo(1);
  }

  @Test
  void storiesOutliveARestart() {
    long first = store(stories, "a", OUTAGE, TEXT);
    long second = store(new Stories(database), "b", OUTAGE, TEXT);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void anotherNodesStoriesAreKnownBeforeTheNextArticle() {
    Stories other = new Stories(database);
    store(stories, "a", "Something else altogether", "Of which nobody has heard so far.");
    store(other, "b", "Yet another thing of interest", "Told by somebody to somebody.");
    long first = store(other, "c", OUTAGE, TEXT);
    assertThat(store(stories, "d", OUTAGE, TEXT)).isEqualTo(first);
  }

  @Test
  void aStoryThatLostItsArticlesIsNotFoundAgain() {
    long first = store(stories, "a", OUTAGE, TEXT);
    List<Long> ids = articles.ofStory(first).stream().map(Article::id).toList();
    database.write(
        h -> {
          ChangeLog.Notes notes = log.lock(h);
          for (long id : ids) {
            stories.forget(h, id);
            notes.add(Change.Subject.ARTICLE, id, "removed", null);
          }
          articles.remove(h, ids);
          stories.removeEmpty(h);
          notes.write();
          return null;
        });
    long second = store(stories, "b", OUTAGE, TEXT);
    assertThat(second).isNotEqualTo(first);
    assertThat(stories.find(first)).isEmpty();
  }

  @Test
  void aStoryThatWasTakenInForwardsAndItsArticlesMove() {
    long older =
        store(
            stories,
            "a",
            "Ferrovia hit by hackers",
            "The railway operator Ferrovia says intruders reached its ticket system on Sunday.");
    long younger =
        store(
            stories,
            "b",
            "Ticket machines dark across the north",
            "Travellers from Bergamo to Trieste found ticket machines dark on Monday morning.");
    assertThat(younger).isNotEqualTo(older);
    for (String id : List.of("c", "d", "e"))
      store(
          stories,
          id,
          "Hackers hit Ferrovia: ticket machines dark across the north",
          "The railway operator Ferrovia says intruders reached its ticket system on Sunday;"
              + " travellers from Bergamo to Trieste found ticket machines dark on Monday"
              + " morning.");
    assertThat(stories.find(younger)).get().extracting(Story::id).isEqualTo(older);
    assertThat(articles.ofStory(older)).hasSize(5);
    assertThat(articles.ofStory(younger)).isEmpty();
    assertThat(log.after(0, 100)).anyMatch(c -> c.what().equals("story"));
  }

  private long store(Stories stories, String id, String title, String text) {
    NewArticle article = article(id, title, text);
    return database.write(
        h -> {
          ChangeLog.Notes notes = log.lock(h);
          var grouping = stories.group(h, notes);
          var place = grouping.place(article, telling(title, text));
          grouping.write();
          long story = place.id();
          long stored =
              articles
                  .insert(
                      h,
                      List.of(
                          new Articles.Arriving(
                              article,
                              story,
                              new Articles.Marks(
                                  List.of(),
                                  List.of(),
                                  new byte[0],
                                  null,
                                  telling(title, text).bytes()))))
                  .getFirst();
          place.keep(stored);
          notes.add(Change.Subject.ARTICLE, stored, "new", stored);
          notes.write();
          stories.committed(grouping);
          return story;
        });
  }

  private static Telling telling(String title, String text) {
    return Telling.of(title, text, List.of());
  }

  private static NewArticle article(String id, String title, String text) {
    return new NewArticle(
        List.of(id),
        "https://desk.example/" + id,
        title,
        text,
        null,
        Instant.parse("2026-03-02T08:00:00Z"),
        Lang.ENGLISH,
        null,
        "Desk",
        true,
        false);
  }
}
