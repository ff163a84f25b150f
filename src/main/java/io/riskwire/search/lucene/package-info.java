/**
 * The embedded engine: {@link io.riskwire.search.lucene.LuceneSearch} keeps the index in a folder,
 * {@link io.riskwire.search.lucene.LuceneStanding} the standing queries in memory. Nobody imports
 * this package; the beans are chosen when the service starts.
 *
 * <p>Both see a document through {@link io.riskwire.search.lucene.Fields} and a query through
 * {@link io.riskwire.search.lucene.Translation}, so that they agree.
 */
@NullMarked
package io.riskwire.search.lucene;

import org.jspecify.annotations.NullMarked;
