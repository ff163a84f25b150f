package io.riskwire.ui;

import io.riskwire.alert.Published;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;

/** The messages of a subscription that is read as a feed, for whoever knows its address. */
@Path("/feeds")
@RunOnVirtualThread
class SubscriberFeed {
  private final Published published;

  SubscriberFeed(Published published) {
    this.published = published;
  }

  @GET
  @Path("{token}")
  public Response read(@RestPath String token) {
    String atom = published.atom(token).orElseThrow(() -> Given.unknown("feed", "here"));
    return Response.ok(atom, "application/atom+xml;charset=UTF-8").build();
  }
}
