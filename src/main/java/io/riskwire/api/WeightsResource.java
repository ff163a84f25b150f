package io.riskwire.api;

import io.riskwire.base.Invalid;
import io.riskwire.event.EventType;
import io.riskwire.risk.Weightings;
import io.riskwire.risk.Weights;
import io.riskwire.vendor.Watchlists;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/watchlists/{id}/weights")
@Tag(name = "Vendors")
@RunOnVirtualThread
class WeightsResource {
  private final Watchlists watchlists;
  private final Weightings weightings;

  WeightsResource(Watchlists watchlists, Weightings weightings) {
    this.watchlists = watchlists;
    this.weightings = weightings;
  }

  @GET
  @Operation(summary = "How much each type of incident counts for a watchlist")
  public Map<String, Double> read(@RestPath String id) {
    return shape(weightings.of(watchlist(id)));
  }

  @PUT
  @RolesAllowed({"administrator", "analyst"})
  @Operation(summary = "Set them, from 0 to 5; a type that is not named weighs 1")
  public Map<String, Double> set(@RestPath String id, @Nullable Map<String, Double> wanted) {
    if (wanted == null) throw new Invalid("weights", "missing");
    Map<EventType, Double> weights = new EnumMap<>(EventType.class);
    wanted.forEach(
        (label, weight) -> {
          if (weight == null) throw new Invalid(label, "missing");
          weights.put(Asked.types(List.of(label)).getFirst(), weight);
        });
    long watchlist = watchlist(id);
    weightings.set(watchlist, new Weights(weights));
    return shape(weightings.of(watchlist));
  }

  private long watchlist(String id) {
    return watchlists
        .find(Asked.id("watchlist", id))
        .orElseThrow(() -> Problem.unknown("watchlist", id))
        .id();
  }

  private static Map<String, Double> shape(Weights weights) {
    Map<String, Double> shape = new TreeMap<>();
    for (EventType type : EventType.values()) shape.put(type.label(), weights.of(type));
    return shape;
  }
}
