package io.riskwire.api;

import io.quarkus.security.identity.SecurityIdentity;
import io.riskwire.article.Article;
import io.riskwire.article.Articles;
import io.riskwire.base.Invalid;
import io.riskwire.story.Correction;
import io.riskwire.story.Corrections;
import io.riskwire.story.Stories;
import io.riskwire.story.Story;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/stories/{id}")
@Tag(name = "Articles")
@RunOnVirtualThread
class StoriesResource {
  private final Stories stories;
  private final Corrections corrections;
  private final Articles articles;
  private final SecurityIdentity caller;

  StoriesResource(
      Stories stories, Corrections corrections, Articles articles, SecurityIdentity caller) {
    this.stories = stories;
    this.corrections = corrections;
    this.articles = articles;
    this.caller = caller;
  }

  record Shape(
      String id,
      String title,
      Instant firstSeen,
      Instant lastSeen,
      List<Telling> articles,
      List<Corrections.Step> history) {}

  record Telling(String id, String title, String source, Instant published) {
    static Telling of(Article article) {
      return new Telling(
          String.valueOf(article.id()), article.title(), article.outlet(), article.published());
    }
  }

  /** An analyst's act; which fields count depends on it. */
  record Reviewed(
      @Nullable String act,
      @Nullable String reason,
      @Nullable String into,
      @Nullable List<String> articles) {}

  @GET
  @Operation(summary = "The articles that tell the same, and what analysts did with the story")
  public RestResponse<Shape> one(@RestPath String id) {
    Story story = story(id);
    return id.equals(String.valueOf(story.id()))
        ? RestResponse.ok(shape(story))
        : ResponseBuilder.<Shape>create(RestResponse.Status.MOVED_PERMANENTLY)
            .location(URI.create("/api/v1/stories/" + story.id()))
            .build();
  }

  @POST
  @Path("review")
  @RolesAllowed({"administrator", "analyst"})
  @Operation(summary = "Merge or split a story, or move articles to another")
  public Shape review(@RestPath String id, @Nullable Reviewed wanted) {
    if (wanted == null) throw new Invalid("act", "missing");
    var author = new Corrections.Author(caller.getPrincipal().getName(), wanted.reason);
    long now = corrections.correct(story(id).id(), correction(wanted), author);
    return shape(story(String.valueOf(now)));
  }

  private Story story(String id) {
    return stories.find(Asked.id("story", id)).orElseThrow(() -> Problem.unknown("story", id));
  }

  private static Correction correction(Reviewed wanted) {
    return switch (Asked.required("act", wanted.act)) {
      case "merge" -> new Correction.Merge(into(wanted));
      case "split" -> new Correction.Split(numbers(wanted.articles));
      case "move" -> new Correction.Move(numbers(wanted.articles), into(wanted));
      default -> throw new Invalid("act", "merge, split or move");
    };
  }

  private static long into(Reviewed wanted) {
    return Asked.number("into", Asked.required("into", wanted.into));
  }

  private static List<Long> numbers(@Nullable List<String> ids) {
    return ids == null ? List.of() : ids.stream().map(a -> Asked.number("articles", a)).toList();
  }

  private Shape shape(Story story) {
    return new Shape(
        String.valueOf(story.id()),
        story.title(),
        story.firstSeen(),
        story.lastSeen(),
        articles.ofStory(story.id()).stream().map(Telling::of).toList(),
        corrections.history(story.id()));
  }
}
