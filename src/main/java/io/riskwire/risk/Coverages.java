package io.riskwire.risk;

import io.riskwire.db.Database;
import io.riskwire.source.Source;
import io.riskwire.source.Source.Origin;
import io.riskwire.source.Source.State;
import io.riskwire.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Which sources report on a vendor, or would, and how they fare. Those that would are of a kind
 * with those that did: they have a tag in common, or have no tag at all. Of whom nobody has told
 * yet, every source would; the sample tells of nobody else.
 */
@ApplicationScoped
class Coverages {
  private final Database database;
  private final Sources sources;

  Coverages(Database database, Sources sources) {
    this.database = database;
    this.sources = sources;
  }

  /** The coverage of the vendor of these incidents; sources that are not asked are left out. */
  Coverage of(Collection<Long> incidents) {
    Told told = told(incidents);
    List<Source> asked = sources.list().stream().filter(Coverages::isAsked).toList();
    List<Source> reporting = asked.stream().filter(s -> told.by.contains(s.id())).toList();
    List<Source> all = asked.stream().filter(s -> wouldTell(s, reporting)).toList();
    return new Coverage(
        all.size(),
        reporting.size(),
        (int) all.stream().filter(s -> sources.state(s) != State.FAILING).count(),
        newest(all.stream().map(s -> s.health().lastGood())),
        told.last);
  }

  private static boolean isAsked(Source source) {
    return !source.isPaused() && (isSample(source) || source.health().lastPoll() != null);
  }

  private static boolean isSample(Source source) {
    return source.origin() == Origin.SAMPLE;
  }

  private static boolean wouldTell(Source source, List<Source> reporting) {
    if (reporting.contains(source)) return true;
    if (isSample(source)) return false;
    List<String> tags = source.spec().tags();
    return reporting.isEmpty()
        || tags.isEmpty()
        || reporting.stream().anyMatch(r -> r.spec().tags().stream().anyMatch(tags::contains));
  }

  private static @Nullable Instant newest(Stream<@Nullable Instant> times) {
    return times.filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
  }

  /** Which sources told it, and when the last article of it was published. */
  private record Told(Set<Long> by, @Nullable Instant last) {}

  /** {@code source} is null for articles that were pushed. */
  private record Line(@Nullable Long source, Instant last) {}

  private Told told(Collection<Long> incidents) {
    if (incidents.isEmpty()) return new Told(Set.of(), null);
    List<Line> lines = database.read(h -> lines(h, incidents));
    return new Told(
        lines.stream().map(Line::source).filter(Objects::nonNull).collect(Collectors.toSet()),
        newest(lines.stream().map(Line::last)));
  }

  private static List<Line> lines(Handle handle, Collection<Long> incidents) {
    return handle
        .createQuery(
            """
            SELECT a.source_id, MAX(a.published) AS last_published FROM article_event e
            JOIN article a ON a.id = e.article_id
            WHERE e.incident_id = ANY(:ids) GROUP BY a.source_id
            """)
        .bindArray("ids", Long.class, incidents)
        .map(
            (rs, c) ->
                new Line(
                    rs.getObject("source_id", Long.class),
                    rs.getTimestamp("last_published").toInstant()))
        .list();
  }
}
