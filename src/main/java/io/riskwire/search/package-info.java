/**
 * Questions and answers: a {@link io.riskwire.search.Search} finds the articles and incidents that
 * fit a {@link io.riskwire.search.Query}, and a {@link io.riskwire.search.Standing} knows which of
 * the queries that were left with it fit a new article.
 *
 * <p>{@link io.riskwire.search.QueryParser} reads what a person typed; filters are added with
 * {@link io.riskwire.search.Query#and} and {@link io.riskwire.search.Query#anyOf}. Whatever is
 * typed, the answer is a query or {@link io.riskwire.base.Invalid}. An engine sees nothing but the
 * tree, and the two ports agree: what one finds, the other matches.
 *
 * <p>Neither port is the truth: both can be thrown away and filled again from the database.
 */
@NullMarked
package io.riskwire.search;

import org.jspecify.annotations.NullMarked;
