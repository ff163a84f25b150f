package io.riskwire.api;

import io.riskwire.alert.Alert;
import io.riskwire.alert.Alerts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/alerts")
@Tag(name = "Alerts", description = "What subscribers were told, and what waits to be sent.")
@RolesAllowed("administrator")
@RunOnVirtualThread
class AlertsResource {
  private final Alerts alerts;

  AlertsResource(Alerts alerts) {
    this.alerts = alerts;
  }

  record Shape(
      String id,
      String subscription,
      @Nullable About about,
      List<String> changes,
      String subject,
      String state,
      List<Alert.Attempt> attempts,
      @Nullable Instant next) {
    static Shape of(Alert alert) {
      return new Shape(
          String.valueOf(alert.id()),
          String.valueOf(alert.subscription()),
          About.of(alert.about()),
          alert.changes(),
          alert.subject(),
          alert.state().label(),
          alert.attempts(),
          alert.next());
    }
  }

  record About(String kind, String id) {
    static @Nullable About of(Alert.@Nullable About about) {
      return about == null ? null : new About(about.kind(), String.valueOf(about.id()));
    }
  }

  @GET
  @Operation(summary = "All messages, the newest first")
  public Listed<Shape> list(
      @QueryParam("size") @DefaultValue("20") int size,
      @QueryParam("cursor") @Nullable String cursor) {
    return Listed.of(alerts.list(Listed.size(size), cursor), Shape::of);
  }

  @POST
  @Path("{id}/retry")
  @Operation(summary = "Send a message again that failed or was set aside")
  public Shape retry(@RestPath String id) {
    long number = Asked.id("alert", id);
    alerts.retry(number);
    return Shape.of(alerts.find(number).orElseThrow(() -> Problem.unknown("alert", id)));
  }
}
