package io.riskwire.alert;

import io.riskwire.account.KeyFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Addresses that open one thing of one subscription to whoever holds them, without an account. They
 * are signed with a key that lies in the state folder, so that none can be guessed.
 */
@ApplicationScoped
public class Links {
  private final byte[] key;
  private final URI home;

  public Links(
      @ConfigProperty(name = "riskwire.home", defaultValue = "index") Path folder,
      @ConfigProperty(name = "riskwire.public-url") Optional<URI> home) {
    this.key = HexFormat.of().parseHex(KeyFile.read(folder.resolve("links.key")));
    this.home = home.orElse(URI.create("http://localhost:8080"));
  }

  /** What a link opens. */
  public enum Purpose {
    PREFERENCES("/preferences/"),
    UNSUBSCRIBE("/unsubscribe/"),
    FEED("/feeds/");

    private final String path;

    Purpose(String path) {
      this.path = path;
    }
  }

  /** The address of this purpose for a subscription. */
  public URI to(Purpose purpose, long subscription) {
    return home.resolve(purpose.path + token(purpose, subscription));
  }

  /** The part of the address that stands for the subscription. */
  public String token(Purpose purpose, long subscription) {
    String words = purpose.name().toLowerCase(Locale.ROOT) + " " + subscription;
    return signed(subscription, bytes(words));
  }

  private String signed(long subscription, byte[] words) {
    byte[] signature = Signature.hmac(key, words);
    return subscription + "-" + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  /**
   * The part of the address by which the owner of a subscription's mail address confirms it: good
   * for that address alone, should the subscription be given another meanwhile.
   */
  public String toConfirm(Subscription subscription) {
    String address = subscription.wish().channel().to().toLowerCase(Locale.ROOT);
    return signed(subscription.id(), bytes("confirm " + subscription.id() + " " + address));
  }

  /** Whether a token was made by {@link #toConfirm} for this subscription as it is. */
  public boolean isToConfirm(String token, Subscription subscription) {
    return MessageDigest.isEqual(bytes(token), bytes(toConfirm(subscription)));
  }

  /** For which subscription a token claims to be. */
  public static OptionalLong claimed(String token) {
    int dash = token.indexOf('-');
    return dash < 1 || dash > 18 || !token.substring(0, dash).matches("[0-9]+")
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(token.substring(0, dash)));
  }

  /** The subscription of a token that was made for this purpose; none for any other text. */
  public OptionalLong read(Purpose purpose, String token) {
    OptionalLong claimed = claimed(token);
    boolean isOurs =
        claimed.isPresent()
            && MessageDigest.isEqual(bytes(token), bytes(token(purpose, claimed.getAsLong())));
    return isOurs ? claimed : OptionalLong.empty();
  }

  /**
   * By what receivers know a message again that comes twice: the same at every attempt, and of no
   * other message, of other installations neither.
   */
  String idOf(long alert) {
    byte[] signature = Signature.hmac(key, bytes("message " + alert));
    return "msg_" + alert + "_" + HexFormat.of().formatHex(signature, 0, 8);
  }

  /** The same in the form of a mail's Message-ID (RFC 5322, 3.6.4). */
  String messageId(long alert) {
    String host = home.getHost();
    return "<" + idOf(alert) + "@" + (host == null ? "riskwire" : host) + ">";
  }

  /** The page that {@link #toConfirm} opens. */
  URI confirmation(Subscription subscription) {
    return home.resolve("/confirm/" + toConfirm(subscription));
  }

  URI home() {
    return home;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
