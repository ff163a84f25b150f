package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.base.Invalid;
import io.riskwire.collect.Archive;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Where an administrator brings in past articles. */
@Path("/articles/import")
@RolesAllowed(Visitor.ADMINISTRATOR)
@RunOnVirtualThread
class ImportPage {
  private static final int MOST_SHOWN = 200;

  private final Visitor visitor;
  private final Archive archive;

  ImportPage(Visitor visitor, Archive archive) {
    this.visitor = visitor;
    this.archive = archive;
  }

  record View(
      Frame frame, @Nullable Mistake mistake, Archive.@Nullable Outcome outcome, boolean hasMore)
      implements TemplateInstance {}

  @GET
  public TemplateInstance show() {
    return view(null, null);
  }

  private View view(@Nullable Mistake mistake, Archive.@Nullable Outcome outcome) {
    Frame frame = visitor.frame("Past articles", "articles");
    if (outcome == null) return new View(frame, mistake, null, false);
    var shown = outcome.problems().stream().limit(MOST_SHOWN).toList();
    return new View(
        frame,
        mistake,
        new Archive.Outcome(
            outcome.lines(), outcome.stored(), outcome.known(), outcome.bad(), shown),
        outcome.bad() > shown.size());
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response take(@RestForm("file") @Nullable FileUpload file) {
    try {
      if (file == null || file.size() == 0) throw new Invalid("file", "choose a file");
      try (InputStream lines = Files.newInputStream(file.uploadedFile())) {
        return Reply.page(view(null, archive.take(lines)));
      }
    } catch (Invalid invalid) {
      return Reply.mistaken(view(Mistake.of(invalid, ""), null));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
