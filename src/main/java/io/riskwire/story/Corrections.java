package io.riskwire.story;

import io.riskwire.base.Invalid;
import io.riskwire.db.Database;
import io.riskwire.log.Change.Subject;
import io.riskwire.log.ChangeLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What analysts decide about stories: it holds against what is grouped later, and stands in the
 * story's history under its author's name. Incidents are not touched: what articles tell of them
 * was counted, and is corrected there.
 */
@ApplicationScoped
public class Corrections {
  private final Database database;
  private final ChangeLog log;
  private final Stories stories;
  private final InstantSource clock;

  public Corrections(Database database, ChangeLog log, Stories stories, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.stories = stories;
    this.clock = clock;
  }

  /** Who does it, and why in their own words. */
  public record Author(String name, @Nullable String reason) {
    public Author {
      if (reason != null && reason.length() > 1000)
        throw new Invalid("reason", "at most 1,000 characters");
    }
  }

  /** One act of an analyst. */
  public record Step(Instant at, String by, String act, @Nullable String reason) {}

  /** Does it; answers the id of the story that holds the articles that were spoken of. */
  public long correct(long id, Correction correction, Author author) {
    return database.writeDurably(
        h -> {
          ChangeLog.Notes notes = log.lock(h);
          long story = standing(h, id, "id");
          long now =
              switch (correction) {
                case Correction.Merge merge ->
                    merge(h, notes, story, standing(h, merge.into(), "into"));
                case Correction.Split split -> part(h, notes, story, split.articles(), null);
                case Correction.Move move ->
                    part(h, notes, story, move.articles(), standing(h, move.into(), "into"));
              };
          remember(h, story, correction, author);
          if (now != story) remember(h, now, correction, author);
          notes.write();
          stories.giveUp();
          return now;
        });
  }

  private static long standing(Handle handle, long id, String field) {
    return Stories.standing(handle, id)
        .orElseThrow(() -> new Invalid(field, "no such story: " + id))
        .id();
  }

  private long merge(Handle handle, ChangeLog.Notes notes, long one, long other) {
    if (one == other) throw new Invalid("into", "that is the same story");
    Live kept = Stories.read(handle, Math.min(one, other));
    Live gone = Stories.read(handle, Math.max(one, other));
    kept.telling = kept.telling.with(gone.telling);
    if (gone.first.isBefore(kept.first)) kept.first = gone.first;
    if (gone.last.isAfter(kept.last)) kept.last = gone.last;
    kept.inherit(gone);
    kept.isFixed = true;
    kept.apart.removeAll(Set.of(gone.id, kept.id));
    Stories.moveAll(handle, notes, gone.id, kept.id);
    Stories.save(handle, kept, notes.position());
    return kept.id;
  }

  /** Moves articles to another story, or to one that is made for them. */
  private long part(
      Handle handle, ChangeLog.Notes notes, long story, List<Long> articles, @Nullable Long into) {
    if (into != null && into == story) throw new Invalid("into", "that is the same story");
    List<Long> all = articlesOf(handle, story);
    if (!all.containsAll(articles)) throw new Invalid("articles", "an article of another story");
    if (articles.containsAll(all))
      throw new Invalid("articles", "leave the story at least one of its articles");
    long part = into == null ? blank(handle, articles.getFirst()) : into;
    for (long article : articles) {
      handle.execute("UPDATE article SET story_id = ? WHERE id = ?", part, article);
      notes.add(Subject.ARTICLE, article, "story", null);
    }
    retell(handle, story, part, notes.position());
    retell(handle, part, story, notes.position());
    return part;
  }

  private static List<Long> articlesOf(Handle handle, long story) {
    return handle
        .createQuery("SELECT id FROM article WHERE story_id = :story ORDER BY id")
        .bind("story", story)
        .mapTo(Long.class)
        .list();
  }

  private static long blank(Handle handle, long article) {
    return handle
        .createUpdate(
            """
            INSERT INTO story (title, first_seen, last_seen, articles, telling, fixed, sample)
            SELECT title, published, published, 1, telling, TRUE, sample
            FROM article WHERE id = :article
            """)
        .bind("article", article)
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  private record Told(Telling telling, Instant published) {}

  /** Works out anew how a story is told, from all of its articles. */
  private static void retell(Handle handle, long story, long apart, long position) {
    List<Told> told = told(handle, story);
    Live live = Stories.read(handle, story);
    live.telling = told.stream().map(Told::telling).reduce(Telling::with).orElseThrow();
    live.first = told.getFirst().published;
    live.last = told.getLast().published;
    live.isFixed = true;
    live.apart.add(apart);
    Stories.save(handle, live, position);
  }

  private static List<Told> told(Handle handle, long story) {
    return handle
        .createQuery(
            """
            SELECT telling, published FROM article
            WHERE story_id = :story ORDER BY published, id
            """)
        .bind("story", story)
        .map(
            (rs, c) ->
                new Told(
                    Telling.of(rs.getBytes("telling")), rs.getTimestamp("published").toInstant()))
        .list();
  }

  private void remember(Handle handle, long story, Correction correction, Author author) {
    handle
        .createUpdate(
            """
            INSERT INTO story_history (story_id, ordinal, at, author, act, reason)
            SELECT :story, COALESCE(MAX(ordinal) + 1, 0), :at, :author, :act, :reason
            FROM story_history WHERE story_id = :story
            """)
        .bind("story", story)
        .bind("at", clock.instant())
        .bind("author", author.name)
        .bind("act", correction.label())
        .bind("reason", author.reason)
        .execute();
  }

  /** What analysts did with a story, in order. */
  public List<Step> history(long story) {
    return database.read(
        h ->
            h.createQuery(
                    """
                    SELECT at, author, act, reason FROM story_history
                    WHERE story_id = :story ORDER BY ordinal
                    """)
                .bind("story", story)
                .map(
                    (rs, c) ->
                        new Step(
                            rs.getTimestamp("at").toInstant(),
                            rs.getString("author"),
                            rs.getString("act"),
                            rs.getString("reason")))
                .list());
  }
}
