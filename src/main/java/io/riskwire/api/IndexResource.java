package io.riskwire.api;

import io.riskwire.log.ChangeLog;
import io.riskwire.search.Search;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/index")
@Tag(name = "Status")
@RolesAllowed("administrator")
@RunOnVirtualThread
class IndexResource {
  private final Search search;
  private final ChangeLog log;

  IndexResource(Search search, ChangeLog log) {
    this.search = search;
    this.log = log;
  }

  @POST
  @Path("rebuild")
  @Operation(summary = "Make the index anew from the database, beside the one that answers")
  public Response rebuild() {
    search.rebuild(log.position());
    return Response.accepted().build();
  }
}
