package io.riskwire.ui;

import io.riskwire.risk.Calendars;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;

/** Dates of a vendor or a watchlist to subscribe to, for whoever knows the address. */
@Path("/calendars")
@RunOnVirtualThread
class CalendarFile {
  private final Calendars calendars;

  CalendarFile(Calendars calendars) {
    this.calendars = calendars;
  }

  @GET
  @Path("{name}")
  public Response read(@RestPath String name) {
    byte[] calendar = calendars.read(name).orElseThrow(() -> Given.unknown("calendar", "here"));
    return Response.ok(calendar, "text/calendar;charset=UTF-8").build();
  }
}
