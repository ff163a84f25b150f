package io.riskwire.search.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.search.Ask;
import io.riskwire.search.Doc.Kind;
import io.riskwire.search.Query;
import io.riskwire.search.Search;
import io.riskwire.search.Search.Update.Put;
import io.riskwire.search.Search.Update.Remove;
import io.riskwire.search.SearchContract;
import io.riskwire.search.SearchUnavailable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class OpenSearchSearchIT extends SearchContract {
  @TempDir static Path folder;
  private static OpenSearchNode node;
  private static Cluster cluster;
  private static int tests;

  /** An index for each test. */
  private final String prefix = "test" + ++tests;

  @BeforeAll
  static void startNode() {
    node = OpenSearchNode.start(folder, "512m");
    cluster = cluster(node.address());
  }

  @AfterAll
  static void stopNode() throws Exception {
    if (cluster != null) cluster.close();
    if (node != null) node.close();
  }

  private static Cluster cluster(String address) {
    return new Cluster(List.of(address), Optional.empty(), Optional.empty());
  }

  @Override
  protected Search open() {
    return new OpenSearchSearch(cluster, prefix, 1, CLOCK);
  }

  @Override
  protected void close(Search search) {}

  @Test
  void whatANodeThatWasFurtherWroteStands() {
    Search ahead = open();
    Search behind = open();
    ahead.apply(7, List.of(new Put(article(1).text("a fact").doc()), new Remove(Kind.ARTICLE, 2)));
    behind.apply(5, List.of(new Put(article(1).text("a rumour").doc()), new Put(article(2).doc())));
    assertThat(behind.position()).isEqualTo(7);
    assertThat(found(ahead, new Query.Word(Query.Where.ANYWHERE, "fact"))).containsExactly(1L);
    assertThat(found(ahead, Query.ALL)).containsExactly(1L);
  }

  @Test
  void indicesThatWereDeletedBeginAnew() {
    Search search = open();
    search.apply(7, List.of(new Put(article(1).doc())));
    cluster.ask("DELETE", prefix + "-1").good();
    assertThat(search.position()).isZero();
    assertThat(found(search, Query.ALL)).isEmpty();
    search.apply(3, List.of(new Put(article(2).doc())));
    assertThat(found(search, Query.ALL)).containsExactly(2L);
  }

  @Test
  void aClusterOutOfReachIsNoMistakeOfTheCaller() throws Exception {
    try (Cluster nowhere = cluster("http://127.0.0.1:1")) {
      Search search = new OpenSearchSearch(nowhere, prefix, 1, CLOCK);
      assertThatThrownBy(search::position).isInstanceOf(SearchUnavailable.class);
      assertThatThrownBy(() -> found(search, Query.ALL)).isInstanceOf(SearchUnavailable.class);
    }
  }

  private static List<Long> found(Search search, Query query) {
    return search.find(Ask.of(Kind.ARTICLE, query, Ask.Sort.NEWEST, 100)).items().stream()
        .map(hit -> hit.id())
        .toList();
  }
}
