/**
 * The distributed engine: {@link io.riskwire.search.opensearch.OpenSearchSearch} keeps the index in
 * an OpenSearch cluster that the administrator names. Nobody imports this package; the bean is
 * chosen when the service starts.
 *
 * <p>Nothing is held here but the way there: which index answers and which is filled, two aliases
 * say, and how far it has followed the change log stands in the index itself. So several nodes can
 * ask, and if two should fill it at once, what is newer stands.
 */
@NullMarked
package io.riskwire.search.opensearch;

import org.jspecify.annotations.NullMarked;
