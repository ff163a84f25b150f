package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.article.Articles;
import io.riskwire.base.Invalid;
import io.riskwire.story.Correction;
import io.riskwire.story.Corrections;
import io.riskwire.story.Stories;
import io.riskwire.story.Story;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The articles that tell the same, and the forms by which an analyst corrects that. */
@Path("/stories/{id}")
@RunOnVirtualThread
class StoryPage {
  private final Visitor visitor;
  private final Stories stories;
  private final Corrections corrections;
  private final Articles articles;
  private final InstantSource clock;

  StoryPage(
      Visitor visitor,
      Stories stories,
      Corrections corrections,
      Articles articles,
      InstantSource clock) {
    this.visitor = visitor;
    this.stories = stories;
    this.corrections = corrections;
    this.articles = articles;
    this.clock = clock;
  }

  record View(
      Frame frame,
      long id,
      String title,
      List<ArticleRow> articles,
      List<Step> history,
      boolean mayCorrect)
      implements TemplateInstance {}

  /** What an analyst did. */
  record Step(When at, Label act, String by, @Nullable String reason) {
    static Step of(Corrections.Step step, Instant now) {
      return new Step(When.of(step.at(), now), Label.of(step.act()), step.by(), step.reason());
    }
  }

  @GET
  public Response show(@RestPath String id) {
    Story story = story(id);
    if (!id.equals(String.valueOf(story.id()))) return Reply.movedTo("/stories/" + story.id());
    Instant now = clock.instant();
    return Reply.page(
        new View(
            visitor.frame(story.title(), "articles"),
            story.id(),
            story.title(),
            articles.ofStory(story.id()).stream()
                .map(a -> ArticleRow.of(a, List.of(), "", 0, now))
                .toList(),
            corrections.history(story.id()).stream().map(s -> Step.of(s, now)).toList(),
            visitor.mayReview()));
  }

  @POST
  @Path("review")
  @RolesAllowed({Visitor.ADMINISTRATOR, Visitor.ANALYST})
  public Response review(
      @RestPath String id,
      @FormParam("act") @Nullable String act,
      @FormParam("article") List<String> article,
      @FormParam("into") @Nullable String into,
      @FormParam("reason") @Nullable String reason) {
    var author = new Corrections.Author(visitor.user().name(), Given.orNull(reason));
    long now = corrections.correct(story(id).id(), correction(act, article, into), author);
    return Reply.goTo("/stories/" + now);
  }

  private Story story(String id) {
    return stories.find(Given.id("story", id)).orElseThrow(() -> Given.unknown("story", id));
  }

  private static Correction correction(
      @Nullable String act, List<String> articles, @Nullable String into) {
    List<Long> ids = articles.stream().map(a -> Given.number("articles", a)).toList();
    return switch (act == null ? "" : act) {
      case "merge" -> new Correction.Merge(Given.number("into", into));
      case "split" -> new Correction.Split(ids);
      case "move" -> new Correction.Move(ids, Given.number("into", into));
      default -> throw new Invalid("act", "merge, split or move");
    };
  }
}
