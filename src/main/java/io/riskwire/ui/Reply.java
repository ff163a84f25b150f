package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The answers that a page gives. */
final class Reply {
  static final String HTML = "text/html;charset=UTF-8";

  private Reply() {}

  static Response page(TemplateInstance view) {
    return Response.ok(view, HTML).build();
  }

  /** The same page again, with what was wrong in its form. */
  static Response mistaken(TemplateInstance view) {
    return Response.status(400).type(HTML).entity(view).build();
  }

  /** It was taken in by another. */
  static Response movedTo(String address) {
    return Response.status(Response.Status.MOVED_PERMANENTLY).location(URI.create(address)).build();
  }

  /** After a form was posted, so that loading the page anew does not post it again. */
  static Response goTo(String address) {
    return Response.seeOther(URI.create(address)).build();
  }
}
