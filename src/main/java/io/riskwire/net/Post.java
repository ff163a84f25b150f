package io.riskwire.net;

import java.net.URI;
import java.util.Map;

/** A message for a webhook. It is sent once and to that address only: redirects are refused. */
@SuppressWarnings("ArrayRecordComponent") // sent once; nobody compares messages
public record Post(URI address, String contentType, byte[] body, Map<String, String> headers) {
  public Post {
    headers = Get.checked(headers);
  }
}
