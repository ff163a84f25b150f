package io.riskwire.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.riskwire.base.Invalid;
import io.riskwire.search.SearchUnavailable;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** An error as RFC 9457 writes it. */
record Problem(
    int status,
    String title,
    String detail,
    @Nullable List<Wrong> errors,
    @Nullable Integer position,
    @Nullable String hint) {
  private static final Logger LOG = Logger.getLogger(Problem.class.getName());
  private static final String TYPE = "application/problem+json";

  /** Which field is wrong, and why. */
  record Wrong(String field, String detail) {}

  static Problem of(int status, String detail) {
    Status known = Status.fromStatusCode(status);
    String title = known == null ? "Unprocessable Content" : known.getReasonPhrase();
    return new Problem(status, title, detail, null, null, null);
  }

  static Problem of(Invalid mistake) {
    var wrong = List.of(new Wrong(mistake.field(), mistake.reason()));
    String detail = mistake.field() + ": " + mistake.reason();
    Status status = mistake.isTaken() ? Status.CONFLICT : Status.BAD_REQUEST;
    return new Problem(
        status.getStatusCode(),
        status.getReasonPhrase(),
        detail,
        wrong,
        mistake.position(),
        mistake.hint());
  }

  static NotFoundException unknown(String what, String id) {
    return new NotFoundException("there is no " + what + " " + id);
  }

  /** What stands against it that is there already. */
  static ClientErrorException conflict(String detail) {
    return new ClientErrorException(detail, Status.CONFLICT);
  }

  /** Understood, and not done. */
  static ClientErrorException refused(String detail) {
    return new ClientErrorException(detail, 422);
  }

  Response response() {
    return Response.status(status).type(TYPE).entity(this).build();
  }

  /** Makes problems of exceptions. */
  static final class Mappers {

    @ServerExceptionMapper
    public Response invalid(Invalid mistake) {
      return of(mistake).response();
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException error, UriInfo uri) {
      if (error.getCause() instanceof JsonProcessingException json) return unreadable(json);
      int status = error.getResponse().getStatus();
      if (status < 400) return error.getResponse();
      String message = error.getMessage();
      String detail =
          message == null || message.startsWith("HTTP ") || message.startsWith("Unable to find")
              ? detail(status, uri)
              : message;
      return told(of(status, detail), error.getResponse());
    }

    /** What the framework has no words of its own for. */
    private static String detail(int status, UriInfo uri) {
      return switch (status) {
        case 404 -> "there is nothing at " + uri.getPath();
        case 405 -> uri.getPath() + " is not asked in this way; see Allow";
        case 406 -> uri.getPath() + " is not offered in the form that Accept wants";
        case 415 -> uri.getPath() + " does not take a body of this Content-Type";
        default -> "the request was not of the form that is wanted here";
      };
    }

    /** With what else the answer says: when to come again, what may be asked here. */
    private static Response told(Problem problem, Response answer) {
      var response = Response.fromResponse(problem.response());
      for (String header : List.of("Retry-After", "Allow"))
        if (answer.getHeaderString(header) != null)
          response.header(header, answer.getHeaderString(header));
      return response.build();
    }

    /** Named for itself, since Quarkus has a mapper of its own for it, without a body. */
    @ServerExceptionMapper
    public Response mismatch(MismatchedInputException json) {
      return unreadable(json);
    }

    @ServerExceptionMapper
    public Response json(JsonProcessingException json) {
      return unreadable(json);
    }

    @ServerExceptionMapper
    public Response search(SearchUnavailable down) {
      LOG.log(Level.WARNING, "the search engine cannot be reached: {0}", down.getMessage());
      return of(503, "the search engine cannot be reached; try again in a while").response();
    }

    @ServerExceptionMapper
    public Response other(RuntimeException failure) {
      LOG.log(Level.SEVERE, "a call failed", failure);
      return of(500, "this should not have happened; the log says more").response();
    }

    private static Response unreadable(JsonProcessingException json) {
      String field =
          json instanceof JsonMappingException mapping
              ? mapping.getPath().stream().map(Mappers::step).collect(Collectors.joining("."))
              : "";
      var place = json.getLocation();
      String where =
          place == null
              ? ""
              : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
      String name = field.isEmpty() ? "body" : field;
      return of(new Invalid(name, reason(json) + where)).response();
    }

    /** Without the names of our classes. */
    private static String reason(JsonProcessingException json) {
      if (json instanceof UnrecognizedPropertyException) return "no such field";
      if (json instanceof MismatchedInputException) return "not of the form that is wanted here";
      if (json.getCause() instanceof Invalid mistake) return mistake.reason();
      return "not JSON";
    }

    private static String step(Reference reference) {
      String name = reference.getFieldName();
      return name != null ? name : String.valueOf(reference.getIndex());
    }
  }
}
