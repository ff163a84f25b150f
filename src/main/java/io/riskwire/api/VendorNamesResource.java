package io.riskwire.api;

import io.riskwire.base.Invalid;
import io.riskwire.vendor.Vendor;
import io.riskwire.vendor.Vendors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/vendors")
@Tag(name = "Vendors", description = "Who is who: users add vendors and correct their names.")
@RunOnVirtualThread
class VendorNamesResource {
  private final Vendors vendors;

  VendorNamesResource(Vendors vendors) {
    this.vendors = vendors;
  }

  /** {@code ambiguous}: those of its names that mean something else too. */
  record Given(
      @Nullable String name,
      @Nullable String kind,
      @Nullable String country,
      @Nullable String owner,
      @Nullable List<String> aliases,
      @Nullable List<String> ambiguous) {}

  record Into(@Nullable String into) {}

  record Shape(
      String slug,
      String name,
      String kind,
      @Nullable String country,
      @Nullable String owner,
      List<String> aliases,
      List<String> ambiguous) {
    static Shape of(Vendor vendor) {
      return new Shape(
          Vendors.slug(vendor.name()),
          vendor.name(),
          vendor.kind(),
          vendor.country().isEmpty() ? null : vendor.country(),
          vendor.owner(),
          vendor.aliases(),
          vendor.ambiguous());
    }
  }

  @POST
  @RolesAllowed({"administrator", "analyst"})
  @Operation(summary = "Add a vendor that is not known under any name; known from then on")
  public Response add(@Nullable Given given) {
    if (given == null) throw new Invalid("body", "missing");
    String name = Asked.required("name", given.name).strip();
    vendors
        .named(name)
        .ifPresent(
            known -> {
              throw new ClientErrorException("there is a vendor " + known.name() + " already", 409);
            });
    Vendor added =
        vendors.add(changed(new Vendor(name, "other", "", null, List.of(), List.of()), given));
    return Response.status(201).entity(Shape.of(added)).build();
  }

  @PUT
  @Path("{slug}")
  @RolesAllowed({"administrator", "analyst"})
  @Operation(summary = "Change names, owner, kind or country; what is left out stays")
  public Response change(@RestPath String slug, @Nullable Given given) {
    if (given == null) throw new Invalid("body", "missing");
    Vendor before = vendors.find(slug).orElse(null);
    if (before == null) return moved(slug, "");
    return Response.ok(Shape.of(vendors.change(slug, changed(before, given)))).build();
  }

  @POST
  @Path("{slug}/merge")
  @RolesAllowed({"administrator", "analyst"})
  @Operation(summary = "Make it one with another vendor, to which it forwards from then on")
  public Response merge(@RestPath String slug, @Nullable Into given) {
    if (given == null) throw new Invalid("body", "missing");
    if (vendors.find(slug).isEmpty()) return moved(slug, "/merge");
    String name = Asked.required("into", given.into);
    Vendor into =
        vendors.named(name).orElseThrow(() -> new Invalid("into", "there is no vendor " + name));
    return Response.ok(Shape.of(vendors.merge(slug, Vendors.slug(into.name())))).build();
  }

  private Response moved(String slug, String rest) {
    String now = vendors.forward(slug).orElseThrow(() -> Problem.unknown("vendor", slug));
    return Response.status(Response.Status.MOVED_PERMANENTLY)
        .location(URI.create("/api/v1/vendors/" + now + rest))
        .build();
  }

  private static Vendor changed(Vendor before, Given given) {
    return new Vendor(
        given.name == null ? before.name() : given.name.strip(),
        given.kind == null ? before.kind() : kind(given.kind),
        given.country == null ? before.country() : country(given.country),
        given.owner == null ? before.owner() : given.owner.isBlank() ? null : given.owner.strip(),
        given.aliases == null ? before.aliases() : given.aliases,
        given.ambiguous == null ? before.ambiguous() : given.ambiguous);
  }

  private static String kind(String kind) {
    if (!kind.matches("[a-z]{1,20}")) throw new Invalid("kind", "one word of lower-case letters");
    return kind;
  }

  private static String country(String country) {
    if (!country.matches("[A-Z]{2}|")) throw new Invalid("country", "two capitals (ISO 3166)");
    return country;
  }
}
