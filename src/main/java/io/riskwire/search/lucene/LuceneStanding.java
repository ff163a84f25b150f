package io.riskwire.search.lucene;

import io.riskwire.search.Doc;
import io.riskwire.search.Query;
import io.riskwire.search.Standing;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.monitor.MatchingQueries;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorConfiguration;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermWeightor;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.NoLockFactory;

/** Standing queries in Lucene's monitor: of each it files some rare word, and runs what is left. */
@ApplicationScoped
class LuceneStanding implements Standing, AutoCloseable {
  private static final Logger LOG = System.getLogger(LuceneStanding.class.getName());

  /** Each time so many are taken, the words of all are read anew. */
  private static final int AT_ONCE = 5_000;

  /** What nearly every document has is a poor word to file a query under. */
  private static final TermWeightor RARE =
      TermWeightor.combine(
          TermWeightor.DEFAULT, TermWeightor.fieldWeightor(0.01, Set.of("lang", "type", "kind")));

  private final Translation translation;
  private final Monitor monitor;

  LuceneStanding(InstantSource clock) {
    Loading.await();
    translation = new Translation(clock);
    try {
      var files = new Filing().setQueryUpdateBufferSize(AT_ONCE);
      monitor = new Monitor(Words.INDEXED, new Candidates(RARE), files);
    } catch (IOException impossible) { // in memory
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public Map<Long, String> put(Map<Long, Query> queries) {
    try {
      register(queries);
      return Map.of();
    } catch (RuntimeException oneOfThem) {
      return putEach(queries);
    }
  }

  /** Slower: each waits for a commit of its own. */
  private Map<Long, String> putEach(Map<Long, Query> queries) {
    Map<Long, String> refused = new TreeMap<>();
    queries.forEach(
        (id, query) -> {
          try {
            register(Map.of(id, query));
          } catch (RuntimeException unfit) {
            refused.put(id, String.valueOf(unfit.getMessage()));
          }
        });
    return refused;
  }

  private void register(Map<Long, Query> queries) {
    List<MonitorQuery> translated = new ArrayList<>();
    queries.forEach(
        (id, query) ->
            translated.add(new MonitorQuery(id.toString(), Unscored.of(translation.of(query)))));
    try {
      monitor.register(translated);
    } catch (IOException impossible) { // in memory
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public void remove(Collection<Long> ids) {
    try {
      monitor.deleteById(ids.stream().map(String::valueOf).toList());
    } catch (IOException impossible) { // in memory
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public List<Long> match(Doc doc) {
    try {
      MatchingQueries<QueryMatch> found = monitor.match(Fields.of(doc), Fitting::new);
      found
          .getErrors()
          .forEach((id, error) -> LOG.log(Level.WARNING, "standing query {0}: {1}", id, error));
      return found.getMatches().stream()
          .map(match -> Long.valueOf(match.getQueryId()))
          .sorted()
          .toList();
    } catch (IOException impossible) { // in memory
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public boolean fits(Doc doc, Query query) {
    MemoryIndex memory = MemoryIndex.fromDocument(Fields.of(doc), Words.INDEXED);
    return memory.search(new ConstantScoreQuery(translation.of(query))) > 0;
  }

  /**
   * Where queries are filed: in few segments, as the rare words of an article are looked up in each
   * of them, and in plain arrays, which are read faster than buffers.
   */
  private static final class Filing extends MonitorConfiguration {
    private static final int SEGMENTS = 2;
    private static final double SMALL_MEGABYTES = 16;

    @Override
    public IndexWriter buildIndexWriter() throws IOException {
      var memory =
          new ByteBuffersDirectory(
              NoLockFactory.INSTANCE,
              ByteBuffersDataOutput::new,
              ByteBuffersDirectory.OUTPUT_AS_BYTE_ARRAY);
      var merging = new TieredMergePolicy();
      merging.setSegmentsPerTier(SEGMENTS);
      merging.setFloorSegmentMB(SMALL_MEGABYTES);
      var config = new IndexWriterConfig(new KeywordAnalyzer());
      return new IndexWriter(memory, config.setMergePolicy(merging).setUseCompoundFile(false));
    }
  }

  @Override
  @PreDestroy
  public void close() throws IOException {
    monitor.close();
  }
}
