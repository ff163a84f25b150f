/**
 * What was published: {@link io.riskwire.article.Articles} keeps every article once, under all the
 * names by which it may come again, with the versions it had.
 *
 * <p>{@link io.riskwire.article.Extractor} finds the article in a page.
 */
@NullMarked
package io.riskwire.article;

import org.jspecify.annotations.NullMarked;
