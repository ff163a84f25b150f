package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/** The way in and the way out; the passwords are read by the service's own form mechanism. */
@Path("/")
class LoginPage {

  record View(Frame frame, boolean hasFailed) implements TemplateInstance {}

  @GET
  @Path("login")
  public TemplateInstance login(@QueryParam("failed") boolean hasFailed) {
    return new View(Frame.bare("Log in"), hasFailed);
  }

  @POST
  @Path("logout")
  public Response logout(RoutingContext request) {
    FormAuthenticationMechanism.logout(request);
    return Reply.goTo("/login");
  }
}
