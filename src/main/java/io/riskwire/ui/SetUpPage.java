package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.account.Accounts;
import io.riskwire.base.Invalid;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Makes the first account, for whoever holds the link that the terminal shows. */
@Path("/setup")
@RunOnVirtualThread
class SetUpPage {
  private final Accounts accounts;

  SetUpPage(Accounts accounts) {
    this.accounts = accounts;
  }

  /** The form by which the first account is made. */
  static class Wanted {
    @FormParam("token")
    @Nullable String token;

    @FormParam("name")
    @Nullable String name;

    @FormParam("password")
    @Nullable String password;

    @FormParam("again")
    @Nullable String again;

    @FormParam("email")
    @Nullable String email;
  }

  record View(
      Frame frame,
      boolean isDone,
      String token,
      String name,
      String email,
      @Nullable Mistake mistake)
      implements TemplateInstance {}

  @GET
  public TemplateInstance show(@QueryParam("token") @Nullable String token) {
    return view(Given.text(token), "admin", "", null);
  }

  @POST
  public Response make(@BeanParam Wanted wanted) {
    String token = Given.text(wanted.token);
    String name = Given.text(wanted.name);
    String password = wanted.password == null ? "" : wanted.password;
    try {
      if (!password.equals(wanted.again))
        throw new Invalid("again", "the two passwords are not the same");
      accounts.setUp(token, name, password, Given.orNull(wanted.email));
      return Reply.goTo("/login");
    } catch (Invalid invalid) {
      var view = view(token, name, Given.text(wanted.email), Mistake.of(invalid, ""));
      return Reply.mistaken(view);
    }
  }

  private View view(String token, String name, String email, @Nullable Mistake mistake) {
    return new View(Frame.bare("Set up Riskwire"), accounts.exist(), token, name, email, mistake);
  }
}
