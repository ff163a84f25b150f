package io.riskwire.search.opensearch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The cluster that is searched where {@code riskwire.search.engine} is {@code opensearch}. */
@ConfigMapping(prefix = "riskwire.opensearch")
public interface OpenSearchSettings {

  /** Addresses of its nodes. */
  @WithDefault("http://localhost:9200")
  List<String> hosts();

  /** Who asks, where the cluster wants to know. */
  Optional<String> username();

  /** Their password. */
  Optional<String> password();

  /** How the names of our indices and aliases there begin. */
  @WithDefault("riskwire")
  String prefix();

  /** Into how many parts an index is divided when it is made. */
  @WithDefault("1")
  int shards();
}
