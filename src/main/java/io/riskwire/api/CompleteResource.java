package io.riskwire.api;

import io.riskwire.base.Invalid;
import io.riskwire.search.Completion;
import io.riskwire.search.Query.Field;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/complete")
@Tag(name = "Articles")
@RunOnVirtualThread
class CompleteResource {
  private final Completion completion;

  CompleteResource(Completion completion) {
    this.completion = completion;
  }

  @GET
  @Operation(summary = "Names that begin so, with the number of articles filed under them")
  public Listed<Listed.Count> complete(
      @QueryParam("field") @Nullable String field,
      @QueryParam("prefix") @DefaultValue("") String prefix,
      @QueryParam("size") @DefaultValue("10") int size) {
    return Listed.whole(
        completion.of(field(Asked.required("field", field)), prefix, Listed.size(size)).stream()
            .map(name -> new Listed.Count(name.value(), name.count()))
            .toList());
  }

  private static Field field(String name) {
    return switch (name) {
      case "vendor" -> Field.VENDOR;
      case "product" -> Field.PRODUCT;
      case "source" -> Field.SOURCE;
      default -> throw new Invalid("field", "vendor, product or source");
    };
  }
}
