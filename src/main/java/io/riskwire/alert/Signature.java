package io.riskwire.alert;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what goes to a webhook, as Standard Webhooks 1.0.0 describes it: HMAC-SHA256 over id, time
 * and body, once with each secret that is good, so that receivers can change theirs without a gap.
 */
final class Signature {
  private static final String PREFIX = "whsec_";

  private Signature() {}

  /** A new secret in the form in which receivers' libraries take it. */
  static String newSecret() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return PREFIX + Base64.getEncoder().encodeToString(random);
  }

  /** The headers by which a receiver knows that this body is from us, and recent. */
  static Map<String, String> headers(String id, Instant at, byte[] body, List<String> secrets) {
    String start = id + "." + at.getEpochSecond() + ".";
    byte[] signed = start.getBytes(StandardCharsets.UTF_8);
    byte[] whole = new byte[signed.length + body.length];
    System.arraycopy(signed, 0, whole, 0, signed.length);
    System.arraycopy(body, 0, whole, signed.length, body.length);
    return Map.of(
        "webhook-id",
        id,
        "webhook-timestamp",
        String.valueOf(at.getEpochSecond()),
        "webhook-signature",
        secrets.stream()
            .map(s -> "v1," + Base64.getEncoder().encodeToString(hmac(key(s), whole)))
            .collect(Collectors.joining(" ")));
  }

  private static byte[] key(String secret) {
    return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
  }

  static byte[] hmac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
