package io.riskwire.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.article.Article;
import io.riskwire.base.Invalid;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.intake.Intake.Accepted;
import io.riskwire.log.Change;
import io.riskwire.story.Correction;
import io.riskwire.story.Corrections.Author;
import io.riskwire.story.Corrections.Step;
import io.riskwire.story.Story;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an analyst says of a story holds against what is grouped later. */
@DatabaseContract
class CorrectionsTest {
  private static final Author MIRA = new Author("mira", "asked the bank");
  private static final String OUTAGE = "Bunq card payments fail across the Netherlands";
  private static final String TEXT =
      "Customers of the bank Bunq could not pay by card in shops across the Netherlands for two"
          + " hours on Friday; the bank blames a certificate that had run out.";
  private static final String TRAINS = "Signal failure stops trains around Utrecht";
  private static final String TRAINS_TEXT =
      "Trains around Utrecht stood still on Friday morning after a signal box lost its power.";

  private final World world;

  CorrectionsTest(TestDatabase kind) {
    world = new World(kind);
  }

  @Test
  void aSplitArticleIsNotJoinedAgainHoweverAlikeLaterArticlesAre() {
    Accepted first = accept("1", OUTAGE, TEXT);
    Accepted second = accept("2", OUTAGE, TEXT);
    assertThat(second.story()).isEqualTo(first.story());
    long part =
        world.corrections.correct(first.story(), new Correction.Split(List.of(second.id())), MIRA);
    for (String id : List.of("3", "4", "5")) accept(id, OUTAGE, TEXT);
    assertThat(story(first.id())).isEqualTo(first.story());
    assertThat(story(second.id())).isEqualTo(part).isNotEqualTo(first.story());
  }

  @Test
  void mergedStoriesStayOneAndTheNewerForwardsToTheOlder() {
    Accepted older = accept("1", OUTAGE, TEXT);
    Accepted newer = accept("2", TRAINS, TRAINS_TEXT);
    assertThat(newer.story()).isNotEqualTo(older.story());
    long kept = world.corrections.correct(older.story(), new Correction.Merge(newer.story()), MIRA);
    accept("3", TRAINS, TRAINS_TEXT);
    accept("4", OUTAGE, TEXT);
    assertThat(kept).isEqualTo(older.story());
    assertThat(world.stories.find(newer.story())).get().extracting(Story::id).isEqualTo(kept);
    assertThat(world.articles.ofStory(kept))
        .extracting(Article::id)
        .contains(older.id(), newer.id());
  }

  @Test
  void aMovedArticleIsNotDrawnBackByItsLikes() {
    Accepted bank = accept("1", OUTAGE, TEXT);
    Accepted astray = accept("2", OUTAGE, TEXT);
    Accepted trains = accept("3", TRAINS, TRAINS_TEXT);
    long before = world.log.position();
    world.corrections.correct(
        bank.story(), new Correction.Move(List.of(astray.id()), trains.story()), MIRA);
    accept("4", OUTAGE, TEXT);
    assertThat(story(astray.id())).isEqualTo(trains.story());
    assertThat(world.log.after(before, 100))
        .anyMatch(
            c ->
                c.subject() == Change.Subject.ARTICLE
                    && c.id() == astray.id()
                    && c.what().equals("story"));
  }

  @Test
  void everyActStandsInTheHistoryUnderItsAuthor() {
    Accepted first = accept("1", OUTAGE, TEXT);
    Accepted second = accept("2", OUTAGE, TEXT);
    world.corrections.correct(first.story(), new Correction.Split(List.of(second.id())), MIRA);
    assertThat(world.corrections.history(first.story()))
        .containsExactly(new Step(world.clock.instant(), "mira", "split", "asked the bank"));
  }

  @Test
  void whatCannotBeDoneIsRefusedAndNamesTheField() {
    Accepted only = accept("1", OUTAGE, TEXT);
    assertThatThrownBy(() -> act(only, new Correction.Split(List.of(only.id()))))
        .isInstanceOfSatisfying(Invalid.class, i -> assertThat(i.field()).isEqualTo("articles"));
    assertThatThrownBy(() -> act(only, new Correction.Split(List.of(4711L))))
        .isInstanceOfSatisfying(Invalid.class, i -> assertThat(i.field()).isEqualTo("articles"));
    assertThatThrownBy(() -> act(only, new Correction.Merge(4711)))
        .isInstanceOfSatisfying(Invalid.class, i -> assertThat(i.field()).isEqualTo("into"));
    assertThatThrownBy(() -> act(only, new Correction.Merge(only.story())))
        .isInstanceOfSatisfying(Invalid.class, i -> assertThat(i.field()).isEqualTo("into"));
  }

  private void act(Accepted article, Correction correction) {
    world.corrections.correct(article.story(), correction, MIRA);
  }

  private long story(long article) {
    return world.articles.find(article).orElseThrow().story();
  }

  private Accepted accept(String id, String title, String text) {
    return world.intake.accept(
        World.article("https://desk.example/" + id, title, text, "2026-07-03T10:00:00Z"));
  }
}
