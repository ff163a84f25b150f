package io.riskwire.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskwire.base.Invalid;
import io.riskwire.search.SearchUnavailable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.jackson.JacksonJsonpMapper;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch.generic.Bodies;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.opensearch.client.transport.httpclient5.ResponseException;

/**
 * The way to the cluster. A question that it refuses is the caller's mistake; whatever else goes
 * wrong is a {@link SearchUnavailable}.
 */
@ApplicationScoped
class Cluster implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Cluster.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CONNECTIONS = 64;
  private static final Timeout TO_CONNECT = Timeout.ofSeconds(2);
  private static final Timeout TO_ANSWER = Timeout.ofSeconds(60);

  private final OpenSearchTransport transport;
  private final OpenSearchClient client;

  @Inject
  Cluster(OpenSearchSettings settings) {
    this(settings.hosts(), settings.username(), settings.password());
  }

  Cluster(List<String> hosts, Optional<String> username, Optional<String> password) {
    Header[] credentials =
        username
            .map(name -> new Header[] {basic(name, password.orElse(""))})
            .orElseGet(() -> new Header[0]);
    transport =
        ApacheHttpClient5TransportBuilder.builder(
                hosts.stream().map(Cluster::host).toArray(HttpHost[]::new))
            .setMapper(new JacksonJsonpMapper())
            .setDefaultHeaders(credentials)
            .setHttpClientConfigCallback(http -> http.disableAuthCaching())
            .setConnectionConfigCallback(connection -> connection.setConnectTimeout(TO_CONNECT))
            .setRequestConfigCallback(request -> request.setResponseTimeout(TO_ANSWER))
            .build();
    client = new OpenSearchClient(transport);
  }

  private static HttpHost host(String address) {
    try {
      return HttpHost.create(address.strip());
    } catch (URISyntaxException wrong) {
      throw new IllegalStateException("riskwire.opensearch.hosts: " + wrong.getMessage(), wrong);
    }
  }

  private static Header basic(String name, String password) {
    byte[] both = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new BasicHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
  }

  interface Call<T> {
    T on(OpenSearchClient client) throws IOException;
  }

  <T> T call(Call<T> call) {
    try {
      return call.on(client);
    } catch (OpenSearchException refused) {
      throw problem(refused.status(), new IOException(refused.getMessage(), refused));
    } catch (ResponseException refused) {
      throw problem(refused.status(), refused);
    } catch (IOException unreachable) {
      throw new SearchUnavailable(unreachable);
    }
  }

  private static RuntimeException problem(int status, IOException refused) {
    String reason = String.valueOf(refused.getMessage());
    if (status == 404) return new Missing(reason);
    // too many clauses are a 500 to the cluster
    if (status != 400 && !reason.contains("too_many_")) return new SearchUnavailable(refused);
    LOG.log(Level.INFO, "OpenSearch refused a question: {0}", reason);
    return new Invalid("q", "more than the search engine takes", null, "ask for less at once");
  }

  /** What was asked of is not there: an index, or a point in time. */
  static final class Missing extends RuntimeException {
    Missing(String what) {
      super(what);
    }
  }

  /** An answer as the cluster's documentation writes it. */
  record Answer(int status, JsonNode body) {
    boolean isMissing() {
      return status == 404;
    }

    /** Throws what keeps an answer from being good, a missing thing included. */
    JsonNode good() {
      if (isMissing()) throw new Missing(body.toString());
      if (status >= 300) throw new SearchUnavailable(new IOException(status + ": " + body));
      return body;
    }
  }

  Answer ask(String method, String path, Map<String, String> parameters, @Nullable Object body) {
    return call(
        client -> {
          @Nullable Body json = body == null ? null : Bodies.json(JSON.writeValueAsString(body));
          var request = Requests.create(method, path, List.of(), parameters, json);
          try (var response = client.generic().execute(request)) {
            var answer = response.getBody();
            return new Answer(
                response.getStatus(),
                answer.isEmpty() ? JSON.nullNode() : JSON.readTree(answer.get().bodyAsString()));
          } catch (ResponseException refused) {
            return new Answer(refused.status(), JSON.valueToTree(refused.getMessage()));
          }
        });
  }

  Answer ask(String method, String path) {
    return ask(method, path, Map.of(), null);
  }

  @Override
  @PreDestroy
  public void close() throws IOException {
    transport.close();
  }
}
