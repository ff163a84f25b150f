package io.riskwire.api;

import io.riskwire.search.SavedSearch;
import io.riskwire.search.SavedSearch.Question;
import io.riskwire.search.SavedSearches;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What saved searches find, for whoever knows the address: the newest as Atom, or all. */
@Path("/feeds/searches")
@Tag(name = "Saved searches")
@RunOnVirtualThread
class SearchFeeds {
  static final String CSV_ENDING = ".csv";
  static final String NDJSON_ENDING = ".ndjson";

  private static final int NEWEST = 100;

  private final SavedSearches searches;
  private final ArticlesResource articles;
  private final IncidentsResource incidents;

  SearchFeeds(SavedSearches searches, ArticlesResource articles, IncidentsResource incidents) {
    this.searches = searches;
    this.articles = articles;
    this.incidents = incidents;
  }

  @GET
  @Path("{file}")
  @Operation(summary = "What a saved search finds: Atom, or with .csv or .ndjson the whole answer")
  public Response read(@RestPath String file, @Context UriInfo asked) {
    int dot = file.indexOf('.');
    String key = dot < 0 ? file : file.substring(0, dot);
    String ending = dot < 0 ? "" : file.substring(dot);
    SavedSearch search =
        searches.ofFeed(key).orElseThrow(() -> Problem.unknown("feed", "at this address"));
    Question question = search.question();
    return switch (ending) {
      case "" -> answer(atom(question, asked), "application/atom+xml;charset=UTF-8");
      case CSV_ENDING -> answer(csv(question), "text/csv;charset=UTF-8");
      case NDJSON_ENDING -> answer(ndjson(question), "application/x-ndjson");
      default -> throw Problem.unknown("feed", "at this address");
    };
  }

  private static Response answer(StreamingOutput body, String type) {
    return Response.ok(body, type).build();
  }

  private StreamingOutput atom(Question question, UriInfo asked) {
    String title = "Riskwire: " + question.name();
    return switch (question.kind()) {
      case ARTICLES -> articles.newest(title, articles(question), NEWEST, asked);
      case INCIDENTS -> incidents.newest(title, incidents(question), NEWEST, asked);
    };
  }

  private StreamingOutput csv(Question question) {
    return switch (question.kind()) {
      case ARTICLES -> articles.csv(articles(question));
      case INCIDENTS -> incidents.csv(incidents(question));
    };
  }

  private StreamingOutput ndjson(Question question) {
    return switch (question.kind()) {
      case ARTICLES -> articles.ndjson(articles(question));
      case INCIDENTS -> incidents.ndjson(incidents(question));
    };
  }

  /** A feed is read from the newest on, whatever order the search has on its page. */
  private static ArticlesResource.Wanted articles(Question question) {
    var wanted = new ArticlesResource.Wanted();
    wanted.q = question.q();
    wanted.vendor = question.vendor();
    wanted.product = question.product();
    wanted.type = question.type();
    wanted.source = question.source();
    wanted.lang = question.lang();
    wanted.from = question.from();
    wanted.to = question.to();
    wanted.sort = "newest";
    return wanted;
  }

  private static IncidentQuestions.Wanted incidents(Question question) {
    var wanted = new IncidentQuestions.Wanted();
    wanted.q = question.q();
    wanted.vendor = question.vendor();
    wanted.product = question.product();
    wanted.type = question.type();
    wanted.source = question.source();
    wanted.status = question.status();
    wanted.minSeverity = question.minSeverity();
    wanted.due = question.due();
    wanted.from = question.from();
    wanted.to = question.to();
    return wanted;
  }
}
