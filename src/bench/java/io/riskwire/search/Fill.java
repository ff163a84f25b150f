package io.riskwire.search;

import io.riskwire.db.Json;
import io.riskwire.db.TestDatabase;
import io.riskwire.event.EventType;
import io.riskwire.event.Evidence;
import io.riskwire.event.Evidence.Field;
import io.riskwire.base.Span;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A state folder with so many made-up articles that are stored and noted in the log. */
final class Fill {
  private static final int BATCH = 1_000;

  private Fill() {}

  static void fill(Path state, MadeUp articles, int count) throws SQLException {
    DataSource source = TestDatabase.file(state);
    Flyway.configure().dataSource(source).load().migrate();
    try (Connection db = source.getConnection();
        PreparedStatement story =
            db.prepareStatement(
                "INSERT INTO story (id, title, first_seen, last_seen, articles) VALUES (?, ?, ?, ?, 3)");
        PreparedStatement article =
            db.prepareStatement(
                """
                INSERT INTO article (id, url, title, body, lang, published, fetched, outlet, story_id,
                  version, digest, whole, sample, vendors, products)
                VALUES (?, ?, ?, ?, 'en', ?, ?, ?, ?, 1, '', TRUE, FALSE, ?, '[]')
                """);
        PreparedStatement event =
            db.prepareStatement(
                """
                INSERT INTO article_event (article_id, ordinal, type, status, reasons, confidence, evidence)
                VALUES (?, 0, ?, 'REPORTED', '', 0.5, ?)
                """);
        PreparedStatement change =
            db.prepareStatement(
                """
                INSERT INTO change_log (position, subject, subject_id, what, cause, at)
                VALUES (?, 'ARTICLE', ?, 'new', ?, ?)
                """)) {
      db.setAutoCommit(false);
      for (int id = 1; id <= count; id++) {
        Doc doc = articles.doc(id);
        var published = Timestamp.from(doc.published());
        long ofStory = 1 + id / 3;
        if (id == 1 || id % 3 == 0) {
          set(story, ofStory, doc.title(), published, published);
        }
        set(article, id, "https://news.example/" + id, doc.title(), doc.text(), published, published,
            doc.sources().getFirst(), ofStory, Json.write(doc.vendors()));
        for (String type : doc.types())
          set(event, id, EventType.valueOf(type.toUpperCase(Locale.ROOT).replace('-', '_')).name(), EVIDENCE);
        set(change, id, id, id, published);
        if (id % BATCH == 0 || id == count) {
          for (PreparedStatement each : List.of(story, article, event, change)) each.executeBatch();
          db.commit();
        }
      }
      try (Statement last = db.createStatement()) {
        last.execute("UPDATE change_head SET position = " + count);
        last.execute("ALTER TABLE article ALTER COLUMN id RESTART WITH " + (count + 1));
        last.execute("ALTER TABLE story ALTER COLUMN id RESTART WITH " + (count + 1));
        db.commit();
        last.execute("SHUTDOWN");
      }
    }
  }

  private static final String EVIDENCE =
      Json.write(List.of(new Evidence(Field.TITLE, new Span(0, 1), "a", "made-up")));

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
    statement.addBatch();
  }
}
