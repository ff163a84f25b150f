package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.base.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * What a reader sees in place of a page that cannot be shown. Programs get their problems as JSON
 * from the API; this makes a page of whatever was answered to a request for a page.
 */
@ApplicationScoped
class ErrorPages {
  private final Visitor visitor;

  ErrorPages(Visitor visitor) {
    this.visitor = visitor;
  }

  record View(Frame frame, int status, String sentence, @Nullable String hint)
      implements TemplateInstance {}

  static boolean isForPrograms(String path) {
    return path.startsWith("/api/")
        || path.equals("/api")
        || path.startsWith("/q/")
        || path.startsWith("/mcp");
  }

  @ServerResponseFilter
  public void show(
      ContainerRequestContext request, ContainerResponseContext response, @Nullable Throwable why) {
    int status = response.getStatus();
    boolean isPage = response.getEntity() instanceof TemplateInstance;
    if (status < 400 || isPage || isForPrograms(request.getUriInfo().getRequestUri().getPath()))
      return;
    String hint = why instanceof Invalid invalid ? invalid.hint() : null;
    var view = new View(visitor.frame(title(status), ""), status, sentence(status, why), hint);
    response.setEntity(view.render());
    response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, Reply.HTML);
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "That could not be read";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "Not possible here";
      case 503 -> "Not at the moment";
      default -> status < 500 ? "That did not work" : "Something went wrong";
    };
  }

  private static String sentence(int status, @Nullable Throwable why) {
    if (why instanceof Invalid invalid) return invalid.field() + ": " + invalid.reason();
    String message = why instanceof NotFoundException missing ? missing.getMessage() : null;
    if (message != null && !isFrameworks(message)) return message; // else it is no route
    return switch (status) {
      case 403 -> "Only administrators may do this.";
      case 404 -> "There is nothing at this address.";
      case 405 -> "This address cannot be used in this way.";
      case 503 -> "The search engine cannot be reached; try again in a while.";
      default ->
          status < 500
              ? "The request was not of the form that is wanted here."
              : "This should not have happened; the service's log says more.";
    };
  }

  /** What the framework says of an address that nobody answers to is nothing for readers. */
  private static boolean isFrameworks(String message) {
    return message.startsWith("HTTP ") || message.startsWith("Unable to find");
  }
}
