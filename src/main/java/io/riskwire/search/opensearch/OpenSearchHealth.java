package io.riskwire.search.opensearch;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.riskwire.search.SearchUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells the health check whether the cluster answers. */
@Readiness
@ApplicationScoped
@LookupIfProperty(name = "riskwire.search.engine", stringValue = "opensearch")
class OpenSearchHealth implements HealthCheck {
  private final Cluster cluster;

  OpenSearchHealth(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public HealthCheckResponse call() {
    var health = HealthCheckResponse.named("OpenSearch");
    try {
      cluster.ask("GET", "/").good();
      return health.up().build();
    } catch (SearchUnavailable | Cluster.Missing down) {
      return health.down().withData("reason", String.valueOf(down.getMessage())).build();
    }
  }
}
