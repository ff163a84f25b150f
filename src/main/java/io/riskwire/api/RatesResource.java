package io.riskwire.api;

import io.riskwire.base.Invalid;
import io.riskwire.risk.Rates;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/reviews/rates")
@Tag(name = "Incidents")
@RolesAllowed({"administrator", "analyst"})
@RunOnVirtualThread
class RatesResource {
  private final Rates rates;

  RatesResource(Rates rates) {
    this.rates = rates;
  }

  record Shape(String of, int reviewed, int rejected, double rate, Map<String, Integer> reasons) {}

  @GET
  @Operation(summary = "How often analysts rejected what a rule read or a source reported")
  public Listed<Shape> list(
      @QueryParam("by") @DefaultValue("rule") String by,
      @QueryParam("size") @DefaultValue("20") int size,
      @QueryParam("cursor") @Nullable String cursor) {
    return Listed.of(rates.list(by(by), Listed.size(size), cursor), RatesResource::shape);
  }

  private static Rates.By by(String by) {
    return switch (by) {
      case "rule" -> Rates.By.RULE;
      case "source" -> Rates.By.SOURCE;
      default -> throw new Invalid("by", "rule or source");
    };
  }

  private static Shape shape(Rates.Rate rate) {
    Map<String, Integer> reasons = new TreeMap<>();
    rate.reasons().forEach((why, count) -> reasons.put(why.label(), count));
    return new Shape(rate.of(), rate.reviewed(), rate.rejected(), rate.share(), reasons);
  }
}
